"""Currencies and percentage signs that a sheet shows beside its numbers, by their formats."""

import re
from dataclasses import dataclass

from data_access.validation.goal_values import PERCENT
from data_access.validation.money_words import currency_code

_LITERAL = re.compile(r'"([^"]*)"|\[\$([^\]-]*)(?:-[^\]]*)?\]|\\?([€£])')
_APART = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_DIGITS_AND_SIGNS = re.compile(r"[\d.,'’()\s\u2212-]")


@dataclass(frozen=True)
class Money:
    """A format that shows numbers as an amount of ``currency``, or as percentages: ``PERCENT``."""

    currency: str


def money(code: str) -> Money | None:
    """The currency or % of a format, None when it has none or one that many share, such as $.

    >>> money('#,##0.00 [$€-407]'), money('"$"#,##0'), money("0.0%")
    (Money(currency='EUR'), None, Money(currency='%'))
    """
    shown = code.partition(";")[0]
    for parts in _LITERAL.findall(shown):
        currency = currency_code("".join(parts).strip())
        if currency:
            return Money(currency)
    return Money(PERCENT) if PERCENT in _APART.sub("", shown) else None


def shown_currency(text: str, stated: str) -> str:
    """The currency of a cell that shows ``text`` and is stated to be in another or the same.

    The button of a spreadsheet states that of its language, and may show no more than $.

    >>> shown_currency("1.500,00 €", "EUR"), shown_currency("$ 1.500", "COP")
    ('EUR', '')
    """
    sign = _DIGITS_AND_SIGNS.sub("", text)
    known = currency_code(sign) if sign else None
    return stated if known is None else known
