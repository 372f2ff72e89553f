"""Percentages that add up to exactly 100."""

from collections.abc import Sequence
from decimal import ROUND_FLOOR, Decimal

_STEP = Decimal("0.0001")


def equal_parts(whole: Decimal, count: int) -> list[Decimal]:
    """``count`` parts of four decimals that add up to exactly ``whole``, the first the largest.

    >>> [str(part) for part in equal_parts(Decimal(40), 3)]
    ['13.3334', '13.3333', '13.3333']
    """
    part = (whole / count).quantize(_STEP, rounding=ROUND_FLOOR)
    return [whole - part * (count - 1), *[part] * (count - 1)]


def exact_percentages(parts: Sequence[Decimal]) -> list[Decimal]:
    """Scale positive ``parts`` to percentages of four decimals that add up to exactly 100.

    The rounding goes to the largest remainders, the first among equals.

    >>> [str(part) for part in exact_percentages([Decimal(1)] * 3)]
    ['33.3334', '33.3333', '33.3333']
    """
    whole = sum(parts)
    ideal = [Decimal(100) * part / whole for part in parts]
    floors = [value.quantize(_STEP, rounding=ROUND_FLOOR) for value in ideal]
    left = int((Decimal(100) - sum(floors)) / _STEP)
    by_remainder = sorted(range(len(parts)), key=lambda i: floors[i] - ideal[i])
    for index in by_remainder[:left]:
        floors[index] += _STEP
    return floors
