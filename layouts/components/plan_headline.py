"""The plan in thirty seconds: advance against trajectory and time, lights, money of the year."""

from collections.abc import Mapping
from typing import Any

from dash import dcc, html

from data_access.measures.goals.aggregate import LEFT_OUT_TITLES
from data_access.measures.goals.progress import METHOD_TITLES, Method
from data_access.measures.goals.states import LIGHT_TITLES, Light
from data_access.measures.result import MeasureResult
from layouts.components.plan_bars import share_bar, trajectory_bar
from layouts.components.plan_lights import STATE_WORDS, lamp, light_rule
from layouts.components.view import View
from layouts.texts.catalogue import _, ngettext, translate
from layouts.texts.formats import money, number, percent
from layouts.texts.quantities import colourless_words, cut_words, points

_APART = {"vencido": "!", "sin_reporte": "…"}
"""States that are counted apart, for somebody owes a report, with their signs."""
_MONEY = ("committed", "paid")


def plan_headline(result: MeasureResult, view: View) -> html.Div:
    """The tiles of ``goals.summary``, or a sentence where no goal answers."""
    if not result.total["indicators"]:
        cut = result.filters.corte
        words = _("Ninguna meta responde a estos filtros en el corte {cut}.", cut=cut)
        clear = html.Button(
            _("Quitar todos los filtros"),
            type="button",
            className="button",
            **{"data-action": "clear"},
        )
        return html.Div([html.P(words), html.P(clear)], className="empty tile")
    return html.Div(
        [_advance(result), _lights(result, view), _money(result)], className="plan-headline"
    )


def method_note(method: Method) -> html.P:
    """Which of the two methods a figure shows."""
    return html.P(
        _("Método: {method}.", method=translate(METHOD_TITLES[method]).lower()),
        className="note method-note",
    )


def _advance(result: MeasureResult) -> html.Section:
    total = result.total
    return html.Section(
        [
            html.H2(_("Avance ponderado")),
            html.P(
                [
                    html.Span(advance_words(total), className="headline-value"),
                    html.Span(behind_words(total), className=f"gap {gap_class(total['gap'])}"),
                ],
                className="advance",
            ),
            trajectory_bar(total["advance"], total["ideal"]),
            html.P(trajectory_line(total), className="trajectory-line"),
            html.P(time_words(total), className="note"),
            html.P(left_out_words(total), className="note"),
            html.P(cut_words(total), className="note") if cut_words(total) else None,
            method_note(Method.PRORATED),
        ],
        className="tile",
    )


def advance_words(total: Mapping[str, Any]) -> str:
    """The weighted advance, or that there is none."""
    return _("Sin dato") if total["advance"] is None else percent(total["advance"])


def behind_words(total: Mapping[str, Any]) -> str:
    """The gap in percentage points, with the side on which it is."""
    gap = total["gap"]
    if gap is None:
        return ""
    if round(gap, 3) == 0:
        return _("En la trayectoria ideal")
    if gap < 0:
        return _("▼ {points} por debajo", points=points(-gap).lstrip("+"))
    return _("▲ {points} por encima", points=points(gap).lstrip("+"))


def gap_class(gap: Any) -> str:
    """The colour of a gap: behind or not."""
    if gap is None:
        return ""
    return "gap-behind" if round(gap, 3) < 0 else "gap-ahead"


def trajectory_line(total: Mapping[str, Any]) -> str:
    """Where the ideal trajectory stands at the cut."""
    if total["ideal"] is None:
        return _("No hay una trayectoria ideal con la cual comparar.")
    return _("La trayectoria ideal va en {ideal}.", ideal=percent(total["ideal"]))


def time_words(total: Mapping[str, Any]) -> str:
    """How much of the plan's time is over; it is only told of one plan."""
    if total["elapsed"] is None:
        return _("El tiempo transcurrido se dice de un solo plan: elija un marco.")
    return _(
        "Tiempo transcurrido: {elapsed} ({days} de {all} días).",
        elapsed=percent(total["elapsed"]),
        days=number(total["elapsed_days"]),
        all=number(total["plan_days"]),
    )


def left_out_words(total: Mapping[str, Any]) -> str:
    """How many indicators the advance is made of, and why the others are not in it."""
    counted = ngettext(
        "Entra {count} de {all} indicadores", "Entran {count} de {all} indicadores",
        total["counted"], count=number(total["counted"]), all=number(total["indicators"]),
    )  # fmt: skip
    reasons = [
        f"{number(total[f'left_out_{reason.value}'])} {translate(title).lower()}"
        for reason, title in LEFT_OUT_TITLES.items()
        if total[f"left_out_{reason.value}"]
    ]
    told = f"{counted}."
    if reasons:
        told = _("{counted}: fuera {reasons}.", counted=counted, reasons=", ".join(reasons))
    return f"{told} {colourless_words(total)}".rstrip()


def _lights(result: MeasureResult, view: View) -> html.Section:
    total = result.total
    lights = [
        _count_line(view, total, light.value, LIGHT_TITLES[light])
        for light in Light
        if total[light.value]
    ]
    apart = [_count_line(view, total, state, STATE_WORDS[state]) for state in _APART]
    return html.Section(
        [
            html.H2(_("Semáforo")),
            html.Ul(lights, className="light-counts"),
            *_ruleless(total),
            html.H3(_("Aparte: quién debe un reporte")),
            html.Ul(apart, className="light-counts"),
        ],
        className="tile",
    )


def _ruleless(total: Mapping[str, Any]) -> list[Any]:
    count = total["sin_regla"]
    if not count:
        return []
    words = ngettext(
        "De los «sin dato», {count} no tiene regla de cálculo.",
        "De los «sin dato», {count} no tienen regla de cálculo.",
        count,
        count=number(count),
    )
    return [html.P(words, className="note")]


def _count_line(view: View, total: Mapping[str, Any], value: str, title: str) -> html.Li:
    """How many indicators are in a light or state; the line filters by it."""
    is_light = value not in _APART
    sign = lamp(value) if is_light else _apart_sign(value)
    words = [sign, html.Span(translate(title)), html.Strong(number(total[value]))]
    if not total[value]:
        return html.Li(html.Span(words, className="count-line"))
    query = view.asked.with_values(estado=[value]).query()
    rule = light_rule(value, total) if is_light else None
    return html.Li(dcc.Link(words, href=f"?{query}", className="count-line", title=rule))


def _apart_sign(state: str) -> html.Span:
    # The dots of «sin reporte» sit on the base line and have to be lifted.
    kind = "lamp lamp-apart lamp-waits" if state == "sin_reporte" else "lamp lamp-apart"
    return html.Span(_APART[state], className=kind, **{"aria-hidden": "true"})


def _money(result: MeasureResult) -> html.Section:
    total, year = result.total, result.filters.corte[:4]
    if total["appropriation"] is None:
        body: list[Any] = [html.P(_("Nadie ha informado presupuesto de estas metas."))]
    else:
        body = [
            html.P(
                [
                    html.Span(money_words(total["appropriation"]), className="headline-value"),
                    html.Span(_("apropiados"), className="note"),
                ],
                className="advance",
            ),
            *(_money_line(total, name) for name in _MONEY),
        ]
    if total["reserve_appropriation"] is not None:
        body.append(html.P(reserve_words(total), className="note"))
    return html.Section([html.H2(_("Presupuesto {year}", year=year)), *body], className="tile")


def _money_line(total: Mapping[str, Any], name: str) -> html.Div:
    words = money_share_words(total, name)
    return html.Div([html.P(words), share_bar(total[f"{name}_share"], words)], className="share")


def money_share_words(total: Mapping[str, Any], name: str) -> str:
    """What part of the appropriation is committed or paid, and how much that is."""
    share = total[f"{name}_share"]
    values = {
        "share": _("sin dato") if share is None else percent(share),
        "amount": money_words(total[name]),
    }
    if name == "committed":
        return _("Comprometido: {share} · {amount}", **values)
    return _("Girado: {share} · {amount}", **values)


def reserve_words(total: Mapping[str, Any]) -> str:
    """The reserve, which is money of the year before and is never added to the year's own."""
    return _(
        "Reserva, aparte: {amount}, de los que se giraron {paid}.",
        amount=money_words(total["reserve_appropriation"]),
        paid=money_words(total["reserve_paid"]),
    )


def money_words(amount: Any) -> str:
    """Pesos, short."""
    return money(amount, "COP", compact=True)
