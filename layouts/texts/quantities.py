"""Numbers of goals and indicators, whose units are words of their own."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from data_access.vocabulary.money import quantize
from data_access.vocabulary.names import fold
from layouts.texts.catalogue import _, ngettext
from layouts.texts.formats import MINUS, NO_BREAK, number, percent

_LONG = Decimal(10) ** 7
_MILLION = Decimal(10) ** 6


def plain_number(value: Decimal | None) -> str:
    """``1.234,5``: two decimals at most and none that say nothing; None → ``sin reporte``."""
    if value is None:
        return number(None)
    return number(value, _places(value))


def percentage(value: Decimal) -> str:
    """The same of a part of a hundred, which is neither nothing nor the whole: ``16,5 %``."""
    return percent(value / 100, _places(value))


def _places(value: Decimal) -> int:
    rounded = quantize(value, 2)
    return min(max(-int(rounded.normalize().as_tuple().exponent), 0), 2)


def quantity(value: Decimal | None, unit: str) -> str:
    """A number as its unit reads best: ``16 %``, ``73,8 millones``, ``1.234``."""
    if value is None:
        return number(None)
    if is_percentage(unit):
        return percentage(value)
    if abs(value) >= _LONG:
        return _("{amount} millones", amount=number(value / _MILLION, 1))
    return plain_number(value)


def points(fraction: Decimal | None) -> str:
    """A difference of fractions in percentage points, with its sign: ``−41,7 pp``."""
    if fraction is None:
        return _("sin dato")
    rounded = quantize(fraction * 100, 1)
    sign = "+" if rounded > 0 else MINUS if rounded < 0 else ""
    return f"{sign}{number(abs(rounded), 1)}{NO_BREAK}" + _("pp")


def cut_words(total: Mapping[str, Any]) -> str:
    """How many indicators a weighted advance takes as 0 or as whole, "" when it cuts none."""
    told = []
    if total["capped"]:
        told.append(
            ngettext("{n} pasó de su meta", "{n} pasaron de su meta", total["capped"])
        )  # fmt: skip
    if total["floored"]:
        words = ngettext(
            "{n} está por debajo de donde partió", "{n} están por debajo de donde partieron",
            total["floored"],
        )  # fmt: skip
        told.append(words)
    return _("Cada indicador entra entre 0 y 100 %: {told}.", told="; ".join(told)) if told else ""


def colourless_words(total: Mapping[str, Any]) -> str:
    """How many indicators a weighted advance counts that the traffic light has no colour for."""
    if not total["counted_colourless"]:
        return ""
    return ngettext(
        "{n} de ellos cuenta por su último reporte, aunque el semáforo lo da sin dato.",
        "{n} de ellos cuentan por su último reporte, aunque el semáforo los da sin dato.",
        total["counted_colourless"],
    )


def is_percentage(unit: str) -> bool:
    """Whether numbers of that unit are parts of a hundred."""
    return unit == "%" or fold(unit) == "porcentaje"
