"""The internationalisation index, laid open down to its components and weights."""

from collections.abc import Mapping
from typing import Any

from dash import dcc, html

from data_access.measures.result import MeasureResult
from data_access.vocabulary.actors import Permission
from data_access.vocabulary.messages import N_
from layouts.components.card import indicator_card
from layouts.components.filter_bar import query_link_id
from layouts.components.page_frame import page_frame
from layouts.components.panels import panel
from layouts.components.view import Controls, View, address
from layouts.texts.catalogue import _

NAME = "index"
PATH = "/indice"
TITLE = N_("Índice de internacionalización")
PERMISSION = Permission.READ_PUBLISHED
INDICATOR_NAMES = ("indicators.index",)
PANEL_NAMES = ("index", "index-details")
CONTROLS = Controls(visible=("corte",), folded=())


def layout(view: View, results: Mapping[str, MeasureResult]) -> html.Div:
    """The page for ``view``."""
    lead = _(
        "Una cifra de 0 a 100 que resume cuatro lados: cooperación, relacionamiento, "
        "posicionamiento y gobernanza. Sus componentes, sus extremos y sus ponderaciones son "
        "públicos, y aquí se ve cuánto cambia si se discuten."
    )
    children: list[Any] = [
        html.Nav(
            dcc.Link(
                _("Indicadores"),
                href=address("/indicadores", view.query),
                id=query_link_id("trail", "/indicadores"),
            ),
            className="trail",
            **{"aria-label": _("Ruta")},
        ),
        html.Div(
            [
                html.Div(
                    [
                        html.H1(_("Índice de internacionalización"), tabIndex="-1"),
                        html.P(lead, className="lead-text"),
                    ]
                ),
                html.Div(_print_button(), className="page-actions"),
            ],
            className="page-title",
        ),
        panel("index", results, view),
        html.Div(
            indicator_card("indicators.index", view, results["indicators.index"], is_wide=True),
            className="card-grid",
        ),
        panel("index-details", results, view),
    ]
    return page_frame(view, results, children, counted="indicators.index")


def _print_button() -> html.Button:
    return html.Button(_("Imprimir"), type="button", className="button", **{"data-action": "print"})
