"""The frame every figure stands in: template, separators of the language, and the empty state."""

from typing import Any

from data_access.measures.result import MeasureResult
from layouts.figures._theme import template_for
from layouts.texts.catalogue import _, language


def figure(data: list[dict[str, Any]], theme: str, **layout: Any) -> dict[str, Any]:
    """A plotly figure as a plain dict, in ``theme`` (``claro`` or ``oscuro``)."""
    parts = set(layout) | ({"legend"} if layout.get("showlegend") else set())
    template = template_for(theme, parts, {trace["type"] for trace in data})
    separators = ",." if language() == "es" else ".,"
    return {"data": data, "layout": {"template": template, "separators": separators, **layout}}


def empty_figure(theme: str, result: MeasureResult | None = None) -> dict[str, Any]:
    """What stands where there is nothing to draw: a sentence, not an empty pair of axes.

    Nothing answers the filters, or what does, as ``result`` tells, has no money to draw.
    """
    return figure(
        [],
        theme,
        xaxis={"visible": False},
        yaxis={"visible": False},
        annotations=[
            {
                "text": _why(result),
                "x": 0.5,
                "y": 0.5,
                "xref": "paper",
                "yref": "paper",
            }
        ],
    )


def _why(result: MeasureResult | None) -> str:
    if result is not None and result.total.get("actions"):
        return _("No hay montos que dibujar") if result.has_sum else _("Su dinero no se suma")
    return _("Ningún registro responde a estos filtros")
