"""Reading of an amount of money as people write it."""

import re
from decimal import Decimal
from math import isfinite

from data_access.validation.formulas import no_value
from data_access.validation.money_words import plain, read_words
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

MAX_AMOUNT = Decimal(2**53)
"""Some 9 · 10^15: no amount in any currency is greater, and cells keep whole numbers so far."""

_LONGEST_AMOUNT = 100
_FEW_SIGNS = len("0.0123456789")

_SHAPE = re.compile(
    r"(?P<before>[^\d.,'’()+-]*)(?P<sign>[+-]?)(?P<after_sign>[^\d.,'’()+-]*)"
    r"(?P<digits>\d[\d.,'’ ]*|[.,]\d+)(?P<after>[^\d()]*)"
)
# What a decimal comma leaves in the next cell of a table that is separated by commas.
_CENTS = re.compile("0[0-9]")
_NOT_A_NUMBER = N_(
    "«{value}» no es un monto. Escriba sólo el número, por ejemplo 1460674 o 1.460.674,00, y la "
    "moneda en su columna."
)
_FAILED_FORMULA = N_(
    "«{value}» no es un monto: la celda contiene una fórmula con error. Corrija la fórmula o "
    "escriba el número."
)


def read_amount(raw: RawValue, convention: Convention = UNKNOWN) -> Reading[Decimal]:
    """Read an amount: a number, or a text such as ``US$ 1,5 millones`` or ``(1.200,00)``.

    Where ``convention`` does not say what a single separator before exactly three digits is, it
    groups thousands, as money has no thousandths, and is told with a warning. A minus means
    negative, and so do parentheses, but for those that hold no more than the currency, as in
    ``1000 (USD)``; whether that is allowed is not decided here. Zero is zero. ``currency`` of the
    reading is the one written beside the number.
    """
    if raw is None:
        return not_reported()
    # Not isinstance: a truth is no number here, though Python takes it for one.
    if type(raw) is float or type(raw) is int:
        return _read_number(raw)
    if not isinstance(raw, str):
        return wrong("amount.not_a_number", _NOT_A_NUMBER, value=shown(raw))
    if (failed := no_value(raw, _FAILED_FORMULA)) is not None:
        return failed
    if len(raw) > _LONGEST_AMOUNT:
        return wrong("amount.not_a_number", _NOT_A_NUMBER, value=shown(raw))
    if is_not_reported(raw):
        return not_reported()
    return _within_limits(_read_text(plain(raw), raw, convention), raw)


def _read_number(raw: float) -> Reading[Decimal]:
    if not isfinite(raw):
        return wrong("amount.not_a_number", _NOT_A_NUMBER, value=shown(raw))
    text = str(raw)
    value = Decimal(text)
    has_few_decimals = len(text) <= _FEW_SIGNS and "e" not in text
    return _within_limits(Reading(value if has_few_decimals else kept(value)), raw)


def _read_text(text: str, raw: str, convention: Convention) -> Reading[Decimal]:
    failed: Reading[Decimal] = wrong("amount.not_a_number", _NOT_A_NUMBER, value=shown(raw))
    is_negative = False
    if "(" in text or ")" in text:
        opened = _without_parentheses(text)
        if opened is None:
            return failed
        text, is_negative = opened
    if text.endswith("-"):
        text, is_negative = text[:-1].strip(), True
    found = _SHAPE.fullmatch(text)
    if found is None:
        return failed
    words = read_words(found["before"] + found["after_sign"], found["after"])
    digits = found["digits"].rstrip(" .,")
    number = read_numeral(digits, convention)
    if words is None or number is None:
        return failed
    value = (-number.value if is_negative or found["sign"] == "-" else number.value) * words.scale
    issues = [_ambiguous(digits, f"{number.value:f}")] if number.is_doubtful else []
    if _CENTS.fullmatch(digits):
        issues.append(_cents(digits, f"{number.value:f}"))
    if words.is_short:
        issues.append(_short_scale(shown(raw), f"{value.normalize():f}"))
    return Reading(value, issues=tuple(issues), currency=words.currency)


def _without_parentheses(text: str) -> tuple[str, bool] | None:
    """The text and whether they mean negative; None when they hold what is no part of an amount."""
    found = re.fullmatch(r"([^()]*)\(([^()]*)\)([^()]*)", text)
    if found is None:
        return None
    has_number = re.search("[0-9]", found[2]) is not None
    words = None if has_number else read_words("", found[2])
    if not has_number and (words is None or not words.currency or words.scale != 1):
        return None
    return f"{found[1]} {found[2]} {found[3]}".strip(), has_number


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


def _cents(text: str, taken: str) -> Issue:
    return warning(
        "amount.cents",
        N_(
            "«{value}» se leyó como {taken}: parecen los decimales de la celda anterior. Si lo "
            "son, escriba ese monto con punto o entre comillas, y revise las celdas que siguen."
        ),
        value=text,
        taken=taken,
    )


def _short_scale(text: str, taken: str) -> Issue:
    return warning(
        "amount.short_scale",
        N_(
            "«{value}» se leyó como {taken}: M y MM se toman por millones. Escriba la cifra "
            "completa."
        ),
        value=text,
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
