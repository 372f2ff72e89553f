"""The plan and the index in a few words, where a page is about something else."""

from collections.abc import Mapping
from typing import Any

from dash import dcc, html

from data_access.measures.goals.states import LIGHT_TITLES, Light
from data_access.measures.result import MeasureResult
from data_access.vocabulary.goals import INDICATOR_CATALOGUE
from layouts.components.alert_list import alert_list
from layouts.components.card import toolbar
from layouts.components.filter_bar import query_link_id
from layouts.components.index_sheet import range_words
from layouts.components.plan_bars import share_bar, trajectory_bar
from layouts.components.plan_goals import goal_list
from layouts.components.plan_headline import (
    advance_words,
    behind_words,
    gap_class,
    trajectory_line,
)
from layouts.components.plan_lights import lamp
from layouts.components.view import View, address
from layouts.figures.index_bars import family_name, score_words
from layouts.texts.catalogue import _, ngettext, translate
from layouts.texts.formats import number, percent
from layouts.texts.quantities import cut_words

TREE, INDEX = "goals.tree", "indicators.index"


def plan_strip(result: MeasureResult) -> Any:
    """Advance, trajectory and lights of each plan of ``goals.tree``."""
    plans = [
        row for row in result.rows if row["depth"] == 0 and row["level"] != INDICATOR_CATALOGUE
    ]
    if not plans:
        return html.P(_("Ninguna meta responde a estos filtros."), className="note")
    return [_plan(row, result.filters.corte) for row in plans]


def _plan(row: Mapping[str, Any], cut: str) -> html.Div:
    lights = [
        html.Li([lamp(light.value), f" {number(row[light.value])} {translate(title).lower()}"])
        for light, title in LIGHT_TITLES.items()
        if row[light.value] and light is not Light.SIN_INICIAR
    ]
    return html.Div(
        [
            html.P(_("{plan} · corte {cut}", plan=row["label"], cut=cut), className="over-title"),
            html.P(
                [
                    html.Span(advance_words(row), className="headline-value"),
                    html.Span(behind_words(row), className=f"gap {gap_class(row['gap'])}"),
                ],
                className="advance",
            ),
            trajectory_bar(row["advance"], row["ideal"]),
            html.P([trajectory_line(row), " ", _time(row), " ", cut_words(row)], className="note"),
            html.Ul(lights, className="strip-lights"),
        ],
        className="plan-strip",
    )


def _time(row: Mapping[str, Any]) -> str:
    if row["elapsed"] is None:
        return ""
    return _("Tiempo transcurrido: {elapsed}.", elapsed=percent(row["elapsed"]))


def index_strip(result: MeasureResult) -> Any:
    """The value of the index, its range and its sides."""
    total = result.total
    if total["value"] is None:
        return html.P(_("Ningún componente del índice tiene dato."), className="note")
    sides = [
        html.Li(
            [
                html.Span(family_name(family)),
                share_bar(side["score"], f"{family_name(family)}: {score_words(side['score'])}"),
                html.Strong(score_words(side["score"])),
            ]
        )
        for family, side in total["families"].items()
    ]
    return [
        html.P(_("Corte {cut}", cut=result.filters.corte), className="over-title"),
        html.P(
            [
                html.Span(score_words(total["value"]), className="headline-value"),
                html.Span(_("de 100"), className="note"),
            ],
            className="advance",
        ),
        html.P(range_words(total) + ".", className="note"),
        html.Ul(sides, className="strip-sides"),
    ]


def strip_section(title: str, path: str, words: str, measure: str, body: Any, view: View) -> Any:
    """A tile with a strip, the way to its page, its receipt and its files."""
    link = dcc.Link(words, href=address(path, view.query), id=query_link_id("nav-strip", path))
    return html.Section(
        [
            html.Div([html.H2(title), link], className="strip-head"),
            body,
            toolbar(measure, view, has_figure=False, has_table=False),
        ],
        className="tile",
    )


def entity_goals(view: View, results: Mapping[str, MeasureResult]) -> list[Any]:
    """The goals of the entity of a sheet and its alerts; nothing where it has neither."""
    goals, alerts = results.get("goals.progress"), results.get("goals.alerts")
    sections = []
    if goals and goals.rows:
        count = ngettext(
            "{count} indicador", "{count} indicadores", len(goals.rows),
            count=number(len(goals.rows)),
        )  # fmt: skip
        sections.append(
            _section(
                _("Metas e indicadores a su cargo"), count, goal_list(goals, view), goals, "/plan"
            )
        )
    if alerts and alerts.rows:
        count = ngettext(
            "{count} alerta", "{count} alertas", len(alerts.rows), count=number(len(alerts.rows))
        )
        body = alert_list(alerts.rows, view.filters.corte)
        sections.append(_section(_("Sus alertas"), count, body, alerts, "/alertas"))
    return sections


def _section(title: str, count: str, body: Any, result: MeasureResult, path: str) -> html.Section:
    query = "entidad=" + ",".join(result.filters.entidad)
    cut = _("{count} · corte {cut}", count=count, cut=result.filters.corte)
    link = dcc.Link(cut, href=address(path, query))
    return html.Section(
        [html.Div([html.H2(title), link], className="strip-head"), body], className="tile strip"
    )
