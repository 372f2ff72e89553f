"""Reading of an amount of money as people write it."""

import re
import unicodedata
from decimal import Decimal
from math import isfinite

from data_access.validation.numerals import UNKNOWN, Convention, kept, read_numeral
from data_access.validation.readings import (
    RawValue,
    Reading,
    is_not_reported,
    not_reported,
    shown,
    warning,
    wrong,
)
from data_access.vocabulary.issues import Issue
from data_access.vocabulary.messages import N_
from data_access.vocabulary.names import fold

MAX_AMOUNT = Decimal(2**53)
"""Some 9 · 10^15: no amount in any currency is greater, and cells keep whole numbers so far."""

_LONGEST_AMOUNT = 100

_MILLION = Decimal(10) ** 6
_SCALES = {
    "mil": Decimal(1000),
    "miles": Decimal(1000),
    "k": Decimal(1000),
    "millon": _MILLION,
    "millones": _MILLION,
    "m": _MILLION,
    "mm": _MILLION,
    "mill": _MILLION,
    "million": _MILLION,
    "millions": _MILLION,
    "mil millones": Decimal(10) ** 9,
    "miles de millones": Decimal(10) ** 9,
    # A Spanish "billón" is a million millions.
    "billon": Decimal(10) ** 12,
    "billones": Decimal(10) ** 12,
}
_CURRENCIES = {
    "us$": "USD",
    "u$s": "USD",
    "usd$": "USD",
    "$us": "USD",
    "usd": "USD",
    "dolares": "USD",
    "dolar": "USD",
    "us dolar": "USD",
    "us dollar": "USD",
    "dolares americanos": "USD",
    "dolares estadounidenses": "USD",
    "eur": "EUR",
    "€": "EUR",
    "euro": "EUR",
    "euros": "EUR",
    "cop": "COP",
    "cop$": "COP",
    "col$": "COP",
    "pesos": "COP",
    "pesos colombianos": "COP",
    "jpy": "JPY",
    "yenes": "JPY",
    "yen": "JPY",
    "gbp": "GBP",
    "£": "GBP",
    "libras": "GBP",
    "libras esterlinas": "GBP",
    "chf": "CHF",
    "cad": "CAD",
    "sek": "SEK",
    "nok": "NOK",
    "dkk": "DKK",
    "krw": "KRW",
    "cny": "CNY",
    "brl": "BRL",
    "mxn": "MXN",
    "aud": "AUD",
    "nzd": "NZD",
    "clp": "CLP",
    "pen": "PEN",
    "ars": "ARS",
    "xdr": "XDR",
    # The sign alone is of many currencies: it says nothing.
    "$": "",
    "¥": "",
}
_SHAPE = re.compile(
    r"(?P<before>[^\d.,'’()+-]*)(?P<sign>[+-]?)(?P<after_sign>[^\d.,'’()+-]*)"
    r"(?P<digits>\d[\d.,'’ ]*|[.,]\d+)(?P<after>[^\d()]*)"
)
# Digits on two lines are two numbers, and the 2 of m² is no digit of the number before it.
_TWO_LINES = re.compile(r"(?<=\d)\s*[\r\n]\s*(?=\d)")
_SUPERSCRIPTS = re.compile("[²³¹⁰⁴-⁹₀-₉]")
_NOT_A_NUMBER = N_(
    "«{value}» no es un monto. Escriba sólo el número, por ejemplo 1460674 o 1.460.674,00, y la "
    "moneda en su columna."
)


def read_amount(raw: RawValue, convention: Convention = UNKNOWN) -> Reading[Decimal]:
    """Read an amount: a number, or a text such as ``US$ 1,5 millones`` or ``(1.200,00)``.

    Where ``convention`` does not say what a single separator before exactly three digits is, it
    groups thousands, as money has no thousandths, and is told with a warning. Parentheses and a
    minus mean negative; whether that is allowed is not decided here. Zero is zero. ``currency`` of
    the reading is the one written beside the number.
    """
    if raw is None:
        return not_reported()
    # Not isinstance: a truth is no number here, though Python takes it for one.
    if type(raw) is float or type(raw) is int:
        return _read_number(raw)
    if not isinstance(raw, str):
        return wrong("amount.not_a_number", _NOT_A_NUMBER, value=shown(raw))
    if len(raw) > _LONGEST_AMOUNT:
        return wrong("amount.not_a_number", _NOT_A_NUMBER, value=shown(raw))
    text = _plain(raw)
    if is_not_reported(text):
        return not_reported()
    return _within_limits(_read_text(text, raw, convention), raw)


def _read_number(raw: float) -> Reading[Decimal]:
    if not isfinite(raw):
        return wrong("amount.not_a_number", _NOT_A_NUMBER, value=shown(raw))
    return _within_limits(Reading(kept(Decimal(str(raw)))), raw)


def _plain(text: str) -> str:
    """One kind of space, minus and digit, and no case."""
    if not text.isprintable():
        text = _TWO_LINES.sub("|", text)
    if not text.isascii():
        text = _SUPERSCRIPTS.sub("^", text)
    text = unicodedata.normalize("NFKC", text).casefold().replace("\u2212", "-")
    return " ".join(text.replace("\u2013", "-").split())


def _read_text(text: str, raw: str, convention: Convention) -> Reading[Decimal]:
    failed: Reading[Decimal] = wrong("amount.not_a_number", _NOT_A_NUMBER, value=shown(raw))
    is_negative = False
    if "(" in text or ")" in text:
        inside = re.fullmatch(r"([^()]*)\(([^()]*)\)([^()]*)", text)
        if inside is None:
            return failed
        text, is_negative = f"{inside[1]} {inside[2]} {inside[3]}".strip(), True
    if text.endswith("-"):
        text, is_negative = text[:-1].strip(), True
    found = _SHAPE.fullmatch(text)
    if found is None:
        return failed
    words = _words(found["before"] + found["after_sign"], found["after"])
    digits = found["digits"].rstrip(" .,")
    number = read_numeral(digits, convention)
    if words is None or number is None:
        return failed
    currency, scale = words
    value = -number.value if is_negative or found["sign"] == "-" else number.value
    issues = (_ambiguous(digits, f"{number.value:f}"),) if number.is_doubtful else ()
    return Reading(value * scale, issues=issues, currency=currency)


def _words(before: str, after: str) -> tuple[str, Decimal] | None:
    """The currency and the scale told by the words around a number; None for strange words."""
    currency = ""
    scale = Decimal(1)
    before, after = before.strip(" :."), after.strip(" .-/,")
    if before:
        if (known := currency_code(before)) is None:
            return None
        currency = known
    if after:
        rest = after.split()
        for length in range(len(rest), 0, -1):
            if (named := _SCALES.get(fold(" ".join(rest[:length])))) is not None:
                scale, rest = named, rest[length:]
                break
        if rest and rest[0] == "de":
            rest = rest[1:]
        if rest:
            if (known := currency_code(" ".join(rest))) is None or (currency and known != currency):
                return None
            currency = known
    return currency, scale


def currency_code(text: str) -> str | None:
    """The ISO 4217 code of a currency sign or name; "" for a bare ``$``; None when unknown."""
    text = _plain(text)
    if text in _CURRENCIES:
        return _CURRENCIES[text]
    compact = text.replace(" ", "").replace(".", "")
    return _CURRENCIES.get(compact, _CURRENCIES.get(fold(text)))


def _ambiguous(digits: str, taken: str) -> Issue:
    return warning(
        "amount.ambiguous_separator",
        N_(
            "«{value}» se leyó como {taken}: un solo separador seguido de tres cifras separa "
            "miles. Si era un decimal, escríbalo con dos cifras."
        ),
        value=digits,
        taken=taken,
    )


def _within_limits(reading: Reading[Decimal], raw: object) -> Reading[Decimal]:
    if reading.value is not None and abs(reading.value) > MAX_AMOUNT:
        return wrong(
            "amount.too_large",
            N_("«{value}» es demasiado grande para ser un monto. Revise si sobran cifras."),
            value=shown(raw),
        )
    return reading
