"""The money of goals by year: appropriated, committed, paid; the reserves apart."""

from collections import defaultdict
from decimal import Decimal
from typing import Any

from data_access.measures.plan.budget_rows import CURRENT, MONEY
from data_access.measures.result import MeasureResult
from data_access.vocabulary.messages import N_
from layouts.figures._amounts import NO_FILTER, axis_steps, scale_of
from layouts.figures._frame import empty_figure, figure
from layouts.figures._theme import NEUTRAL, PALETTE, PRIMARY, faded
from layouts.texts.catalogue import _, translate
from layouts.texts.formats import money

_LOOKS = {
    "appropriation": (N_("Apropiación"), faded(NEUTRAL, 0.75)),
    "committed": (N_("Comprometido"), PRIMARY),
    "paid": (N_("Girado"), PALETTE[3]),
}


def budget_figure(result: MeasureResult, theme: str, *, compact: bool = False) -> dict[str, Any]:
    """Three bars for each year and for each year's reserve, in pesos; None is no bar."""
    sums = _sums(result)
    if not sums:
        return empty_figure(theme)
    places = sorted(sums, key=lambda place: (place[0], place[1] != CURRENT))
    scale = scale_of((value for each in sums.values() for value in each.values()), "COP")
    labels = [_label(*place) for place in places]
    traces = [_trace(name, labels, [sums[place].get(name) for place in places]) for name in MONEY]
    highest = max((value for trace in traces for value in trace["y"] if value), default=0.0)
    steps = axis_steps(0, highest)
    return figure(
        traces,
        theme,
        barmode="group",
        bargap=0.3,
        margin={"l": 0, "r": 0, "t": 56 if compact else 40, "b": 0},
        showlegend=True,
        xaxis={"type": "category", "showgrid": False},
        yaxis={
            "tickvals": steps,
            "ticktext": [scale.text(step) for step in steps],
            "title": {"text": scale.unit, "standoff": 6},
        },
    )


def _sums(result: MeasureResult) -> dict[tuple[int, str], dict[str, Decimal]]:
    found: dict[tuple[int, str], dict[str, Decimal]] = defaultdict(dict)
    for row in result.rows:
        place = found[row["year"], row["resource"]]
        for name in MONEY:
            if row[name] is not None:
                place[name] = place.get(name, Decimal(0)) + row[name]
    return dict(found)


def _label(year: int, resource: str) -> str:
    return str(year) if resource == CURRENT else _("Reserva<br>{year}", year=str(year))


def _trace(name: str, labels: list[str], values: list[Decimal | None]) -> dict[str, Any]:
    title, colour = _LOOKS[name]
    words = translate(title)
    return {
        "type": "bar",
        "name": words,
        "x": labels,
        "y": [None if value is None else float(value) for value in values],
        "customdata": [list(NO_FILTER) for _label in labels],
        "hoverinfo": "text",
        "hovertext": [f"{words}: {money(value, 'COP', compact=True)}" for value in values],
        "marker": {"color": colour},
    }
