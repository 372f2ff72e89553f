"""Rows, summary, tree, lines, components and entities add up to each other."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from data_access.measures.result import MeasureResult
from data_access.measures.run import Ask, run_measure, run_measures
from data_access.store.store import Store
from data_access.vocabulary.actors import PUBLIC
from data_access.vocabulary.filters import Filters
from tests.factories import add_catalogues, draft, save
from tests.plan_factories import building

TODAY = date(2025, 10, 20)
LIGHTS = ("rojo", "amarillo", "verde", "naranja", "sin_dato", "sin_iniciar")
STATES = (
    "reportado", "sin_reporte", "vencido", "sin_iniciar", "no_programado", "no_aplica",
    "sin_regla",
)  # fmt: skip
MONEY = ("appropriation", "committed", "paid")
BREAKDOWNS = ("goals.by_line", "goals.by_component", "goals.by_entity")


@pytest.fixture
def varied(store: Store) -> Store:
    """Eight goals of every state, in two frameworks, with money, as one finds them."""
    add_catalogues(store)
    with building(store) as plan:
        plan.framework()
        plan.node("O1", "objetivo")
        plan.node("P1", "programa", "O1")
        plan.node("L1", "línea", "P1")
        plan.node("L2", "línea", "P1")
        plan.node("C1", "componente", "P1")
        plan.node("P2", "programa", "O1")
        for number, line in enumerate(("L1", "L1", "L2", "L2", "L2", "P1", "P1"), start=1):
            component = "C1" if number % 2 else ""
            plan.node(f"M{number}", "meta", line, is_goal=True, component=component)
        four = dict.fromkeys((2024, 2025, 2026, 2027), "10")
        common: dict[str, Any] = {"final_goal": "40"}
        plan.indicator("M1", "M1", four, weight="50", entity_id=1, **common)
        plan.indicator("M2", "M2", four, weight="30", entity_id=2, **common)
        plan.indicator("M3", "M3", four, weight="20", entity_id=2, **common)
        plan.indicator("M4", "M4", four, weight="10", entity_id=3, **common)
        plan.indicator("M5", "M5", {2027: "40"}, weight="10", entity_id=3, **common)
        plan.indicator("M6", "M6", four, weight=None, entity_id=None, **common)
        plan.indicator("M7", "M7", {}, weight="5", entity_id=1, accumulation="")
        for code, value in (("M1", "10"), ("M2", "2"), ("M6", "1")):
            plan.report(code, "2024-T4", value)
            plan.report(code, "2025-T3", value)
        plan.report("M3", "2025-T2", "5")
        plan.budget("M1", "2025-T3", ("1000", "600", "300"), "vigencia")
        plan.budget("M2", "2025-T3", ("500", "100", "50"), "vigencia")
        plan.budget("M2", "2024-T4", ("400", "400", "300"), "vigencia")
        plan.budget("M2", "2025-T3", ("100", "100", "90"), "reserva")
        plan.budget("L2", "2025-T3", ("200", "20", "0"), "vigencia")
        plan.framework("otro")
        plan.node("M1b", "meta", is_goal=True)
        plan.indicator("M1b", "M1b", four, weight="100", entity_id=1, **common)
        plan.report("M1b", "2025-T3", "30")
    return store


def ask(store: Store, name: str, query: str = "") -> MeasureResult:
    """The answer at the third quarter of 2025."""
    filters = Filters.parse(f"{query}&corte=2025-T3")[0]
    return run_measure(store, PUBLIC, name, filters, today=TODAY)


def test_the_advance_weighs_and_says_what_is_left_out(varied: Store) -> None:
    total = ask(varied, "goals.summary", "marco=plan").total
    # M1 20/40 of 50, M2 4/40 of 30, M3 5/40 of 20: (25 + 3 + 2.5) / 100.
    assert total["advance"] == Decimal("0.305")
    assert (total["advance_numerator"], total["advance_denominator"]) == (Decimal("30.5"), 100)
    assert (total["indicators"], total["goals"], total["counted"]) == (7, 7, 3)
    reasons = ("no_data", "not_started", "no_weight", "no_rule", "not_valid")
    assert [total[f"left_out_{name}"] for name in reasons] == [1, 1, 1, 1, 0]
    assert total["left_out"] == 4
    assert (total["elapsed_days"], total["plan_days"]) == (638, 1460)


def test_lights_and_states_are_counted_apart(varied: Store) -> None:
    rows = ask(varied, "goals.summary", "marco=plan").rows
    told = {(row["kind"], row["key"]): row["indicators"] for row in rows}
    # M1 20/17.5 green; M2 4/17.5 and M6 2/17.5 red; M3 has reported to June: 5/17.5 red.
    assert [told["light", light] for light in LIGHTS] == [3, 0, 1, 0, 2, 1]
    assert [told["state", state] for state in STATES] == [3, 1, 1, 1, 0, 0, 1]


def test_money_counts_once_and_a_line_brings_its_own(varied: Store) -> None:
    total = ask(varied, "goals.summary", "marco=plan").total
    assert [total[name] for name in MONEY] == [1700, 720, 350]
    assert [total[f"reserve_{name}"] for name in MONEY] == [100, 100, 90]
    assert total["plan_committed"] == 1120
    by_line = {row["key"]: row for row in ask(varied, "goals.by_line", "marco=plan").rows}
    assert [by_line[key]["committed"] for key in ("L1", "L2", "sin-asignar")] == [700, 20, None]
    # Only some goals of the second line are chosen: its money cannot be told apart.
    assert ask(varied, "goals.summary", "entidad=OFB").total["committed"] is None


def test_money_of_a_level_whose_parts_have_theirs_is_told_and_not_added(
    store: Store,
) -> None:
    add_catalogues(store)
    with building(store) as plan:
        plan.framework()
        plan.node("O1", "objetivo")
        plan.node("P1", "programa", "O1")
        plan.node("M1", "meta", "P1", is_goal=True)
        plan.indicator("M1", "M1", {2025: "10"}, weight="100", entity_id=1, final_goal="10")
        plan.budget("O1", "2025-T3", ("7000", "6000", "5000"), "vigencia")
        plan.budget("P1", "2025-T3", ("200", "20", "10"), "vigencia")
    total = ask(store, "goals.summary").total
    assert [total[name] for name in MONEY] == [200, 20, 10]
    assert [row["key"] for row in ask(store, "goals.budget").rows] == ["P1"]
    found = [row for row in ask(store, "goals.alerts").rows if row["key"] == "budget.told_twice"]
    assert [row["subject"] for row in found] == ["O1"]
    assert found[0]["sentence"].values == {"codes": "P1"}


def test_money_weighs_the_physical_advance(varied: Store) -> None:
    total = ask(varied, "goals.budget", "marco=plan").total
    # This year M1 did 10 of 10 with 1000 pesos and M2 2 of 10 with 500: (1000 + 100) / 1500.
    assert total["physical"] == Decimal(1100) / 1500
    assert total["physical_left_out"] == 5


@pytest.mark.parametrize(
    "query", ["", "marco=plan", "entidad=SDS", "linea=L2", "estado=rojo", "componente=C1"]
)
def test_everything_adds_up(varied: Store, query: str) -> None:
    filters = Filters.parse(f"{query}&corte=2025-T3")[0]
    names = ("goals.progress", "goals.summary", "goals.tree", "goals.budget", *BREAKDOWNS)
    asked = {name: Ask(name, filters) for name in names}
    answers = run_measures(varied, PUBLIC, asked, today=TODAY)
    rows, total = answers["goals.progress"].rows, answers["goals.summary"].total
    assert total["indicators"] == len(rows)
    for name in BREAKDOWNS:
        for column in ("indicators", "left_out", "counted", "alerts", *LIGHTS):
            assert sum(row[column] for row in answers[name].rows) == total[column], (name, column)
        weighed = [row["advance_numerator"] or 0 for row in answers[name].rows]
        assert sum(weighed) == (total["advance_numerator"] or 0)
    for light in LIGHTS:
        assert sum(row["light"] == light for row in rows) == total[light]
    tree = answers["goals.tree"].rows
    for column in ("indicators", "counted", *LIGHTS):
        roots = [row[column] for row in tree if row["depth"] == 0]
        goals = [row[column] for row in tree if row["is_goal"]]
        assert sum(roots) == sum(goals) == total[column]
    own = [row for row in answers["goals.budget"].rows if row["resource"] == "vigencia"]
    year = [row["committed"] for row in own if row["year"] == 2025]
    assert sum(year) == (total["committed"] or 0)


def test_the_tree_keeps_children_after_their_parents(varied: Store) -> None:
    rows = ask(varied, "goals.tree").rows
    keys = [row["key"] for row in rows]
    assert keys[:7] == ["otro", "M1b", "plan", "O1", "P1", "L1", "M1"]
    assert "P2" in keys
    for row in rows:
        assert row["parent"] == "" or keys.index(row["parent"]) < keys.index(row["key"])
    narrow = ask(varied, "goals.tree", "linea=L1").rows
    assert [row["key"] for row in narrow] == ["plan", "O1", "P1", "L1", "M1", "M2"]
    assert narrow[3]["filter"] == "linea"


def test_alerts_follow_the_goals_chosen(varied: Store) -> None:
    whole = ask(varied, "goals.alerts", "marco=plan")
    assert whole.total["alerts"] == len(whole.rows)
    found = {(row["key"], row["subject"]) for row in whole.rows}
    assert ("indicator.unassigned", "M6") in found
    assert ("report.overdue", "M4") in found
    assert ("plan.weights_do_not_add", "L1") in found
    assert {row["severity"] for row in whole.rows[:1]} == {"error"}
    only = ask(varied, "goals.alerts", "meta=M6").rows
    assert {row["subject"] for row in only} == {"M6"}
    progress = ask(varied, "goals.progress", "meta=M6").rows
    assert progress[0]["alerts"] == len(only)


def test_a_contribution_counts_once_for_the_city(varied: Store) -> None:
    save(varied, [draft("A", "10")])
    with building(varied) as plan:
        for entity, quantity, quarter in ((1, "4", 2), (2, "5", 2), (1, "1", 4)):
            plan.contribution(1, 1, 2025, quarter, entity, quantity)
    result = ask(varied, "goals.contributions")
    assert [(row["entity"], row["quantity"], row["counted"]) for row in result.rows] == [
        ("FUGA", 5, 5),
        ("SDS", 4, 0),
    ]
    assert (result.total["actions"], result.total["counted"]) == (1, 5)
    assert ask(varied, "goals.contributions", "meta=M2").rows == []


def test_contributions_to_two_indicators_have_no_sum(varied: Store) -> None:
    save(varied, [draft("A", "10")])
    with building(varied) as plan:
        for indicator, quantity in ((1, "4"), (2, "5")):
            plan.contribution(1, indicator, 2025, 2, 1, quantity)
    total = ask(varied, "goals.contributions").total
    assert (total["actions"], total["counted"]) == (1, None)


def test_goals_are_put_together_between_nothing_and_the_whole(store: Store) -> None:
    add_catalogues(store)
    with building(store) as plan:
        plan.framework()
        for code in ("M1", "M2", "M3"):
            plan.node(code, "meta", is_goal=True)
        up: dict[str, Any] = {"accumulation": "CRECIENTE", "baseline": "100", "weight": "50"}
        plan.indicator("M1", "M1", {2025: "101"}, final_goal="101", **up)
        plan.indicator("M2", "M2", {2025: "40"}, final_goal="40", weight="25")
        plan.indicator("M3", "M3", {2025: "10"}, final_goal="10", weight="25")
        for code, value in (("M1", "90"), ("M2", "40"), ("M3", "15")):
            plan.report(code, "2025-T4", value)
    day = date(2025, 12, 31)
    result = run_measure(store, PUBLIC, "goals.summary", Filters(corte="2025-T4"), today=day)
    told = [result.total[name] for name in ("advance", "capped", "floored")]
    # 0 of 50, 25 of 25 and 25 of 25.
    assert told == [Decimal("0.5"), 1, 1]
    rows = run_measure(store, PUBLIC, "goals.progress", Filters(corte="2025-T4"), today=day).rows
    assert [row["paf"] for row in rows] == [-10, 1, Decimal("1.5")]


def test_a_catalogue_of_indicators_weighs_nothing_in_the_plan(store: Store) -> None:
    add_catalogues(store)
    with building(store) as plan:
        for code, kind, reached in (
            ("plan", "development_plan", "5"), ("catalogo", "indicator_catalogue", "10"),
        ):  # fmt: skip
            plan.framework(code, kind=kind)
            plan.node(f"M-{code}", "meta", is_goal=True, entity_id=1)
            plan.indicator(f"M-{code}", f"M-{code}", {2025: "10"}, final_goal="10", weight="50")
            plan.report(f"M-{code}", "2025-T3", reached)
    for name in ("goals.summary", "goals.tree", *BREAKDOWNS):
        result = ask(store, name)
        assert (result.total["advance"], result.total["weight"]) == (Decimal("0.5"), 50), name
        assert result.filters.marco == ("plan",)
    for query in ("marco=catalogo", "indicador=M-catalogo"):
        assert ask(store, "goals.summary", query).total["advance"] == 1
