"""Activities and the smaller ones they are made of: whether both tell the same money."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from decimal import Decimal
from graphlib import CycleError, TopologicalSorter
from typing import NamedTuple

Money = Mapping[str, Decimal]
"""Sums by currency."""
Sums = Mapping[str, Money]
"""Sums of one activity by kind of amount."""
Tree = Mapping[int, frozenset[int]]
"""The children of each parent."""

_NOTHING: Sums = {}
_UNIT = Decimal(1)
_THOUSANDTH = Decimal("0.001")


class Verdict(NamedTuple):
    """What a parent and its children tell of one kind of amount; ``is_repeated`` when it is the
    same money.
    """

    action_id: int
    kind: str
    own: Money
    children: Money
    is_repeated: bool


def judge(tree: Tree, sums: Mapping[int, Sums]) -> list[Verdict]:
    """One verdict for every kind that both a parent and something beneath it have, lowest first.

    A parent repeats the sum of its children, or all that counts beneath it. Sums are the same when
    they differ by less than one unit and a thousandth. Who is in a circle gets no verdict.
    """
    verdicts: list[Verdict] = []
    counted: dict[int, Sums] = {}
    for action in _lowest_first(tree):
        own, children = sums.get(action, _NOTHING), tree.get(action, frozenset())
        totals = {}
        for kind in _kinds([own, *(counted[child] for child in children)]):
            mine = own.get(kind, {})
            direct = _added(sums.get(child, _NOTHING).get(kind, {}) for child in children)
            below = _added(counted[child].get(kind, {}) for child in children)
            is_repeated = False
            if any(mine.values()) and any(below.values()):
                is_repeated = _is_same(mine, direct) or _is_same(mine, below)
                told = direct if any(direct.values()) else below
                verdicts.append(Verdict(action, kind, mine, told, is_repeated))
            totals[kind] = below if is_repeated else _added([mine, below])
        counted[action] = totals
    return verdicts


def in_circles(tree: Tree) -> set[int]:
    """Activities that are above themselves, and those above such ones."""
    everything = {*tree, *(child for children in tree.values() for child in children)}
    return everything - set(_lowest_first(tree))


def _lowest_first(tree: Tree) -> Iterator[int]:
    sorter = TopologicalSorter(tree)
    # Where there is a circle, those that are not above it still come.
    with suppress(CycleError):
        sorter.prepare()
    while sorter.is_active():
        ready = sorter.get_ready()
        yield from ready
        sorter.done(*ready)


def _kinds(several: Iterable[Sums]) -> list[str]:
    return sorted({kind for sums in several for kind in sums})


def _added(several: Iterable[Money]) -> Money:
    total: dict[str, Decimal] = defaultdict(Decimal)
    for money in several:
        for currency, value in money.items():
            total[currency] += value
    return total


def _is_same(one: Money, other: Money) -> bool:
    return all(
        _is_near(one.get(currency, Decimal(0)), other.get(currency, Decimal(0)))
        for currency in {*one, *other}
    )


def _is_near(one: Decimal, other: Decimal) -> bool:
    most = min(_UNIT, max(abs(one), abs(other)) * _THOUSANDTH)
    return one == other or abs(one - other) < most
