"""Readings of single cells: a value, "not reported", or what is wrong with them."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Generic, TypeVar

from data_access.vocabulary.issues import Issue

T = TypeVar("T")
RawValue = str | float | int | bool | date | datetime | None


@dataclass(frozen=True)
class Reading(Generic[T]):
    """What a cell says: ``value``; or not reported (no value, no error); or an error issue.

    ``issues`` may hold warnings beside a value. ``currency`` is the ISO code that an amount
    carried in its own cell, or "".
    """

    value: T | None = None
    is_not_reported: bool = False
    issues: tuple[Issue, ...] = ()
    currency: str = ""


def at(issue: Issue, *, sheet: str | None, row: int | None, column: str, value: object) -> Issue:
    """Give ``issue`` its place in the file and the value that was found there."""
    return replace(issue, sheet=sheet, row=row, column=column, value=str(value))


def is_not_reported(text: str) -> bool:
    """Whether ``text`` is one of the ways of saying that nobody gave the datum."""
    raise NotImplementedError


def read_amount(raw: RawValue) -> Reading[Decimal]:
    """An amount of money as written by a person."""
    raise NotImplementedError


def read_date(raw: RawValue) -> Reading[date]:
    """A day."""
    raise NotImplementedError


def read_year(raw: RawValue) -> Reading[int]:
    """A year."""
    raise NotImplementedError


def read_percentage(raw: RawValue) -> Reading[Decimal]:
    """A percentage, from 0 to 100."""
    raise NotImplementedError


def read_text(raw: RawValue) -> Reading[str]:
    """A text without signs that break databases or deceive the eye."""
    raise NotImplementedError
