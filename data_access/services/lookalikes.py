"""Identifiers of outside activities that differ in nothing but case or blanks."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_access.store.tables.actions import Action, ActionRelation, DataSource
from data_access.vocabulary.drafts import EXTERNAL
from data_access.vocabulary.issues import Issue, Severity
from data_access.vocabulary.messages import N_

_FAMILY_TIES = ("parent", "child")


class _Spelling(NamedTuple):
    """An identifier as the action writes it: its own one, or that of a relative."""

    action_id: int
    identifier: str
    column: str | None


def tell_lookalikes(
    session: Session, families: Collection[str], rows: Mapping[int, int]
) -> Iterator[tuple[Issue, int]]:
    """Warn of the activities of a file whose identifier, or that of a relative, is otherwise
    written elsewhere; a person decides, nothing is merged.

    ``rows`` are the rows of the file by the id of their action.
    """
    if not families:
        return
    known = _known(session, families)
    by_likeness: dict[str, dict[str, int]] = defaultdict(dict)
    for each in known:
        by_likeness[_likeness(each.identifier)].setdefault(each.identifier, each.action_id)
    for each in known:
        if each.action_id in rows:
            alike = by_likeness[_likeness(each.identifier)]
            if len(alike) > 1:
                yield _issue(each, alike, rows), each.action_id
    for each in _relatives(session, families):
        alike = by_likeness.get(_likeness(each.identifier), {})
        is_in_file = each.action_id in rows or any(owner in rows for owner in alike.values())
        if is_in_file and alike and each.identifier not in alike:
            yield _issue(each, alike, rows), each.action_id


def _likeness(identifier: str) -> str:
    return identifier.replace(" ", "").casefold()


def _known(session: Session, families: Collection[str]) -> list[_Spelling]:
    query = (
        select(Action.action_id, Action.external_id)
        .join(DataSource)
        .where(DataSource.family_code.in_(families), DataSource.kind == EXTERNAL)
        .order_by(Action.action_id)
    )
    return [_Spelling(*row, None) for row in session.execute(query)]


def _relatives(session: Session, families: Collection[str]) -> Iterator[_Spelling]:
    query = (
        select(ActionRelation.action_id, ActionRelation.related_identifier)
        .join(Action)
        .join(DataSource)
        .where(
            DataSource.family_code.in_(families),
            DataSource.kind == EXTERNAL,
            ActionRelation.relation_type.in_(_FAMILY_TIES),
        )
        .order_by(ActionRelation.action_id, ActionRelation.related_identifier)
    )
    for row in session.execute(query):
        yield _Spelling(*row, "related-activity")


def _issue(each: _Spelling, alike: Collection[str], rows: Mapping[int, int]) -> Issue:
    others = ", ".join(f"«{other}»" for other in sorted(alike) if other != each.identifier)
    return Issue(
        "code.lookalike",
        N_(
            "El código «{value}» solo se diferencia de {others} en mayúsculas o espacios: se tomó "
            "por el de otra actividad y el dinero de ambas se suma. Si es la misma, escríbalo "
            "igual."
        ),
        Severity.WARNING,
        row=rows.get(each.action_id),
        column=each.column,
        value=each.identifier,
        values={"value": each.identifier, "others": others},
    )
