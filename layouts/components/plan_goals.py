"""The goals one under the other, the worst first: bar, gap, light, who answers, since when."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any
from urllib.parse import quote

from dash import dcc, html

from data_access.measures.result import MeasureResult
from data_access.vocabulary.filters import Filters
from layouts.components.plan_bars import trajectory_bar
from layouts.components.plan_headline import gap_class
from layouts.components.plan_lights import row_light, state_words
from layouts.components.view import View, address
from layouts.texts.catalogue import _, ngettext
from layouts.texts.formats import number, percent
from layouts.texts.plan_words import printed_word
from layouts.texts.quantities import points

MOST = 40
"""Goals drawn; the table and the files have them all."""
FIRST = 6
"""Goals that a narrow screen shows at once; the others unfold."""
_UNMEASURED = ("no_programado", "no_aplica", "sin_iniciar", "sin_regla")
"""States in which nothing is owed at the cut: they come after what can be late."""


def goal_list(result: MeasureResult, view: View) -> html.Div:
    """The indicators of ``goals.progress``, the worst gap first.

    Those without a rule have neither bar nor gap: while there are others they are only counted.
    """
    ranked = worst_first(result.rows)
    measured = [row for row in ranked if row["state"] != "sin_regla"]
    shown = measured or ranked
    rest = [*_more(len(shown) - MOST), *_without_rule(view, len(ranked) - len(shown))]
    if not ranked:
        return html.Div(_("Ninguna meta responde a estos filtros."), className="empty")
    items = [_goal(row, result) for row in shown[:MOST]]
    return html.Div([*_lists(items, FIRST if view.is_compact else MOST), *rest])


def _lists(items: list[html.Li], first: int) -> list[Any]:
    lists: list[Any] = [html.Ol(items[:first], className="goal-list")]
    others = items[first:]
    if others:
        words = ngettext(
            "Ver {count} meta más", "Ver {count} metas más", len(others), count=number(len(others))
        )
        rest = html.Ol(others, className="goal-list", start=first + 1)
        lists.append(html.Details([html.Summary(words, className="button"), rest]))
    return lists


def worst_first(rows: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """By gap, the most behind first; what owes nothing at the cut comes after, without gap last."""
    return sorted(rows, key=_rank)


def _rank(row: Mapping[str, Any]) -> tuple[int, bool, Decimal]:
    place = _UNMEASURED.index(row["state"]) + 1 if row["state"] in _UNMEASURED else 0
    return place, row["gap"] is None, row["gap"] or Decimal(0)


def goal_address(row: Mapping[str, Any], cut: str) -> str:
    """The sheet of a goal at a cut; its code is unique only inside its framework."""
    query = Filters(corte=cut, marco=(row["framework"],)).query()
    return address(f"/plan/{quote(row['code'], safe='')}", query)


def illustrative_mark(is_illustrative: bool) -> html.Span | None:
    """The mark of an invented goal."""
    if not is_illustrative:
        return None
    return html.Span(_("ilustrativo"), className="badge-plain")


def _goal(row: Mapping[str, Any], result: MeasureResult) -> html.Li:
    state = state_words(row)
    return html.Li(
        [
            html.Div(
                [
                    row_light(row, result.total),
                    *([html.Span(state, className=f"state state-{row['state']}")] if state else []),
                    illustrative_mark(row["is_illustrative"]),
                ],
                className="goal-marks",
            ),
            html.P(
                dcc.Link(row["goal"], href=goal_address(row, row["cut"])), className="goal-name"
            ),
            *_figures(row),
            html.P(_answers(row, result), className="goal-answers"),
        ]
    )


def _figures(row: Mapping[str, Any]) -> list[Any]:
    if row["paf"] is None and row["tid"] is None:
        return [html.P(printed_words(row), className="note")]
    executed = html.Span(
        [html.Strong(_fraction(row["paf"])), " ", _("ejecutado")]
        if row["last_report"]
        else html.Strong(_("Sin reporte"))
    )
    numbers = [
        executed,
        html.Span([_fraction(row["tid"]), " ", _("programado")]),
        html.Span(points(row["gap"]), className=f"gap {gap_class(row['gap'])}")
        if row["last_report"]
        else None,
    ]
    return [trajectory_bar(row["paf"], row["tid"]), html.P(numbers, className="goal-numbers")]


def _fraction(value: Decimal | None) -> str:
    return _("sin dato") if value is None else percent(value)


def printed_words(row: Mapping[str, Any]) -> str:
    """Baseline and goal as the plan printed them, of what has no figures."""
    return _(
        "Línea base {baseline}; meta final {final}.",
        baseline=printed_word(row["baseline_text"]) or _("no reportada"),
        final=printed_word(row["final_text"]) or _("no reportada"),
    )


def _answers(row: Mapping[str, Any], result: MeasureResult) -> list[Any]:
    """Who answers for the goal, how old its last report is, and its alerts."""
    parts: list[Any] = [_entity(row), _age(row)]
    if row["alerts"]:
        words = ngettext(
            "{count} alerta", "{count} alertas", row["alerts"], count=number(row["alerts"])
        )
        query = Filters(indicador=(row["key"],), corte=row["cut"]).query()
        parts.append(dcc.Link(words, href=address("/alertas", query)))
    return [
        part for index, each in enumerate(parts) for part in ((" · ", each) if index else (each,))
    ]


def _entity(row: Mapping[str, Any]) -> Any:
    if not row["entity"]:
        return _("Sin entidad responsable")
    link = dcc.Link(row["entity"], href=f"/entidades/{row['entity']}")
    return html.Span([link, f" {row['entity_label']}"])


def _age(row: Mapping[str, Any]) -> str:
    return age_words(row["last_report"], row["last_report_days"])


def age_words(quarter: str, days: int | None) -> str:
    """How long ago the period of the last report ended."""
    if not quarter:
        return _("nunca ha reportado")
    if days is None or days < 0:
        return _("último reporte: {quarter}", quarter=quarter)
    return ngettext(
        "último reporte: {quarter}, cerró hace {days} día",
        "último reporte: {quarter}, cerró hace {days} días",
        days,
        quarter=quarter,
        days=number(days),
    )


def _more(count: int) -> list[Any]:
    if count <= 0:
        return []
    words = ngettext(
        "{count} indicador más en la tabla y en los archivos.",
        "{count} indicadores más en la tabla y en los archivos.",
        count,
        count=number(count),
    )
    return [html.P(words, className="note")]


def _without_rule(view: View, count: int) -> list[Any]:
    if not count:
        return []
    words = ngettext(
        "{count} indicador sin regla de cálculo",
        "{count} indicadores sin regla de cálculo",
        count,
        count=number(count),
    )
    query = view.asked.with_values(estado=["sin_regla"]).query()
    reason = _("el plan no dice cómo se acumulan sus años o no les fija metas anuales.")
    return [
        html.P([dcc.Link(words, href=f"?{query}"), ": ", reason], className="note without-rule")
    ]
