"""Money that a file brings into the totals, or takes out, by saying otherwise who tells it."""

from collections.abc import Iterable, Mapping, Sequence, Set
from typing import NamedTuple

from data_access.services.family_tree import Money, Sums, Tree

Kinds = Set[tuple[int, str]]
"""Kinds of amount of some records."""


class Copy(NamedTuple):
    """An activity that ``keeper`` tells, too; ``is_left_out`` when only the keeper's money counts,
    because this one is a secondary publisher's.
    """

    action_id: int
    keeper_id: int
    keeper: str
    is_left_out: bool


class Standing(NamedTuple):
    """Who tells whose money among the records of some families of sources at a moment."""

    copies: Sequence[Copy]
    tree: Tree
    identifiers: Mapping[int, str]
    """The identifiers of all actions of the above."""
    uncounted: Kinds
    newest: int
    """The id of the last record that there was."""

    @property
    def family_members(self) -> set[int]:
        """All that are a parent or a component."""
        return {*self.tree, *(child for children in self.tree.values() for child in children)}


class Move(NamedTuple):
    """Money of a record that counts now and did not (``is_in``), or the other way round.

    ``components`` and ``keepers`` are those whose tie to the record went, or came, with that;
    by name, each with its id.
    """

    action_id: int
    kind: str
    own: Money
    components: Mapping[str, int]
    keepers: Mapping[str, int]
    is_in: bool


def moves_between(before: Standing, now: Standing, sums: Mapping[int, Sums]) -> list[Move]:
    """What moved of the records that there were ``before``; ``sums`` are those of now.

    What does not count because a new record tells it, too, has no tie that moved it: it is the
    usual way of activities that come in several files.
    """
    moves = []
    keepers_before, keepers_now = (_keepers(each.copies) for each in (before, now))
    for action_id, kind in sorted(before.uncounted ^ now.uncounted):
        own = sums.get(action_id, {}).get(kind, {})
        if action_id > before.newest or not any(own.values()):
            continue
        sides = [
            (_components(before, action_id), keepers_before.get(action_id, {})),
            (_components(now, action_id), keepers_now.get(action_id, {})),
        ]
        is_in = (action_id, kind) in before.uncounted
        with_tie, without = sides if is_in else sides[::-1]
        components, keepers = (
            {
                name: one[name]
                for name in sorted(one.keys() - other.keys())
                if one[name] <= before.newest
            }
            for one, other in zip(with_tie, without, strict=True)
        )
        moves.append(Move(action_id, kind, own, components, keepers, is_in))
    return moves


def _components(standing: Standing, action_id: int) -> Mapping[str, int]:
    return {standing.identifiers[child]: child for child in standing.tree.get(action_id, ())}


def _keepers(copies: Iterable[Copy]) -> Mapping[int, Mapping[str, int]]:
    """Whose money counts in place of each copy's."""
    return {copy.action_id: {copy.keeper: copy.keeper_id} for copy in copies if copy.is_left_out}
