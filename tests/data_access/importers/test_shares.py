"""Parts of a whole: exactly the whole, and each what its proportion says to the last unit."""

from decimal import Decimal
from itertools import permutations

import pytest

from data_access.importers.shares import equal_parts, exact_percentages
from data_access.services.allocation import split, weights

D = Decimal


@pytest.mark.parametrize(
    ("written", "units", "parts"),
    [
        # Three thirds of 300 dollars, in millionths, are 100 each: 33.3334 % would be 100.0002.
        (["33.33"] * 3, 300_000_000, [100_000_000] * 3),
        (["33.3", "33.3", "33.4"], 300_000_000, [99_900_000, 99_900_000, 100_200_000]),
        (["66.66", "33.33"], 300_000_000, [200_000_000, 100_000_000]),
        # A million millions of dollars, the most that one amount may be.
        (["33.33"] * 3, 10**18, [333333333333333334, 333333333333333333, 333333333333333333]),
        (["14.28"] * 7, 7 * 10**17, [10**17] * 7),
    ],
)
def test_parts_are_what_their_proportion_says(written: list[str], units: int, parts: list[int]):
    names = list("abcdefg")[: len(written)]
    percentages = exact_percentages([D(text) for text in written], names)
    assert sum(percentages) == 100
    assert split(units, weights(percentages)) == parts
    assert sum(parts) == units


@pytest.mark.parametrize("names", permutations("abc"))
def test_the_odd_unit_goes_to_the_first_name_in_any_order(names: tuple[str, ...]):
    percentages = exact_percentages([D("33.33")] * 3, names)
    found = dict(zip(names, split(100, weights(percentages)), strict=True))
    assert found == {"a": 34, "b": 33, "c": 33}
    parts = dict(zip(names, equal_parts(D(40), names), strict=True))
    assert sum(parts.values()) == 40
    assert parts["a"] > parts["b"] == parts["c"]
