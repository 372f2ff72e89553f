"""Series of up to a few indicators, one under the other on the same quarters."""

from collections.abc import Mapping, Sequence
from typing import Any

from data_access.measures.result import MeasureResult
from data_access.vocabulary.goals import Accumulation, Quarter
from layouts.figures._amounts import plain, short
from layouts.figures._frame import empty_figure, figure
from layouts.figures._theme import HIGHLIGHT, NEUTRAL, PALETTE
from layouts.texts.catalogue import _
from layouts.texts.formats import with_percent_sign
from layouts.texts.quantities import is_percentage, plain_number, quantity

PANEL = 150
_TITLE = 0.3
"""The part of a panel that its title takes, above the plot."""
_MOST_SIGNS = {False: 90, True: 36}


def series_figure(result: MeasureResult, theme: str, *, compact: bool = False) -> dict[str, Any]:
    """The series of the rows of ``indicators.catalogue``, each in a panel with its own scale.

    Quantities that add up are bars, levels are lines with their final goal dotted. Units differ,
    so that no two indicators share an axis.
    """
    rows = [row for row in result.rows if row["series"]]
    if not rows:
        return empty_figure(theme)
    quarters = [Quarter.parse(code) for row in rows for code, _value in row["series"]]
    years = range(min(quarters).year, max(quarters).year + 1)
    layout: dict[str, Any] = {
        "margin": {"l": 0, "r": 8, "t": 0, "b": 24},
        "showlegend": False,
        "hovermode": "closest",
        "annotations": [],
        "shapes": [],
        "xaxis": {
            "range": [years[0], years[-1] + 1],
            "tickvals": [year + 0.5 for year in years],
            "ticktext": [str(year) for year in years],
            "showgrid": False,
            "anchor": f"y{len(rows)}" if len(rows) > 1 else "y",
        },
    }
    traces = []
    for place, row in enumerate(rows):
        axis = f"y{place + 1}" if place else "y"
        top, bottom = 1 - place / len(rows), 1 - (place + 1) / len(rows)
        layout[f"yaxis{place + 1 if place else ''}"] = _axis(row, bottom, top)
        traces.append(_trace(row, axis, PALETTE[place % len(PALETTE)]))
        layout["annotations"].append(_title(row, top, compact=compact))
        if _has_goal_line(row):
            layout["shapes"].append(_goal_line(row, axis))
    return figure(traces, theme, **layout)


def series_height(result: MeasureResult) -> int:
    """The pixels that :func:`series_figure` needs."""
    drawn = sum(bool(row["series"]) for row in result.rows)
    return PANEL * max(drawn, 1) + (PANEL // 2 if drawn == 1 else 0)


def _is_sum(row: Mapping[str, Any]) -> bool:
    return bool(row["accumulation"] == Accumulation.SUMA)


def _has_goal_line(row: Mapping[str, Any]) -> bool:
    return not _is_sum(row) and row["final_goal"] is not None


def _axis(row: Mapping[str, Any], bottom: float, top: float) -> dict[str, Any]:
    values = [value for _code, value in row["series"]]
    if _has_goal_line(row):
        values.append(row["final_goal"])
    low, high = plain(min(values)) or 0, plain(max(values)) or 0
    air = (high - low or abs(high) or 1) * 0.2
    first = min(low, 0) if _is_sum(row) else low - air
    return {
        "domain": [bottom + 0.02, bottom + (top - bottom) * (1 - _TITLE)],
        "range": [first, high + air],
        "nticks": 3,
        "zeroline": False,
        "ticklabelposition": "inside top",
        "automargin": False,
        "ticksuffix": with_percent_sign("") if is_percentage(row["unit"]) else "",
    }


def _trace(row: Mapping[str, Any], axis: str, colour: str) -> dict[str, Any]:
    codes: Sequence[str] = [code for code, _value in row["series"]]
    values = [value for _code, value in row["series"]]
    common = {
        "x": [_at(code) for code in codes],
        "y": [plain(value) for value in values],
        "yaxis": axis,
        "hoverinfo": "text",
        "hovertext": [
            f"<b>{code}</b>: {quantity(value, row['unit'])}"
            for code, value in zip(codes, values, strict=True)
        ],
    }
    if _is_sum(row):
        return {**common, "type": "bar", "width": 0.16, "marker": {"color": colour}}
    return {
        **common,
        "type": "scatter",
        "mode": "lines+markers",
        "line": {"color": colour, "width": 2.5},
        "marker": {"color": colour, "size": 7},
        "cliponaxis": False,
    }


def _at(code: str) -> float:
    quarter = Quarter.parse(code)
    return quarter.year + (quarter.number - 0.5) / 4


def _title(row: Mapping[str, Any], top: float, *, compact: bool) -> dict[str, Any]:
    name = short(row["label"], _MOST_SIGNS[compact])
    last = quantity(row["value"], row["unit"])
    unit = short(row["unit"], 16 if compact else 40)
    facts = [last] if is_percentage(row["unit"]) else [last, unit]
    facts.append(row["last_report"])
    if _has_goal_line(row):
        facts.append(_("meta {goal}", goal=plain_number(row["final_goal"])))
    gap = "<br>" if compact else "  "
    return {
        "text": f"<b>{name}</b>{gap}{' · '.join(facts)}",
        "x": 0, "xref": "paper", "xanchor": "left",
        "y": top, "yref": "paper", "yanchor": "top",
        "align": "left", "showarrow": False,
    }  # fmt: skip


def _goal_line(row: Mapping[str, Any], axis: str) -> dict[str, Any]:
    goal = plain(row["final_goal"])
    return {
        "type": "line", "xref": "paper", "x0": 0, "x1": 1, "yref": axis, "y0": goal, "y1": goal,
        "line": {"color": HIGHLIGHT if row["is_better"] is False else NEUTRAL, "width": 1.5,
                 "dash": "dot"},
    }  # fmt: skip
