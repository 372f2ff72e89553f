"""Where a cut stands, and what was corrected since it was closed: what, by whom, when and why."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from dash import html

from data_access.measures.goals.states import LIGHT_TITLES, Light
from data_access.measures.plan.budget_rows import MONEY
from data_access.measures.result import MeasureResult
from layouts.components.data_table import Heading, data_table, headings, table_row
from layouts.components.plan_lights import STATE_WORDS
from layouts.components.view import View, address
from layouts.figures.goal_findings import differences_finding
from layouts.texts.catalogue import _, ngettext, translate
from layouts.texts.formats import day, instant, percent
from layouts.texts.phrases import FIELD_WORDS
from layouts.texts.quantities import plain_number, points

Row = Mapping[str, Any]
MEASURE = "goals.differences"
_MOST = 30
_FRACTIONS = frozenset({"pav", "phv", "paf", "tid"})
_NUMBER = re.compile(r"-?\d+(\.\d+)?")


def cut_panel(result: MeasureResult, view: View) -> html.Div:
    """The cut of ``goals.differences``: its dates while open; once closed, what changed since.

    Nothing where it cannot be answered: the notice of the page says why.
    """
    total = result.total
    if result.issues:
        return html.Div(className="cut")
    if not total["is_closed"]:
        return html.Div(html.P(_open_words(total), className="note"), className="cut")
    said = _("Sus cifras son las que se guardaron y ya no cambian.")
    head = html.P(
        [
            html.Strong(
                _(
                    "Corte {cut}, cerrado el {moment}.",
                    cut=total["cut"],
                    moment=instant(total["closed_at"]),
                )
            ),
            f" {said} ",
            html.Span(
                _("Huella SHA-256: {digest}.", digest=total["content_hash"]),
                className="note digest",
            ),
        ]
    )
    if not result.rows:
        since = [html.P(_("Nada ha cambiado desde el cierre."))]
    else:
        since = [
            html.Details(
                [
                    html.Summary([differences_finding(result), " ", _("Ver por qué")]),
                    _table(result),
                    _files(result, view),
                ]
            )
        ]
    return html.Div([head, *since], className="cut cut-closed")


def _open_words(total: Row) -> str:
    if total["seen_on"] > total["closes_on"]:
        return _(
            "Corte {cut}, sin cerrar: los reportes vencieron el {due} y debía cerrarse el "
            "{closes}. Sus cifras cambian con cada corrección.",
            cut=total["cut"],
            due=day(total["due_on"]),
            closes=day(total["closes_on"]),
        )
    return _(
        "Corte {cut}, abierto: se reporta hasta el {due} y cierra el {closes}. Sus cifras cambian "
        "con cada reporte.",
        cut=total["cut"],
        due=day(total["due_on"]),
        closes=day(total["closes_on"]),
    )


def _table(result: MeasureResult) -> html.Div:
    columns = (
        *headings(_("De qué"), _("Qué cambió"), _("Al cierre"), _("Hoy"), _("Quién y cuándo")),
        Heading(_("Por qué"), is_wide=True),
    )
    rows = [table_row(columns, _cells(row)) for row in result.rows[:_MOST]]
    title = _("Cambios desde el cierre del corte")
    return data_table(title, columns, rows, style="differences")


def _cells(row: Row) -> list[str]:
    said = [row["who"], instant(row["when"])] if row["when"] else [row["who"]]
    return [
        f"{row['key']} · {row['label']}",
        field_words(row["field"]),
        value_words(row["field"], row["before"]),
        value_words(row["field"], row["after"]),
        ", ".join(filter(None, said)) or "–",
        row["why"] or "–",
    ]


def _files(result: MeasureResult, view: View) -> html.P:
    left_out = len(result.rows) - _MOST
    more = (
        [ngettext("{n} cambio más en el archivo. ", "{n} cambios más en el archivo. ", left_out)]
        if left_out > 0
        else []
    )
    file = address(f"/descargas/{MEASURE}.csv", result.filters.query(), lang=view.language)
    label = {"aria-label": _("Descargar los cambios en CSV")}
    return html.P([*more, html.A("CSV", href=file, **label)], className="note")


def field_words(field: str) -> str:
    """The name of what changed: a column, or the report, target or money of a period."""
    kind, _gap, period = field.partition(" ")
    if kind == "report" and period:
        return _("Reporte de {period}", period=period)
    if kind == "target" and period:
        return _("Meta de {period}", period=period)
    if kind in MONEY and period:
        year, _gap, resource = period.partition(" ")
        what = translate(FIELD_WORDS[kind])
        return _("{what} de {year} ({resource})", what=what, year=year, resource=resource)
    return translate(FIELD_WORDS[field]) if field in FIELD_WORDS else field


def value_words(field: str, text: str) -> str:
    """A value as the reader writes it; nothing is a dash."""
    if text in ("True", "False"):
        return _("Sí") if text == "True" else _("No")
    if field == "light" and text:
        return translate(LIGHT_TITLES[Light(text)])
    if text in STATE_WORDS:
        return translate(STATE_WORDS[text])
    if not _NUMBER.fullmatch(text):
        return text or "–"
    value = Decimal(text)
    if field == "gap":
        return points(value)
    return percent(value) if field in _FRACTIONS else plain_number(value)
