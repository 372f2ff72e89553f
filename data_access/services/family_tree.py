"""Activities and the smaller ones they are made of: whether both tell the same money."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
_NO_MONEY: Money = {}
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

    A parent repeats the sum of its children, or all that counts beneath it, where an activity with
    several parents counts once. Sums are the same when they differ by less than one unit and a
    thousandth. Who is in a circle gets no verdict.
    """
    verdicts: list[Verdict] = []
    counted = _Counted(tree)
    for action in _lowest_first(tree):
        own, parts = sums.get(action, _NOTHING), counted.parts_beneath(action)
        children = [sums.get(child, _NOTHING) for child in tree.get(action, ())]
        repeated = set()
        for kind in _kinds([own, *parts]):
            mine, direct, below = own.get(kind, {}), _of(kind, children), _of(kind, parts)
            if any(mine.values()) and any(below.values()):
                told = [money for money in (direct, below) if any(money.values())]
                same = [money for money in told if _is_same(mine, money)]
                verdicts.append(Verdict(action, kind, mine, (same or told)[0], bool(same)))
                if same:
                    repeated.add(kind)
        counted.add(action, {kind: own[kind] for kind in own if kind not in repeated}, parts)
    return verdicts


class _Counted:
    """What counts of each activity and of all beneath it, as far as they were looked at."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        parents = Counter(child for children in tree.values() for child in children)
        self._shared = {child for child, count in parents.items() if count > 1}
        """Activities with several parents, and those that stand above such ones."""
        self._alone: dict[int, Sums] = {}
        self._whole: dict[int, Sums] = {}

    def parts_beneath(self, action: int) -> list[Sums]:
        """What adds up to all that counts beneath ``action``, everything once."""
        children = self._tree.get(action, frozenset())
        if self._shared.isdisjoint(children):
            return [self._whole[child] for child in children]
        self._shared.add(action)
        return [self._alone[each] for each in self._beneath(children)]

    def add(self, action: int, alone: Sums, parts: Sequence[Sums]) -> None:
        """Keep what counts of ``action`` itself and the parts beneath it."""
        self._alone[action] = alone
        if action not in self._shared:
            both = [alone, *parts]
            self._whole[action] = {kind: _of(kind, both) for kind in _kinds(both)}

    def _beneath(self, children: Iterable[int]) -> set[int]:
        found, waiting = set(children), list(children)
        while waiting:
            more = self._tree.get(waiting.pop(), frozenset()) - found
            found |= more
            waiting += more
        return found


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


def _of(kind: str, several: Iterable[Sums]) -> Money:
    total: dict[str, Decimal] = defaultdict(Decimal)
    for sums in several:
        for currency, value in sums.get(kind, _NO_MONEY).items():
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
