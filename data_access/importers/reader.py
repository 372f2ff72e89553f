"""Reading of tables in a child process, without repairing anything."""

from collections.abc import Collection, Generator, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any, NamedTuple, TypeGuard

from data_access.importers.child_process import stream_child
from data_access.importers.hidden import about_hidden
from data_access.validation.dates import FIRST_YEAR, LAST_YEAR
from data_access.validation.goal_values import PERCENT, Percentage
from data_access.vocabulary.issues import Issue, issue_of

__all__ = [
    "Cell",
    "Merged",
    "RawRow",
    "RawSheet",
    "read_table",
    "run_child",
    "stream_child",
    "stream_sheets",
]

Cell = str | float | int | bool | date | datetime | None


class RawRow(NamedTuple):
    """A row as read; ``number`` is the one the person sees in a spreadsheet (the first is 1).

    ``shown`` are the numbers that the sheet shows as a code, such as 7 as ``0007``, by place, and
    ``currencies`` those that it shows beside numbers, or the sign %; ``worded`` are the numbers
    that it shows between words, such as 80 as ``80 millones``.
    """

    number: int
    cells: list[Cell]
    shown: Mapping[int, str] = {}
    currencies: Mapping[int, str] = {}
    worded: Mapping[int, str] = {}

    def with_codes(self, places: Collection[int]) -> "RawRow":
        """The row with what the sheet shows at ``places``, which hold codes."""
        if self.shown.keys().isdisjoint(places):
            return self
        told = {place: self.shown[place] for place in places if place in self.shown}
        cells = [told.get(place, cell) for place, cell in enumerate(self.cells)]
        return self._replace(cells=cells)

    def with_days(self, places: Iterable[int], ahead: int) -> "RawRow":
        """The row with its days at ``places`` that are numbers counted as most books count them.

        They are counted from a day ``ahead`` of that of most books; a year alone stays.
        """
        if not ahead:
            return self
        cells = list(self.cells)
        for place in places:
            if place < len(cells) and _is_day_number(cells[place]):
                cells[place] += ahead
        return self._replace(cells=cells)

    def with_percentages(self) -> "RawRow":
        """The row with the numbers that the sheet shows as percentages told apart."""
        if PERCENT not in self.currencies.values():
            return self
        cells = [
            Percentage(cell)
            if isinstance(cell, int | float) and self.currencies.get(place) == PERCENT
            else cell
            for place, cell in enumerate(self.cells)
        ]
        return self._replace(cells=cells)


class Merged(NamedTuple):
    """A merged cell; its rows by number, its columns by index."""

    first_row: int
    last_row: int
    first_column: int
    last_column: int


@dataclass(frozen=True)
class RawSheet:
    """A sheet as read, without its empty rows and without trailing empty cells.

    ``name`` is "" for a text table, of which ``widths`` has how many cells, empty ones and all,
    each of the first rows has. ``issues`` tell how the file was understood. ``days_ahead`` is how
    much later than other books this one begins to count days.
    """

    name: str
    rows: Iterable[RawRow] = ()
    is_hidden: bool = False
    issues: tuple[Issue, ...] = ()
    merged: tuple[Merged, ...] = ()
    widths: tuple[int, ...] = ()
    days_ahead: int = 0

    def width(self, header: RawRow) -> int:
        """How many cells a row below ``header`` may have in a text table; 0 in a workbook."""
        told = self.widths[header.number - 1 : header.number]
        return max(len(header.cells), *told) if self.widths else 0


def stream_sheets(path: Path, *, skips_hidden: bool = False) -> Generator[RawSheet, None, None]:
    """Yield the sheets of a workbook, or the one nameless sheet of a text table, while it is read.

    The rows of a sheet can be gone through once, before the next sheet is asked for. Hidden rows
    are told, and come unless it ``skips_hidden``. Call
    :func:`data_access.importers.gate.inspect` first. Raises ``Refused``, even among the rows.
    """
    with closing(stream_child("table", path)) as items:
        for told, placed in groupby(_placed(items), key=itemgetter(0)):
            hidden = frozenset(told.get("hidden_rows", ()))
            issues = [
                *map(issue_of, told["issues"]),
                *about_hidden(told, skips_hidden=skips_hidden),
            ]
            left_out = hidden if skips_hidden else frozenset()
            rows = (row for _, row in placed if row is not None and row.number not in left_out)
            merged = tuple(Merged(*each) for each in told.get("merged", ()))
            widths = tuple(told.get("widths", ()))
            yield RawSheet(
                told["sheet"], rows, told["is_hidden"], tuple(issues), merged, widths,
                told.get("days_ahead", 0),
            )  # fmt: skip


def read_table(path: Path, *, skips_hidden: bool = False) -> list[RawSheet]:
    """All that :func:`stream_sheets` yields, each sheet with the list of its rows."""
    sheets = stream_sheets(path, skips_hidden=skips_hidden)
    return [replace(sheet, rows=list(sheet.rows)) for sheet in sheets]


def _placed(items: Iterable[Any]) -> Iterator[tuple[dict[str, Any], RawRow | None]]:
    """Each sheet as told, alone and then with each of its rows."""
    sheet: dict[str, Any] = {}
    for item in items:
        if isinstance(item, list):
            number, cells, *places = item
            yield sheet, RawRow(number, cells, *(_settle(cells, places) if places else ()))
        else:
            sheet = item
            yield sheet, None


def _settle(cells: list[Cell], places: Iterable[Any]) -> tuple[dict[int, str], ...]:
    """Make days of the cells at ``places``; give the codes, currencies and words that are shown."""
    shown: tuple[dict[int, str], ...] = ({}, {}, {})
    for place in places:
        if isinstance(place, int):
            cells[place] = _day(str(cells[place]))
        else:
            at, text, *kind = place
            shown[len(kind)][at] = text
    return shown


def run_child(task: str, path: Path) -> list[Any]:
    """Everything that :func:`stream_child` yields, as a list."""
    return list(stream_child(task, path))


def _is_day_number(cell: Cell) -> TypeGuard[int | float]:
    return type(cell) in (int, float) and not FIRST_YEAR <= cell <= LAST_YEAR


def _day(text: str) -> date:
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
