"""A series at a glance: a line of two pixels without axes, drawn by the style sheet alone."""

from collections.abc import Sequence
from decimal import Decimal
from math import hypot

from dash import html

from data_access.vocabulary.goals import Quarter

WIDTH, HEIGHT = 120, 32
_MARGIN = 4
_HALF = 1.0
Point = tuple[float, float]


def sparkline(series: Sequence[tuple[str, Decimal]]) -> html.Span:
    """The values of quarters written ``2025-T3``, each where its quarter falls in time.

    A clipped box takes the colours of the theme and prints, and twenty of them weigh less than
    one figure. The numbers are said in words beside it, so readers of the screen skip it.
    """
    points = _points(series)
    parts = []
    if len(points) > 1:
        parts.append(
            html.Span(className="sparkline-line", style={"clipPath": _polygon(_band(points))})
        )
    if points:
        left, top = points[-1]
        parts.append(
            html.Span(
                className="sparkline-end", style={"left": f"{left:.1f}px", "top": f"{top:.1f}px"}
            )
        )
    return html.Span(parts, className="sparkline", **{"aria-hidden": "true"})


def _points(series: Sequence[tuple[str, Decimal]]) -> list[Point]:
    places = [_place(code) for code, _value in series]
    values = [value for _code, value in series]
    if not series:
        return []
    low, high = min(values), max(values)
    width, height = WIDTH - 2 * _MARGIN, HEIGHT - 2 * _MARGIN
    span = places[-1] - places[0]
    return [
        (
            _MARGIN + (width * (place - places[0]) / span if span else width),
            _MARGIN + (float((high - value) / (high - low)) if high > low else 0.5) * height,
        )
        for place, value in zip(places, values, strict=True)
    ]


def _place(code: str) -> int:
    quarter = Quarter.parse(code)
    return quarter.year * 4 + quarter.number


def _band(points: list[Point]) -> list[Point]:
    """The outline of the line: one side there, the other side back."""
    normals = [_normal(points, place) for place in range(len(points))]
    sides = [
        [
            (x + sign * _HALF * across[0], y + sign * _HALF * across[1])
            for (x, y), across in zip(points, normals, strict=True)
        ]
        for sign in (1, -1)
    ]
    return [*sides[0], *reversed(sides[1])]


def _normal(points: list[Point], place: int) -> Point:
    """A unit step across the line at one of its points."""
    before, after = points[max(place - 1, 0)], points[min(place + 1, len(points) - 1)]
    along = after[0] - before[0], after[1] - before[1]
    length = hypot(*along)
    return -along[1] / length, along[0] / length


def _polygon(outline: list[Point]) -> str:
    return "polygon(" + ", ".join(f"{x:.1f}px {y:.1f}px" for x, y in outline) + ")"
