"""A cut that has not opened, or in which no plan is in force, is told and has no figures."""

from datetime import date

import pytest

from data_access.measures.catalogue import MEASURES
from data_access.measures.catalogue_goals import GOAL_MEASURES
from data_access.measures.run import Ask, run_measures
from data_access.store.store import Store
from data_access.vocabulary.actors import PUBLIC
from data_access.vocabulary.filters import Filters
from tests.factories import add_catalogues
from tests.plan_factories import building


@pytest.fixture
def planned(store: Store) -> Store:
    """A plan of 2024-2027 and a catalogue of 2020-2029, with one cut in the calendar."""
    add_catalogues(store)
    with building(store) as plan:
        plan.framework()
        plan.node("M1", "meta", is_goal=True)
        plan.indicator("M1", "M1", {2025: "20", 2026: "20"}, final_goal="40", weight="10")
        plan.report("M1", "2025-T1", "5")
        plan.component("K1", "cooperacion", "M1", "100")
        plan.cut("2026-T4", date(2027, 1, 1), date(2027, 1, 16), date(2027, 1, 31))
        plan.framework(
            "otro", kind="indicator_catalogue",
            starts_on=date(2020, 1, 1), ends_on=date(2029, 12, 31),
        )  # fmt: skip
        plan.node("K", "grupo", is_goal=True)
    return store


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("corte=2026-T4", "El corte 2026-T4 abre el 01/01/2027: todavía no tiene cifras."),
        ("corte=2027-T1", "El corte 2027-T1 abre el 31/03/2027: todavía no tiene cifras."),
        (
            "marco=plan&corte=2028-T1",
            "El corte 2028-T1 está fuera del plan, que va del 01/01/2024 al 31/12/2027.",
        ),
        (
            "marco=plan&corte=2023-T4",
            "El corte 2023-T4 está fuera del plan, que va del 01/01/2024 al 31/12/2027.",
        ),
        (
            "marco=otro&corte=2030-T1",
            "El corte 2030-T1 está fuera del plan, que va del 01/01/2020 al 31/12/2029.",
        ),
    ],
)
def test_a_cut_without_figures_is_told(planned: Store, query: str, sentence: str) -> None:
    filters = Filters.parse(query)[0]
    asked = {
        name: Ask(name, filters)
        for name in GOAL_MEASURES
        if not filters.beyond(MEASURES[name].dimensions)
    }
    results = run_measures(planned, PUBLIC, asked, today=date(2026, 11, 30))
    for name, result in results.items():
        assert [issue.sentence for issue in result.issues] == [sentence], name
        if name != "goals.summary":
            assert result.rows == [], name
    summary = results["goals.summary"]
    assert {row["indicators"] for row in summary.rows} == {0}
    assert summary.total["elapsed"] is None


def test_a_cut_has_figures_from_its_opening_day(planned: Store) -> None:
    asked = {"goals": Ask("goals.progress", Filters(corte="2026-T4"))}
    result = run_measures(planned, PUBLIC, asked, today=date(2027, 1, 1))["goals"]
    assert result.issues == ()
    assert [row["av"] for row in result.rows] == [5]
