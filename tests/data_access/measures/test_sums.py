"""A part of a whole, where there is a whole."""

from decimal import Decimal

import pytest

from data_access.measures._sums import part_of


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [
        (Decimal(1), Decimal(4), Decimal("0.25")),
        (Decimal(-1), Decimal(4), Decimal("-0.25")),
        (Decimal(5), Decimal(4), Decimal("1.25")),
        (Decimal(0), Decimal(4), Decimal(0)),
        (Decimal(1), Decimal(0), None),
        (Decimal(1), Decimal(-4), None),
        (Decimal(-1), Decimal(-4), None),
        (None, Decimal(4), None),
        (Decimal(1), None, None),
    ],
)
def test_a_part_of_a_whole(part: Decimal | None, whole: Decimal | None, expected: Decimal | None):
    assert part_of(part, whole) == expected
