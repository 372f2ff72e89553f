"""The plan at presentation size: what a room reads from four metres, without controls."""

from collections.abc import Mapping
from typing import Any

from dash import dcc, html

from data_access.measures.goals.progress import METHOD_TITLES, Method
from data_access.measures.goals.states import LIGHT_TITLES, Light
from data_access.measures.result import MeasureResult
from layouts.components.plan_bars import share_bar, trajectory_bar
from layouts.components.plan_goals import illustrative_mark, worst_first
from layouts.components.plan_headline import (
    advance_words,
    behind_words,
    gap_class,
    money_share_words,
    money_words,
    time_words,
    trajectory_line,
)
from layouts.components.plan_lights import STATE_WORDS, lamp, state_words
from layouts.components.view import GOAL_TOTALS, View, address
from layouts.texts.catalogue import _, translate
from layouts.texts.formats import number, percent
from layouts.texts.quantities import cut_words, points

GOALS = 5
"""The goals that fit at this size."""
_APART = ("vencido", "sin_reporte")


def plan_room(view: View, results: Mapping[str, MeasureResult]) -> html.Div:
    """The same figures as the page, from the same answers."""
    result, goals = results[GOAL_TOTALS], results["goals.progress"]
    total = result.total
    return html.Div(
        [
            html.Div(
                [
                    html.H1(_("Plan: metas y avance"), tabIndex="-1"),
                    html.P(_place(result), className="room-place"),
                ],
                className="room-title",
            ),
            html.Div([_advance(total), _lights(total), _money(result)], className="room-left"),
            _worst(goals),
            html.P(
                [
                    *_demonstration(result),
                    _("Método: {method}.",
                      method=translate(METHOD_TITLES[Method.PRORATED]).lower()),
                    " ",
                    dcc.Link(_("Salir de la pantalla grande"), href=address("/plan", view.query)),
                ],
                className="room-foot",
            ),
        ],
        className="room",
    )  # fmt: skip


def _place(result: MeasureResult) -> str:
    names = "; ".join(source.name for source in result.sources)
    return _("{names} · corte {cut}", names=names, cut=result.filters.corte)


def _demonstration(result: MeasureResult) -> list[Any]:
    """The room shows no notice: its foot says that the figures are not real."""
    if not result.is_demonstration:
        return []
    return [html.Strong(_("Datos de demostración")), " · "]


def _advance(total: Mapping[str, Any]) -> html.Section:
    return html.Section(
        [
            html.H2(_("Avance ponderado")),
            html.P(
                [
                    html.Span(advance_words(total), className="room-value"),
                    html.Span(behind_words(total), className=f"gap {gap_class(total['gap'])}"),
                ],
                className="advance",
            ),
            trajectory_bar(total["advance"], total["ideal"]),
            html.P(trajectory_line(total)),
            html.P([time_words(total), " ", cut_words(total)]),
        ],
        className="tile",
    )


def _lights(total: Mapping[str, Any]) -> html.Section:
    rows = [
        html.Li([lamp(light.value), translate(LIGHT_TITLES[light]), _count(total[light.value])])
        for light in Light
        if total[light.value] and light not in (Light.SIN_DATO, Light.SIN_INICIAR)
    ]
    apart = [html.Li([translate(STATE_WORDS[state]), _count(total[state])]) for state in _APART]
    return html.Section(
        [html.H2(_("Semáforo")), html.Ul([*rows, *apart], className="room-lights")],
        className="tile",
    )


def _count(count: int) -> html.Strong:
    return html.Strong(number(count))


def _money(result: MeasureResult) -> html.Section | None:
    total = result.total
    if total["appropriation"] is None:
        return None
    year = result.filters.corte[:4]
    lines = [
        html.Div([html.P(words), share_bar(total[f"{name}_share"], words)], className="share")
        for name in ("committed", "paid")
        for words in (money_share_words(total, name),)
    ]
    amount = money_words(total["appropriation"])
    title = _("Presupuesto {year}: {amount}", year=year, amount=amount)
    return html.Section([html.H2(title), *lines], className="tile")


def _worst(result: MeasureResult) -> html.Section:
    rows = [row for row in worst_first(result.rows) if row["gap"] is not None][:GOALS]
    return html.Section(
        [
            html.H2(_("Las metas más atrasadas")),
            html.Ol([_goal(row) for row in rows], className="room-goals")
            if rows
            else html.P(_("Ninguna meta responde a estos filtros.")),
        ],
        className="tile room-worst",
    )


def _goal(row: Mapping[str, Any]) -> html.Li:
    executed = _("sin dato") if row["paf"] is None else percent(row["paf"])
    ideal = _("sin dato") if row["tid"] is None else percent(row["tid"])
    # The arithmetic counts from 0; what nobody reported is not a zero.
    share = _("{executed} ejecutado, {ideal} programado", executed=executed, ideal=ideal)
    figures = share if row["last_report"] else _("{ideal} programado", ideal=ideal)
    who = row["entity_label"] or _("Sin entidad responsable")
    light = translate(LIGHT_TITLES[Light(row["light"])])
    return html.Li(
        [
            html.P([row["goal"], " ", illustrative_mark(row["is_illustrative"])],
                   className="room-name"),
            html.Div(
                [
                    html.Span([lamp(row["light"]), light], className="room-light"),
                    trajectory_bar(row["paf"], row["tid"]),
                    html.Strong(points(row["gap"]), className=f"gap {gap_class(row['gap'])}"),
                ],
                className="room-bar",
            ),
            html.P(" · ".join(filter(None, (figures, state_words(row), who)))),
        ]
    )  # fmt: skip
