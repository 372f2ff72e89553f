"""Tables about the data: sources with dates, imports, and what each field means."""

from collections.abc import Iterable, Sequence
from typing import Any

from dash import html

from data_access.measures.result import SourceNote
from data_access.vocabulary.messages import N_
from layouts.components.data_table import Heading, data_table, headings, table_row
from layouts.texts.catalogue import _, translate
from layouts.texts.formats import day, instant, number
from layouts.texts.plan_words import printed_word

SOURCE_KINDS = {
    "district": N_("Registro propio"),
    "demonstration": N_("Demostración"),
    "external": N_("Fuente externa"),
}

IMPORTERS = {
    "cooperation": N_("Libro de cooperación"),
    "apc": N_("Registro nacional de APC-Colombia"),
    "iati": N_("Actividades de la IATI"),
    "trm": N_("TRM oficial"),
    "rates": N_("Tasas de cambio"),
    "plan": N_("Plan con metas e indicadores"),
    "progress": N_("Avance de los indicadores"),
    "budgets": N_("Presupuesto de las metas"),
    "contributions": N_("Aportes de las acciones a las metas"),
    "reprogrammed": N_("Metas reprogramadas"),
    "demonstration": N_("Demostración"),
    "illustrative-rates": N_("Tasas ilustrativas"),
}
FIELD_TYPES = {
    "text": N_("Texto"),
    "integer": N_("Número entero"),
    "decimal": N_("Número decimal"),
    "text list": N_("Lista de textos"),
    "date": N_("Fecha"),
}


def source_table(sources: Iterable[SourceNote]) -> html.Div:
    """Every source with its kind, cut-off and licence."""
    rows = [
        [
            html.A(note.name, href=note.homepage) if _is_web(note.homepage) else note.name,
            translate(SOURCE_KINDS.get(note.kind, note.kind)),
            day(note.cut_off_on),
            printed_word(note.licence) or _("No reportada"),
            html.Code(note.code),
        ]
        for note in sources
    ]
    columns = headings(_("Fuente"), _("Clase"), _("Corte"), _("Licencia"), _("Código"))
    return _table(_("Fuentes y fechas"), columns, rows)


def batch_table(batches: Iterable[Any]) -> html.Div:
    """The latest imports: file, date and what came of its rows."""
    rows = [
        [
            batch.file_name,
            translate(IMPORTERS.get(batch.importer, batch.importer)),
            instant(batch.imported_at),
            *(
                number(count)
                for count in (
                    batch.rows_read,
                    batch.created,
                    batch.updated,
                    batch.unchanged,
                    batch.rejected,
                )
            ),
        ]
        for batch in list(batches)[:30]
    ]
    counts = (
        _("Leídas"), _("Nuevas"), _("Actualizadas"), _("Sin cambio"), _("Rechazadas")
    )  # fmt: skip
    columns = headings(_("Archivo"), _("Importador"), _("Fecha"))
    columns += [Heading(title, is_number=True) for title in counts]
    return _table(_("Importaciones"), columns, rows)


def dictionary_table(entries: Iterable[tuple[str, str, str]]) -> html.Div:
    """Field, type and meaning of everything that the files contain."""
    rows = [
        [html.Code(field), translate(meaning), translate(FIELD_TYPES.get(kind, kind))]
        for field, kind, meaning in entries
    ]
    columns = (Heading(_("Campo")), Heading(_("Descripción"), is_wide=True), Heading(_("Tipo")))
    return _table(_("Diccionario de datos"), columns, rows)


def _is_web(address: str) -> bool:
    return address.startswith(("https://", "http://"))


def _table(name: str, columns: Sequence[Heading], rows: list[list[Any]]) -> html.Div:
    return data_table(name, columns, [table_row(columns, row) for row in rows])
