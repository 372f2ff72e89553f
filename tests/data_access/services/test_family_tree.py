"""Whether a parent tells the money of its children again."""

from decimal import Decimal

import pytest

from data_access.services.family_tree import in_circles, judge

PARENT, CHILD, OTHER, GRANDCHILD = 1, 2, 3, 4


def usd(**kinds: str) -> dict:
    return {kind: {"USD": Decimal(value)} for kind, value in kinds.items()}


def verdicts(tree: dict, sums: dict) -> list[tuple[int, str, bool]]:
    frozen = {parent: frozenset(children) for parent, children in tree.items()}
    return [(each.action_id, each.kind, each.is_repeated) for each in judge(frozen, sums)]


FAMILY = {PARENT: {CHILD, OTHER}}


@pytest.mark.parametrize(
    ("parent", "is_repeated"),
    [("1000", True), ("999.99", True), ("999", False), ("1001", False), ("400", False)],
)
def test_a_parent_repeats_the_sum_of_its_children_but_for_its_rounding(
    parent: str, is_repeated: bool
):
    sums = {
        PARENT: usd(committed=parent),
        CHILD: usd(committed="400"),
        OTHER: usd(committed="600"),
    }
    assert verdicts(FAMILY, sums) == [(PARENT, "committed", is_repeated)]


def test_small_sums_are_not_taken_for_one_another():
    sums = {PARENT: usd(committed="1"), CHILD: usd(committed="0.5")}
    assert verdicts(FAMILY, sums) == [(PARENT, "committed", False)]


def test_each_kind_is_looked_at_alone():
    sums = {
        PARENT: usd(committed="10", disbursed="5", planned="1"),
        CHILD: usd(committed="10", disbursed="3"),
        OTHER: usd(incoming="4"),
    }
    assert verdicts(FAMILY, sums) == [(PARENT, "committed", True), (PARENT, "disbursed", False)]


def test_sums_in_other_currencies_are_other_sums():
    sums = {PARENT: usd(committed="10"), CHILD: {"committed": {"EUR": Decimal(10)}}}
    assert verdicts(FAMILY, sums) == [(PARENT, "committed", False)]


def test_nothing_and_zero_repeat_nothing():
    assert verdicts(FAMILY, {PARENT: usd(committed="10")}) == []
    assert verdicts(FAMILY, {PARENT: usd(committed="10"), CHILD: usd(committed="0")}) == []


def test_of_three_levels_only_the_lowest_counts():
    tree = {PARENT: {CHILD, OTHER}, CHILD: {GRANDCHILD}}
    sums = {
        PARENT: usd(committed="10"),
        CHILD: usd(committed="7"),
        OTHER: usd(committed="3"),
        GRANDCHILD: usd(committed="7"),
    }
    assert verdicts(tree, sums) == [(CHILD, "committed", True), (PARENT, "committed", True)]


def test_money_two_levels_down_is_compared_when_the_level_between_has_none():
    tree = {PARENT: {CHILD}, CHILD: {GRANDCHILD}}
    sums = {PARENT: usd(committed="10"), GRANDCHILD: usd(committed="10")}
    assert verdicts(tree, sums) == [(PARENT, "committed", True)]


DIAMOND = {PARENT: {CHILD, OTHER}, CHILD: {GRANDCHILD}, OTHER: {GRANDCHILD}}
"""Both children are made of the same grandchild."""


@pytest.mark.parametrize(
    ("parent", "child", "other", "grandchild", "repeated"),
    [
        # 10 beneath the top, not 20: the grandchild is one, whatever the number of its parents.
        ("10", None, None, "10", {PARENT}),
        # Everybody tells the same 10.
        ("10", "10", "10", "10", {PARENT, CHILD, OTHER}),
        # Beneath the top 15 of one child and 10 of the grandchild.
        ("25", None, "15", "10", {PARENT}),
        # The children tell 15, which the top repeats; beneath them there are 10 more.
        ("15", None, "15", "10", {PARENT}),
        ("20", None, None, "10", set()),
        ("35", None, "15", "10", set()),
    ],
)
def test_a_grandchild_of_two_parents_counts_once_beneath_the_top(
    parent: str, child: str | None, other: str | None, grandchild: str, repeated: set[int]
):
    told = {PARENT: parent, CHILD: child, OTHER: other, GRANDCHILD: grandchild}
    sums = {number: usd(committed=value) for number, value in told.items() if value}
    found = verdicts(DIAMOND, sums)
    assert {action for action, _, is_repeated in found if is_repeated} == repeated


def test_what_hangs_from_a_child_and_from_its_parent_counts_once():
    tree = {PARENT: {CHILD, GRANDCHILD}, CHILD: {GRANDCHILD}}
    sums = {number: usd(committed="10") for number in (PARENT, CHILD, GRANDCHILD)}
    assert verdicts(tree, sums) == [(CHILD, "committed", True), (PARENT, "committed", True)]


def test_what_is_told_of_the_components_is_what_was_compared():
    frozen = {parent: frozenset(children) for parent, children in DIAMOND.items()}
    sums = {number: usd(committed="10") for number in (PARENT, CHILD, OTHER, GRANDCHILD)}
    (top,) = [each for each in judge(frozen, sums) if each.action_id == PARENT]
    assert (top.own, top.children) == ({"USD": 10}, {"USD": 10})


def test_who_is_in_a_circle_is_not_judged_and_others_are():
    tree = {PARENT: {CHILD}, CHILD: {PARENT}, OTHER: {GRANDCHILD}}
    sums = {number: usd(committed="10") for number in (PARENT, CHILD, OTHER, GRANDCHILD)}
    assert verdicts(tree, sums) == [(OTHER, "committed", True)]
    assert in_circles({key: frozenset(kids) for key, kids in tree.items()}) == {PARENT, CHILD}
