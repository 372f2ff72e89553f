"""The sheet of one entity."""

from collections.abc import Mapping
from typing import Any

from dash import html

from data_access.measures.result import MeasureResult
from data_access.vocabulary.actors import Permission
from data_access.vocabulary.messages import N_
from layouts.components.plan_strip import entity_goals
from layouts.components.subject_sheet import PANEL_NAMES as PANEL_NAMES
from layouts.components.subject_sheet import subject_sheet
from layouts.components.view import TOTALS, View
from layouts.texts.catalogue import _

NAME = "entity"
PATH_TEMPLATE = "/entidades/<clave>"
TITLE = N_("Ficha de entidad")
PERMISSION = Permission.READ_PUBLISHED
SUBJECT = "entidad"
CARDS = (
    "cooperation.by_year",
    "cooperation.by_modality",
    "cooperation.by_country",
    "cooperation.by_partner",
    "cooperation.by_sector",
    "cooperation.by_sdg",
)
INDICATOR_NAMES = (TOTALS, *CARDS, "goals.progress", "goals.alerts")


def layout(view: View, results: Mapping[str, MeasureResult], subject: Any) -> html.Div:
    """The sheet of ``subject``, which is None when the address names no entity."""
    goals = entity_goals(view, results)
    return subject_sheet(view, results, subject, _("Entidad"), CARDS, goals)
