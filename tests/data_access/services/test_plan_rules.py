"""Parameters, cuts and the index: added or changed, by whoever manages the store."""

from datetime import date

import pytest
from sqlalchemy import select

from data_access.services.plan_rules import save_cuts, save_parameters
from data_access.store.store import Store
from data_access.store.tables.goals import Cut, PlanParameter
from data_access.vocabulary.actors import OPERATOR, PUBLIC, NotPermitted
from data_access.vocabulary.plan_drafts import CutDraft, ParameterDraft
from tests.data_access.importers.test_plan import data_version

CUT = CutDraft("2025-T1", date(2025, 4, 1), date(2025, 4, 16), date(2025, 4, 30))


def test_a_parameter_holds_from_its_day(store: Store):
    rules = [
        ParameterDraft("light", date(2024, 1, 1), ["0.5", "0.75"]),
        ParameterDraft("light", date(2025, 1, 1), ["0.4", "0.8"], "Por confirmar"),
    ]
    assert save_parameters(store, OPERATOR, rules)["created"] == 2
    version = data_version(store)
    assert save_parameters(store, OPERATOR, rules)["unchanged"] == 2
    assert data_version(store) == version
    with store.reading() as session:
        values = session.scalars(select(PlanParameter.value).order_by(PlanParameter.valid_from))
        assert values.all() == [["0.5", "0.75"], ["0.4", "0.8"]]


def test_new_days_of_a_cut_leave_what_it_closed_alone(store: Store):
    save_cuts(store, OPERATOR, [CUT])
    with store.writing(OPERATOR, "test") as session:
        session.get_one(Cut, "2025-T1").content = b"{}"
    later = CutDraft("2025-T1", date(2025, 4, 1), date(2025, 4, 20), date(2025, 4, 30))
    assert save_cuts(store, OPERATOR, [later])["updated"] == 1
    with store.reading() as session:
        cut = session.get_one(Cut, "2025-T1")
    assert (cut.year, cut.quarter, cut.due_on.day, cut.content) == (2025, 1, 20, b"{}")


def test_who_may_not_change_the_rules(sqlite_store: Store):
    with pytest.raises(NotPermitted):
        save_cuts(sqlite_store, PUBLIC, [CUT])
    with pytest.raises(ValueError, match="2025-T9"):
        save_cuts(sqlite_store, OPERATOR, [CutDraft("2025-T9", *(CUT.opens_on,) * 3)])
