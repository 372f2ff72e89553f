"""The plan at a glance: how far its goals are, which are behind, who answers, with what money."""

from collections.abc import Mapping
from typing import Any

from dash import dcc, html

from data_access.measures.goals.progress import Method
from data_access.measures.result import MeasureResult
from data_access.vocabulary.actors import Permission
from data_access.vocabulary.messages import N_
from layouts.components.card import finding_id, indicator_card, table_id, toolbar
from layouts.components.filter_bar import query_link_id
from layouts.components.page_frame import page_frame
from layouts.components.panels import panel
from layouts.components.plan_bars import bar_key
from layouts.components.plan_headline import method_note
from layouts.components.plan_room import plan_room
from layouts.components.view import GOAL_TOTALS, OF_GOALS, View, address
from layouts.indicators import INDICATORS
from layouts.texts.catalogue import _

NAME = "plan"
PATH = "/plan"
TITLE = N_("Plan")
PERMISSION = Permission.READ_PUBLISHED
CONTROLS = OF_GOALS
ONLY_PLANS = True
LIST = "goals.progress"
CARDS = (
    "goals.tree",
    "goals.by_line",
    "goals.by_component",
    "goals.by_entity",
    "goals.budget",
)
WIDE = ("goals.tree",)
INDICATOR_NAMES = (GOAL_TOTALS, LIST, *CARDS)
PANEL_NAMES = ("cut", "plan", "goals")


def layout(view: View, results: Mapping[str, MeasureResult]) -> html.Div:
    """The page for ``view``, or the same at presentation size."""
    if view.is_room:
        return page_frame(view, results, [plan_room(view, results)], has_filters=False)
    room = dcc.Link(
        _("Ver en pantalla grande"),
        href=address(PATH, view.query, vista="sala"),
        id=query_link_id("room", ROOM),
        className="button",
    )
    children: list[Any] = [
        html.Div(
            [
                html.Div(
                    [
                        html.H1(_("Plan: metas y avance"), tabIndex="-1"),
                        html.P(_scope(results), className="lead-text"),
                    ]
                ),
                html.Div(room, className="page-actions"),
            ],
            className="page-title",
        ),
        panel("cut", results, view),
        _headline(view, results),
        _goals(view, results),
        html.Div([_card(name, view, results) for name in CARDS], className="card-grid strip"),
    ]
    return page_frame(view, results, children)


ROOM = f"{PATH}?vista=sala"


def _scope(results: Mapping[str, MeasureResult]) -> str:
    """Which plans the page is about."""
    names = [source.name for source in results[GOAL_TOTALS].sources]
    return "; ".join(names)


def _headline(view: View, results: Mapping[str, MeasureResult]) -> html.Section:
    return html.Section(
        [panel("plan", results, view), *_below(GOAL_TOTALS, view)],
        className="headline-section",
        **{"data-card": GOAL_TOTALS, "aria-label": _("El plan de un vistazo")},
    )


def _goals(view: View, results: Mapping[str, MeasureResult]) -> html.Section:
    return html.Section(
        [
            html.H2(_("Metas, de la más atrasada a la más adelantada")),
            html.P(
                INDICATORS[LIST].finding(results[LIST]), id=finding_id(LIST), className="finding"
            ),
            bar_key(),
            method_note(Method.PRORATED),
            panel("goals", results, view),
            *_below(LIST, view),
        ],
        className="tile strip",
        **{"data-card": LIST},
    )


def _below(name: str, view: View) -> list[Any]:
    return [
        toolbar(name, view, has_figure=False),
        html.Div(id=table_id(name), className="opened-table"),
    ]


def _card(name: str, view: View, results: Mapping[str, MeasureResult]) -> html.Section:
    note = {
        "goals.budget": None,
        "goals.tree": method_note(Method.PRORATED),
    }.get(name, html.Div([bar_key(), method_note(Method.PRORATED)]))
    return indicator_card(name, view, results[name], is_wide=name in WIDE, note=note)
