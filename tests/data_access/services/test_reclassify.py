"""A changed rule puts the register in its classes again; closed cuts stay as they are."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from data_access.measures.cut_content import closed_content, cut_content
from data_access.measures.run import data_version, run_measure
from data_access.sample.package import DEFAULT_PACKAGE, read_package
from data_access.services import action_parts
from data_access.services.catalogues import load_package
from data_access.services.cuts import close_cut
from data_access.store.store import Store
from data_access.vocabulary.actors import OPERATOR, PUBLIC
from data_access.vocabulary.drafts import AmountDraft
from data_access.vocabulary.filters import Filters
from data_access.vocabulary.flows import OFFERED, CountingRule
from data_access.vocabulary.goals import Quarter
from data_access.vocabulary.packages import Package
from tests.factories import draft, save
from tests.plan_factories import building

FIRST = CountingRule(
    date(1900, 1, 1),
    uncounted_stages=("cancelada",),
    received_directions=("recibida", "doble-via"),
    offered_directions=("ofrecida",),
    note_es="Doble vía es recibida",
    note_en="Two-way is received",
)
SECOND = replace(
    FIRST,
    valid_from=date(2025, 1, 1),
    received_directions=("recibida",),
    offered_directions=("ofrecida", "doble-via"),
    note_es="Doble vía es ofrecida",
    note_en="Two-way is offered",
)
TWO_WAY = {"direction_code": "doble-via", "entities": (), "partners": ()}


def package(*rules: CountingRule) -> Package:
    return replace(read_package(DEFAULT_PACKAGE), rules=rules)


def fill(store: Store) -> None:
    """Two-way actions of 2024 and of 2025, of 10 and 20 dollars."""
    load_package(store, OPERATOR, package(FIRST))
    later = draft("B", "20", starts_on=date(2025, 3, 1), **TWO_WAY)
    save(store, [draft("A", "10", **TWO_WAY), later])


def committed(store: Store, clase: str) -> Decimal | None:
    found = run_measure(store, PUBLIC, "cooperation.totals", Filters(clase=clase)).total
    return found["committed"] if found["actions"] else None


def test_a_rule_holds_from_its_day_for_the_actions_that_begin_then(store: Store) -> None:
    fill(store)
    assert (committed(store, "recibida"), committed(store, "ofrecida")) == (30, None)
    before = data_version(store)
    load_package(store, OPERATOR, package(FIRST, SECOND))
    assert (committed(store, "recibida"), committed(store, "ofrecida")) == (10, 20)
    assert data_version(store) > before
    told = run_measure(store, PUBLIC, "cooperation.totals", Filters()).rules
    assert told == ("1900-01-01: Doble vía es recibida", "2025-01-01: Doble vía es ofrecida")


def test_a_withdrawn_rule_holds_no_longer_and_the_same_package_changes_nothing(
    store: Store,
) -> None:
    fill(store)
    load_package(store, OPERATOR, package(FIRST, SECOND))
    load_package(store, OPERATOR, package(FIRST))
    assert (committed(store, "recibida"), committed(store, "ofrecida")) == (30, None)
    version = data_version(store)
    load_package(store, OPERATOR, package(FIRST))
    assert data_version(store) == version


def test_a_closed_cut_says_what_it_said(store: Store) -> None:
    fill(store)
    with building(store) as plan:
        plan.framework()
        plan.node("M1", "meta", is_goal=True)
        plan.indicator(
            "M1", "M1", {2024: "1"}, final_goal="4", measure="cooperation.totals:committed"
        )
        plan.cut("2025-T3", date(2025, 10, 1), date(2025, 10, 15), date(2025, 10, 31))
    day, version = date(2025, 11, 1), data_version(store)
    content = cut_content(store, OPERATOR, Quarter(2025, 3), today=day)
    close_cut(store, OPERATOR, "2025-T3", content, version, today=day)
    load_package(store, OPERATOR, package(FIRST, SECOND))
    assert committed(store, "recibida") == 10
    assert closed_content(store, PUBLIC, "2025-T3") == content


def test_a_database_of_before_gets_the_classes_of_now(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An earlier version put offered loans among what is offered, by the same rule."""
    rule = replace(FIRST, loan_finances=("prestamo",))
    load_package(store, OPERATOR, package(rule))
    loan = AmountDraft("committed", Decimal(7), "USD", finance_code="prestamo")
    offered = {"direction_code": "ofrecida", "entities": (), "partners": ()}
    with monkeypatch.context() as earlier:
        earlier.setattr(action_parts, "class_of", lambda _rule, **_said: OFFERED)
        save(store, [draft("A", "10", **offered), draft("B", amounts=(loan,), **offered)])
    assert committed(store, "ofrecida") == 17
    before = data_version(store)
    load_package(store, OPERATOR, package(rule))
    assert (committed(store, "ofrecida"), committed(store, "sin-clase")) == (10, 7)
    assert data_version(store) > before
