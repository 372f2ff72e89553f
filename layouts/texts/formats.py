"""Numbers, money and dates as readers of each language write them, rounded half up."""

from contextvars import ContextVar
from datetime import date, datetime
from decimal import Decimal
from functools import cache, lru_cache
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_datetime
from babel.numbers import (
    get_currency_precision,
    get_decimal_symbol,
    get_group_symbol,
)

from data_access.vocabulary.money import quantize
from layouts.texts.catalogue import _, language

LOCALES = {"es": "es_CO", "en": "en_US"}
NO_BREAK = "\xa0"
"""Between a number and its sign, which must not part at the end of a line."""
MINUS = "−"
_REMEMBERED = 16_384
"""Texts of numbers kept: an answer says each of its numbers several times."""
_ENDS = (0, 100)
"""What a part is only written as when it is just that."""
_MOST_PLACES = 3
_RATE_PLACES = 4
_RATE_FIGURES = 8
_FEW = 10
"""Money below it keeps its decimals, however short the text must be."""
_MILLION = Decimal(10) ** 6
_BILLION = Decimal(10) ** 9
_TRILLION = Decimal(10) ** 12

_zone: ContextVar[str] = ContextVar("time_zone", default="UTC")


def use_time_zone(name: str) -> None:
    """Show instants in the IANA zone ``name`` from now on in this context."""
    _zone.set(ZoneInfo(name).key)


def locale() -> Locale:
    """The CLDR locale of the reader's language."""
    return Locale.parse(LOCALES[language()])


def number(value: Decimal | float | None, decimals: int = 0) -> str:
    """``1234.5`` → ``1.235`` (es) or ``1,235`` (en); None → ``sin reporte``."""
    if value is None:
        return _("sin reporte")
    known = _exact(value) if isinstance(value, float) else value
    return _number(known, decimals, LOCALES[language()])


def rate(value: Decimal | None) -> str:
    """A rate with figures enough to do its sums again: ``4.128,4500``, ``0,000231``."""
    return number(value) if value is None else number(value, rate_places(value))


def rate_places(value: Decimal) -> int:
    """The decimals of a rate: four, and more where its first figures are small.

    >>> rate_places(Decimal("4128.45")), rate_places(Decimal("0.000231")), rate_places(Decimal(0))
    (4, 6, 4)
    """
    rounded = quantize(value, max(_RATE_FIGURES - 1 - value.adjusted(), _RATE_PLACES))
    exponent = rounded.normalize().as_tuple().exponent
    return max(-int(exponent), _RATE_PLACES)


def _written(value: Decimal | int, decimals: int, code: str) -> str:
    rounded = quantize(Decimal(value), decimals) + 0
    return f"{rounded:,.{decimals}f}".translate(_signs(code))


_number = lru_cache(_REMEMBERED)(_written)


@cache
def _signs(code: str) -> dict[int, str]:
    """The grouping and decimal signs of a CLDR locale, read once: a page has a thousand numbers.

    The minus is the sign of that name: beside "−41,7 pp", a hyphen would be another.
    """
    place = Locale.parse(code)
    return str.maketrans(
        {
            ",": _plain(get_group_symbol(place)),
            ".": get_decimal_symbol(place),
            "-": MINUS,
        }
    )


def percent(fraction: Decimal | float | None, decimals: int = 1) -> str:
    """``0.1234`` → ``12,3 %`` (es) or ``12.3%`` (en); None → ``sin reporte``.

    A part is written neither as nothing nor as the whole, however small what is between them:
    ``0.9987`` without decimals is ``99,9 %``, ``0.000001`` is ``<0,001 %``.
    """
    if fraction is None:
        return _("sin reporte")
    return _percent(_exact(fraction), decimals, language())


@lru_cache(_REMEMBERED)
def _percent(fraction: Decimal, decimals: int, _language: str) -> str:
    exact = fraction * 100
    places, shown = decimals, quantize(exact, decimals)
    while shown in _ENDS and shown != exact and places < _MOST_PLACES:
        places += 1
        shown = quantize(exact, places)
    if shown not in _ENDS or shown == exact:
        return with_percent_sign(number(exact, places))
    step = Decimal(1).scaleb(-places)
    sign, bound = ("<", shown + step) if exact > shown else (">", shown - step)
    return with_percent_sign(sign + number(bound, places))


def with_percent_sign(text: str) -> str:
    """``12,3`` → ``12,3 %`` (es) or ``12.3%`` (en)."""
    return f"{text}{NO_BREAK}%" if language() == "es" else f"{text}%"


def money(value: Decimal | float | None, currency: str = "USD", *, compact: bool = False) -> str:
    """An amount with its currency; None → ``sin reporte``.

    Full: ``US$ 832.342.858,73``, with the decimals of the currency. Compact, from a million:
    ``US$ 849,4 millones``, ``$ 3,6 billones`` (es) or ``US$ 849.4 million`` (en); below it without
    decimals, unless a part of one would weigh: ``US$ 0,50``. What is not nothing is not written
    as nothing: ``<US$ 0,01``.
    """
    if value is None:
        return _("sin reporte")
    return _money(_exact(value), currency, compact, language())


@lru_cache(_REMEMBERED)
def _money(amount: Decimal, currency: str, compact: bool, _language: str) -> str:
    size, places, bound = abs(amount), get_currency_precision(currency), ""
    if size and not quantize(size, places):
        size, bound = Decimal(1).scaleb(-places), "<" if amount > 0 else ">"
    text = _compact(size, places) if compact else number(size, places)
    sign = MINUS if amount < 0 else ""
    return f"{bound}{sign}{symbol(currency)}{NO_BREAK}{text}"


def symbol(currency: str) -> str:
    """What stands before an amount: ``US$``, ``$`` (Colombian pesos, in Spanish) or the code."""
    if currency == "USD":
        return "US$"
    return "$" if currency == "COP" and language() == "es" else currency


def day(value: date | None, *, long: bool = False) -> str:
    """``22/11/2026`` or, long, ``22 de noviembre de 2026``; None → ``sin fecha``."""
    if value is None:
        return _("sin fecha")
    return _plain(format_date(value, format="long" if long else "medium", locale=locale()))


def instant(value: datetime | None) -> str:
    """A UTC instant as day and hour of the place's time zone; None → ``sin fecha``."""
    if value is None:
        return _("sin fecha")
    pattern = "d/MM/y, HH:mm" if language() == "es" else "MMM d, y, HH:mm"
    local = value.astimezone(ZoneInfo(_zone.get()))
    return _plain(format_datetime(local, format=pattern, locale=locale()))


def zoned_instant(value: datetime | None) -> str:
    """The same with the name of the zone, for who reads it far from the place: a file, a print."""
    return instant(value) if value is None else f"{instant(value)} ({_zone.get()})"


def year_label(year: int | str) -> str:
    """The year, or ``Sin fecha`` for the year 0 that stands for undated."""
    return _("Sin fecha") if str(year) == "0" else str(year)


def _exact(value: Decimal | float) -> Decimal:
    if isinstance(value, Decimal):
        return value
    return Decimal(str(value)) if isinstance(value, float) else Decimal(value)


def _compact(amount: Decimal, places: int) -> str:
    if amount < _MILLION:
        has_part = amount < _FEW and amount % 1
        return number(amount, places if has_part else 0)
    if amount >= _TRILLION:
        return _("{amount} billones", amount=_scaled(amount / _TRILLION))
    # Spanish has no everyday word for 10**9, and readers expect thousands of millions.
    if language() == "en" and amount >= _BILLION:
        return f"{_scaled(amount / _BILLION)} billion"
    return _("{amount} millones", amount=_scaled(amount / _MILLION))


def _scaled(amount: Decimal) -> str:
    return _written(amount, 1 if amount < 10_000 else 0, LOCALES[language()])


def _plain(text: str) -> str:
    return text.replace("\xa0", " ").replace("\u202f", " ")
