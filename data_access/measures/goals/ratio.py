"""A fraction that remembers what it was made of, so that it can be written out."""

from dataclasses import dataclass
from decimal import Decimal

ZERO = Decimal(0)
ONE = Decimal(1)
HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Ratio:
    """``(reached − start) / (goal − start)``; ``start`` is 0 except for levels with a baseline.

    Any of the three may be unknown; an unknown one or a denominator of 0 makes ``value`` None.
    """

    reached: Decimal | None
    goal: Decimal | None
    start: Decimal | None = ZERO

    @property
    def numerator(self) -> Decimal | None:
        """What was advanced since the start."""
        return _difference(self.reached, self.start)

    @property
    def denominator(self) -> Decimal | None:
        """What was to be advanced since the start."""
        return _difference(self.goal, self.start)

    @property
    def value(self) -> Decimal | None:
        """The fraction, 1 being the whole, unrounded."""
        above, below = self.numerator, self.denominator
        return above / below if above is not None and below else None


def within_whole(fraction: Decimal) -> Decimal:
    """A fraction as aggregates take it: no less than nothing, no more than the whole.

    >>> [str(within_whole(Decimal(text))) for text in ("-10", "0.4", "1.2")]
    ['0', '0.4', '1']
    """
    return min(max(fraction, ZERO), ONE)


def _difference(number: Decimal | None, start: Decimal | None) -> Decimal | None:
    return None if number is None or start is None else number - start
