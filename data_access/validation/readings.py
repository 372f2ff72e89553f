"""What reading one cell gives: a value, "not reported", or what is wrong with it."""

import re
from dataclasses import replace
from datetime import date, datetime
from typing import Generic, NamedTuple, TypeVar

from data_access.vocabulary.issues import Issue, Severity
from data_access.vocabulary.names import fold

T = TypeVar("T")
RawValue = str | float | int | bool | date | datetime | None

_NOT_REPORTED = frozenset(
    {
        "",
        "no especifica",
        "no especificado",
        "no especificada",
        "sin especificar",
        "unspecified",
        "ningun dato",
        "sin dato",
        "sin datos",
        "sd",
        "s d",
        "s i",
        "n a",
        "na",
        "n d",
        "nd",
        "n r",
        "no reportado",
        "no reportada",
        "no reporta",
        "sin reportar",
        "no reporte",
        "not reported",
        "no disponible",
        "not available",
        "no registra",
        "no registrado",
        "sin registro",
        "no informa",
        "sin informacion",
        "no aplica",
        "null",
        "none",
        "nan",
        "vacio",
    }
)
_LONGEST_WAY = 40
_DIGIT = re.compile("[0-9]")
_SHOWN_SIGNS = 200


class Reading(NamedTuple, Generic[T]):
    """What a cell says: a ``value``, or not reported, or (no value) an error in ``issues``.

    ``issues`` may hold warnings beside a value. ``currency`` is the ISO 4217 code that an amount
    carried in its own cell, or "".
    """

    value: T | None = None
    is_not_reported: bool = False
    issues: tuple[Issue, ...] = ()
    currency: str = ""


def not_reported() -> Reading[T]:
    """The reading of a cell in which nobody gave the datum."""
    return Reading(is_not_reported=True)


def wrong(code: str, message: str, **values: str) -> Reading[T]:
    """The reading of a cell that cannot be taken, with the error that says why."""
    return Reading(issues=(Issue(code, message, values=values),))


def warning(code: str, message: str, **values: str) -> Issue:
    """A remark beside a value that was taken."""
    return Issue(code, message, Severity.WARNING, values=values)


def shown(raw: object) -> str:
    """``raw`` as it is quoted in a message: one line, not too long, nothing invisible."""
    text = "".join(sign if sign.isprintable() else " " for sign in str(raw)).strip()
    return text if len(text) <= _SHOWN_SIGNS else text[:_SHOWN_SIGNS] + "…"


def at(
    issue: Issue, *, sheet: str | None, row: int | None, column: str | None, value: object
) -> Issue:
    """Give ``issue`` its place in the file and the value that was found there."""
    return replace(issue, sheet=sheet, row=row, column=column, value=shown(value))


def is_not_reported(text: str) -> bool:
    """Whether ``text`` is one of the ways of saying that nobody gave the datum.

    >>> is_not_reported("NO ESPECIFICA"), is_not_reported(" - "), is_not_reported("0")
    (True, True, False)
    """
    # Of a formula that failed, or of a number that its column was too narrow for: #N/A, ####.
    if len(text) > _LONGEST_WAY or _DIGIT.search(text) or text.lstrip().startswith("#"):
        return False
    folded = fold(text)
    # Letters of other scripts fold to nothing, and yet they say something.
    return folded in _NOT_REPORTED and (folded != "" or not any(map(str.isalnum, text)))
