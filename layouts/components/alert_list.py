"""Alerts as people read them: how grave, what is wrong, what to do, until when, whose."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from dash import dcc, html

from data_access.vocabulary.messages import N_
from layouts.components.indicator_words import subject_address
from layouts.texts.catalogue import _, ngettext, translate
from layouts.texts.formats import day, number
from layouts.texts.phrases import say

Row = Mapping[str, Any]
SEVERITIES = {
    "error": ("✕", N_("Grave"), N_("Graves")),
    "warning": ("!", N_("Advertencia"), N_("Advertencias")),
    "info": ("i", N_("Aviso"), N_("Avisos")),
}
"""Sign, word and plural of each severity, the gravest first."""
_TOLD_APART = 3
_NAMED = 12


def severity_sign(severity: str) -> html.Span:
    """The sign of a severity in its colour; a word always stands beside it."""
    return html.Span(
        SEVERITIES[severity][0],
        className=f"severity-sign severity-{severity}",
        **{"aria-hidden": "true"},
    )


def severity_badge(severity: str) -> html.Span:
    """Sign, word and colour of a severity."""
    return html.Span(
        [severity_sign(severity), translate(SEVERITIES[severity][1])], className="severity"
    )


def alert_list(rows: Sequence[Row], cut: str) -> html.Ul:
    """The alerts of one owner; more than three of the same rule are told together."""
    items: list[Any] = []
    for _rule, group in groupby(rows, key=lambda row: (row["severity"], row["key"])):
        same = list(group)
        if len(same) > _TOLD_APART:
            items.append(_together(same, cut))
        else:
            items += [_alert(row, cut) for row in same]
    return html.Ul(items, className="alerts")


def _alert(row: Row, cut: str) -> html.Li:
    return html.Li(
        [
            _head(row),
            html.P(_subject(row, cut), className="alert-subject"),
            html.P(say(row["sentence"])),
            _to_do(row),
        ]
    )


def _together(rows: Sequence[Row], cut: str) -> html.Li:
    first, count = rows[0], len(rows)
    words = ngettext("{count} indicador", "{count} indicadores", count, count=number(count))
    rest = count - _NAMED
    names = [html.Li(_subject(row, cut)) for row in rows[:_NAMED]]
    if rest > 0:
        names.append(html.Li(_("y {n} más, en los archivos", n=number(rest)), className="note"))
    return html.Li(
        [
            _head(first),
            # Each sentence has its own numbers; the list says which they are about.
            html.Details([html.Summary(words), html.Ul(names)], className="alert-subjects"),
            _to_do(first),
        ]
    )


def _head(row: Row) -> html.Div:
    return html.Div(
        [severity_badge(row["severity"]), html.H3(say(row["label"]))], className="alert-head"
    )


def _to_do(row: Row) -> html.P:
    return html.P(
        [
            html.Strong(_("Qué hacer:") + " "),
            say(row["what_to_do"]) + " ",
            html.Span(deadline_words(row), className="note"),
        ],
        className="alert-to-do",
    )


def deadline_words(row: Row) -> str:
    """The deadline of the cut and how far it is."""
    left = row["days_left"]
    values = {"day": day(row["deadline"]), "count": number(abs(left))}
    if left == 0:
        return _("Plazo: {day}, hoy.", **values)
    if left < 0:
        return ngettext(
            "Plazo: {day}, venció hace {count} día.",
            "Plazo: {day}, venció hace {count} días.",
            -left,
            **values,
        )
    return ngettext(
        "Plazo: {day}, queda {count} día.", "Plazo: {day}, quedan {count} días.", left, **values
    )


def _subject(row: Row, cut: str) -> Any:
    """The name of what the alert is about, as a link where it has a page of its own."""
    target = subject_address(row, cut)
    name = f"{row['subject']} · {row['subject_label']}"
    return dcc.Link(name, href=target) if target else name
