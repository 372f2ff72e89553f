"""What an import will write: which records are new, which changed, which stay out."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from operator import attrgetter
from typing import Any

import orjson
from sqlalchemy import select
from sqlalchemy.orm import Session

from data_access.services.action_parts import Known
from data_access.services.import_batches import Change, jsonable, text_of
from data_access.services.records import Saving
from data_access.store.store import Store
from data_access.store.tables import actions, catalogues, imports
from data_access.vocabulary.drafts import ActionDraft, PartnerRef, RowDraft
from data_access.vocabulary.issues import Issue, Severity
from data_access.vocabulary.messages import N_
from data_access.vocabulary.names import fold

_FIELDS = tuple(field.name for field in fields(ActionDraft))
_values = attrgetter(*_FIELDS)
_PARTNERS = _FIELDS.index("partners")


@dataclass
class Plan:
    """What an import will write."""

    created: list[Saving]
    updated: list[Saving]
    unchanged: int
    rejected: list[RowDraft[ActionDraft]]
    outcomes: dict[int, tuple[str, int | None]]
    """``id(row)`` → outcome and action id."""


def make_plan(
    store: Store, session: Session, known: Known, rows: Sequence[RowDraft[ActionDraft]]
) -> Plan:
    """Compare the rows with the records of their sources; nothing is written yet."""
    action = actions.Action
    source_ids = {known.sources[row.draft.source_code] for row in rows if row.draft is not None}
    before = {
        (source_id, external_id): (action_id, content_hash)
        for source_id, external_id, action_id, content_hash in session.execute(
            select(
                action.source_id, action.external_id, action.action_id, action.content_hash
            ).where(action.source_id.in_(source_ids))
        )
    }
    aliases = dict(
        session.execute(
            select(catalogues.PartnerAlias.alias_key, catalogues.PartnerAlias.partner_id)
        ).all()
    )
    plan = Plan([], [], 0, [], {})
    next_id = store.next_id(session, action)
    seen: set[tuple[int, str]] = set()
    for row in rows:
        if row.is_rejected or row.draft is None:
            plan.rejected.append(row)
            plan.outcomes[id(row)] = ("rejected", None)
            continue
        key = known.sources[row.draft.source_code], row.draft.external_id
        if key in seen:
            row.issues.append(_repeated(row))
            plan.rejected.append(row)
            plan.outcomes[id(row)] = ("rejected", None)
            continue
        seen.add(key)
        draft = _resolved(row.draft, aliases)
        content_hash = _hash(row.draft)
        action_id, old_hash = before.get(key, (None, None))
        if action_id is None:
            plan.created.append(Saving(next_id, draft, content_hash, None))
            plan.outcomes[id(row)] = ("created", next_id)
            next_id += 1
        elif old_hash != content_hash:
            plan.updated.append(Saving(action_id, draft, content_hash, None))
            plan.outcomes[id(row)] = ("updated", action_id)
        else:
            plan.unchanged += 1
            plan.outcomes[id(row)] = ("unchanged", action_id)
    return plan


def changes_of(
    session: Session, rows: Sequence[RowDraft[ActionDraft]], plan: Plan
) -> dict[int, list[Change]]:
    """What differs, column by column, between the row last read for a record and this one."""
    updated = [saving.action_id for saving in plan.updated]
    before: dict[int, dict[str, Any]] = {}
    for start in range(0, len(updated), 500):
        before |= dict(
            session.execute(
                select(actions.Action.action_id, imports.SourceRow.cells)
                .join(
                    imports.SourceRow,
                    imports.SourceRow.source_row_id == actions.Action.source_row_id,
                )
                .where(actions.Action.action_id.in_(updated[start : start + 500]))
            ).all()
        )
    changes: dict[int, list[Change]] = {}
    for row in rows:
        outcome, action_id = plan.outcomes[id(row)]
        if outcome != "updated" or action_id is None or row.draft is None:
            continue
        old, new = before.get(action_id, {}), jsonable(row.cells)
        changes[action_id] = [
            (row.draft.external_id, name, text_of(old.get(name)), text_of(new.get(name)))
            for name in dict.fromkeys([*old, *new])
            if text_of(old.get(name)) != text_of(new.get(name))
        ]
    return changes


def _resolved(draft: ActionDraft, aliases: dict[str, int]) -> ActionDraft:
    """``draft`` with the id of every partner."""
    if all(ref.partner_id for ref in draft.partners):
        return draft
    return replace(draft, partners=tuple(_known_partner(ref, aliases) for ref in draft.partners))


def _known_partner(ref: PartnerRef, aliases: dict[str, int]) -> PartnerRef:
    return ref if ref.partner_id else replace(ref, partner_id=aliases.get(fold(ref.name)[:300]))


def _repeated(row: RowDraft[ActionDraft]) -> Issue:
    code = row.draft.external_id if row.draft else ""
    return Issue(
        "record.repeated_code",
        N_("El código {code} ya apareció antes en este archivo: deje una sola fila por registro."),
        Severity.ERROR,
        sheet=row.sheet or None,
        row=row.row_number,
        value=code,
        values={"code": code},
    )


def _hash(draft: ActionDraft) -> str:
    """A digest of what the source says, without ids that belong to this store."""
    values = list(_values(draft))
    values[_PARTNERS] = [
        (fold(ref.name), ref.role, ref.is_counted, ref.share_pct) for ref in draft.partners
    ]
    return hashlib.sha256(orjson.dumps(values, default=str)).hexdigest()
