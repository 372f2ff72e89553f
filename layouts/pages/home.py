"""Panorama: what the city's cooperation adds up to, at a glance."""

from collections.abc import Mapping
from typing import Any

from dash import dcc, html

from data_access.measures.result import MeasureResult
from data_access.vocabulary.actors import Permission
from data_access.vocabulary.messages import N_
from layouts.components.card import indicator_card
from layouts.components.filter_bar import query_link_id
from layouts.components.headline import headline_tools
from layouts.components.page_frame import page_frame
from layouts.components.panels import panel
from layouts.components.plan_strip import INDEX, TREE, strip_section
from layouts.components.quality import quality_link
from layouts.components.view import TOTALS, View, address
from layouts.texts.catalogue import _

NAME = "home"
PATH = "/"
TITLE = N_("Panorama")
PERMISSION = Permission.READ_PUBLISHED
INDICATOR_NAMES = (
    TOTALS,
    "cooperation.by_year",
    "cooperation.by_country",
    "cooperation.by_partner",
    "data_quality.by_source",
)
PANEL_NAMES = ("classes", "headline", "plan-strip", "index-strip", "latest", "quality")


def layout(view: View, results: Mapping[str, MeasureResult]) -> html.Div:
    """The page for ``view``; ``results`` by measure, and by name for the panels with rows."""
    children: list[Any] = [
        html.Div(
            [
                html.H1(_("Panorama de la cooperación internacional"), tabIndex="-1"),
                headline_tools(view),
            ],
            className="page-title",
        ),
        panel("classes", results, view),
        panel("headline", results, view),
        *_plan(view, results),
        html.Div(
            [
                indicator_card("cooperation.by_year", view, results["cooperation.by_year"]),
                indicator_card("cooperation.by_country", view, results["cooperation.by_country"]),
                indicator_card("cooperation.by_partner", view, results["cooperation.by_partner"]),
                _latest(view, results),
            ],
            className="card-grid",
        ),
        html.Section(
            [
                html.Div(
                    [html.H2(_("Calidad de los datos")), quality_link()], className="strip-head"
                ),
                panel("quality", results, view),
            ],
            className="tile strip",
        ),
    ]
    return page_frame(view, results, children)


def _plan(view: View, results: Mapping[str, MeasureResult]) -> list[Any]:
    """The plan and the index, where there is one."""
    sections = []
    if results[TREE].rows or results[INDEX].rows:
        body = panel("plan-strip", results, view)
        sections.append(
            strip_section(_("Plan y metas"), "/plan", _("Ver el plan"), TREE, body, view)
        )
    if results[INDEX].rows:
        body = panel("index-strip", results, view)
        title = _("Índice de internacionalización")
        sections.append(strip_section(title, "/indice", _("Ver el índice"), INDEX, body, view))
    return [html.Div(sections, className="card-grid plan-strips")] if sections else []


def _latest(view: View, results: Mapping[str, MeasureResult]) -> html.Section:
    link = dcc.Link(
        _("Ver todos los registros"),
        href=address("/acciones", view.query),
        id=query_link_id("latest", "/acciones"),
    )
    return html.Section(
        [
            html.H2(_("Registros más recientes")),
            panel("latest", results, view),
            html.Div(link, className="tools"),
        ],
        className="tile",
    )
