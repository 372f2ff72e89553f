"""The filters that only indicators with a family and alerts have."""

from datetime import date
from typing import Any

import pytest

from data_access.measures.result import MeasureResult
from data_access.measures.run import run_measure
from data_access.store.store import Store
from data_access.vocabulary.actors import PUBLIC
from data_access.vocabulary.filters import Filters
from tests.factories import add_catalogues
from tests.plan_factories import building

TODAY = date(2025, 10, 10)


@pytest.fixture
def told(sqlite_store: Store) -> Any:
    """``told(measure, query)`` of a catalogue of two indicators and a plan of one goal.

    IC rose from 3 to 5 and nobody answers for it; IR has a negative goal; M has no family.
    """
    add_catalogues(sqlite_store)
    with building(sqlite_store) as plan:
        plan.framework("catalogo", kind="indicator_catalogue")
        plan.node("IC", "indicador", is_goal=True)
        plan.node("IR", "indicador", is_goal=True)
        plan.indicator(
            "IC", "IC", {2024: "9"}, family="cooperacion", entity_id=None, final_goal="9"
        )
        plan.indicator("IR", "IR", {2024: "-1"}, family="relacionamiento", final_goal="-1")
        plan.report("IC", "2024-T1", "3")
        plan.report("IC", "2024-T2", "5")
        plan.framework("plan")
        plan.node("M", "meta", is_goal=True)
        plan.indicator("M", "M", {2024: "4"}, final_goal="4")

    def ask(name: str, query: str = "") -> MeasureResult:
        filters = Filters.parse(f"{query}&corte=2024-T2")[0]
        return run_measure(sqlite_store, PUBLIC, name, filters, today=TODAY)

    return ask


def test_a_family_chooses_its_indicators(told: Any) -> None:
    assert [row["key"] for row in told("indicators.catalogue").rows] == ["IC", "IR"]
    (row,) = told("indicators.catalogue", "familia=cooperacion").rows
    assert (row["value"], row["trend"], row["framework_kind"]) == (5, "up", "indicator_catalogue")
    assert [issue.column for issue in told("goals.progress", "familia=x").issues] == ["familia"]


def test_a_severity_chooses_alerts_and_leaves_no_indicator_out(told: Any) -> None:
    everything, grave = told("goals.alerts"), told("goals.alerts", "gravedad=error")
    assert {row["severity"] for row in everything.rows} == {"error", "warning"}
    assert grave.rows == [row for row in everything.rows if row["severity"] == "error"]
    assert grave.total["error"] == everything.total["error"] > 0
    assert grave.total["warning"] == 0
    assert len(told("goals.progress", "gravedad=error").rows) == 3


def test_an_alert_says_its_goal_and_what_its_framework_is(told: Any) -> None:
    kinds = {row["subject"]: row for row in told("goals.alerts").rows}
    assert (kinds["M"]["code"], kinds["M"]["framework_kind"]) == ("M", "development_plan")
    assert kinds["IC"]["framework_kind"] == "indicator_catalogue"
    # Without a calendar the deadline of a quarter is its own last day.
    assert kinds["M"]["days_left"] == (date(2024, 6, 30) - TODAY).days == -467
