"""Committed and disbursed amounts year by year, and the small trend of a headline number."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from data_access.measures.result import MeasureResult
from data_access.vocabulary.categories import UNDATED_YEAR
from layouts.figures._amounts import (
    NO_FILTER,
    YEAR_FILTER,
    Scale,
    actions_text,
    axis_steps,
    plain,
    quantity,
    scale_of,
)
from layouts.figures._frame import empty_figure, figure
from layouts.figures._theme import HIGHLIGHT, NEUTRAL, PRIMARY, faded
from layouts.texts.catalogue import _, translate
from layouts.texts.flow_words import AMOUNT_KIND_LABELS, has_own_column
from layouts.texts.unknown_money import sum_in_full

_LABELLED_YEARS = 12
_KINDS = ("committed", "disbursed")


def by_year_figure(result: MeasureResult, theme: str, *, compact: bool = False) -> dict[str, Any]:
    """Two bars a year on a scale without gaps; the chosen kind in colour; undated years apart.

    Beside another chosen kind than these two stands what was committed.

    The year in course is lighter, since it is not over. Without any amount, bars count actions.
    """
    if not result.rows:
        return empty_figure(theme)
    column, chosen = quantity(result), _chosen(result)
    rows = sorted(_drawn(result, column), key=lambda row: (_is_undated(row), int(row["key"])))
    places = _places(rows)
    if column == "actions":
        scale, columns = Scale(Decimal(1), _("acciones")), ["actions"]
    else:
        kinds = _KINDS if chosen in _KINDS else (_KINDS[0], chosen)
        columns = [name for name in kinds if name == chosen or any(row[name] for row in rows)]
        scale = scale_of([row[name] for row in rows for name in columns], result.filters.moneda)
    traces = [
        _trace(result, rows, places, name, slot, scale, labelled=_labelled(places, compact))
        for slot, name in enumerate(columns)
    ]
    if len(traces) == 1:
        traces[0] |= {"width": 0.7, "offset": -0.35}
    lengths = [float(row[name] or 0) for row in rows for name in columns]
    steps = axis_steps(min(lengths), max(lengths))
    return figure(
        traces,
        theme,
        margin={"l": 8, "r": 8, "t": 30, "b": 38},
        hovermode="closest",
        showlegend=len(traces) > 1,
        xaxis=_year_axis(rows, places, 5 if compact else 10),
        yaxis={
            "tickmode": "array",
            "tickvals": steps,
            "ticktext": [scale.text(step) for step in steps],
            "range": [steps[0], steps[-1] * 1.06 if steps[-1] else 1],
            "title": {"text": scale.unit, "standoff": 8},
        },
    )


def sparkline_figure(result: MeasureResult, theme: str) -> dict[str, Any]:
    """The line of the dated years without axes, its last complete year marked; not for clicking."""
    rows = sorted(
        (row for row in result.rows if not _is_undated(row)), key=lambda row: int(row["key"])
    )
    column = quantity(result)
    complete = [row for row in rows if not _is_in_course(row, result)] or rows
    lines = [
        {
            "type": "scatter",
            "mode": "lines",
            "x": [int(row["key"]) for row in complete],
            "y": [plain(row[column] or 0) for row in complete],
            "line": {"color": PRIMARY, "width": 2},
            "hoverinfo": "skip",
        },
        {
            "type": "scatter",
            "mode": "markers",
            "x": [int(row["key"]) for row in complete[-1:]],
            "y": [plain(row[column] or 0) for row in complete[-1:]],
            "marker": {"color": HIGHLIGHT, "size": 8},
            "hoverinfo": "skip",
        },
    ]
    return figure(
        lines,
        theme,
        margin={"l": 4, "r": 6, "t": 6, "b": 4},
        showlegend=False,
        xaxis={"visible": False},
        yaxis={"visible": False, "rangemode": "tozero"},
    )


def _is_undated(row: Mapping[str, Any]) -> bool:
    return int(row["key"]) == UNDATED_YEAR


def _is_in_course(row: Mapping[str, Any], result: MeasureResult) -> bool:
    return int(row["key"]) >= result.as_of.year


def _drawn(result: MeasureResult, column: str) -> list[dict[str, Any]]:
    """The rows with something to draw: actions run years after their last money."""
    if column == "actions":
        return result.rows
    return [row for row in result.rows if row["committed"] or row["disbursed"] or row["value"]]


def _places(rows: list[dict[str, Any]]) -> list[int]:
    """Where each row stands: at its year; the undated two places after the last year."""
    last = max((int(row["key"]) for row in rows), default=0)
    return [last + 2 if _is_undated(row) else int(row["key"]) for row in rows]


def _labelled(places: list[int], compact: bool) -> bool:
    return not compact and places[-1] - places[0] <= _LABELLED_YEARS


def _chosen(result: MeasureResult) -> str:
    if has_own_column(result.filters):
        return "value"
    return _KINDS[1] if result.filters.monto == "desembolsado" else _KINDS[0]


def _year_axis(rows: list[dict[str, Any]], places: list[int], room: int) -> dict[str, Any]:
    dated = [place for row, place in zip(rows, places, strict=True) if not _is_undated(row)]
    ticks: dict[int, str] = {}
    if dated:
        stride = -(-(dated[-1] - dated[0] + 1) // room)
        # Counted back from the last year, which is the one that readers look for.
        ticks = {year: str(year) for year in range(dated[-1], dated[0] - 1, -stride)}
    if len(dated) < len(rows):
        ticks[places[-1]] = _("Sin fecha").replace(" ", "<br>")
    return {
        "tickmode": "array",
        "tickvals": list(ticks),
        "ticktext": list(ticks.values()),
        "tickangle": 0,
        "showgrid": False,
        "zeroline": False,
        "range": [places[0] - 0.6, places[-1] + 0.6],
    }


def _trace(
    result: MeasureResult,
    rows: list[dict[str, Any]],
    places: list[int],
    column: str,
    slot: int,
    scale: Scale,
    *,
    labelled: bool,
) -> dict[str, Any]:
    names = {
        "committed": _("Comprometido"),
        "disbursed": _("Desembolsado"),
        "value": translate(AMOUNT_KIND_LABELS[result.filters.monto]),
        "actions": _("Acciones"),
    }
    is_chosen = column in (_chosen(result), "actions")
    trace: dict[str, Any] = {
        "type": "bar",
        "name": names[column],
        "x": places,
        "y": [plain(row[column]) for row in rows],
        "width": 0.38,
        "offset": (slot - 1) * 0.4 + 0.01,
        "customdata": [_target(row) for row in rows],
        "hovertext": [_hover(result, row, column, is_chosen=is_chosen) for row in rows],
        "hovertemplate": f"%{{hovertext}}<extra>{names[column]}</extra>",
        "marker": {
            "color": PRIMARY if is_chosen else faded(NEUTRAL, 0.6),
            "cornerradius": 2,
            "opacity": [
                0.5 if _is_undated(row) or _is_in_course(row, result) else 1 for row in rows
            ],
        },
    }
    if labelled and is_chosen:
        trace |= {
            "text": [scale.text(row[column]) if row[column] else "" for row in rows],
            "textposition": "outside",
            "textangle": 0,
            "cliponaxis": False,
            "textfont": {"size": 11},
        }
    return trace


def _target(row: Mapping[str, Any]) -> list[str]:
    return [YEAR_FILTER, str(row["key"])] if row["actions"] else NO_FILTER


def _hover(result: MeasureResult, row: Mapping[str, Any], column: str, *, is_chosen: bool) -> str:
    told = actions_text(row["actions"])
    if column != "actions":
        told = sum_in_full(row, column, result, compact=True)
    lines = [f"<b>{row['label']}</b>: {told}"]
    if is_chosen and column != "actions":
        lines.append(actions_text(row["actions"]))
    if not _is_undated(row) and _is_in_course(row, result):
        lines.append(_("Año en curso"))
    return "<br>".join(lines)
