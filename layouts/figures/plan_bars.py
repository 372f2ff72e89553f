"""Lines, components and entities: what was executed against the ideal trajectory, worst first."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from data_access.measures.result import MeasureResult
from layouts.figures._amounts import NO_FILTER, is_unassigned, short
from layouts.figures._bars import FRAME, Bar, horizontal_bars
from layouts.figures._frame import empty_figure
from layouts.figures._theme import HIGHLIGHT
from layouts.texts.catalogue import _, ngettext
from layouts.texts.formats import number, percent
from layouts.texts.quantities import points

_MOST = 12
_WIDE, _NARROW = 60, 44
_OVER = 0.06
"""How far the mark of the trajectory reaches over both sides of its bar, in bars."""


def advance_figure(result: MeasureResult, theme: str, *, compact: bool = False) -> dict[str, Any]:
    """A bar of advance per row with a mark at its ideal, both fractions of the final goals.

    What has no category is drawn only when it has an advance.
    """
    rows = [row for row in result.rows if row["advance"] is not None or not is_unassigned(row)]
    if not rows:
        return empty_figure(theme)
    rows = sorted(rows, key=_rank)[:_MOST]
    figure = horizontal_bars(
        [_bar(row, result, compact=compact) for row in rows], theme, compact=compact
    )
    layout = figure["layout"]
    layout["xaxis"]["range"] = [0, max(1, layout["xaxis"]["range"][1])]
    layout["shapes"] = [
        _mark(place, row["ideal"], figure["data"][0]["offset"])
        for place, row in enumerate(rows)
        if row["ideal"] is not None
    ]
    return figure


def _rank(row: Mapping[str, Any]) -> tuple[bool, bool, Decimal]:
    return is_unassigned(row), row["gap"] is None, row["gap"] or Decimal(0)


def _bar(row: Mapping[str, Any], result: MeasureResult, *, compact: bool) -> Bar:
    label = row["label"] if isinstance(row["label"], str) else _("Sin asignar")
    if result.measure.dimension == "entidad" and not is_unassigned(row):
        # Names of entities begin alike; people know them by their acronyms.
        label = f"{row['key']} · {label}"
    return Bar(
        label=short(label, _NARROW if compact else _WIDE),
        amount=_amount(row),
        length=_plain(row["advance"]),
        hover=_hover(row, label),
        target=[result.measure.dimension, row["key"]] if result.measure.dimension else NO_FILTER,
        kind="unassigned" if is_unassigned(row) else "named",
    )


def _amount(row: Mapping[str, Any]) -> str:
    if row["advance"] is None:
        return _("sin dato")
    if row["gap"] is None:
        return percent(row["advance"])
    return f"{percent(row['advance'])} · {points(row['gap'])}"


def _plain(fraction: Decimal | None) -> float | None:
    return None if fraction is None else round(float(fraction), 4)


def _hover(row: Mapping[str, Any], label: str) -> str:
    ideal = _("sin dato") if row["ideal"] is None else percent(row["ideal"])
    parts = [
        f"<b>{short(label, 52)}</b> · {_amount(row)}",
        _("Programado a la fecha: {ideal}", ideal=ideal),
        ngettext(
            "{counted} de {count} indicador", "{counted} de {count} indicadores",
            row["indicators"], counted=number(row["counted"]), count=number(row["indicators"]),
        ),
    ]  # fmt: skip
    return "<br>".join(parts)


def _mark(place: int, ideal: Decimal, offset: float) -> dict[str, Any]:
    where, width = _plain(ideal), FRAME["trace"]["width"]
    return {
        "type": "line",
        "x0": where,
        "x1": where,
        "y0": round(place + offset - _OVER, 2),
        "y1": round(place + offset + width + _OVER, 2),
        "line": {"color": HIGHLIGHT, "width": 3},
    }
