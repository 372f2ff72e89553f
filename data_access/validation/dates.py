"""Reading of days and years as people write them."""

import re
from datetime import date, datetime, timedelta

from data_access.validation.formulas import no_value
from data_access.validation.readings import (
    RawValue,
    Reading,
    T,
    is_not_reported,
    not_reported,
    shown,
    warning,
    wrong,
)
from data_access.vocabulary.issues import Issue
from data_access.vocabulary.messages import N_
from data_access.vocabulary.names import fold

FIRST_YEAR = 1990
LAST_YEAR = 2100

_LONGEST_DATE = 60
_SERIAL_ZERO = date(1899, 12, 30)
_FIRST_SERIAL = (date(FIRST_YEAR, 1, 1) - _SERIAL_ZERO).days
_LAST_SERIAL = (date(LAST_YEAR, 12, 31) - _SERIAL_ZERO).days
_MONTH_NAMES = (
    "enero jan",
    "febrero",
    "marzo",
    "abril apr",
    "mayo",
    "junio",
    "julio",
    "agosto aug",
    "septiembre setiembre",
    "octubre",
    "noviembre",
    "diciembre dec",
)
_MONTHS = {
    form: number
    for number, names in enumerate(_MONTH_NAMES, start=1)
    for name in names.split()
    for form in (name, name[:3])
} | {
    "january": 1,
    "february": 2,
    "march": 3,
    "april": 4,
    "may": 5,
    "june": 6,
    "july": 7,
    "august": 8,
    "september": 9,
    "sept": 9,
    "october": 10,
    "november": 11,
    "december": 12,
}
_TIME = r"(?:[t ]\d{1,2}:\d{2}.*)?"
_YEAR_FIRST = re.compile(rf"(\d{{4}})[-/.](\d{{1,2}})[-/.](\d{{1,2}}){_TIME}")
_DAY_FIRST = re.compile(rf"(\d{{1,2}})[-/.](\d{{1,2}})[-/.](\d{{4}}|\d{{2}}){_TIME}")
_MONTH_ONLY = re.compile(r"(?:(\d{1,2})[-/.](\d{4})|(\d{4})[-/.](\d{1,2}))")
_NAMED_DAY = re.compile(r"(\d{1,2}) (?:de )?([a-z]+) (?:del? )?(\d{4}|\d{2})")
_NAMED_DAY_AFTER = re.compile(r"([a-z]+) (\d{1,2}) (\d{4})")
_NAMED_MONTH = re.compile(r"([a-z]+) (?:del? )?(\d{4}|\d{2})")
_NOT_A_DATE = N_("«{value}» no es una fecha. Escríbala como día/mes/año, por ejemplo 31/12/2024.")


def read_date(raw: RawValue) -> Reading[date]:
    """Read a day: a date, a spreadsheet serial, ISO, ``dd/mm/aaaa``, ``5 de marzo de 2024``.

    A month or a year alone is taken as its first day, with a warning. Days that do not exist and
    years outside 1990 to 2100 are errors. The day is always read before the month. Where its two
    digits may be the year's as well that is told: ``05/03/24`` begins with the day, while of
    ``24-03-05`` no day is taken.
    """
    if raw is None:
        return not_reported()
    if isinstance(raw, datetime):
        return _day(raw.year, raw.month, raw.day, raw)
    if isinstance(raw, date):
        return _day(raw.year, raw.month, raw.day, raw)
    if isinstance(raw, bool):
        return wrong("date.not_a_date", _NOT_A_DATE, value=shown(raw))
    if isinstance(raw, int | float):
        return _number(float(raw), raw)
    if (failed := no_value(raw)) is not None:
        return failed
    text = raw.strip().casefold()
    if is_not_reported(text):
        return not_reported()
    if len(text) > _LONGEST_DATE:
        return wrong("date.not_a_date", _NOT_A_DATE, value=shown(raw))
    if re.fullmatch(r"\d{4,5}(\.0+)?", text):
        return _number(float(text), raw)
    return (
        _numeric_text(text, raw)
        or _named_text(fold(text), raw)
        or wrong("date.not_a_date", _NOT_A_DATE, value=shown(raw))
    )


def read_year(raw: RawValue) -> Reading[int]:
    """Read a year of four digits, from 1990 to 2100."""
    if raw is None or (isinstance(raw, str) and is_not_reported(raw)):
        return not_reported()
    if (failed := no_value(raw)) is not None:
        return failed
    text = str(raw.year) if isinstance(raw, date) else str(raw).strip()
    found = re.fullmatch(r"(\d{4})(?:\.0+)?", text)
    if found is None or isinstance(raw, bool):
        return wrong(
            "year.not_a_year",
            N_("«{value}» no es un año. Escríbalo con cuatro cifras, por ejemplo 2024."),
            value=shown(raw),
        )
    year = int(found[1])
    return _out_of_range(raw) if not FIRST_YEAR <= year <= LAST_YEAR else Reading(year)


def _numeric_text(text: str, raw: object) -> Reading[date] | None:
    if found := _YEAR_FIRST.fullmatch(text):
        return _day(int(found[1]), int(found[2]), int(found[3]), raw)
    if found := _DAY_FIRST.fullmatch(text):
        day = _day(_full_year(found[3]), int(found[2]), int(found[1]), raw)
        if not may_be_year_first(*found.groups()):
            return day
        # Between strokes people write the day first; between hyphens many begin with the year.
        if "/" in text and day.value is not None:
            return day._replace(issues=(_day_first(raw, day.value),))
        return Reading(is_not_reported=True, issues=(_two_orders(raw),))
    if found := _MONTH_ONLY.fullmatch(text):
        year, month = (found[2], found[1]) if found[2] else (found[3], found[4])
        return _month(int(year), int(month), raw)
    return None


def may_be_year_first(day: str, month: str, year: str) -> bool:
    """Whether ``day-month-year`` is a day of the calendar in both directions, and another one."""
    if not len(day) == len(year) == 2 or day == year:
        return False
    orders = ((year, day), (day, year))
    return all(_day(_full_year(first), int(month), int(last), "").value for first, last in orders)


def _two_orders(raw: object) -> Issue:
    return warning(
        "date.two_orders",
        N_(
            "«{value}» puede empezar por el día o por el año: no se tomó ninguna fecha. Escriba el "
            "año con cuatro cifras, por ejemplo 31/12/2024."
        ),
        value=shown(raw),
    )


def _day_first(raw: object, day: date) -> Issue:
    return warning(
        "date.day_first",
        N_(
            "«{value}» se leyó como {day}, con el día primero. Si empieza por el año, escriba el "
            "año con cuatro cifras, por ejemplo 31/12/2024."
        ),
        value=shown(raw),
        day=day.isoformat(),
    )


def _named_text(text: str, raw: object) -> Reading[date] | None:
    if (found := _NAMED_DAY.fullmatch(text)) and found[2] in _MONTHS:
        return _day(_full_year(found[3]), _MONTHS[found[2]], int(found[1]), raw)
    if (found := _NAMED_DAY_AFTER.fullmatch(text)) and found[1] in _MONTHS:
        return _day(int(found[3]), _MONTHS[found[1]], int(found[2]), raw)
    if (found := _NAMED_MONTH.fullmatch(text)) and found[1] in _MONTHS:
        return _month(_full_year(found[2]), _MONTHS[found[1]], raw)
    return None


def _full_year(text: str) -> int:
    if len(text) == 4:
        return int(text)
    return int(text) + (1900 if int(text) >= FIRST_YEAR % 100 else 2000)


def _number(number: float, raw: object) -> Reading[date]:
    """A spreadsheet serial, or a year alone: the two ranges do not touch."""
    if number.is_integer() and FIRST_YEAR <= number <= LAST_YEAR:
        return Reading(
            date(int(number), 1, 1),
            issues=(
                warning(
                    "date.year_only",
                    N_(
                        "«{value}» sólo dice el año: se tomó el 1 de enero. Escriba el día si "
                        "lo conoce."
                    ),
                    value=shown(raw),
                ),
            ),
        )
    if not _FIRST_SERIAL <= number < _LAST_SERIAL + 1:
        return wrong("date.not_a_date", _NOT_A_DATE, value=shown(raw))
    return Reading(_SERIAL_ZERO + timedelta(days=int(number)))


def _month(year: int, month: int, raw: object) -> Reading[date]:
    reading = _day(year, month, 1, raw)
    if reading.value is None:
        return reading
    return Reading(
        reading.value,
        issues=(
            warning(
                "date.month_only",
                N_(
                    "«{value}» sólo dice el mes: se tomó el primer día. Escriba el día si "
                    "lo conoce."
                ),
                value=shown(raw),
            ),
        ),
    )


def _day(year: int, month: int, day: int, raw: object) -> Reading[date]:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return _out_of_range(raw)
    try:
        return Reading(date(year, month, day))
    except ValueError:
        return wrong(
            "date.impossible",
            N_("«{value}» no existe en el calendario. Escriba la fecha como día/mes/año."),
            value=shown(raw),
        )


def _out_of_range(raw: object) -> Reading[T]:
    return wrong(
        "date.out_of_range",
        N_("«{value}» está fuera de los años {first} a {last}. Revise el año."),
        value=shown(raw),
        first=str(FIRST_YEAR),
        last=str(LAST_YEAR),
    )
