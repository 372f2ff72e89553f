"""Cells of several values, with or without percentages, matched to the catalogues."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from rapidfuzz import fuzz, process

from data_access.importers.cooperation_columns import Table, key_of
from data_access.importers.reader import Cell, RawRow
from data_access.importers.shares import equal_parts, exact_percentages
from data_access.validation.values import (
    RawValue,
    Reading,
    at,
    is_not_reported,
    read_code,
    read_percentage,
    read_text,
)
from data_access.vocabulary.issues import Issue, Severity
from data_access.vocabulary.messages import N_
from data_access.vocabulary.names import fold

_SEPARATORS = re.compile(r"[;|\n]")
# All the digits and their signs: a part of them would be another number.
# A minus after a blank and at its digits is of the number; any other dash is only before it.
_SHARE_AT_END = re.compile(r"(?:(?<=[\s(:=])[-\u2212]|(?<=\s)[.,])?\d[\d.,]*\s*%$")
_SHARE_SIGNS = 20
_MOST_PARTS = 100
_COMPARED_SIGNS = 100
_MOST_SUGGESTIONS = 300
_NEAR_ENOUGH = 60
_SHOWN_NAMES = 3
_NUMBERS = frozenset({int, float, bool})


@dataclass
class RowCells:
    """A row of a table by column key; what is found wrong gathers in ``issues``.

    ``kept`` has, by header, the cells of columns that the table lacks.
    """

    table: Table
    row: RawRow
    issues: list[Issue] = field(default_factory=list)
    kept: Mapping[str, Cell] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.values = self.table.values(self.row)

    def keep(self, cells: Mapping[str, Cell]) -> None:
        """Take ``cells``, by header, for those of columns that the table lacks."""
        self.kept = cells
        self.values |= {key_of(header): cell for header, cell in cells.items()}

    def raw(self, key: str) -> RawValue:
        """The cell of column ``key``, None when the column or the cell is absent."""
        return self.values.get(key)

    def shown_currency(self, key: str) -> str:
        """The currency, or the %, that the sheet shows beside the number of column ``key``."""
        if not self.row.currencies:
            return ""
        place = self.table.positions.get(key)
        return self.row.currencies.get(place, "") if place is not None else ""

    def worded(self, key: str) -> str:
        """The number of column ``key`` as the sheet shows it between words, "" without any."""
        place = self.table.positions.get(key) if self.row.worded else None
        return self.row.worded.get(place, "") if place is not None else ""

    def note(self, issue: Issue, key: str) -> None:
        """Keep ``issue`` with its sheet, row, column and value, once however often it is read.

        What is no error of a cell that stays was told when it came.
        """
        if issue.severity is not Severity.ERROR and self._is_kept(key):
            return
        placed = at(
            issue,
            sheet=self.table.sheet or None,
            row=self.row.number,
            column=self.table.header(key),
            value=self.raw(key) or "",
        )
        if placed not in self.issues:
            self.issues.append(placed)

    def _is_kept(self, key: str) -> bool:
        return bool(self.kept) and key not in self.table.positions

    def take(self, key: str, reading: Reading[Any]) -> None:
        """Keep the issues of a reading of column ``key``."""
        for issue in reading.issues:
            self.note(issue, key)

    def text(self, key: str) -> str:
        """The text of column ``key``; "" when empty, not reported or wrong (then it is told)."""
        raw = self.values.get(key)
        return "" if raw is None else self._said(key, read_text(raw))

    def code(self, key: str) -> str:
        """The same as :meth:`text` for a code, in which signs that nobody sees do not count."""
        return self._said(key, read_code(self.values.get(key)))

    def _said(self, key: str, reading: Reading[str]) -> str:
        if reading.issues:
            self.take(key, reading)
        text = reading.value or ""
        return "" if is_not_reported(text) else text


Reader = Callable[[RowCells], Any]
"""What one column says in a row, which depends on nothing else in it."""


class Readings:
    """What ``readers`` make of their columns; the same content of one is read once in a table,
    unless it told issues. Columns of lists repeat.
    """

    def __init__(self, readers: Mapping[str, Reader]) -> None:
        self._readers = readers
        self._kept: list[dict[Any, Any]] = [{} for _ in readers]

    def of(self, cells: RowCells) -> dict[str, Any]:
        """The readings of a row, by column key."""
        contents = list(map(cells.values.get, self._readers))
        if not _NUMBERS.isdisjoint(map(type, contents)):
            # A number and a truth may be equal and yet be read as different things.
            contents = [(type(raw), raw) if type(raw) in _NUMBERS else raw for raw in contents]
        try:
            found = list(map(dict.__getitem__, self._kept, contents))
        except KeyError:
            found = [
                kept[content] if content in kept else self._read(read, cells, kept, content)
                for read, kept, content in zip(
                    self._readers.values(), self._kept, contents, strict=True
                )
            ]
        return dict(zip(self._readers, found, strict=True))

    @staticmethod
    def _read(read: Reader, cells: RowCells, kept: dict[Any, Any], content: Any) -> Any:
        told = len(cells.issues)
        found = read(cells)
        if len(cells.issues) == told:
            kept[content] = found
        return found


@dataclass(frozen=True)
class Part:
    """One of the values of a cell, with its percentage if all had one."""

    name: str
    pct: Decimal | None


def parts(cells: RowCells, key: str, is_known: Callable[[str], bool]) -> list[Part]:
    """The values of a cell, separated by ``;``, ``|`` or a line break.

    A comma separates only when every piece between commas ``is_known``, as many names have one.
    What some percentages leave of 100 goes to the values without one; others are rescaled. Where
    they leave nothing all are left without. A value of several that says "not reported" is left
    out. Each is told.
    """
    texts = [text.strip() for text in _SEPARATORS.split(cells.text(key)) if text.strip()]
    if len(texts) > _MOST_PARTS:
        cells.note(
            Issue(
                "list.too_long",
                N_("La celda tiene más de {limit} valores. Reparta la acción en varias filas."),
                values={"limit": str(_MOST_PARTS)},
            ),
            key,
        )
        return []
    found = [part for text in texts for part in _pieces(cells, key, text, is_known)]
    return _shared_out(cells, key, _reported(cells, key, found))


def _pieces(
    cells: RowCells, key: str, text: str, is_known: Callable[[str], bool]
) -> Iterable[Part]:
    whole = _part(cells, key, text)
    if "," in text and not is_known(whole.name):
        pieces = [_part(cells, key, piece.strip()) for piece in text.split(",") if piece.strip()]
        if all(is_known(piece.name) or is_not_reported(piece.name) for piece in pieces):
            return pieces
    return [whole]


def _reported(cells: RowCells, key: str, found: list[Part]) -> list[Part]:
    """The parts that say something: NA is Namibia neither alone in its cell nor among others."""
    absent = [part.name for part in found if is_not_reported(part.name)]
    if absent:
        told = Issue(
            "list.not_reported",
            N_(
                "«{names}» quiere decir «no reportado»: no se cuenta entre los valores de la celda."
            ),
            Severity.WARNING,
            values={"names": ", ".join(absent)},
        )
        cells.note(told, key)
    return [part for part in found if not is_not_reported(part.name)]


def _part(cells: RowCells, key: str, text: str) -> Part:
    # Only the end is searched: a search through a long text of digits would cost its square.
    body = text.rstrip(" )")
    tail = body[-_SHARE_SIGNS:]
    found = _SHARE_AT_END.search(tail) if body.endswith("%") else None
    name = "" if found is None else body[: len(body) - len(tail) + found.start()].rstrip(" :(=-")
    if found is None or not name:
        return Part(text, None)
    reading = read_percentage(found[0])
    cells.take(key, reading)
    return Part(name, reading.value)


def _shared_out(cells: RowCells, key: str, found: list[Part]) -> list[Part]:
    """The parts of a cell with percentages that add up to 100, or all without."""
    given = [part.pct for part in found if part.pct is not None]
    total = sum(given, Decimal(0))
    if not given or (total == 100 and len(given) == len(found)):
        return found
    if len(given) < len(found) and total < 100:
        return _with_the_rest(cells, key, found, 100 - total)
    if len(given) < len(found) or total == 0:
        message = N_(
            "No todos los valores tienen un porcentaje, y los escritos suman {total}: no queda "
            "resto y se repartió por igual. Escriba el porcentaje de cada uno."
        )
        cells.note(_about_shares("share.incomplete", message, total), key)
        return [Part(part.name, None) for part in found]
    message = N_("Los porcentajes suman {total} y no 100: se ajustaron en proporción. Revíselos.")
    cells.note(_about_shares("share.rescaled", message, total), key)
    percentages = exact_percentages(given, [part.name for part in found])
    return [Part(part.name, pct) for part, pct in zip(found, percentages, strict=True)]


def _with_the_rest(cells: RowCells, key: str, found: list[Part], rest: Decimal) -> list[Part]:
    """The parts without a percentage share what the others leave, and that is told."""
    lacking = [part.name for part in found if part.pct is None]
    told = Issue(
        "share.rest",
        N_("El {rest} % que falta para 100 quedó para lo que no tiene porcentaje: {names}."),
        Severity.INFO,
        values={"rest": f"{rest.normalize():f}", "names": ", ".join(lacking)},
    )
    cells.note(told, key)
    rests = iter(equal_parts(rest, lacking))
    return [Part(part.name, next(rests) if part.pct is None else part.pct) for part in found]


def _about_shares(code: str, message: str, total: Decimal) -> Issue:
    return Issue(code, message, Severity.WARNING, values={"total": f"{total.normalize():f}"})


def nearest(
    cells: RowCells, key: str, text: str, names: Callable[[], Iterable[tuple[str, str]]]
) -> str:
    """The labels of the most similar names, as "A, B, C"; ``names`` gives (folded name, label).

    After some hundreds of different unknown names in a sheet no more are compared: "".
    """
    known = cells.table.suggestions
    if (key, text) not in known:
        known[key, text] = _nearest(text, dict(names())) if len(known) < _MOST_SUGGESTIONS else ""
    return known[key, text]


def _nearest(text: str, label_by_name: Mapping[str, str]) -> str:
    matches = process.extract(
        fold(text[:_COMPARED_SIGNS]),
        label_by_name.keys(),
        scorer=fuzz.WRatio,
        limit=12,
        score_cutoff=_NEAR_ENOUGH,
    )
    labels = list(dict.fromkeys(label_by_name[name] for name, _score, _index in matches))
    return ", ".join(labels[:_SHOWN_NAMES])


def unknown(
    code: str, message: str, message_with_names: str, text: str, names: str, severity: Severity
) -> Issue:
    """An issue about a name that no catalogue has, with the nearest ones when there are any."""
    if names:
        return Issue(code, message_with_names, severity, values={"value": text, "names": names})
    return Issue(code, message, severity, values={"value": text})
