"""The same money told by several records of outside publishers is counted once."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import func, not_, select, update
from sqlalchemy.orm import Session

from data_access.services.action_parts import Known
from data_access.services.family_tree import Sums, Tree, Verdict, in_circles, judge
from data_access.services.moved_money import Copy, Kinds, Move, Standing, moves_between
from data_access.services.revaluation import write_again
from data_access.store.tables.actions import Action, ActionRelation, Amount, DataSource
from data_access.vocabulary.drafts import EXTERNAL

_CHUNK = 500


class Reckoning(NamedTuple):
    """What was found among the records of some families of sources."""

    copies: Sequence[Copy]
    verdicts: Sequence[Verdict]
    circles: Collection[int]
    tree: Tree
    identifiers: Mapping[int, str]
    """The identifiers of all actions of the above."""
    moves: Sequence[Move]
    is_changed: bool
    """Whether anything counts otherwise than before."""


class _Telling(NamedTuple):
    action_id: int
    identifier: str
    publisher: str
    name: str
    is_secondary: bool


def standing(session: Session, families: Collection[str]) -> Standing:
    """Who tells whose money among the records of ``families``, and what does not count for it."""
    if not families:
        return Standing((), {}, {}, frozenset(), 0)
    copies, identifiers = _copies(session, families)
    tree, in_tree = _tree(
        session, families, {each.action_id for each in copies if each.is_left_out}
    )
    uncounted = _uncounted(session, families)
    newest = session.scalar(select(func.max(Action.action_id))) or 0
    return Standing(copies, tree, {**identifiers, **in_tree}, uncounted, newest)


def count_once(
    session: Session, known: Known, families: Collection[str], before: Standing
) -> Reckoning:
    """Let amounts that several records tell count once, whatever the order of their loading.

    A secondary publisher's activity does not count when somebody else tells it: whoever runs it
    or, without one, the first publisher by code. What a parent repeats of its children does not
    count either (see :func:`~data_access.services.family_tree.judge`). ``before`` is the
    :func:`standing` of the families before the file was written.
    """
    if not families:
        return Reckoning((), (), (), {}, {}, (), is_changed=False)
    now = standing(session, families)
    left_out = {copy.action_id for copy in now.copies if copy.is_left_out}
    silent_before = {action_id for action_id, _ in before.uncounted}
    sums = _sums(session, left_out | silent_before | now.family_members)
    verdicts = judge(now.tree, sums)
    wanted = {(action, kind) for action in left_out for kind in sums.get(action, {})}
    wanted |= {(each.action_id, each.kind) for each in verdicts if each.is_repeated}
    changed = now.uncounted ^ wanted
    _let_count(session, known, changed, wanted)
    return Reckoning(
        now.copies,
        verdicts,
        in_circles(now.tree),
        now.tree,
        {**before.identifiers, **now.identifiers},
        moves_between(before, now._replace(uncounted=wanted), sums),
        is_changed=bool(changed),
    )


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


def _uncounted(session: Session, families: Collection[str]) -> Kinds:
    query = (
        select(Amount.action_id, Amount.kind)
        .join(Action, Action.action_id == Amount.action_id)
        .join(DataSource)
        .where(*_of(families), not_(Amount.is_counted))
        .distinct()
    )
    return {(action_id, kind) for action_id, kind in session.execute(query)}


def _let_count(session: Session, known: Known, changed: Kinds, wanted: Kinds) -> None:
    """Let those of ``changed`` that are ``wanted`` not count, and the others count."""
    by_kind: dict[tuple[str, bool], list[int]] = defaultdict(list)
    for action_id, kind in sorted(changed):
        by_kind[kind, (action_id, kind) not in wanted].append(action_id)
    for (kind, is_counted), ids in by_kind.items():
        for chunk in _chunks(ids):
            session.execute(
                update(Amount)
                .where(Amount.action_id.in_(chunk), Amount.kind == kind)
                .values(is_counted=is_counted)
            )
    write_again(session, known, {action_id for action_id, _ in changed})


def _chunks(items: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for start in range(0, len(items), _CHUNK):
        yield items[start : start + _CHUNK]
