"""The activities that a record names beside its own, and those that name it."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_access.store.tables.actions import Action, ActionRelation, DataSource

_INVERSE = {"parent": "child", "child": "parent"}


def related_to(session: Session, action: Action) -> list[dict[str, Any]]:
    """One row for every related activity: kind, identifier, and id and title where it is known.

    Parents come first, then children, then the rest; each by its identifier.
    """
    family = select(DataSource.family_code).where(DataSource.source_id == action.source_id)
    relatives = select(DataSource.source_id).where(
        DataSource.family_code == family.scalar_subquery()
    )
    own = session.execute(
        select(ActionRelation.relation_type, ActionRelation.related_identifier).where(
            ActionRelation.action_id == action.action_id
        )
    )
    naming = session.execute(
        select(ActionRelation.relation_type, Action.external_id)
        .join(Action)
        .where(
            ActionRelation.related_identifier == action.external_id,
            Action.source_id.in_(relatives),
        )
    )
    pairs = {(kind, identifier) for kind, identifier in own}
    pairs |= {(_INVERSE.get(kind, kind), identifier) for kind, identifier in naming}
    known = session.execute(
        select(Action.external_id, Action.action_id, Action.title)
        .where(
            Action.external_id.in_({identifier for _, identifier in pairs}),
            Action.source_id.in_(relatives),
        )
        # Whoever runs an activity comes last, and is the one that stays.
        .order_by(Action.is_secondary.desc(), Action.action_id.desc())
    )
    found = {identifier: (action_id, title) for identifier, action_id, title in known}
    return [
        {
            "kind": kind,
            "identifier": identifier,
            "action_id": found.get(identifier, (None, ""))[0],
            "title": found.get(identifier, (None, ""))[1],
        }
        for kind, identifier in sorted(pairs, key=_order)
    ]


def _order(pair: tuple[str, str]) -> tuple[bool, bool, str, str]:
    kind, identifier = pair
    return kind != "parent", kind != "child", kind, identifier
