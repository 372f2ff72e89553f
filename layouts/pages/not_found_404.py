"""The page for an address that leads nowhere."""

from collections.abc import Mapping

from dash import html

from data_access.measures.result import MeasureResult
from data_access.vocabulary.actors import Permission
from data_access.vocabulary.messages import N_
from layouts.components.notices import missing_subject
from layouts.components.page_frame import page_frame
from layouts.components.view import View
from layouts.texts.catalogue import _

NAME = "not_found_404"
TITLE = N_("Página no encontrada")
PERMISSION = Permission.READ_PUBLISHED
INDICATOR_NAMES = ()


def layout(view: View, results: Mapping[str, MeasureResult]) -> html.Div:
    """What to do when a link is wrong or old."""
    sentence = _("La dirección no existe o cambió. Revise el enlace o vuelva al panorama.")
    parts = missing_subject(_("Página no encontrada"), sentence)
    return page_frame(view, results, parts, has_filters=False)
