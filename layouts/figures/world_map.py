"""The map: countries in five steps of colour, and bubbles where a country is too small to see."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from decimal import Decimal
from math import floor, log10
from typing import Any

from data_access.measures.result import MeasureResult
from layouts.figures._amounts import hover, plain, quantity, row_text, scale_of, short
from layouts.figures._frame import empty_figure, figure
from layouts.figures._theme import NEUTRAL
from layouts.texts.catalogue import _
from layouts.texts.formats import number

_STEPS = 5
_SMALL_CODES = (
    "ABW AIA AND ASM ATG BES BHR BLM BMU BRB BRN CCK COK COM CPV CUW CXR CYM DMA FRO FSM GGY GIB "
    "GLP GRD GUM HKG IMN IOT JEY KIR KNA LCA LIE LUX MAC MAF MCO MDV MHL MLT MNP MSR MTQ MUS MYT "
    "NFK NIU NRU PCN PLW PYF REU SGP SHN SMR SPM STP SXM SYC TCA TKL TON TUV VAT VCT VGB VIR WLF "
    "WSM"
)
_SMALL = frozenset(_SMALL_CODES.split())
"""ISO 3166 codes that the 1:110m topology leaves out or draws as a dot."""

_SILENT = {"colorscale": [[0, NEUTRAL], [1, NEUTRAL]], "showscale": False}
"""How countries with actions and no amount look: neither empty nor in the scale."""
_LEAST_EDGE = 3
"""The lowest step of a map of actions is one or two of them: no country has less and a colour."""
_FULLY_TOLD = 25
"""Countries that tell all their numbers when pointed at; the smaller ones tell the drawn one."""


def by_country_figure(
    result: MeasureResult, theme: str, *, compact: bool = False
) -> dict[str, Any]:
    """A world map of the chosen amount (of actions, when there is no amount).

    Rows without a place (unassigned, several countries) are told by the finding and the table.
    """
    column = quantity(result)
    rows = [row for row in result.rows if row.get("latitude") is not None]
    if not result.rows:
        return empty_figure(theme)
    least = _LEAST_EDGE if column == "actions" else 0
    edges = step_edges([float(row[column] or 0) for row in rows], least)
    drawn = [row for row in rows if (row[column] or 0) > 0]
    silent = [row for row in rows if (row[column] or 0) <= 0]
    traces = [
        _countries(
            result, drawn, column, {"z": _steps(drawn, column, edges), "coloraxis": "coloraxis"}
        ),
        _countries(
            result,
            silent,
            column,
            {"z": [0] * len(silent), **_SILENT},
        ),
        _bubbles(result, [row for row in drawn if row["key"] in _SMALL], column, edges),
    ]
    return figure(
        [trace for trace in traces if trace["customdata"]],
        theme,
        margin={"l": 0, "r": 0, "t": 0, "b": 0},
        showlegend=False,
        geo={
            "projection": {"type": "natural earth", "scale": 1.3 if compact else 1.14},
            "center": {"lat": 14, "lon": 8},
            "fitbounds": False,
            "lataxis": {"range": [-57, 84]},
            "showland": True,
            "showcountries": True,
            "showcoastlines": False,
            "showocean": False,
            "showlakes": False,
            "showframe": False,
            "domain": {"x": [0, 1], "y": [0.14, 1]},
        },
        coloraxis={
            "cmin": -0.5,
            "cmax": _STEPS - 0.5,
            "showscale": bool(drawn),
            "colorbar": _legend(result, column, edges, is_silent=bool(silent), compact=compact),
        },
    )


def step_edges(values: list[float], least: float = 0) -> list[float]:
    """The four lower bounds of the upper steps: 1 and 3 times powers of ten up to the largest.

    None is below ``least``. Amounts spread over orders of magnitude, so that equal steps would
    leave one dark country.
    """
    largest = max(values, default=0.0)
    if largest <= 0:
        return [1.0, 3.0, 10.0, 30.0]
    power = floor(log10(largest) + 1e-9)
    index = 2 * power + (1 if largest >= 3 * 10.0**power * (1 - 1e-9) else 0)
    while _half_decade(index - (_STEPS - 2)) < least:
        index += 1
    return [_half_decade(index - offset) for offset in range(_STEPS - 2, -1, -1)]


def _half_decade(index: int) -> float:
    power, half = divmod(index, 2)
    return (3.0 if half else 1.0) * 10.0**power


def _steps(rows: Sequence[Mapping[str, Any]], column: str, edges: list[float]) -> list[int]:
    return [bisect_right(edges, float(row[column])) for row in rows]


def _countries(
    result: MeasureResult,
    rows: Sequence[Mapping[str, Any]],
    column: str,
    colours: Mapping[str, Any],
) -> dict[str, Any]:
    return {
        "type": "choropleth",
        "locations": [row["key"] for row in rows],
        "customdata": [[result.measure.dimension, row["key"]] for row in rows],
        "hovertext": [
            hover(result, row) if place < _FULLY_TOLD else _short_hover(result, row, column)
            for place, row in enumerate(rows)
        ],
        "hoverinfo": "text",
        **colours,
    }


def _short_hover(result: MeasureResult, row: Mapping[str, Any], column: str) -> str:
    return f"<b>{short(row['label'], 52)}</b><br>{row_text(result, row, column)}"


def _bubbles(
    result: MeasureResult, rows: Sequence[Mapping[str, Any]], column: str, edges: list[float]
) -> dict[str, Any]:
    return {
        "type": "scattergeo",
        "mode": "markers",
        "lat": [plain(row["latitude"]) for row in rows],
        "lon": [plain(row["longitude"]) for row in rows],
        "customdata": [[result.measure.dimension, row["key"]] for row in rows],
        "hovertext": [
            hover(result, row) if len(rows) < _FULLY_TOLD else _short_hover(result, row, column)
            for row in rows
        ],
        "hoverinfo": "text",
        "marker": {"size": 10, "color": _steps(rows, column, edges), "coloraxis": "coloraxis"},
    }


def _legend(
    result: MeasureResult, column: str, edges: list[float], *, is_silent: bool, compact: bool
) -> dict[str, Any]:
    if column == "actions":
        unit, texts = _("acciones"), [number(edge, 0) for edge in edges]
    else:
        scale = scale_of([Decimal(edges[-1])], result.filters.moneda)
        unit, texts = scale.unit, [scale.text(edge) for edge in edges]
    if is_silent:
        unit = _("{unit} · gris: sin monto", unit=unit)
    return {
        "orientation": "h",
        "x": 0.5 if compact else 0,
        "xanchor": "center" if compact else "left",
        "y": 0,
        "yanchor": "bottom",
        "thickness": 10,
        "len": 0.92 if compact else 0.45,
        "tickvals": [step + 0.5 for step in range(_STEPS - 1)],
        "ticktext": texts,
        "title": {"text": unit, "side": "top"},
    }
