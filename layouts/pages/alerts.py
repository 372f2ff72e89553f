"""What is late, inconsistent or about to expire, and who has to act."""

from collections.abc import Mapping
from typing import Any

from dash import html

from data_access.measures.result import MeasureResult
from data_access.vocabulary.actors import Permission
from data_access.vocabulary.messages import N_
from layouts.components.card import finding_id, toolbar
from layouts.components.page_frame import page_frame
from layouts.components.panels import panel
from layouts.components.view import Controls, View
from layouts.indicators import INDICATORS
from layouts.texts.catalogue import _

NAME = "alerts"
PATH = "/alertas"
TITLE = N_("Alertas")
PERMISSION = Permission.READ_PUBLISHED
MEASURE = "goals.alerts"
INDICATOR_NAMES = (MEASURE,)
PANEL_NAMES = ("alerts",)
CONTROLS = Controls(
    visible=("entidad", "sector", "gravedad", "corte"),
    folded=("marco", "objetivo", "programa", "linea", "componente"),
)


def layout(view: View, results: Mapping[str, MeasureResult]) -> html.Div:
    """The page for ``view``."""
    lead = _("Lo que está tarde, no cuadra o está por vencer, de quién es y qué hacer.")
    finding = INDICATORS[MEASURE].finding(results[MEASURE])
    children: list[Any] = [
        html.Div(
            html.Div(
                [
                    html.H1(_("Alertas"), tabIndex="-1"),
                    html.P(lead, className="lead-text"),
                ]
            ),
            className="page-title",
        ),
        html.Section(
            [
                html.H2(_("En total")),
                html.P(finding, id=finding_id(MEASURE), className="finding"),
                toolbar(MEASURE, view, has_figure=False, has_table=False),
            ],
            className="tile",
            **{"data-card": MEASURE},
        ),
        panel("alerts", results, view),
    ]
    return page_frame(view, results, children, counted=MEASURE)
