"""Cooperation: with whom, from where, for what and when, each figure a door to its records."""

from collections.abc import Mapping
from typing import Any

from dash import html

from data_access.measures.result import MeasureResult
from data_access.vocabulary.actors import Permission
from data_access.vocabulary.messages import N_
from layouts.components.card import indicator_card
from layouts.components.headline import headline_tools
from layouts.components.page_frame import page_frame
from layouts.components.panels import panel
from layouts.components.record_list import record_list
from layouts.components.view import TOTALS, View
from layouts.texts.catalogue import _

NAME = "cooperation"
PATH = "/cooperacion"
TITLE = N_("Cooperación")
PERMISSION = Permission.READ_PUBLISHED
WIDE = ("cooperation.by_country", "cooperation.flows")
CARDS = (
    "cooperation.by_country",
    "cooperation.flows",
    "cooperation.by_year",
    "cooperation.by_modality",
    "cooperation.by_partner",
    "cooperation.by_entity",
    "cooperation.by_sector",
    "cooperation.by_sdg",
    "cooperation.by_direction",
    "cooperation.concentration",
)
INDICATOR_NAMES = (TOTALS, *CARDS)
PANEL_NAMES = ("classes", "headline", "largest")


def layout(view: View, results: Mapping[str, MeasureResult]) -> html.Div:
    """The page for ``view``; ``results`` by measure, and by name for the panels with rows."""
    cards = [indicator_card(name, view, results[name], is_wide=name in WIDE) for name in CARDS]
    children: list[Any] = [
        html.Div(
            [html.H1(_("Cooperación internacional"), tabIndex="-1"), headline_tools(view)],
            className="page-title",
        ),
        panel("classes", results, view),
        panel("headline", results, view),
        html.Div(cards, className="card-grid"),
        record_list(view, results),
    ]
    return page_frame(view, results, children)
