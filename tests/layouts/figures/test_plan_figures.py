"""The figures of the plan are valid, light and true to their rows."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import plotly.graph_objects as go
import pytest

from data_access.measures.goals.states import Light
from data_access.measures.result import MeasureResult
from data_access.vocabulary.filters import Filters
from layouts.figures._lights import LEVEL_COLOURS, LIGHT_COLOURS
from layouts.figures._theme import HIGHLIGHT, PRIMARY
from layouts.figures.plan_bars import advance_figure
from layouts.figures.plan_budget import budget_figure
from layouts.figures.plan_figures import GOAL_FIGURES
from layouts.figures.plan_series import series_figure
from layouts.figures.plan_tree import tree_figure
from tests.layouts.figures.answers import answer
from tests.layouts.figures.test_theme import contrast

LIGHTS = ("rojo", "amarillo", "verde", "naranja", "sin_dato", "sin_iniciar")


def goals(name: str, rows: list[dict[str, Any]]) -> MeasureResult:
    return answer(name, rows, total={}, filters=Filters(corte="2025-T3"))


def line(key: str, advance: str | None, ideal: str | None, **more: Any) -> dict[str, Any]:
    """A row of a breakdown with one indicator; the gap is that of its two fractions."""
    done, due = (None if text is None else Decimal(text) for text in (advance, ideal))
    gap = None if done is None or due is None else done - due
    return {
        "key": key, "label": f"Línea {key}", "advance": done, "ideal": due, "gap": gap,
        "indicators": 1, "counted": 1, "value": None, **more,
    }  # fmt: skip


def node(key: str, parent: str, depth: int, weight: str | None = None, **more: Any) -> Any:
    """A row of the tree; a goal has a weight and a light."""
    is_goal = weight is not None
    return {
        **line(key, "0.5", "0.6"),
        "parent": parent, "depth": depth, "framework": "plan", "is_goal": is_goal,
        "filter": "meta" if is_goal else "linea", "node_weight": None,
        "weight": Decimal(weight or 0), "appropriation": None, "capped": 0, "floored": 0,
        **dict.fromkeys(LIGHTS, 0), "verde": 1, **more,
    }  # fmt: skip


def tree() -> list[dict[str, Any]]:
    return [
        node("plan", "", 0, indicators=3),
        node("O1", "plan", 1, indicators=3),
        node("L1", "O1", 2, indicators=2),
        node("M1", "L1", 3, "30"),
        node("M2", "L1", 3, "10"),
        node("L2", "O1", 2),
        node("M3", "L2", 3, "60", rojo=1, verde=0),
        node("M4", "L2", 3, "0"),
    ]


def test_the_worst_bar_comes_first_with_its_mark_at_the_ideal():
    rows = [line("A", "0.5", "0.4"), line("B", "0.2", "0.9"), line("C", None, None)]
    figure = advance_figure(goals("goals.by_line", rows), "claro")
    (trace,) = figure["data"]
    assert trace["x"] == [0.2, 0.5, None]
    assert [shape["x0"] for shape in figure["layout"]["shapes"]] == [0.9, 0.4]
    assert figure["layout"]["xaxis"]["range"] == [0, 1]
    assert "20,0\xa0% · −70,0\xa0pp" in figure["layout"]["yaxis"]["ticktext"][0]
    assert trace["customdata"][0] == ["linea", "B"]


def test_what_has_no_line_is_drawn_only_with_an_advance():
    rows = [line("A", "0.5", "0.4"), line("sin-asignar", None, None)]
    figure = advance_figure(goals("goals.by_line", rows), "claro")
    assert len(figure["data"][0]["x"]) == 1


def test_a_goal_is_as_large_as_its_weight():
    (trace,) = tree_figure(goals("goals.tree", tree()), "claro")["data"]
    sizes = dict(zip(trace["ids"], trace["values"], strict=True))
    assert sizes == {
        "plan": 0, "plan/O1": 0, "plan/L1": 0, "plan/M1": 30, "plan/M2": 10, "plan/L2": 0,
        "plan/M3": 60,
    }  # fmt: skip
    assert trace["parents"][:3] == ["", "plan", "plan/O1"]
    at = trace["ids"].index("plan/M3")
    assert trace["text"][at].startswith("✕ M3 50\xa0%")
    assert trace["customdata"][at] == ["meta", "M3"]


def test_a_goal_beyond_its_target_says_so():
    rows = [node("plan", "", 0), node("M1", "plan", 1, "5", advance=Decimal(1), capped=1)]
    (trace,) = tree_figure(goals("goals.tree", rows), "claro")["data"]
    assert trace["text"][1].startswith("✓ M1 &gt;100\xa0%")


def test_a_goal_below_its_start_says_so():
    rows = [node("plan", "", 0), node("M1", "plan", 1, "5", advance=Decimal(0), floored=1)]
    (trace,) = tree_figure(goals("goals.tree", rows), "claro")["data"]
    assert trace["text"][1].startswith("✓ M1 &lt;0\xa0%")


def test_goals_without_any_weight_are_of_one_size():
    rows = [{**row, "weight": Decimal(0)} for row in tree()]
    (trace,) = tree_figure(goals("goals.tree", rows), "claro")["data"]
    assert sum(trace["values"]) == 4


def test_a_phone_begins_where_the_tree_divides():
    (trace,) = tree_figure(goals("goals.tree", tree()), "claro", compact=True)["data"]
    assert trace["ids"][0] == "plan/O1"
    assert trace["parents"][0] == ""


def test_several_plans_hang_from_one_root():
    rows = [
        {**node("uno", "", 0), "framework": "uno"},
        {**node("M1", "uno", 1, "5"), "framework": "uno"},
        {**node("dos", "", 0), "framework": "dos"},
        {**node("M1", "dos", 1, "7"), "framework": "dos"},
    ]
    (trace,) = tree_figure(goals("goals.tree", rows), "claro")["data"]
    assert trace["parents"] == ["", "plan", "uno", "plan", "dos"]
    assert len(set(trace["ids"])) == 5


def test_money_adds_by_year_and_keeps_the_reserve_apart():
    def money(year: int, resource: str, *amounts: str | None) -> dict[str, Any]:
        names = ("appropriation", "committed", "paid")
        values = (None if text is None else Decimal(text) for text in amounts)
        return {"year": year, "resource": resource, **dict(zip(names, values, strict=True))}

    rows = [
        money(2025, "vigencia", "10", "6", "3"),
        money(2025, "vigencia", "5", None, "1"),
        money(2025, "reserva", "2", "2", "2"),
        money(2024, "vigencia", "7", "7", "7"),
    ]
    traces = budget_figure(goals("goals.budget", rows), "claro")["data"]
    assert traces[0]["x"] == ["2024", "2025", "Reserva<br>2025"]
    assert [trace["y"] for trace in traces] == [[7, 15, 2], [7, 6, 2], [7, 4, 2]]


def versions() -> list[dict[str, Any]]:
    targets = [(2024, 1, "10", True), (2025, 1, "30", False), (2025, 2, "20", True)]
    reports = [(2024, 4, "10"), (2025, 1, "5"), (2025, 3, "3")]
    return [
        *(
            {"kind": "target", "year": year, "version": version, "value": Decimal(value),
             "is_current": current, "act": ""}
            for year, version, value, current in targets
        ),
        *(
            {"kind": "report", "year": year, "quarter": quarter, "version": 1,
             "value": Decimal(value), "is_current": True}
            for year, quarter, value in reports
        ),
    ]  # fmt: skip


def test_a_sum_is_drawn_accumulated():
    row = {"accumulation": "SUMA", "unit": "Acciones"}
    programmed, reached = series_figure(row, versions(), "claro")["data"]
    assert programmed["y"] == [10, 30]
    assert reached["y"] == [10, 15, 18]
    assert reached["x"] == ["2024-12-31", "2025-03-31", "2025-09-30"]


def test_a_level_is_drawn_as_it_is_with_the_target_that_was_changed():
    row = {"accumulation": "CRECIENTE", "unit": "Países"}
    programmed, reached, changed = series_figure(row, versions(), "claro")["data"]
    assert programmed["y"] == [10, 20]
    assert reached["y"] == [10, 5, 3]
    assert changed["y"] == [30]


def drawn() -> list[tuple[str, list[dict[str, Any]]]]:
    rows = [line(f"L{n}", "0.5", "0.6") for n in range(60)]
    many = [tree()[0], *(node(f"M{n}", "plan", 1, "3") for n in range(40))]
    years = [
        {"year": 2020 + n, "resource": "vigencia", "appropriation": Decimal(10**9),
         "committed": Decimal(10**8), "paid": None}
        for n in range(8)
    ]  # fmt: skip
    bars = ("goals.by_line", "goals.by_component", "goals.by_entity")
    return [*((name, rows) for name in bars), ("goals.tree", many), ("goals.budget", years)]


@pytest.mark.parametrize("theme", ["claro", "oscuro"])
@pytest.mark.parametrize("compact", [False, True])
@pytest.mark.parametrize(("name", "rows"), drawn(), ids=lambda value: str(value)[:20])
def test_figures_are_valid_and_light(name: str, rows: Any, compact: bool, theme: str):
    figure = GOAL_FIGURES[name]["figure"](goals(name, rows), theme, compact=compact)
    go.Figure(figure)
    assert len(json.dumps(figure, ensure_ascii=False).encode()) <= 20_000


@pytest.mark.parametrize("name", [name for name, _rows in drawn()])
def test_figures_of_nothing_say_so(name: str):
    figure = GOAL_FIGURES[name]["figure"](goals(name, []), "claro")
    assert figure["data"] == []
    assert figure["layout"]["annotations"]


@pytest.mark.parametrize(("ground", "ink"), [*LIGHT_COLOURS.values(), LEVEL_COLOURS])
def test_the_sign_of_a_light_reads_on_its_colour(ground: str, ink: str):
    assert contrast(ground, ink) >= 4.5


def test_the_style_sheet_repeats_the_colours():
    text = (Path(__file__).parents[3] / "assets" / "30_plan.css").read_text(encoding="utf-8")
    for light in (Light.ROJO, Light.AMARILLO, Light.VERDE, Light.NARANJA):
        assert f"--light-{light.value}: {LIGHT_COLOURS[light][0]}" in text
    assert f"--light-none: {LIGHT_COLOURS[Light.SIN_DATO][0]}" in text
    assert f"--globo-mark: {HIGHLIGHT}" in text
    assert f"--globo-fill: {PRIMARY}" in text
