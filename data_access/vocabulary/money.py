"""Scales at which money is kept, so that sums are sums of whole numbers and never drift."""

from decimal import ROUND_HALF_UP, Decimal
from functools import cache

USD_SCALE = 6
"""US dollars are summed in millionths."""
COP_SCALE = 2
"""Colombian pesos are summed in hundredths."""


def quantize(amount: Decimal, scale: int) -> Decimal:
    """Round ``amount`` half up to ``scale`` decimal places."""
    return amount.quantize(_quantum(scale), rounding=ROUND_HALF_UP)


def whole(amount: Decimal) -> int:
    """``amount`` rounded half up to a whole number."""
    return int(amount.to_integral_value(ROUND_HALF_UP))


@cache
def _quantum(scale: int) -> Decimal:
    return Decimal(1).scaleb(-scale)
