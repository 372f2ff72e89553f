"""The sheet of one country."""

from collections.abc import Mapping
from typing import Any

from dash import html

from data_access.measures.result import MeasureResult
from data_access.vocabulary.actors import Permission
from data_access.vocabulary.messages import N_
from layouts.components.subject_sheet import PANEL_NAMES as PANEL_NAMES
from layouts.components.subject_sheet import subject_sheet
from layouts.components.view import TOTALS, View
from layouts.texts.catalogue import _

NAME = "country"
PATH_TEMPLATE = "/paises/<clave>"
TITLE = N_("Ficha de país")
PERMISSION = Permission.READ_PUBLISHED
SUBJECT = "pais"
CARDS = (
    "cooperation.by_year",
    "cooperation.by_modality",
    "cooperation.by_partner",
    "cooperation.by_entity",
    "cooperation.by_sector",
    "cooperation.by_sdg",
)
INDICATOR_NAMES = (TOTALS, *CARDS)


def layout(view: View, results: Mapping[str, MeasureResult], subject: Any) -> html.Div:
    """The sheet of ``subject``, which is None when the address names no country."""
    return subject_sheet(view, results, subject, _("País"), CARDS)
