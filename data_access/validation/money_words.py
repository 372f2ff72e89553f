"""The words and signs around an amount of money: its currency, and what multiplies it."""

import re
import unicodedata
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from data_access.vocabulary.names import fold

_MILLION = Decimal(10) ** 6
_SCALES = {
    "mil": Decimal(1000),
    "miles": Decimal(1000),
    "millon": _MILLION,
    "millones": _MILLION,
    "mill": _MILLION,
    "million": _MILLION,
    "millions": _MILLION,
    "mil millones": Decimal(10) ** 9,
    "miles de millones": Decimal(10) ** 9,
    # A Spanish "billón" is a million millions.
    "billon": Decimal(10) ** 12,
    "billones": Decimal(10) ** 12,
}
_SHORT_MILLIONS = dict.fromkeys(("M", "MM", "m", "mm"), _MILLION)
_SHORT_SCALES = {"K": Decimal(1000), "k": Decimal(1000), **_SHORT_MILLIONS}
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
# Digits on two lines are two numbers.
_TWO_LINES = re.compile(r"(?<=\d)\s*[\r\n]\s*(?=\d)")
_SAME_SIGN = ("<wide>", "<narrow>", "<small>", "<noBreak>")
_CURRENCY_SIGN = re.compile("([€£])")
_SIGNS_OF_WORDS = " .-/"


class Words(NamedTuple):
    """What the words around a number say; ``is_short`` when M stands for millions."""

    currency: str = ""
    scale: Decimal = Decimal(1)
    is_short: bool = False


_NO_WORDS = Words()


def read_words(before: str, after: str) -> Words | None:
    """The currency and the scale told by the words around a number; None for strange words."""
    if not before and not after:
        return _NO_WORDS
    before, after = before.strip(" :."), _CURRENCY_SIGN.sub(r" \1 ", after).strip(" .-/,")
    first = currency_code(before) if before else ""
    if first is None:
        return None
    rest = after.split()
    scale, length = _scale(rest)
    is_short = length == 1 and rest[0] in _SHORT_MILLIONS
    named = rest[length:]
    if named and named[0].casefold() == "de":
        named = named[1:]
    second = currency_code(" ".join(named)) if named else ""
    currency = first or second
    # Without a currency beside them small letters are of other units: five mm are a length.
    is_unit = is_short and rest[0].islower() and not currency
    if is_unit or second is None or second not in ("", currency):
        return None
    return Words(currency or "", scale, is_short)


def _scale(words: Sequence[str]) -> tuple[Decimal, int]:
    """What the first ``words`` multiply by, and how many of them say so."""
    for length in range(len(words), 0, -1):
        if (named := _SCALES.get(_word(" ".join(words[:length])))) is not None:
            return named, length
    short = _SHORT_SCALES.get(words[0]) if words else None
    return (Decimal(1), 0) if short is None else (short, 1)


def _word(text: str) -> str:
    """The folded ``text``, "" where folding would lose a part of it: «mω» is no m."""
    folded = fold(text)
    letters = sum(map(str.isalnum, text))
    is_whole = letters + sum(text.count(sign) for sign in _SIGNS_OF_WORDS) == len(text)
    return folded if is_whole and letters == len(folded.replace(" ", "")) else ""


def currency_code(text: str) -> str | None:
    """The ISO 4217 code of a currency sign or name; "" for a bare ``$``; None when unknown."""
    text = plain(text).casefold()
    if text in _CURRENCIES:
        return _CURRENCIES[text]
    compact = text.replace(" ", "").replace(".", "")
    return _CURRENCIES.get(compact, _CURRENCIES.get(_word(text)))


def plain(text: str) -> str:
    """One kind of space, minus and digit."""
    if not text.isprintable():
        text = _TWO_LINES.sub("|", text)
    if not text.isascii():
        text = "".join(map(_as_itself, text))
        text = unicodedata.normalize("NFKC", text).replace("\u2212", "-").replace("\u2013", "-")
    return " ".join(text.split())


def _as_itself(sign: str) -> str:
    """``sign``, or one of no number where it would be made of others: the 2 of m², the mm of ㎜."""
    made = unicodedata.decomposition(sign)
    is_made = made.startswith("<") and not made.startswith(_SAME_SIGN) and not sign.isspace()
    return "^" if is_made else sign
