"""Reading the csv tables of an entity package, with a place to point at when one is wrong."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from importlib.resources.abc import Traversable

from data_access.vocabulary.names import fold


@dataclass(frozen=True)
class Line:
    """One row of a table and where it stands (``partners.csv, line 12``)."""

    where: str
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def required(self, column: str) -> str:
        """The cell's text. Raises ValueError when it is empty."""
        if not self.cells[column]:
            raise ValueError(f"{self.where}: «{column}» is empty")
        return self.cells[column]

    def among(self, column: str, known: Iterable[str], what: str) -> str | None:
        """The cell's text, or None when empty. Raises ValueError when ``known`` lacks it."""
        text = self.cells[column]
        if text and text not in known:
            raise ValueError(f"{self.where}: there is no {what} «{text}»")
        return text or None

    def several(self, column: str, known: Iterable[str], what: str) -> tuple[str, ...]:
        """The texts between semicolons. Raises ValueError when ``known`` lacks one or none is."""
        texts = tuple(text.strip() for text in self.required(column).split(";"))
        for text in texts:
            if text not in known:
                raise ValueError(f"{self.where}: there is no {what} «{text}»")
        return texts

    def flag(self, column: str) -> bool:
        """The cell read as ``true`` or ``false``. Raises ValueError on anything else."""
        if self.cells[column] not in {"true", "false"}:
            raise ValueError(f"{self.where}: «{column}» must be true or false")
        return self.cells[column] == "true"

    def whole(self, column: str) -> int:
        """The cell read as a whole number. Raises ValueError on anything else."""
        if not self.cells[column].isdigit():
            raise ValueError(f"{self.where}: «{column}» must be a whole number")
        return int(self.cells[column])


def read_lines(folder: Traversable, name: str, columns: tuple[str, ...]) -> Iterator[Line]:
    """The rows of ``folder/name``; nothing when the file is absent.

    Raises ValueError, naming file and line, when the header or a row has other columns.
    """
    file = folder.joinpath(*name.split("/"))
    if not file.is_file():
        return
    with file.open(encoding="utf-8") as stream:
        reader = csv.reader(stream)
        header = tuple(next(reader, []))
        if header != columns:
            raise ValueError(f"{name}, line 1: the columns must be {', '.join(columns)}")
        for cells in reader:
            where = f"{name}, line {reader.line_num}"
            if len(cells) != len(columns):
                raise ValueError(f"{where}: {len(columns)} cells expected, {len(cells)} found")
            stripped = [cell.strip() for cell in cells]
            yield Line(where, dict(zip(columns, stripped, strict=True)))


@dataclass
class Spellings:
    """Who owns each folded spelling, so that no spelling ever stands for two things."""

    what: str
    owners: dict[str, tuple[str, str]] = field(default_factory=dict)
    aliases: dict[str, list[str]] = field(default_factory=dict)

    def claim(self, text: str, owner: str, where: str) -> None:
        """Give ``text`` to ``owner``. Raises ValueError when another one has it."""
        key = fold(text)
        if not key:
            raise ValueError(f"{where}: «{text}» has no letter or digit")
        before, place = self.owners.setdefault(key, (owner, where))
        if before != owner:
            raise ValueError(
                f"{where}: «{text}» stands for {self.what} «{owner}», but for «{before}» in {place}"
            )

    def add_alias(self, line: Line, owner_column: str, owners: Iterable[str]) -> None:
        """Take in a row of an alias table, unless the owner is written so already.

        Raises ValueError when the owner is unknown.
        """
        owner = line.required(owner_column)
        if owner not in owners:
            raise ValueError(f"{line.where}: there is no {self.what} «{owner}»")
        is_new = fold(line.required("alias")) not in self.owners
        self.claim(line["alias"], owner, line.where)
        if is_new:
            self.aliases.setdefault(owner, []).append(line["alias"])

    def of(self, owner: str) -> tuple[str, ...]:
        """The aliases of ``owner``, in file order."""
        return tuple(self.aliases.get(owner, ()))
