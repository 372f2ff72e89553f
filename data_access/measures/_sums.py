"""What one category of a question adds up to."""

from decimal import Decimal
from typing import NamedTuple

from data_access.vocabulary.filters import Filters
from data_access.vocabulary.money import COP_SCALE, KINDS_OF_AMOUNT, USD_SCALE

KINDS = ("committed", "disbursed", "counterpart")
BROKEN_DOWN = KINDS[:2]
"""The kinds of amount that breakdowns show beside the chosen one; the counterpart is told of the
whole only.
"""


class Sums(NamedTuple):
    """Sums and counts of a category, by its code; unvalued and counterpart of the whole only.

    ``value`` is the sum of the kinds that the question chose.
    """

    code: str
    actions: int = 0
    committed: Decimal = Decimal(0)
    disbursed: Decimal = Decimal(0)
    value: Decimal = Decimal(0)
    unvalued: int = 0
    counterpart: Decimal = Decimal(0)

    def counts(self) -> "Sums":
        """The counts alone."""
        return Sums(self.code, self.actions, unvalued=self.unvalued)


def part_of(part: Decimal | None, whole: Decimal | None) -> Decimal | None:
    """``part`` ÷ ``whole``; None where either is unknown or the whole is not positive."""
    return part / whole if part is not None and whole is not None and whole > 0 else None


def scale_of(currency: str) -> int:
    """Decimals with which the store keeps amounts of ``USD`` or ``COP``."""
    return USD_SCALE if currency == "USD" else COP_SCALE


def column_of(kind: str, filters: Filters) -> str:
    """The column of the summaries with a kind of amount in the currency asked for."""
    return f"{kind}_{filters.moneda.lower()}"


def chosen_columns(filters: Filters) -> list[str]:
    """The columns of the summaries whose sum is the amount asked for."""
    return [column_of(kind, filters) for kind in KINDS_OF_AMOUNT[filters.monto]]
