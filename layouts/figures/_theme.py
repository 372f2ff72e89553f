"""The colours and the two chart templates of GLOBO, light (``claro``) and dark (``oscuro``).

The style sheet repeats the tokens; a test compares both. Marks use one set of colours that reads
on either background, so that a change of theme only exchanges the template of a figure.
"""

from dataclasses import dataclass
from functools import cache
from typing import Any

FONT = 'system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif'


@dataclass(frozen=True)
class Tokens:
    """The colours of one theme: surfaces, texts (4.5:1 at least) and the map's scale."""

    background: str
    surface: str
    ink: str
    muted: str
    line: str
    accent: str
    on_accent: str
    good: str
    warning: str
    bad: str
    quiet_land: str
    scale: tuple[str, str, str, str, str]


TOKENS = {
    "claro": Tokens(
        background="#F6F5F2",
        surface="#FFFFFF",
        ink="#1D2329",
        muted="#56606B",
        line="#DAD8D2",
        accent="#0B5D73",
        on_accent="#FFFFFF",
        good="#1E6B3A",
        warning="#8A5300",
        bad="#A3261B",
        quiet_land="#E9E7E1",
        scale=("#A5CBD6", "#6BAEC1", "#358CA6", "#176A84", "#083F52"),
    ),
    "oscuro": Tokens(
        background="#12171C",
        surface="#1A2127",
        ink="#E8ECEF",
        muted="#A3AEB8",
        line="#2E3840",
        accent="#6CC5DC",
        on_accent="#12171C",
        good="#7CCB94",
        warning="#E9B44C",
        bad="#F28B7D",
        quiet_land="#2A333B",
        scale=("#2F6478", "#3D87A0", "#5BAAC2", "#8FCEDF", "#D2F1F8"),
    ),
}

PRIMARY = "#1F86A3"
"""The chosen quantity."""
HIGHLIGHT = "#C47D00"
"""The one datum to look at; nothing else is marigold."""
NEUTRAL = "#7F8994"
"""What is beside the question: the other kind of amount, "otros", "sin asignar"."""
PALETTE = (PRIMARY, HIGHLIGHT, "#A86BB0", "#5F8F3A", "#D0603F", "#4F7FC7")
"""Hues for categories, apart for the colour-blind; never without a direct label."""
UNASSIGNED_PATTERN = "/"
"""The hatch of what has no value, so that it does not rest on colour alone."""


@cache
def faded(colour: str, alpha: float) -> str:
    """``#rrggbb`` as an ``rgba()`` that lets the surface of either theme through."""
    red, green, blue = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
    return f"rgba({red},{green},{blue},{alpha:g})"


def _axis(tokens: Tokens) -> dict[str, Any]:
    return {
        "gridcolor": tokens.line,
        "zerolinecolor": tokens.line,
        "linecolor": tokens.line,
        "tickfont": {"color": tokens.muted, "size": 12},
        "title": {"font": {"color": tokens.muted, "size": 12}},
        "automargin": True,
        "fixedrange": True,
        "ticks": "",
    }


def _steps(scale: tuple[str, ...]) -> list[list[Any]]:
    """A colour scale of equal steps without gradient, so that a legend can name each one."""
    size = len(scale)
    return [
        [edge / size, colour] for index, colour in enumerate(scale) for edge in (index, index + 1)
    ]


def _template(tokens: Tokens) -> dict[str, Any]:
    return {
        "layout": {
            "font": {"family": FONT, "size": 13, "color": tokens.ink},
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "dragmode": False,
            "hoverlabel": {
                "bgcolor": tokens.surface,
                "bordercolor": tokens.muted,
                "font": {"color": tokens.ink, "size": 13},
                "align": "left",
            },
            "xaxis": _axis(tokens),
            "yaxis": _axis(tokens) | {"tickfont": {"color": tokens.ink, "size": 12}},
            "legend": {
                "orientation": "h",
                "x": 0,
                "xanchor": "left",
                "y": 1.02,
                "yanchor": "bottom",
                "font": {"color": tokens.ink, "size": 12},
            },
            "geo": {
                "bgcolor": "rgba(0,0,0,0)",
                "landcolor": tokens.quiet_land,
                "countrycolor": tokens.surface,
                "countrywidth": 0.5,
            },
            "coloraxis": {
                "colorscale": _steps(tokens.scale),
                "colorbar": {
                    "tickfont": {"color": tokens.muted, "size": 12},
                    "title": {"font": {"color": tokens.muted, "size": 12}},
                    "outlinewidth": 0,
                },
            },
            "annotationdefaults": {"font": {"color": tokens.muted, "size": 13}, "showarrow": False},
        },
        "data": {
            "choropleth": [{"marker": {"line": {"color": tokens.surface, "width": 0.5}}}],
            "scattergeo": [{"marker": {"line": {"color": tokens.ink, "width": 1}}}],
            "sankey": [{"textfont": {"color": tokens.ink, "size": 12}}],
        },
    }


TEMPLATES = {theme: _template(tokens) for theme, tokens in TOKENS.items()}
"""``layout.template`` of a figure in each theme; the only part that a theme switch replaces."""

_ALWAYS = {"font", "paper_bgcolor", "plot_bgcolor", "dragmode", "hoverlabel"}


def template_for(theme: str, layout: set[str], traces: set[str]) -> dict[str, Any]:
    """The part of a theme's template that a figure with these layout keys and traces uses.

    Ten figures travel in one answer; whole templates would be half of its weight.
    """
    whole = TEMPLATES[theme]
    kept = _ALWAYS | layout | ({"annotationdefaults"} if "annotations" in layout else set())
    return {
        "layout": {name: part for name, part in whole["layout"].items() if name in kept},
        "data": {name: part for name, part in whole["data"].items() if name in traces},
    }
