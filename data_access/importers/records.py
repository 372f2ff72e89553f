"""Rows of a table whose first line names the columns, read by name."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from data_access.importers.findings import Findings
from data_access.importers.reader import Cell, RawRow, RawSheet
from data_access.importers.refusal import refuse
from data_access.importers.too_wide import too_wide
from data_access.importers.unnamed import UnnamedColumns
from data_access.validation.goal_values import printed
from data_access.vocabulary.issues import Issue
from data_access.vocabulary.messages import N_
from data_access.vocabulary.names import fold


@dataclass(frozen=True)
class Record:
    """A row by column name; ``number`` is the one the person sees, ``cells`` the texts as read.

    ``raw`` are the cells themselves: of a number its text may be read as another one. ``issues``
    say why the row as a whole cannot be taken, ``currencies`` what the sheet shows beside numbers.
    """

    number: int
    cells: dict[str, str]
    raw: dict[str, Cell] = field(default_factory=dict)
    issues: list[Issue] = field(default_factory=list)
    currencies: dict[str, str] = field(default_factory=dict)

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "").strip()

    def findings(self) -> Findings:
        """What is found about the row so far, to be added to."""
        return Findings(self.number, list(self.issues))

    def cell(self, column: str) -> Cell:
        """The cell as its sheet keeps it: the number 123.456 is no text with a lone point."""
        return self.raw.get(column, self[column])


def records(
    sheets: Sequence[RawSheet], required: Iterable[str], *, codes: Iterable[str] = ()
) -> list[Record]:
    """The records of the first visible sheet; columns are recognised whatever case and accents.

    The columns ``codes`` say what the sheet shows. Raises ``Refused`` when a ``required`` column
    is missing or the file has no rows. A number that the sheet shows as a percentage is one.
    """
    sheet, rows = _first(sheets)
    if not rows:
        raise refuse(
            "file.empty",
            N_("El archivo no tiene filas: envíe el archivo completo, con su encabezado."),
        )
    known = {fold(column): column for column in required}
    header = [known.get(fold(name), name) for name in _names(rows)]
    missing = [column for column in known.values() if column not in header]
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
    return [
        Record(
            row.number,
            dict(zip(header, map(_text, row.with_codes(places).cells), strict=False)),
            dict(zip(header, row.cells, strict=False)),
            too_wide(row, sheet.width(rows[0])),
            {header[place]: unit for place, unit in row.currencies.items() if place < len(header)},
        )
        for row in (each.with_percentages() for each in rows[1:])
    ]


def told_of(sheets: Sequence[RawSheet]) -> list[Issue]:
    """What is told of the sheets, and of the data that no record has for want of a header."""
    told = [issue for sheet in sheets for issue in sheet.issues]
    sheet, rows = _first(sheets)
    if rows:
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


def _names(rows: Sequence[RawRow]) -> list[str]:
    return [_text(cell).strip() for cell in rows[0].cells]


def _text(cell: Cell) -> str:
    return printed(cell) if isinstance(cell, float) else "" if cell is None else str(cell)
