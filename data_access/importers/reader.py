"""Reading of tables in a child process, without repairing anything."""

from collections.abc import Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any, NamedTuple

from data_access.importers.child_process import stream_child
from data_access.vocabulary.issues import Issue, issue_of

__all__ = [
    "Cell",
    "RawRow",
    "RawSheet",
    "read_table",
    "run_child",
    "stream_child",
    "stream_sheets",
]

Cell = str | float | int | bool | date | datetime | None


class RawRow(NamedTuple):
    """A row as read; ``number`` is the one the person sees in a spreadsheet (the first is 1)."""

    number: int
    cells: list[Cell]


@dataclass(frozen=True)
class RawSheet:
    """A sheet as read, without its empty rows and without trailing empty cells.

    ``name`` is "" for a text table. ``issues`` tell how the file was understood.
    """

    name: str
    rows: Iterable[RawRow] = ()
    is_hidden: bool = False
    issues: tuple[Issue, ...] = ()


def stream_sheets(path: Path) -> Generator[RawSheet, None, None]:
    """Yield the sheets of a workbook, or the one nameless sheet of a text table, while it is read.

    The rows of a sheet can be gone through once, before the next sheet is asked for. Call
    :func:`data_access.importers.gate.inspect` first. Raises ``Refused``, even among the rows.
    """
    with closing(stream_child("table", path)) as items:
        for told, placed in groupby(_placed(items), key=itemgetter(0)):
            issues = tuple(map(issue_of, told["issues"]))
            rows = (row for _, row in placed if row is not None)
            yield RawSheet(told["sheet"], rows, told["is_hidden"], issues)


def read_table(path: Path) -> list[RawSheet]:
    """All that :func:`stream_sheets` yields, each sheet with the list of its rows."""
    return [replace(sheet, rows=list(sheet.rows)) for sheet in stream_sheets(path)]


def _placed(items: Iterable[Any]) -> Iterator[tuple[dict[str, Any], RawRow | None]]:
    """Each sheet as told, alone and then with each of its rows."""
    sheet: dict[str, Any] = {}
    for item in items:
        if isinstance(item, list):
            number, cells, *days = item
            for place in days:
                cells[place] = _day(cells[place])
            yield sheet, RawRow(number, cells)
        else:
            sheet = item
            yield sheet, None


def run_child(task: str, path: Path) -> list[Any]:
    """Everything that :func:`stream_child` yields, as a list."""
    return list(stream_child(task, path))


def _day(text: str) -> date:
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
