"""The headers in the sheets of a workbook of cooperation, and what is left beside their tables."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from data_access.importers.cooperation_columns import (
    HEADER_BY_KEY,
    KEY_BY_HEADER,
    OWN_HEADERS,
    PARTY_KEYS,
    REQUIRED,
    Table,
)
from data_access.importers.header_names import header_name
from data_access.importers.limits import SEARCHED_ROWS
from data_access.importers.reader import RawRow, RawSheet
from data_access.importers.refusal import Refused, refuse
from data_access.importers.repeated import numbered, places_by_key, repeated
from data_access.importers.unit_lines import unit_lines
from data_access.importers.unread_sheets import unread
from data_access.validation.codes import plain_code
from data_access.vocabulary.issues import Issue, Severity
from data_access.vocabulary.messages import N_
from data_access.vocabulary.runs import runs

_FEWEST = 3
"""The fewest columns that a header names: prose and lists also hold a word or two of them."""


@dataclass
class HeadersBelow:
    """Watches for a header among the rows of ``table``, below which its columns say other things.

    ``_other`` is the row of the last one, 0 while the columns are those of the table.
    """

    table: Table
    _other: int = 0

    def repeats(self, row: RawRow) -> bool:
        """Whether a row is the header of the table again; any header is noted."""
        place = self.table.positions["entities"]
        cell = row.cells[place] if place < len(row.cells) else None
        # Entities are few and known, so that whole tables are looked through quickly.
        if isinstance(cell, str) and header_name(cell) in KEY_BY_HEADER:
            found = {key: places[0] for key, places in _places(_names(row)).items()}
            if len(found) >= _FEWEST:
                self._other = row.number if found != self.table.positions else 0
                return not self._other
        return False

    def see(self, row: RawRow) -> list[Issue]:
        """The error of a row that is another header or stands below one."""
        if not self._other:
            return []
        return [
            Issue(
                "row.other_header",
                N_(
                    "En la fila {other} hay un encabezado con otras columnas que el de la fila "
                    "{header}: desde ahí no se lee nada. Deje una sola tabla por hoja."
                ),
                sheet=self.table.sheet or None,
                row=row.number,
                values={"other": str(self._other), "header": str(self.table.header_row)},
            )
        ]


def find_tables(sheets: Iterable[RawSheet], told: list[Issue]) -> Iterator[Table]:
    """The tables of the visible sheets that have every required column, each as it comes.

    The header may have instructions above it. ``told`` gets what is told of the sheets, among it
    what was not read of them. Raises ``Refused`` naming what is missing when no sheet has such a
    table.
    """
    incomplete: list[Table] = []
    left_out: list[Issue] = []
    is_found = False
    for sheet in sheets:
        told += sheet.issues
        if sheet.is_hidden:
            continue
        rows = iter(sheet.rows)
        first = list(islice(rows, SEARCHED_ROWS))
        table, above = _best_header(sheet, first, rows)
        if table is not None and not _missing(table):
            is_found = True
            told += above
            yield table
            continue
        left_out += _about_unread(sheet.name, table) if first else ()
        incomplete += [table] if table is not None else []
    if is_found:
        told += left_out
        return
    if incomplete:
        raise _missing_columns(max(incomplete, key=lambda table: len(table.positions)), told)
    raise refuse(
        "file.no_header",
        N_(
            "No se encontró la fila de encabezados. Use la plantilla de GLOBO: su hoja de datos "
            "empieza con las columnas {columns}."
        ),
        told,
        columns=", ".join(HEADER_BY_KEY[key] for key in REQUIRED),
    )


def _best_header(
    sheet: RawSheet, first: Sequence[RawRow], rows: Iterator[RawRow]
) -> tuple[Table | None, list[Issue]]:
    """The table whose header names most columns, and what is told of what is above it."""
    candidates = [
        _as_header(sheet, row, chain(first[index:], rows))
        for index, row in enumerate(first, start=1)
    ]
    headers = [each for each in candidates if len(each.positions) >= _FEWEST]
    table = max(headers, key=lambda each: len(each.positions), default=None)
    if table is None:
        return None, []
    above = (row for row in first if row.number < table.header_row)
    told = _about_above(table, headers[0].header_row, first)
    return table, [*told, *unit_lines(sheet.name, above)]


def _about_above(table: Table, first_header: int, rows: Iterable[RawRow]) -> list[Issue]:
    lost = [
        row.number
        for row in rows
        if first_header < row.number < table.header_row
        and any(cell is not None and str(cell).strip() for cell in row.cells)
    ]
    if not lost:
        return []
    return [
        Issue(
            "rows.above_header",
            N_(
                "La hoja tiene otro encabezado en la fila {other}, y lo que trae debajo (filas "
                "{rows}) no se leyó: se leyó desde el de la fila {row}. Deje una sola tabla por "
                "hoja."
            ),
            Severity.WARNING,
            sheet=table.sheet or None,
            row=lost[0],
            values={
                "other": str(first_header),
                "rows": runs(lost),
                "row": str(table.header_row),
            },
        )
    ]


def _about_unread(sheet: str, table: Table | None) -> Iterator[Issue]:
    if table is None:
        message = N_(
            "La hoja «{sheet}» trae datos y no se leyó: no tiene una fila con los encabezados de "
            "la plantilla. Si trae acciones, escríbalos."
        )
        return unread(sheet, message)
    message = N_(
        "La hoja «{sheet}» trae datos y no se leyó: en su fila {row} faltan las columnas "
        "{columns}. Si trae acciones, escriba esos encabezados."
    )
    return unread(sheet, message, row=str(table.header_row), columns=_named(_missing(table)))


def _as_header(sheet: RawSheet, row: RawRow, rows: Iterable[RawRow]) -> Table:
    names = _names(row)
    places = _places(names)
    return Table(
        sheet.name,
        row.number,
        numbered(names),
        {key: found[0] for key, found in places.items()},
        rows,
        sheet.merged,
        sheet.width(row),
        repeated(sheet.name, row.number, names, places),
        sheet.days_ahead,
    )


def _names(row: RawRow) -> list[str]:
    return [plain_code(str(cell)) if cell is not None else "" for cell in row.cells]


def _places(names: Sequence[str]) -> dict[str, list[int]]:
    # The template marks what is required with an asterisk, which is no part of a name.
    return places_by_key(names, lambda name: KEY_BY_HEADER.get(header_name(name)), OWN_HEADERS)


def _missing(table: Table) -> list[str]:
    missing = [HEADER_BY_KEY[key] for key in REQUIRED if key not in table.positions]
    if not any(key in table.positions for key in PARTY_KEYS):
        missing.append(" / ".join(HEADER_BY_KEY[key] for key in PARTY_KEYS))
    return missing


def _named(columns: Iterable[str]) -> str:
    return ", ".join(f"«{name}»" for name in columns)


def _missing_columns(table: Table, told: Iterable[Issue]) -> Refused:
    return refuse(
        "file.missing_column",
        N_(
            "En la fila {row} faltan las columnas {columns}. Agréguelas o use la "
            "plantilla de GLOBO."
        ),
        told,
        row=str(table.header_row),
        columns=_named(_missing(table)),
    )
