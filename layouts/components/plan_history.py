"""What was programmed and what was reported of an indicator, with every version of both."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from dash import html

from data_access.vocabulary.goals import Quarter
from data_access.vocabulary.messages import N_
from layouts.components.data_table import Heading, data_table, headings, table_row
from layouts.texts.catalogue import _, translate
from layouts.texts.formats import day, instant, percent
from layouts.texts.quantities import quantity

Row = Mapping[str, Any]
_ADDRESS = re.compile(r"(https?://\S*[\w/=-])")
"""An address without the signs that end the sentence around it."""
_STATES = {
    "not_reported": N_("No reportado"),
    "not_applicable": N_("No aplica"),
}


def target_table(row: Row, series: Sequence[Row]) -> Any:
    """The yearly targets; a reprogrammed one keeps the old number with its act and day."""
    lines = [line for line in series if line["kind"] == "target"]
    if not lines:
        return html.P(_("El plan no fija metas por año."), className="note")
    columns = [
        Heading(_("Año")), Heading(_("Meta"), is_number=True), Heading(_("Como se escribió")),
    ]  # fmt: skip
    # Four columns of dashes would say no more than that nothing was reprogrammed.
    has_acts = any(line["act"] or line["decided_on"] for line in lines)
    if has_acts:
        columns += headings(_("Versión"), _("Acto"), _("Decidida el"))
    rows = [
        table_row(
            columns,
            [
                str(line["year"]),
                _value(line, row["unit"]),
                line["printed"],
                *(_decision(line) if has_acts else ()),
            ],
            style=None if line["is_current"] else "was-replaced",
        )
        for line in lines
    ]
    return data_table(_("Metas anuales"), columns, rows)


def _decision(line: Row) -> list[str]:
    return [
        _version(line),
        line["act"] or _("Meta original"),
        day(line["decided_on"]) if line["decided_on"] else "–",
    ]


def report_list(row: Row, series: Sequence[Row]) -> Any:
    """The quarterly reports, the last first; corrections keep what was said before."""
    lines = [line for line in series if line["kind"] == "report"]
    if not lines:
        return html.P(_("Nadie ha reportado todavía."), className="note")
    lines.sort(key=lambda line: (line["year"], line["quarter"], line["version"]), reverse=True)
    return html.Ol([_report(line, row["unit"]) for line in lines], className="reports")


def _report(line: Row, unit: str) -> html.Li:
    quarter = Quarter(line["year"], line["quarter"]).code
    stated = line["stated"]
    said = [
        (_("Avance de la vigencia según la entidad"), "" if stated is None else percent(stated)),
        (_("Avance cualitativo"), line["qualitative"]),
        (_("Justificación"), line["justification"]),
        (_("Motivo de la corrección"), line["reason"]),
    ]
    parts: list[Any] = [
        html.H4(
            [
                html.Span(quarter),
                html.Strong(_value(line, unit)),
                html.Span(_version(line), className="note") if _version(line) else None,
            ]
        ),
        *(html.P([html.Span(f"{name}. ", className="said"), text]) for name, text in said if text),
        *_evidence(line["evidence"]),
        html.P(_("Recibido el {moment}", moment=instant(line["said_at"])), className="note"),
    ]
    return html.Li(parts, className=None if line["is_current"] else "was-replaced")


def _evidence(text: str) -> list[Any]:
    """The words of the evidence, and every address among them as a link."""
    if not text:
        return []
    # The odd pieces of a split at a group are what the group found.
    pieces = _ADDRESS.split(text)
    pieces[1::2] = [html.A(link, href=link, className="breakable", rel="noreferrer")
                    for link in pieces[1::2]]  # fmt: skip
    name = html.Span(_("Evidencia") + ". ", className="said")
    return [html.P([name, *filter(None, pieces)])]


def _value(line: Row, unit: str) -> str:
    if line["value"] is not None:
        return quantity(line["value"], unit)
    if line["state"] in _STATES:
        return translate(_STATES[line["state"]])
    return line["printed"] or _("sin dato")


def _version(line: Row) -> str:
    """Nothing for the only version that most have; the number of the others."""
    if line["is_current"]:
        return "" if line["version"] == 1 else _("versión {n}, vigente", n=str(line["version"]))
    return _("versión {n}, reemplazada", n=str(line["version"]))
