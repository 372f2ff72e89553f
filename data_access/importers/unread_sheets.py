"""Visible sheets of a workbook that hold something and were not read."""

from collections.abc import Iterable, Iterator

from data_access.importers.reader import RawSheet
from data_access.vocabulary.issues import Issue, Severity
from data_access.vocabulary.messages import N_

INSTRUCTIONS_SHEET = N_("Instrucciones")
LISTS_SHEET = N_("Listas")
DICTIONARY_SHEET = N_("Diccionario")
GUIDES = frozenset({INSTRUCTIONS_SHEET, LISTS_SHEET, DICTIONARY_SHEET})
"""The sheets of GLOBO's own templates that hold no data."""


def beside(sheets: Iterable[RawSheet], read: str) -> Iterator[Issue]:
    """The warnings of an importer that reads one sheet, that called ``read``, about the others."""
    for sheet in sheets:
        if not sheet.is_hidden and sheet.name != read and any(True for _ in sheet.rows):
            yield from unread(
                sheet.name,
                N_(
                    "La hoja «{sheet}» trae datos y no se leyó: del libro se lee una sola hoja, "
                    "«{read}». Si debe cargarse, envíela en un archivo aparte."
                ),
                read=read,
            )


def unread(sheet: str, message: str, **values: str) -> Iterator[Issue]:
    """The warning ``message`` about ``sheet``, unless it guides who fills in a template."""
    if sheet not in GUIDES:
        yield Issue(
            "sheet.unread",
            message,
            Severity.WARNING,
            sheet=sheet,
            values={"sheet": sheet, **values},
        )
