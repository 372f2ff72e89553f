"""Codes of a plan as they were meant: a spreadsheet turns 5.1 into a day of January."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from data_access.importers.reader import Cell
from data_access.validation.codes import made_plain, plain_code
from data_access.validation.dates import read_date
from data_access.validation.goal_values import printed
from data_access.vocabulary.issues import Issue, Severity
from data_access.vocabulary.messages import N_

_PARTS = re.compile(r"\d{1,3}(?:\.\d{1,3})+")
_WITH_COMMAS = re.compile(r"\d{1,3}(?:,\d{1,3})+")
_DAY_AND_MONTH = re.compile(r"\d{1,2}[-/ ][^\W\d_]{3}\.?")
_LOOKS_LIKE_A_DAY = re.compile(r"\d{1,4}[-/]\w{2,9}\.?(?:[-/]\d{1,4})?(?:[ T]\d{2}:\d{2}.*)?")
_TWO_DIGIT_YEAR = re.compile(r"^(\d{1,2}[-/]\d{1,2}[-/])(\d{2})(?!\d)")
_NO_YEAR = "2000"

Parts = tuple[int, ...]


class Code(NamedTuple):
    """A code, and what is to be told about it; "" when the cell is empty or beyond help."""

    text: str
    issue: Issue | None = None


def read_codes(cells: Sequence[Cell]) -> list[Code]:
    """The codes of a column, in the order of its rows.

    A date is given back as the only code of the shape of its neighbours that fits between them,
    and told; an error where there is none or more than one. So is ``2,2`` among codes with dots.
    """
    texts = [_plain(cell) for cell in cells]
    has_dots = Counter(bool(_PARTS.fullmatch(text)) for text in texts if text)[True] > 1
    return [
        _code(cell, text, texts, place, has_dots)
        for place, (cell, text) in enumerate(zip(cells, texts, strict=True))
    ]


def _code(cell: Cell, text: str, texts: Sequence[str], place: int, has_dots: bool) -> Code:
    day = _as_day(cell, has_dots)
    if day is not None:
        return _given_back(cell, day, texts, place)
    if has_dots and _WITH_COMMAS.fullmatch(text):
        return Code(text.replace(",", "."), _told(text, text.replace(",", ".")))
    written = printed(cell).strip()
    is_plain = plain_code(written) == written
    return Code(text, None if is_plain else replace(made_plain(text), value=written))


def _plain(cell: Cell) -> str:
    return "" if isinstance(cell, date) else plain_code(printed(cell)).rstrip(".")


def _as_day(cell: Cell, has_dots: bool) -> tuple[date, bool] | None:
    """The day that stands in place of a code, and whether its year was written."""
    if isinstance(cell, date):
        return cell, True
    if not has_dots or not isinstance(cell, str):
        return None
    text = cell.strip()
    has_year = not _DAY_AND_MONTH.fullmatch(text)
    if has_year and not _LOOKS_LIKE_A_DAY.fullmatch(text):
        return None
    # Which of its numbers is the year does not matter: codes are sought in every order of them.
    text = _TWO_DIGIT_YEAR.sub(r"\g<1>20\2", text) if has_year else text
    day = read_date(text if has_year else f"{text.rstrip('.')} {_NO_YEAR}").value
    return None if day is None else (day, has_year)


def _given_back(
    cell: Cell, day: tuple[date, bool], texts: Sequence[str], place: int
) -> Code:  # fmt: skip
    before = next((parts for text in reversed(texts[:place]) if (parts := _parts(text))), None)
    after = next((parts for text in texts[place + 1 :] if (parts := _parts(text))), None)
    shapes = {len(parts) for parts in (before, after) if parts}
    fitting = {
        parts
        for parts in _meanings(*day)
        if len(parts) in shapes
        and (before is None or before <= parts)
        and (after is None or parts <= after)
    }
    was = printed(cell)
    if len(fitting) != 1:
        return Code("", _lost(was))
    code = ".".join(map(str, fitting.pop()))
    return Code(code, _told(was, code))


def _meanings(day: date, has_year: bool) -> set[Parts]:
    """The codes that a spreadsheet may have taken for this day, in any order of its parts."""
    found: set[Parts] = {(day.day, day.month), (day.month, day.day)}
    if has_year:
        year = day.year % 100
        found |= {(day.day, day.month, year), (day.month, day.day, year)}
        found |= {(year, day.month, day.day)}
        if day.day == 1:
            found |= {(day.month, year)}
    return found


def _parts(text: str) -> Parts | None:
    return tuple(map(int, text.split("."))) if _PARTS.fullmatch(text) else None


def _told(was: str, code: str) -> Issue:
    return Issue(
        "code.given_back",
        N_(
            "«{was}» ocupaba el lugar de un código: se leyó como {code}, que es lo que encaja "
            "entre los códigos vecinos. Compruébelo y escriba el código como texto."
        ),
        Severity.WARNING,
        value=was,
        values={"was": was, "code": code},
    )


def _lost(was: str) -> Issue:
    return Issue(
        "code.lost",
        N_(
            "«{was}» es una fecha donde va un código y los códigos vecinos no dicen cuál era. "
            "Escriba el código como texto."
        ),
        value=was,
        values={"was": was},
    )
