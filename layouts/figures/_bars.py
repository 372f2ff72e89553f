"""Horizontal bars with the name and the amount written over each one, at any width."""

from dataclasses import dataclass, field
from typing import Any

from layouts.figures._amounts import NO_FILTER
from layouts.figures._frame import figure
from layouts.figures._theme import NEUTRAL, PRIMARY, UNASSIGNED_PATTERN, faded


@dataclass(frozen=True)
class Bar:
    """One bar. ``kind`` is ``named``, ``others`` or ``unassigned``; ``label`` is already safe."""

    label: str
    amount: str
    length: float | int | None
    hover: str
    target: list[str] = field(default_factory=lambda: list(NO_FILTER))
    kind: str = "named"


FRAME: dict[str, Any] = {
    "trace": {
        "type": "bar",
        "orientation": "h",
        "width": 0.3,
        "offset": 0.06,
        "hoverinfo": "text",
        "marker": {
            "cornerradius": 2,
            "pattern": {"fgcolor": NEUTRAL, "size": 5, "solidity": 0.5},
        },
    },
    "layout": {
        "margin": {"l": 0, "r": 0, "t": 4, "b": 0},
        "showlegend": False,
        "hovermode": "closest",
        "xaxis": {"visible": False, "automargin": False},
        "yaxis": {
            "tickmode": "array",
            "ticklabelposition": "inside top",
            "showgrid": False,
            "zeroline": False,
            "automargin": False,
        },
    },
}
"""What all figures of bars have in common: the browser knows it, and it does not travel again."""
PITCH = {"wide": 40, "compact": 54}
"""Height in pixels of a bar with its name, by screen: the figure is as high as its bars need."""
_COLOURS = {"named": PRIMARY, "others": faded(NEUTRAL, 0.75), "unassigned": faded(NEUTRAL, 0.3)}


def horizontal_bars(bars: list[Bar], theme: str, *, compact: bool = False) -> dict[str, Any]:
    """Draw ``bars`` from the top, each in :data:`PITCH` pixels.

    Names stand over the bars and not beside them, so that a long one never eats the plot; on a
    narrow screen the amount has a line of its own.
    """
    gap = "<br>" if compact else "  "
    lengths = [bar.length or 0 for bar in bars]
    low, high = min(0, *lengths), max(0, *lengths)
    marker, layout = FRAME["trace"]["marker"], FRAME["layout"]
    shapes = [UNASSIGNED_PATTERN if bar.kind == "unassigned" else "" for bar in bars]
    trace = {
        **FRAME["trace"],
        "x": [bar.length for bar in bars],
        "y": list(range(len(bars))),
        # Two lines of text reach further down than one.
        "offset": 0.2 if compact else FRAME["trace"]["offset"],
        "customdata": [bar.target for bar in bars],
        "hovertext": [bar.hover for bar in bars],
        "marker": {
            **marker,
            "color": [_COLOURS[bar.kind] for bar in bars],
            "pattern": {**marker["pattern"], "shape": shapes},
        },
    }
    return figure(
        [trace],
        theme,
        **layout
        | {
            "xaxis": {**layout["xaxis"], "range": [low, high or 1]},
            "yaxis": {
                **layout["yaxis"],
                "range": [len(bars) - 0.5, -0.5],
                "tickvals": list(range(len(bars))),
                "ticktext": [f"{bar.label}{gap}<b>{bar.amount}</b>" for bar in bars],
                "tickfont": {"size": 12 if compact else 13},
            },
        },
    )


def bars_height(figure: dict[str, Any], *, is_compact: bool) -> int:
    """The pixels that a figure of horizontal bars needs; 0 for any other figure."""
    traces = figure["data"]
    if [trace.get("orientation") for trace in traces] != ["h"]:
        return 0
    margin: int = FRAME["layout"]["margin"]["t"]
    return len(traces[0]["x"]) * PITCH["compact" if is_compact else "wide"] + margin
