"""Indicators, their comparison and the index as they are written on screen."""

from decimal import Decimal
from typing import Any

import plotly.graph_objects as go
import pytest
from plotly.io.json import to_json_plotly

from data_access.measures.result import MeasureResult
from data_access.vocabulary.filters import Filters
from layouts.components.comparison import comparison, uncompared
from layouts.components.index_sheet import index_details, index_headline
from layouts.components.indicator_list import indicator_list
from layouts.components.indicator_words import trend_words
from layouts.components.view import View
from layouts.figures.index_bars import index_figure
from layouts.figures.series import PANEL, series_figure, series_height
from tests.layouts.figures.answers import answer

LIMITS = {"red_to": Decimal("0.5"), "yellow_to": Decimal("0.75"), "green_to": Decimal("1.25")}


def indicator(key: str, family: str = "cooperacion", **changes: Any) -> dict[str, Any]:
    """A level that rose from 4 to 6 people on its way to 8."""
    return {
        "key": key, "label": f"Indicador {key}", "family": family, "framework": "catalogo",
        "framework_kind": "indicator_catalogue", "code": key, "value": Decimal(6),
        "last_report": "2025-T2", "trend": "up", "trend_to": "2025-T2", "is_better": True,
        "entity": "SDS", "entity_label": "Salud", "unit": "Personas", "accumulation": "CRECIENTE",
        "final_goal": Decimal(8), "final_text": "8", "phv": Decimal(1), "paf": Decimal("0.5"),
        "light": "verde", "state": "reportado", "owed_since": "", "fed_measure": "",
        "fed_filters": "", "used": "report", "is_illustrative": False, "is_valid": True,
        "series": [("2025-T1", Decimal(4)), ("2025-T2", Decimal(6))], **changes,
    }  # fmt: skip


def catalogue(rows: list[dict[str, Any]]) -> MeasureResult:
    total = {"indicators": len(rows), "families": 1, **LIMITS}
    return answer("indicators.catalogue", rows, total=total, filters=Filters(corte="2025-T2"))


def text(part: Any) -> str:
    return to_json_plotly(part).replace("\\u002f", "/")


def test_families_come_in_their_own_order_and_others_after_them():
    rows = [indicator(key, family) for key, family in
            (("G", "gobernanza"), ("X", "turismo"), ("R", "relacionamiento"))]  # fmt: skip
    sections = indicator_list(catalogue(rows), View())
    assert [section.id for section in sections] == ["relacionamiento", "gobernanza", "turismo"]


def test_a_row_says_value_trend_goal_and_light_in_words():
    told = text(indicator_list(catalogue([indicator("A")]), View(filters=Filters(corte="2025-T2"))))
    for words in ("Personas", "2025-T2", "sube", "hacia la meta", "avance 50,0\xa0%", "Verde",
                  "De 4 en 2025-T1 a 6 en 2025-T2."):  # fmt: skip
        assert words in told
    assert '"href":"/indicadores/A?corte=2025-T2"' in told
    assert '"href":"?corte=2025-T2&indicador=A"' in told


def test_a_fifth_indicator_is_not_offered():
    chosen = View(filters=Filters(indicador=("A", "B", "C", "D")))
    told = text(indicator_list(catalogue([indicator("A"), indicator("E")]), chosen))
    assert "Quitar" in told
    assert '"href":"?indicador=B,C,D"' in told
    assert "ya hay cuatro" in told
    assert "Comparar " not in told


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"trend": "down", "is_better": True}, ["baja", "hacia la meta"]),
        ({"trend": "down", "is_better": False}, ["baja", "en contra de la meta"]),
        ({"trend": "flat", "is_better": None}, ["estable"]),
        ({"trend": "", "is_better": None}, ["sin tendencia"]),
        ({"trend_to": "2024-T4"}, ["sube", "hacia la meta, hasta 2024-T4"]),
    ],
)
def test_trends_in_words(changes: dict[str, Any], words: list[str]):
    told = text(trend_words(indicator("A", **changes)))
    assert all(word in told for word in words)


def test_nothing_is_compared_until_something_is_chosen():
    assert comparison(catalogue([indicator("A")]), View()) == []
    asked = Filters(indicador=("A",), familia=("gobernanza",))
    assert uncompared(asked) == Filters(familia=("gobernanza",))


def test_a_comparison_is_a_figure_and_the_same_numbers():
    other = indicator("B", unit="Porcentaje", series=[("2024-T4", Decimal("12.5"))])
    rows = [indicator("A"), other]
    view = View(filters=Filters(indicador=("A", "B")))
    finding, figure, table = comparison(catalogue(rows), view)
    assert finding.children == "2 indicadores, cada uno en su propia escala; 2 van hacia su meta."
    body = table.children.children[2].children
    cells = [[row.children[0].children, *(cell.children for cell in row.children[1:])]
             for row in body]  # fmt: skip
    assert cells == [
        ["2025-T2", "6", "–"], ["2025-T1", "4", "–"], ["2024-T4", "–", "12,5\xa0%"],
    ]  # fmt: skip
    drawn = figure.children.figure
    go.Figure(drawn)
    assert [trace["y"] for trace in drawn["data"]] == [[4, 6], [12.5]]
    assert figure.children.style == {"height": f"{2 * PANEL}px"}


def test_only_the_first_four_are_drawn():
    rows = [indicator(key) for key in "ABCDE"]
    view = View(filters=Filters(indicador=tuple("ABCDE")))
    figure = comparison(catalogue(rows), view)[1].children.figure
    assert len(figure["data"]) == 4


def test_what_adds_up_is_bars_and_a_level_has_its_goal():
    added = indicator("S", accumulation="SUMA")
    figure = series_figure(catalogue([added, indicator("L")]), "claro")
    assert [trace["type"] for trace in figure["data"]] == ["bar", "scatter"]
    assert [(shape["yref"], shape["y0"]) for shape in figure["layout"]["shapes"]] == [("y2", 8)]


def test_indicators_without_a_value_are_not_drawn():
    result = catalogue([indicator("A", series=[], value=None)])
    assert series_figure(result, "claro")["data"] == []
    assert series_height(result) == PANEL


def component(
    key: str, score: str | None, weight: str, used: str, **changes: Any
) -> dict[str, Any]:
    value = None if score is None else Decimal(score)
    return {
        "key": key, "label": f"Componente {key}", "family": "cooperacion", "indicator": key,
        "method": "minmax", "value": value and value * 10, "worst": Decimal(0),
        "best": Decimal(10), "weight": Decimal(weight), "last_report": value and "2025-T2",
        "note": "", "score": value, "weight_in_family": Decimal(weight),
        "used_weight": Decimal(used), "family_score": Decimal("0.5"),
        "family_weight": Decimal(100), "low": Decimal("0.4"), "high": Decimal("0.6"), **changes,
    }  # fmt: skip


@pytest.fixture
def index() -> MeasureResult:
    """Two components of 60 and 20 that weigh 75 and 25 while a third of 20 is missing."""
    side = {"score": Decimal("0.5"), "weight": Decimal(100), "used_weight": Decimal(100),
            "low": Decimal("0.4"), "high": Decimal("0.6")}  # fmt: skip
    total = {"value": Decimal("0.5"), "low": Decimal("0.4"), "high": Decimal("0.6"),
             "left_out": 1, "families": {"cooperacion": side}}  # fmt: skip
    rows = [component("A", "0.6", "60", "75"), component("B", "0.2", "20", "25"),
            component("C", None, "20", "0")]  # fmt: skip
    return answer("indicators.index", rows, total=total, filters=Filters(corte="2025-T2"))


def test_the_index_says_its_range_and_what_is_missing(index: MeasureResult):
    told = text(index_headline(index))
    assert "50,0" in told
    assert "Entre 40,0 y 60,0 si una ponderación se mueve ±25 %" in told
    details = text(index_details(index))
    assert "Falta 1 de 3 componentes" in details
    assert (
        "Componente C (pesa 20): su ponderación se repartió dentro de Cooperación; hoy "
        "Componente A pesa 75, Componente B pesa 25."
    ) in details
    assert '"href":"/indicadores/A?corte=2025-T2"' in details


def test_the_bars_of_the_index_are_of_a_hundred(index: MeasureResult):
    figure = index_figure(index, "claro")
    go.Figure(figure)
    assert figure["data"][0]["x"] == [50.0, 60.0, 20.0, 0.0]
    assert figure["layout"]["xaxis"]["range"] == [0, 100]
    assert "sin dato" in figure["layout"]["yaxis"]["ticktext"][3]


def test_an_index_without_any_datum_says_so():
    nothing = {"value": None, "low": None, "high": None, "left_out": 0}
    result = answer("indicators.index", [], total=nothing, filters=Filters(corte="2025-T2"))
    assert "Ningún componente del índice tiene dato en el corte 2025-T2." in text(
        index_headline(result)
    )
    assert index_details(result) == []
