"""Reading of tables in a child process, without repairing anything."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from data_access.vocabulary.issues import Issue

Cell = str | float | int | bool | date | datetime | None


@dataclass(frozen=True, slots=True)
class RawRow:
    """A row as read; ``number`` is the one the person sees (1 is the first line or row)."""

    number: int
    cells: list[Cell]


@dataclass(frozen=True)
class RawSheet:
    """A sheet as read, without its empty rows and without trailing empty cells.

    ``issues`` tell how the file was understood (encoding, formulas with errors).
    """

    name: str
    rows: list[RawRow] = field(default_factory=list)
    is_hidden: bool = False
    issues: tuple[Issue, ...] = ()


def read_table(path: Path) -> list[RawSheet]:
    """Read the sheets of a workbook, or the one nameless sheet of a text table.

    Call :func:`data_access.importers.gate.inspect` first. Raises ``Refused``.
    """
    raise NotImplementedError


def stream_child(task: str, path: Path) -> Iterator[Any]:
    """Yield what ``TASKS[task](path)`` of ``_child`` yields, from a process with limits.

    Every item crosses as one line of JSON. Raises ``Refused`` when the child refuses the file,
    dies, or exceeds its memory, its processor time or the clock.
    """
    raise NotImplementedError


def run_child(task: str, path: Path) -> list[Any]:
    """Everything that :func:`stream_child` yields, as a list."""
    return list(stream_child(task, path))
