"""The table of a plan in a file: its header of one or more rows, and its cells by header."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from data_access.importers.cooperation_columns import is_added
from data_access.importers.header_names import header_name
from data_access.importers.merged import about_merged
from data_access.importers.reader import Cell, Merged, RawRow, RawSheet
from data_access.importers.repeated import Repeated, numbered
from data_access.validation.codes import plain_code
from data_access.validation.goal_values import Percentage, printed
from data_access.vocabulary.issues import Issue, Severity
from data_access.vocabulary.messages import N_

LEVELS_JOINED_BY = " / "


@dataclass(frozen=True)
class PlanTable:
    """A sheet with its headers, one per column, all different; ``rows`` are those below them.

    ``names`` are the headers as written, which may be alike; ``above`` are the rows before
    them. A row of a text table has at most ``width`` cells.
    """

    sheet: str
    header_row: int
    headers: tuple[str, ...]
    rows: tuple[RawRow, ...]
    width: int = 0
    names: tuple[str, ...] = ()
    above: tuple[RawRow, ...] = ()
    merged: tuple[Merged, ...] = ()
    days_ahead: int = 0
    repeated: Repeated = field(default_factory=Repeated)

    def place(self, header: str) -> int | None:
        """The column of a header as written, or whatever its case, accents and signs if only one.

        None when there is no such column.
        """
        wanted = " ".join(header.split())
        if wanted in self.headers:
            return self.headers.index(wanted)
        name = header_name(wanted)
        alike = [place for place, each in enumerate(self.headers) if header_name(each) == name]
        return alike[0] if len(alike) == 1 else None

    def cell(self, row: RawRow, place: int | None) -> Cell:
        """A cell of ``row``, None beyond its end."""
        return row.cells[place] if place is not None and place < len(row.cells) else None

    def with_days(self, places: Iterable[int | None]) -> "PlanTable":
        """The table with the days at ``places`` counted as most books count them."""
        known = [place for place in places if place is not None]
        rows = tuple(row.with_days(known, self.days_ahead) for row in self.rows)
        return replace(self, rows=rows)

    def about_merged(self, places: Iterable[int | None]) -> list[Issue]:
        """What is told of the merged cells in the columns at ``places``, below the header."""
        if not self.rows:
            return []
        read = {place: self.headers[place] for place in places if place is not None}
        return list(about_merged(self.merged, self.rows[0].number - 1, read, self.sheet))

    def with_codes(self, places: Iterable[int | None]) -> "PlanTable":
        """The table with what the sheet shows in the columns at ``places``, which hold codes."""
        known = [place for place in places if place is not None]
        return replace(self, rows=tuple(row.with_codes(known) for row in self.rows))

    def as_received(self, row: RawRow) -> dict[str, Any]:
        """The cells of a row by header, without what GLOBO itself adds to rejected rows."""
        named = dict(enumerate(self.headers))
        return {
            named.get(place) or f"({place + 1})": _as_data(cell)
            for place, cell in enumerate(row.cells)
            if not is_added(named.get(place, "")) and (cell is not None or named.get(place))
        }


def as_table(sheet: RawSheet, header_row: int, levels: int = 1) -> PlanTable | None:
    """The table of a sheet whose header begins at row ``header_row`` and has ``levels`` rows.

    In a header of several rows a merged cell names every column below it, and the names are
    joined (``Programación / 2024``). A repeated name gets its number: ``L.B (2)``. None when the
    sheet has no such row.
    """
    by_number = {row.number: row for row in sheet.rows}
    if header_row not in by_number:
        return None
    last = header_row + levels - 1
    lines = [by_number.get(number) for number in range(header_row, last + 1)]
    names = _joined([line.cells if line else [] for line in lines])
    rows = tuple(row.with_percentages() for row in by_number.values() if row.number > last)
    width = max(sheet.width(line) for line in lines if line)
    return PlanTable(
        sheet.name, header_row, numbered(names), rows, width, tuple(names),
        tuple(row for row in by_number.values() if row.number < header_row), sheet.merged,
        sheet.days_ahead,
    )  # fmt: skip


def header_texts(row: RawRow) -> list[str]:
    """The cells of a row as names of columns."""
    return [_text(cell) for cell in row.cells]


def total_issue(sheet: str, row: int, label: str) -> Issue:
    """What is told of a row that adds up those above it, and stays out."""
    return Issue(
        "row.total",
        N_(
            "La fila {row} («{label}») suma las de arriba: no se cargó. Si no es un total, cambie "
            "su texto."
        ),
        Severity.WARNING,
        sheet=sheet or None,
        row=row,
        value=label,
        values={"row": str(row), "label": label},
    )


def _joined(lines: Sequence[Sequence[Cell]]) -> list[str]:
    width = max(map(len, lines))
    texts = [[_text(line[place]) if place < len(line) else "" for place in range(width)]
             for line in lines]  # fmt: skip
    for level, line in enumerate(texts[:-1]):
        for place in range(1, width):
            has_name_below = any(below[place] for below in texts[level + 1 :])
            if not line[place] and has_name_below:
                line[place] = line[place - 1]
    return [
        LEVELS_JOINED_BY.join(dict.fromkeys(line[place] for line in texts if line[place]))
        for place in range(width)
    ]


def _text(cell: Cell) -> str:
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return "" if cell is None else plain_code(str(cell))


def _as_data(cell: Cell) -> Any:
    if isinstance(cell, str):
        return cell.replace("\0", "\ufffd")
    if isinstance(cell, Percentage):
        return printed(cell)
    if isinstance(cell, date):
        return cell.isoformat()
    return "" if cell is None else cell
