"""Which quantity a figure draws, and how its numbers are said in hovers, labels and axes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from html import escape
from math import floor, log10
from typing import Any

from data_access.measures.result import MeasureResult
from data_access.vocabulary.categories import UNASSIGNED_KEY
from layouts.texts.catalogue import _, language, ngettext, translate
from layouts.texts.flow_words import AMOUNT_KIND_LABELS, has_own_column
from layouts.texts.formats import money, number, percent, symbol
from layouts.texts.unknown_money import sum_in_full, sum_or_reason

_WHOLE_PER_CENTS = Decimal("0.0995")
_SMALLEST_SHARE = Decimal("0.0005")
_LARGEST_GROWTH = 10
_SMALLEST_TENTH = Decimal("0.1")
_REMEMBERED = 8_192
"""Names kept ready for figures: those of a city come again in every answer."""
NO_FILTER = ["", ""]
"""Custom data of a mark that stands for no filter."""
YEAR_FILTER = "anio"
"""The filter name of a clicked year: the page sets both ends of the range to it."""


def quantity(result: MeasureResult) -> str:
    """The column to draw: ``value``, or ``actions`` when not one row has an amount."""
    return "value" if any(row["value"] for row in result.rows) else "actions"


def actions_text(count: int) -> str:
    """``1 acción``, ``1.234 acciones``."""
    return _actions_text(count, language())


@lru_cache(_REMEMBERED)
def _actions_text(count: int, _language: str) -> str:
    return ngettext("{count} acción", "{count} acciones", count, count=number(count))


def amount_text(result: MeasureResult, value: Decimal | int | None, column: str = "value") -> str:
    """A drawn quantity in words: compact money of the question's currency, or actions."""
    if column == "actions":
        return actions_text(int(value or 0))
    return money(value, result.filters.moneda, compact=True)


def row_text(result: MeasureResult, row: Mapping[str, Any], column: str = "value") -> str:
    """The drawn quantity of a row in words, or why its money is not known."""
    if column == "actions":
        return actions_text(row["actions"])
    return sum_or_reason(row, column, result, compact=True)


def share_text(share: Decimal | None) -> str:
    """A fraction for a figure: whole per cents from ten, a decimal below; empty for None."""
    if share is None:
        return ""
    return percent(share, 0 if abs(share) >= _WHOLE_PER_CENTS else 1)


def share_of(row: Mapping[str, Any], result: MeasureResult, column: str) -> Decimal | None:
    """The fraction of the drawn total that a row has; None where it means or shows nothing.

    Actions have no share: one action may count in several rows.
    """
    share = row.get("share")
    if column == "actions" or share is None or not is_told(share):
        return None
    return Decimal(share)


def is_told(share: Decimal | None) -> bool:
    """Whether a share says something in words: more than ``0,0 %``, and a part of its whole.

    Beside returned money a part may be below zero or beyond the whole.
    """
    return share is not None and _SMALLEST_SHARE <= share <= 1


def growth(now: Decimal | int, before: Decimal | int) -> Decimal | None:
    """``(now − before) ÷ before``; None where the amounts say more.

    So it is from nothing or less, to less than nothing, beyond 1,000 %, and where it would be
    written ``0,0 %``.
    """
    if before <= 0 or now < 0:
        return None
    found = Decimal(now) / before - 1
    says_more = found > _LARGEST_GROWTH or 0 < abs(found) < _SMALLEST_SHARE
    return None if says_more else found


@lru_cache(_REMEMBERED)
def short(text: str, limit: int) -> str:
    """``text`` made safe for plotly's pseudo-HTML and cut at ``limit`` signs."""
    return escape(text if len(text) <= limit else text[: limit - 1].rstrip() + "…", quote=False)


def is_unassigned(row: Mapping[str, Any]) -> bool:
    """Whether the row holds what has no value in this dimension."""
    return bool(row["key"] == UNASSIGNED_KEY)


def plain(value: Decimal | int | None) -> float | int | None:
    """A number for JSON, to the cent: whole numbers without decimals."""
    if value is None:
        return None
    rounded = round(float(value), 2)
    return int(rounded) if rounded.is_integer() else rounded


def hover(result: MeasureResult, row: Mapping[str, Any]) -> str:
    """What a mark says when pointed at: name, both amounts, share of the chosen, and actions."""
    parts = [f"<b>{short(row['label'], 52)}</b>"]
    if is_told(row.get("share")):
        parts[0] += f" · {share_text(row['share'])}"
    if result.has_sum:
        parts += [
            _("Comprometido: {amount}", amount=sum_in_full(row, "committed", result, compact=True)),
            _("Desembolsado: {amount}", amount=sum_in_full(row, "disbursed", result, compact=True)),
        ]
        if has_own_column(result.filters):
            kind = translate(AMOUNT_KIND_LABELS[result.filters.monto])
            parts.append(f"{kind}: {sum_in_full(row, 'value', result, compact=True)}")
    return "<br>".join([*parts, actions_text(row["actions"])])


@dataclass(frozen=True)
class Scale:
    """The unit of an axis: what to divide by, and its name in words."""

    divisor: Decimal
    unit: str

    def text(self, value: Decimal | float) -> str:
        """``value`` in this unit, short enough to stand over a bar."""
        exact = value if isinstance(value, Decimal) else Decimal(str(value))
        scaled = exact / self.divisor
        if scaled == scaled.to_integral_value() or abs(scaled) >= 100:
            return number(scaled, 0)
        return number(scaled, 1 if abs(scaled) >= _SMALLEST_TENTH else 2)


def scale_of(values: Iterable[Decimal | None], currency: str) -> Scale:
    """The unit in which the largest of ``values`` has few digits."""
    largest = max((abs(value) for value in values if value is not None), default=Decimal(0))
    sign = symbol(currency)
    if largest >= 10**12:
        return Scale(Decimal(10**12), _("billones de {currency}", currency=sign))
    if largest >= 10**6:
        return Scale(Decimal(10**6), _("millones de {currency}", currency=sign))
    if largest >= 10**3:
        return Scale(Decimal(10**3), _("miles de {currency}", currency=sign))
    return Scale(Decimal(1), sign)


def axis_steps(low: float, high: float) -> list[float]:
    """Up to six round numbers that cover ``low`` to ``high``, zero among them."""
    span = max(high, 0.0) - min(low, 0.0)
    if span <= 0:
        return [0.0]
    rough = span / 4
    power = 10.0 ** floor(log10(rough))
    step = next(power * factor for factor in (1, 2, 2.5, 5, 10) if power * factor >= rough * 0.999)
    first = floor(min(low, 0.0) / step)
    last = -floor(-max(high, 0.0) / step)
    return [step * index for index in range(first, last + 1)]
