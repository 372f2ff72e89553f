"""Percentages that add up to exactly 100."""

from collections.abc import Sequence
from decimal import ROUND_FLOOR, Decimal
from typing import Any

_STEP = Decimal("1e-18")
"""So small that no amount which can be summed is split otherwise than by the exact proportion."""


def equal_parts(whole: Decimal, names: Sequence[str]) -> list[Decimal]:
    """Parts of ``whole``, one for each of ``names``, equal but for the last step.

    >>> [part.normalize() for part in equal_parts(Decimal(40), ["b", "a"])]
    [Decimal('2E+1'), Decimal('2E+1')]
    """
    return _in_proportion(whole, [Decimal(1)] * len(names), names)


def exact_percentages(parts: Sequence[Decimal], names: Sequence[Any]) -> list[Decimal]:
    """Scale positive ``parts`` to percentages that add up to exactly 100.

    The rounding goes to the largest remainders, and among equals to the first by ``names``, so
    that the order in which a file writes its parts decides nothing.

    >>> [str(part)[-4:] for part in exact_percentages([Decimal(1)] * 3, ["b", "a", "c"])]
    ['3333', '3334', '3333']
    """
    return _in_proportion(Decimal(100), parts, names)


def _in_proportion(
    total: Decimal, parts: Sequence[Decimal], names: Sequence[Any]
) -> list[Decimal]:  # fmt: skip
    whole = sum(parts)
    ideal = [total * part / whole for part in parts]
    floors = [value.quantize(_STEP, rounding=ROUND_FLOOR) for value in ideal]
    left = int((total - sum(floors)) / _STEP)
    by_remainder = sorted(range(len(parts)), key=lambda i: (floors[i] - ideal[i], names[i]))
    for index in by_remainder[:left]:
        floors[index] += _STEP
    return floors
