"""Weights in points of a hundred, and the refusal of those that do not add up."""

from collections.abc import Iterable
from decimal import Decimal

from data_access.measures.goals.ratio import HUNDRED, ZERO


class WeightsDoNotAdd(ValueError):
    """The weights of a whole add to ``total`` instead of 100."""

    def __init__(self, total: Decimal) -> None:
        """Keep the total that was found."""
        super().__init__(str(total))
        self.total = total


def require_hundred(weights: Iterable[Decimal]) -> None:
    """Raise :class:`WeightsDoNotAdd` unless ``weights`` add to exactly 100."""
    total = sum(weights, ZERO)
    if total != HUNDRED:
        raise WeightsDoNotAdd(total)
