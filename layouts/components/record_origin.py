"""Where a record came from: the file, sheet and row as read, what was wrong, and what changed."""

from typing import Any

from dash import html

from data_access.vocabulary.messages import N_
from layouts.components.data_table import data_table, headings, table_row
from layouts.texts.catalogue import _, translate
from layouts.texts.formats import instant, number

SEVERITIES = {"error": N_("Error"), "warning": N_("Advertencia"), "info": N_("Aviso")}


def origin_sections(record: Any) -> list[html.Section]:
    """The sections on the source row, the findings of its import and the later changes."""
    sections = [_origin(record.source_row)]
    if record.issues:
        sections.append(_issues(record.issues))
    if record.changes:
        sections.append(_changes(record.changes))
    return sections


def _section(title: str, *children: Any) -> html.Section:
    return html.Section([html.H2(title), *children], className="tile strip")


def _origin(row: Any) -> html.Section:
    title = _("Fila de origen")
    if row is None:
        return _section(
            title, html.P(_("El registro no proviene de un archivo."), className="note")
        )
    facts = [
        (_("Archivo"), row["file_name"]),
        (_("Hoja"), row["sheet"] or "—"),
        (_("Fila"), number(row["row_number"])),
        (_("Importado"), instant(row["imported_at"])),
        (_("Huella SHA-256"), html.Code(row["sha256"], className="breakable")),
    ]
    pairs = html.Dl(
        [html.Div([html.Dt(name), html.Dd(value)]) for name, value in facts],
        className="facts facts-inline",
    )
    columns = headings(_("Columna"), _("Valor leído"))
    cells = [
        table_row(columns, (name, "" if value is None else str(value)))
        for name, value in row["cells"].items()
    ]
    table = data_table(_("Celdas de la fila de origen"), columns, cells, style="cells")
    details = html.Details(
        [html.Summary(_("Ver las celdas tal como se leyeron")), table], open=True
    )
    return _section(title, pairs, details)


def _issues(issues: Any) -> html.Section:
    rows = [
        html.Li(
            [
                html.Span(translate(SEVERITIES[issue["severity"]]), className="badge-plain"),
                html.Strong(f" {issue['column']} ") if issue["column"] else " ",
                translate(issue["message"], **issue["values"]),
                html.Span(f" «{issue['value']}»", className="note") if issue["value"] else "",
            ]
        )
        for issue in issues
    ]
    return _section(_("Hallazgos de la importación"), html.Ul(rows, className="findings"))


def _changes(changes: Any) -> html.Section:
    columns = headings(_("Campo"), _("Antes"), _("Después"), _("Importado"))
    rows = [
        table_row(
            columns,
            (change["field"], change["before"], change["after"], instant(change["imported_at"])),
        )
        for change in changes
    ]
    return _section(_("Cambios"), data_table(_("Cambios"), columns, rows))
