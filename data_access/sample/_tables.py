"""Reading the csv tables of an entity package, with a place to point at when one is wrong."""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from importlib.resources.abc import Traversable
from io import StringIO

from data_access.sample._known import unknown
from data_access.sample._texts import read_text
from data_access.vocabulary.messages import N_
from data_access.vocabulary.names import fold
from data_access.vocabulary.packages import PackageFault

_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")


@dataclass(frozen=True)
class Line:
    """One row of a table, and where it stands."""

    file: str
    number: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def fault(self, message: str, **values: str) -> PackageFault:
        """The fault of this row that a marked message tells."""
        return PackageFault(self.file, message, line=self.number, **values)

    def required(self, column: str) -> str:
        """The cell's text. Raises PackageFault when it is empty."""
        if not self.cells[column]:
            raise self.fault(N_("«{column}» está vacía"), column=column)
        return self.cells[column]

    def among(self, column: str, known: Iterable[str]) -> str | None:
        """The cell's text, or None when empty. Raises PackageFault when ``known`` lacks it."""
        return self._known(column, self.cells[column], known) if self.cells[column] else None

    def one_of(self, column: str, known: Iterable[str]) -> str:
        """The cell's text. Raises PackageFault when it is empty or ``known`` lacks it."""
        return self._known(column, self.required(column), known)

    def several(self, column: str, known: Iterable[str]) -> tuple[str, ...]:
        """The texts between semicolons. Raises PackageFault when ``known`` lacks one or none is."""
        texts = [text.strip() for text in self.required(column).split(";")]
        return tuple(self._known(column, text, known) for text in texts)

    def flag(self, column: str) -> bool:
        """The cell read as ``true`` or ``false``. Raises PackageFault on anything else."""
        if self.cells[column] not in {"true", "false"}:
            raise self.fault(N_("«{column}» tiene que decir true o false"), column=column)
        return self.cells[column] == "true"

    def whole(self, column: str) -> int:
        """The cell read as a whole number. Raises PackageFault on anything else."""
        if not (self.cells[column].isascii() and self.cells[column].isdigit()):
            raise self.fault(N_("«{column}» tiene que ser un número entero"), column=column)
        return int(self.cells[column])

    def day(self, column: str) -> date:
        """The cell read as ``2024-06-12``. Raises PackageFault on anything else."""
        text = self.required(column)
        try:
            found = date.fromisoformat(text)
        except ValueError:
            found = None
        if found is None or found.isoformat() != text:
            raise self.fault(N_("«{column}» tiene que ser un día, como 2024-06-12"), column=column)
        return found

    def decimal(self, column: str) -> Decimal | None:
        """The cell read as a number, None when empty. Raises PackageFault on anything else."""
        text = self.cells[column]
        if text and not _NUMBER.fullmatch(text):
            message = N_("«{column}» tiene que ser un número con punto decimal, como 0.5")
            raise self.fault(message, column=column)
        return Decimal(text) if text else None

    def _known(self, column: str, text: str, known: Iterable[str]) -> str:
        if text not in known:
            raise unknown(self.file, text, known, line=self.number, key=column)
        return text


def read_lines(
    folder: Traversable, name: str, columns: tuple[str, ...], *, key: tuple[str, ...] = ()
) -> Iterator[Line]:
    """The rows of a table of ``folder``, in file order; none when there is no such file.

    Raises PackageFault on other columns, on a row that is not of their number, on a second one
    with the same ``key`` (columns), and on what is no table.
    """
    file = folder.joinpath(*name.split("/"))
    if not file.is_file():
        return
    reader = csv.reader(StringIO(read_text(name, file.read_bytes())))
    try:
        header = [cell.strip() for cell in next(reader, [])]
        _check_header(name, header, columns)
        rows = [(reader.line_num, cells) for cells in reader]
    except csv.Error as error:
        raise PackageFault(name, N_("no se puede leer: {reason}"), reason=str(error)) from error
    first: dict[tuple[str, ...], int] = {}
    for number, cells in rows:
        line = Line(name, number, dict(zip(header, map(str.strip, cells), strict=False)))
        if len(cells) != len(header):
            message = N_("tiene {found} celdas y no {expected}")
            raise line.fault(message, found=str(len(cells)), expected=str(len(header)))
        known = tuple(line[column] for column in key)
        if key and first.setdefault(known, number) != number:
            message = N_("«{key}» ya está más arriba, en la línea {first}")
            raise line.fault(message, key=", ".join(known), first=str(first[known]))
        yield line


def _check_header(name: str, header: Sequence[str], columns: Sequence[str]) -> None:
    for at, column in enumerate(header):
        if column not in columns:
            raise unknown(name, column, columns, line=1)
        if column in header[:at]:
            raise PackageFault(name, N_("«{column}» está dos veces"), line=1, column=column)
    missing = [column for column in columns if column not in header]
    if missing:
        raise PackageFault(name, N_("falta {keys}"), line=1, keys=", ".join(missing))


@dataclass
class Spellings:
    """Who owns each folded spelling, so that no spelling ever stands for two things."""

    owners: dict[str, tuple[str, Line]] = field(default_factory=dict)
    aliases: dict[str, list[str]] = field(default_factory=dict)

    def claim(self, text: str, owner: str, line: Line) -> None:
        """Give ``text`` to ``owner``. Raises PackageFault when another one has it."""
        key = fold(text)
        if not key:
            raise line.fault(N_("«{text}» no tiene letras ni cifras"), text=text)
        before, place = self.owners.setdefault(key, (owner, line))
        if before != owner:
            raise line.fault(
                N_("«{text}» es aquí un nombre de «{owner}», y en {place} de «{before}»"),
                text=text, owner=owner, place=f"{place.file}:{place.number}", before=before,
            )  # fmt: skip

    def add_alias(self, line: Line, owner_column: str, owners: Iterable[str]) -> None:
        """Take in a row of an alias table, unless the owner is written so already.

        Raises PackageFault when the owner is unknown.
        """
        owner = line.one_of(owner_column, owners)
        is_new = fold(line.required("alias")) not in self.owners
        self.claim(line["alias"], owner, line)
        if is_new:
            self.aliases.setdefault(owner, []).append(line["alias"])

    def of(self, owner: str) -> tuple[str, ...]:
        """The aliases of ``owner``, in file order."""
        return tuple(self.aliases.get(owner, ()))
