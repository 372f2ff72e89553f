"""The catalogue of internationalisation indicators by family, and up to four of them compared."""

from collections.abc import Mapping
from typing import Any

from dash import dcc, html

from data_access.measures.result import MeasureResult
from data_access.vocabulary.actors import Permission
from data_access.vocabulary.messages import N_
from layouts.components.card import toolbar
from layouts.components.filter_bar import query_link_id
from layouts.components.page_frame import page_frame
from layouts.components.panels import panel
from layouts.components.view import Controls, View, address
from layouts.texts.catalogue import _

NAME = "indicators"
PATH = "/indicadores"
TITLE = N_("Indicadores")
PERMISSION = Permission.READ_PUBLISHED
INDICATOR_NAMES = ("indicators.catalogue",)
PANEL_NAMES = ("comparison", "catalogue")
CONTROLS = Controls(
    visible=("familia", "entidad", "estado", "corte"), folded=("sector", "tipo_meta", "marco")
)


def layout(view: View, results: Mapping[str, MeasureResult]) -> html.Div:
    """The page for ``view``; the comparison shows while the question names indicators."""
    lead = _(
        "Qué tan internacional es la ciudad y hacia dónde va: el último valor de cada indicador, "
        "su meta y su tendencia. Elija hasta cuatro para compararlos."
    )
    index = dcc.Link(
        _("Índice de internacionalización"),
        href=address("/indice", view.query),
        id=query_link_id("trail", "/indice"),
        className="button",
    )
    children: list[Any] = [
        html.Div(
            [
                html.Div(
                    [
                        html.H1(_("Indicadores de internacionalización"), tabIndex="-1"),
                        html.P(lead, className="lead-text"),
                    ]
                ),
                html.Div(index, className="page-actions"),
            ],
            className="page-title",
        ),
        html.Section(
            [
                html.H2(_("Comparación")),
                panel("comparison", results, view),
                toolbar("indicators.catalogue", view, has_table=False),
            ],
            className="tile indicators-compared",
            **{"data-card": "indicators.catalogue"},
        ),
        panel("catalogue", results, view),
    ]
    return page_frame(view, results, children, counted="catalogue")
