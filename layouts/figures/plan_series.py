"""The years of an indicator: what was programmed, what was reached, which targets changed."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from data_access.vocabulary.goals import Accumulation, Quarter
from layouts.figures._frame import empty_figure, figure
from layouts.figures._theme import HIGHLIGHT, NEUTRAL, PRIMARY
from layouts.texts.catalogue import _
from layouts.texts.quantities import plain_number

Row = Mapping[str, Any]
Point = tuple[date, Decimal, str]


def series_figure(
    row: Row, series: Sequence[Row], theme: str, *, compact: bool = False
) -> dict[str, Any]:
    """Targets and reports of an indicator on one axis of time, in its own unit.

    ``row`` is that of ``goals.progress``, ``series`` those of ``goals.series``. SUMA is drawn
    accumulated, as MA and AV are; the others as the levels that they are.
    """
    adds = row["accumulation"] == Accumulation.SUMA
    targets = [line for line in series if line["kind"] == "target"]
    reports = [line for line in series if line["kind"] == "report" and line["is_current"]]
    programmed = _added([_of_year(line) for line in targets if _is_drawn(line)], adds=adds)
    reached = _added(
        [_of_quarter(line) for line in reports if line["value"] is not None], adds=adds
    )
    changed = [] if adds else [_of_year(line) for line in targets if _was_changed(line)]
    if not programmed and not reached:
        return empty_figure(theme)
    traces = [
        _line(_("Programado"), programmed, HIGHLIGHT, "diamond", dash="dot"),
        _line(_("Ejecutado"), reached, PRIMARY, "circle"),
        _line(_("Meta anterior"), changed, NEUTRAL, "diamond-open", mode="markers"),
    ]
    years = sorted({point[0].year for point in [*programmed, *reached, *changed]})
    return figure(
        [trace for trace in traces if trace["x"]],
        theme,
        showlegend=True,
        margin={"l": 0, "r": 8, "t": 56 if compact else 40, "b": 0},
        xaxis={
            "type": "date",
            "range": [f"{years[0]}-01-01", f"{years[-1] + 1}-01-31"],
            "tickvals": [f"{year}-12-31" for year in years],
            "ticktext": [str(year) for year in years],
            "showgrid": False,
        },
        yaxis={"title": {"text": row["unit"], "standoff": 6}, "rangemode": "tozero"},
    )


def _is_drawn(line: Row) -> bool:
    return bool(line["is_current"] and line["value"])


def _was_changed(line: Row) -> bool:
    return not line["is_current"] and line["value"] is not None


def _of_year(line: Row) -> Point:
    value: Decimal = line["value"]
    year = line["year"]
    words = _("Meta de {year}: {value}", year=str(year), value=plain_number(value))
    return date(year, 12, 31), value, f"{words}<br>{line['act']}" if line["act"] else words


def _of_quarter(line: Row) -> Point:
    quarter, value = Quarter(line["year"], line["quarter"]), line["value"]
    words = _("{quarter}: {value} reportado", quarter=quarter.code, value=plain_number(value))
    return quarter.last_day, value, words


def _added(points: list[Point], *, adds: bool) -> list[Point]:
    if not adds:
        return points
    total, found = Decimal(0), []
    for day, value, words in points:
        total += value
        together = _("Acumulado: {total}", total=plain_number(total))
        found.append((day, total, f"{words}<br>{together}"))
    return found


def _line(
    name: str, points: list[Point], colour: str, symbol: str, *, dash: str = "solid",
    mode: str = "lines+markers",
) -> dict[str, Any]:  # fmt: skip
    return {
        "type": "scatter",
        "mode": mode,
        "name": name,
        "x": [day.isoformat() for day, _value, _words in points],
        "y": [float(value) for _day, value, _words in points],
        "hoverinfo": "text",
        "hovertext": [f"<b>{name}</b><br>{words}" for _day, _value, words in points],
        "line": {"color": colour, "width": 2, "dash": dash},
        "marker": {"color": colour, "size": 9, "symbol": symbol},
    }
