"""A file handed over for import, with those that go with it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from data_access.importers.hidden import HIDDEN, SKIP

HeldRows = Callable[[str], Iterable[tuple[str, Sequence[str], Sequence[Any]]]]
"""The code, the headers and the cells of every record of a source, as they were last read."""


def nothing_held(_source: str) -> Iterable[tuple[str, Sequence[str], Sequence[Any]]]:
    """The rows of a register in which nothing is yet."""
    return ()


@dataclass(frozen=True)
class Received:
    """``path`` is where the bytes are now, ``name`` how its sender called the file.

    ``companions`` are further files by the name that the importer gives to their part,
    ``options`` what the sender says beside them, and ``held_rows`` what the register has.
    """

    path: Path
    name: str
    companions: Mapping[str, Path] = field(default_factory=dict)
    options: Mapping[str, str] = field(default_factory=dict)
    held_rows: HeldRows = nothing_held

    @property
    def skips_hidden(self) -> bool:
        """Whether hidden rows are to be left out."""
        return self.options.get(HIDDEN) == SKIP
