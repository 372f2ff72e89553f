"""Reading of tables in a child process, without repairing anything."""

from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from data_access.importers.child_process import stream_child
from data_access.vocabulary.issues import Issue, Severity

__all__ = ["Cell", "RawRow", "RawSheet", "read_table", "run_child", "stream_child"]

Cell = str | float | int | bool | date | datetime | None


@dataclass(frozen=True, slots=True)
class RawRow:
    """A row as read; ``number`` is the one the person sees in a spreadsheet (the first is 1)."""

    number: int
    cells: list[Cell]


@dataclass(frozen=True)
class RawSheet:
    """A sheet as read, without its empty rows and without trailing empty cells.

    ``name`` is "" for a text table. ``issues`` tell how the file was understood.
    """

    name: str
    rows: list[RawRow] = field(default_factory=list)
    is_hidden: bool = False
    issues: tuple[Issue, ...] = ()


def read_table(path: Path) -> list[RawSheet]:
    """Read the sheets of a workbook, or the one nameless sheet of a text table.

    Call :func:`data_access.importers.gate.inspect` first. Raises ``Refused``.
    """
    sheets: list[RawSheet] = []
    # Most texts of a table come again and again: one of each is kept.
    one_of: dict[str, str] = {}
    only = one_of.setdefault
    for item in stream_child("table", path):
        if isinstance(item, list):
            number, cells = item
            sheets[-1].rows.append(
                RawRow(
                    number,
                    [
                        only(cell, cell)
                        if type(cell) is str
                        else _day(cell)
                        if type(cell) is dict
                        else cell
                        for cell in cells
                    ],
                )
            )
        else:
            issues = tuple(
                Issue(
                    told["code"], told["message"], Severity(told["severity"]), values=told["values"]
                )
                for told in item["issues"]
            )
            sheets.append(RawSheet(item["sheet"], [], item["is_hidden"], issues))
    return sheets


def run_child(task: str, path: Path) -> list[Any]:
    """Everything that :func:`stream_child` yields, as a list."""
    return list(stream_child(task, path))


def _day(cell: dict[str, str]) -> date:
    if "date" in cell:
        return date.fromisoformat(cell["date"])
    return datetime.fromisoformat(cell["instant"])
