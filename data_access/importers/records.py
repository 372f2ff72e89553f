"""Rows of a table whose first line names the columns, read by name."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from data_access.importers.findings import Findings
from data_access.importers.header_names import header_name
from data_access.importers.merged import about_merged
from data_access.importers.reader import Cell, RawRow, RawSheet
from data_access.importers.refusal import refuse
from data_access.importers.repeated import Repeated, numbered, places_by_key, repeated
from data_access.importers.too_wide import too_wide
from data_access.importers.unnamed import UnnamedColumns
from data_access.importers.unread_sheets import beside
from data_access.validation.codes import plain_code
from data_access.validation.goal_values import printed
from data_access.validation.readings import Reading, at
from data_access.vocabulary.issues import Issue
from data_access.vocabulary.messages import N_

T = TypeVar("T")


@dataclass(frozen=True)
class Record:
    """A row by column name; ``number`` is the one the person sees, ``cells`` the texts as read.

    ``raw`` are the cells themselves: of a number its text may be read as another one. ``issues``
    say why the row as a whole cannot be taken, ``currencies`` what the sheet shows beside numbers,
    ``worded`` the numbers that it shows between words.
    """

    number: int
    cells: dict[str, str]
    raw: dict[str, Cell] = field(default_factory=dict)
    issues: list[Issue] = field(default_factory=list)
    currencies: dict[str, str] = field(default_factory=dict)
    worded: dict[str, str] = field(default_factory=dict)

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "").strip()

    def findings(self) -> Findings:
        """What is found about the row so far, to be added to."""
        return Findings(self.number, list(self.issues))

    def cell(self, column: str) -> Cell:
        """The cell as its sheet keeps it: the number 123.456 is no text with a lone point."""
        return self.raw.get(column, self[column])

    def read(
        self, column: str, read_cell: Callable[[Cell], Reading[T]], findings: Findings
    ) -> Reading[T]:
        """The reading of a cell; what is wrong with it goes to ``findings``."""
        reading = read_cell(self.cell(column))
        findings.issues += [
            at(issue, sheet=None, row=findings.row, column=column, value=self[column])
            for issue in reading.issues
        ]
        return reading


def records(
    sheets: Sequence[RawSheet],
    required: Iterable[str],
    *,
    codes: Iterable[str] = (),
    days: Iterable[str] = (),
) -> list[Record]:
    """The records of the first visible sheet; columns are recognised whatever case and accents.

    The columns ``codes`` say what the sheet shows, ``days`` hold days. Raises ``Refused`` when a
    ``required`` column is missing or the file has no rows. A number that the sheet shows as a
    percentage is one.
    """
    columns = tuple(required)
    sheet, rows = _first(sheets)
    if not rows:
        raise refuse(
            "file.empty",
            N_("El archivo no tiene filas: envíe el archivo completo, con su encabezado."),
        )
    header = _header(rows, columns)
    missing = [column for column in columns if column not in header]
    if missing:
        raise refuse(
            "file.missing_column",
            N_(
                "Faltan las columnas {columns}: compruebe que es el archivo correcto y que su "
                "primera línea es el encabezado."
            ),
            [issue for sheet in sheets for issue in sheet.issues],
            columns=", ".join(f"«{column}»" for column in missing),
        )
    places = [header.index(column) for column in codes]
    day_places = [header.index(column) for column in days]
    twice = _repeated(sheet, rows, columns)
    return [
        Record(
            row.number,
            dict(zip(header, map(_text, row.with_codes(places).cells), strict=False)),
            dict(zip(header, row.cells, strict=False)),
            too_wide(row, sheet.width(rows[0])) or twice.differing(row),
            *(
                {header[place]: text for place, text in each.items() if place < len(header)}
                for each in (row.currencies, row.worded)
            ),
        )
        for row in (
            each.with_days(day_places, sheet.days_ahead).with_percentages() for each in rows[1:]
        )
    ]


def told_of(sheets: Sequence[RawSheet], required: Iterable[str]) -> list[Issue]:
    """What is told of the sheets, of data without a header and of columns that stand twice."""
    told = [issue for sheet in sheets for issue in sheet.issues]
    sheet, rows = _first(sheets)
    told += beside(sheets, sheet.name)
    if rows:
        columns = tuple(required)
        told += _repeated(sheet, rows, columns).issues()
        read = {at: name for at, name in enumerate(_header(rows, columns)) if name in columns}
        told += about_merged(sheet.merged, rows[0].number, read, sheet.name)
        unnamed = UnnamedColumns("", _names(rows))
        for row in rows[1:]:
            if not too_wide(row, sheet.width(rows[0])):
                unnamed.see(row)
        told += unnamed.issues()
    return told


def _first(sheets: Sequence[RawSheet]) -> tuple[RawSheet, list[RawRow]]:
    """The first visible sheet and its rows."""
    sheet = next((sheet for sheet in sheets if not sheet.is_hidden), RawSheet(""))
    return sheet, list(sheet.rows)


def _header(rows: Sequence[RawRow], columns: Sequence[str]) -> tuple[str, ...]:
    """The names of the columns, each once, those of ``columns`` as they are written there."""
    known = {header_name(column): column for column in columns}
    return numbered(known.get(header_name(name), name) for name in _names(rows))


def _repeated(sheet: RawSheet, rows: Sequence[RawRow], columns: Sequence[str]) -> Repeated:
    known = {header_name(column): column for column in columns}
    names = _names(rows)
    places = places_by_key(names, lambda name: known.get(header_name(name)))
    return repeated(sheet.name, rows[0].number, names, places)


def _names(rows: Sequence[RawRow]) -> list[str]:
    return [plain_code(_text(cell)) for cell in rows[0].cells]


def _text(cell: Cell) -> str:
    return printed(cell) if isinstance(cell, float) else "" if cell is None else str(cell)
