"""Splitting never loses a unit."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from data_access.services.allocation import equal, split, weights


@given(
    st.integers(min_value=-(10**15), max_value=10**15),
    st.lists(st.integers(min_value=0, max_value=10**6), min_size=1, max_size=40).filter(any),
)
def test_parts_add_up_to_the_whole(units: int, parts: list[int]) -> None:
    assert sum(split(units, parts)) == units


@given(
    st.integers(min_value=-(10**15), max_value=10**15), st.integers(1, 40), st.integers(1, 10**6)
)
def test_equal_parts_are_equal_whatever_their_weight(units: int, count: int, weight: int) -> None:
    parts = split(units, [weight] * count)
    assert parts == split(units, [1] * count)
    assert max(parts) - min(parts) <= 1
    assert parts == sorted(parts, key=abs, reverse=True)


def test_a_third_each_leaves_the_odd_cent_with_the_first() -> None:
    assert split(100, [1, 1, 1]) == [34, 33, 33]
    assert split(-100, [1, 1, 1]) == [-34, -33, -33]


def test_declared_percentages_weigh_and_missing_ones_make_equal_parts() -> None:
    assert split(1000, weights([Decimal("33.3"), Decimal("66.7")])) == [333, 667]
    assert weights([Decimal(60), None]) == [1, 1]


def test_a_percentage_weighs_to_its_last_decimal() -> None:
    third = Decimal("33.33333333333333333333")
    assert weights([third, 100 - third]) == [
        3333333333333333333333, 6666666666666666666667,
    ]  # fmt: skip
    assert split(10**12, weights([Decimal("0.00001"), Decimal("99.99999")])) == [
        100_000, 10**12 - 100_000,
    ]  # fmt: skip


def test_codes_of_equal_weight_stand_in_their_own_order() -> None:
    assert equal(["4", "11", "4"]) == equal(["11", "4"]) == [("11", 1), ("4", 1)]
