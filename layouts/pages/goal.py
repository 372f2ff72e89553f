"""The sheet of one goal, which prints: its figures with their arithmetic, history and facts."""

from collections.abc import Mapping
from typing import Any

from dash import dcc, html

from data_access.measures.goal_record import GoalRecord
from data_access.measures.result import MeasureResult
from data_access.vocabulary.actors import Permission
from data_access.vocabulary.filters import Filters
from data_access.vocabulary.messages import N_
from layouts.components.notices import missing_subject
from layouts.components.page_frame import page_frame
from layouts.components.panels import panel
from layouts.components.plan_goals import illustrative_mark
from layouts.components.plan_sheet import goal_parts, indicator_parts
from layouts.components.view import View, address
from layouts.texts.catalogue import _
from layouts.texts.plan_words import plan_word

NAME = "goal"
PATH_TEMPLATE = "/plan/<clave>"
TITLE = N_("Ficha de meta")
PERMISSION = Permission.READ_PUBLISHED
GOAL = True
INDICATOR_NAMES = (
    "goals.progress",
    "goals.series",
    "goals.contributions",
    "goals.budget",
    "goals.alerts",
)
PANEL_NAMES = ("cut",)


def layout(view: View, results: Mapping[str, MeasureResult], goal: GoalRecord | None) -> html.Div:
    """The sheet of ``goal``, which is None when the address names no goal."""
    if goal is None:
        sentence = _("Esa dirección no corresponde a ninguna meta de los planes cargados.")
        parts = missing_subject(_("No se encontró la meta"), sentence)
        return page_frame(view, {}, parts, has_filters=False)
    children: list[Any] = [_trail(view, goal), _title(goal), panel("cut", results, view)]
    for indicator in goal.indicators:
        if len(goal.indicators) > 1:
            children.append(html.H2(indicator.name, className="indicator-name"))
        children += indicator_parts(view, results, goal, indicator)
    children += goal_parts(view, results)
    return page_frame(view, results, children, has_filters=False, counted="goals.progress")


def _trail(view: View, goal: GoalRecord) -> html.Nav:
    cut = view.filters.corte
    plan = Filters(marco=(goal.framework,), corte=cut)
    links = [dcc.Link(_("Plan"), href=address("/plan", Filters(corte=cut).query()))]
    for node in goal.path[1:]:
        query = plan.with_values(**{node.filter: [node.code]}).query()
        links.append(dcc.Link(node.name, href=address("/plan", query)))
    return html.Nav(links, className="trail", **{"aria-label": _("Ruta")})


def _title(goal: GoalRecord) -> html.Div:
    over = f"{plan_word(goal.level)} {goal.code}"
    return html.Div(
        [
            html.Div(
                [
                    html.P(
                        [over, " ", illustrative_mark(goal.is_illustrative)], className="over-title"
                    ),
                    html.H1(goal.name, tabIndex="-1", className="record-title"),
                    html.P(goal.purpose, className="lead-text") if goal.purpose else None,
                ]
            ),
            html.Button(
                _("Imprimir"), type="button", className="button", **{"data-action": "print"}
            ),
        ],
        className="page-title",
    )
