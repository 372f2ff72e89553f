"""The sheet of one indicator: what it is, how it is computed, who answers, how it moves."""

from collections.abc import Mapping
from typing import Any

from dash import dcc, html

from data_access.measures.result import MeasureResult
from data_access.vocabulary.actors import Permission
from data_access.vocabulary.messages import N_
from layouts.components.indicator_sheet import indicator_sheet
from layouts.components.notices import missing_subject
from layouts.components.page_frame import page_frame
from layouts.components.view import View
from layouts.texts.catalogue import _

NAME = "indicator"
PATH_TEMPLATE = "/indicadores/<clave>"
TITLE = N_("Ficha de indicador")
PERMISSION = Permission.READ_PUBLISHED
INDICATOR = True
INDICATOR_NAMES = ("indicators.catalogue", "goals.progress", "goals.alerts", "indicators.index")


def layout(view: View, results: Mapping[str, MeasureResult], record: Any) -> html.Div:
    """The sheet of ``record``, which is None when the address names no indicator."""
    if record is None:
        sentence = _("Esa dirección no corresponde a ningún indicador del catálogo.")
        parts = missing_subject(_("No se encontró el indicador"), sentence)
        return page_frame(view, {}, parts, has_filters=False)
    trail = html.Nav(
        dcc.Link(_("Indicadores"), href="/indicadores"),
        className="trail",
        **{"aria-label": _("Ruta")},
    )
    parts = [trail, *indicator_sheet(view, results, record)]
    # The footer tells the sources of what the page is about, not those of the whole index.
    return page_frame(view, results, parts, has_filters=False, counted="indicators.catalogue")
