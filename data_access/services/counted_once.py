"""The same money told by several records of outside publishers is counted once."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import func, not_, select, update
from sqlalchemy.orm import Session

from data_access.services.action_parts import Known
from data_access.services.family_tree import Sums, Tree, Verdict, in_circles, judge
from data_access.services.revaluation import write_again
from data_access.store.tables.actions import Action, ActionRelation, Amount, DataSource
from data_access.vocabulary.drafts import EXTERNAL

_CHUNK = 500


class Copy(NamedTuple):
    """An activity that ``keeper`` tells, too; ``is_left_out`` when only the keeper's money counts,
    because this one is a secondary publisher's.
    """

    action_id: int
    keeper_id: int
    keeper: str
    is_left_out: bool


class Reckoning(NamedTuple):
    """What was found among the records of some families of sources."""

    copies: Sequence[Copy]
    verdicts: Sequence[Verdict]
    circles: Collection[int]
    tree: Tree
    identifiers: Mapping[int, str]
    """The identifiers of all actions of the above."""
    is_changed: bool
    """Whether anything counts otherwise than before."""


class _Telling(NamedTuple):
    action_id: int
    identifier: str
    publisher: str
    name: str
    is_secondary: bool


def count_once(session: Session, known: Known, families: Collection[str]) -> Reckoning:
    """Let amounts that several records tell count once, whatever the order of their loading.

    A secondary publisher's activity does not count when somebody else tells it: whoever runs it
    or, without one, the first publisher by code. What a parent repeats of its children does not
    count either (see :func:`~data_access.services.family_tree.judge`).
    """
    if not families:
        return Reckoning((), (), (), {}, {}, is_changed=False)
    copies, identifiers = _copies(session, families)
    left_out = {copy.action_id for copy in copies if copy.is_left_out}
    tree, in_tree = _tree(session, families, left_out)
    sums = _sums(session, left_out | set(in_tree))
    verdicts = judge(tree, sums)
    wanted = {(action, kind) for action in left_out for kind in sums.get(action, {})}
    wanted |= {(each.action_id, each.kind) for each in verdicts if each.is_repeated}
    is_changed = _let_count(session, known, families, wanted)
    names = {**identifiers, **in_tree}
    return Reckoning(copies, verdicts, in_circles(tree), tree, names, is_changed)


def _of(families: Collection[str]) -> tuple[Any, ...]:
    return (DataSource.family_code.in_(families), DataSource.kind == EXTERNAL)


def _copies(session: Session, families: Collection[str]) -> tuple[list[Copy], dict[int, str]]:
    """Activities that several publishers tell, but for the keeper of each; and who they are."""
    twice = (
        select(Action.external_id)
        .join(DataSource)
        .where(*_of(families))
        .group_by(Action.external_id)
        .having(func.count() > 1)
    )
    rows = session.execute(
        select(
            Action.action_id,
            Action.external_id,
            DataSource.source_code,
            DataSource.name_es,
            Action.is_secondary,
        )
        .join(DataSource)
        .where(*_of(families), Action.external_id.in_(twice))
    )
    groups: dict[str, list[_Telling]] = defaultdict(list)
    for row in rows:
        groups[row.external_id].append(_Telling(*row))
    copies = [copy for identifier in sorted(groups) for copy in _but_the_keeper(groups[identifier])]
    return copies, {each.action_id: each.identifier for group in groups.values() for each in group}


def _but_the_keeper(group: Sequence[_Telling]) -> Iterator[Copy]:
    keeper, *others = sorted(group, key=lambda each: (each.is_secondary, each.publisher))
    for each in others:
        yield Copy(each.action_id, keeper.action_id, keeper.name, each.is_secondary)


def _tree(
    session: Session, families: Collection[str], left_out: Collection[int]
) -> tuple[Tree, dict[int, str]]:
    """Who is the parent of whom, as either of them says, and the identifiers of all; both ends
    have to be known.
    """
    rows = session.execute(
        select(
            ActionRelation.action_id,
            ActionRelation.related_identifier,
            ActionRelation.relation_type,
            Action.external_id,
        )
        .join(Action)
        .join(DataSource)
        .where(*_of(families), ActionRelation.relation_type.in_(("parent", "child")))
    ).all()
    wanted = {row.related_identifier for row in rows}
    actions = _by_identifier(session, families, wanted, left_out)
    tree: dict[int, set[int]] = defaultdict(set)
    names: dict[int, str] = {}
    for action_id, related, kind, identifier in rows:
        other = actions.get(related)
        if other is None or action_id in left_out or other == action_id:
            continue
        parent, child = (other, action_id) if kind == "parent" else (action_id, other)
        tree[parent].add(child)
        names |= {action_id: identifier, other: related}
    return {parent: frozenset(children) for parent, children in tree.items()}, names


def _by_identifier(
    session: Session, families: Collection[str], wanted: Collection[str], left_out: Collection[int]
) -> dict[str, int]:
    """The action of each identifier whose money counts; that of the first publisher by code."""
    found: dict[str, int] = {}
    for chunk in _chunks(sorted(wanted)):
        query = (
            select(Action.external_id, Action.action_id)
            .join(DataSource)
            .where(*_of(families), Action.external_id.in_(chunk))
            .order_by(DataSource.source_code)
        )
        for identifier, action_id in session.execute(query):
            if action_id not in left_out:
                found.setdefault(identifier, action_id)
    return found


def _sums(session: Session, members: Collection[int]) -> Mapping[int, Sums]:
    """What each of ``members`` tells, by kind and currency."""
    sums: dict[int, dict[str, dict[str, Decimal]]] = {}
    for chunk in _chunks(sorted(members)):
        query = select(
            Amount.action_id, Amount.kind, Amount.currency_code, Amount.original_amount
        ).where(Amount.action_id.in_(chunk))
        for action_id, kind, currency, value in session.execute(query):
            by_currency = sums.setdefault(action_id, {}).setdefault(kind, {})
            by_currency[currency] = by_currency.get(currency, Decimal(0)) + (value or 0)
    return sums


def _let_count(
    session: Session,
    known: Known,
    families: Collection[str],
    wanted: Collection[tuple[int, str]],
) -> bool:
    """Let the kinds of ``wanted`` and no others not count; whether that changes anything."""
    query = (
        select(Amount.action_id, Amount.kind)
        .join(Action, Action.action_id == Amount.action_id)
        .join(DataSource)
        .where(*_of(families), not_(Amount.is_counted))
        .distinct()
    )
    before = {(action_id, kind) for action_id, kind in session.execute(query)}
    changed = before ^ set(wanted)
    by_kind: dict[tuple[str, bool], list[int]] = defaultdict(list)
    for action_id, kind in sorted(changed):
        by_kind[kind, (action_id, kind) in before].append(action_id)
    for (kind, is_counted), ids in by_kind.items():
        for chunk in _chunks(ids):
            session.execute(
                update(Amount)
                .where(Amount.action_id.in_(chunk), Amount.kind == kind)
                .values(is_counted=is_counted)
            )
    write_again(session, known, {action_id for action_id, _ in changed})
    return bool(changed)


def _chunks(items: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for start in range(0, len(items), _CHUNK):
        yield items[start : start + _CHUNK]
