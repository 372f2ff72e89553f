"""What an import will write: which records are new, which changed, which stay out."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

import orjson
from sqlalchemy import select
from sqlalchemy.orm import Session

from data_access.services.action_amounts import too_much
from data_access.services.codes_alike import CodesAlike
from data_access.services.import_batches import Change, in_order, text_of
from data_access.services.import_parties import Partners
from data_access.services.rates import Rates
from data_access.services.records import Saving
from data_access.store.store import Store
from data_access.store.tables import actions, imports
from data_access.vocabulary.drafts import ActionDraft, AmountDraft, RowDraft
from data_access.vocabulary.issues import Issue, Severity
from data_access.vocabulary.messages import N_
from data_access.vocabulary.names import fold

_PARTNERS = ActionDraft._fields.index("partners")
_PARTS = tuple(
    map(
        ActionDraft._fields.index,
        ("entities", "countries", "sectors", "amounts", "relations"),
    )
)
_UNASSIGNED = frozenset(
    f"{key}.unknown"
    for key in (
        "modality", "cooperation_type", "direction", "stage", "programme", "resource",
        "reimbursable",
    )
)  # fmt: skip
"""What is told of a cell of which nothing is stored."""


class Decision(NamedTuple):
    """What an import does with a row; ``draft`` has the id of every partner."""

    row: RowDraft[ActionDraft]
    outcome: str
    action_id: int | None
    draft: ActionDraft | None
    content_hash: str

    def saving(self, source_row_id: int | None) -> Saving:
        """What is to be saved of a new or changed record, read from that row."""
        if self.action_id is None or self.draft is None:
            raise ValueError(self.outcome)
        return Saving(self.action_id, self.draft, self.content_hash, source_row_id)


class Planner:
    """Compares rows with the records of their sources, portion by portion; it writes nothing."""

    def __init__(
        self,
        store: Store,
        session: Session,
        source_ids: Mapping[str, int],
        partners: Partners,
        rates: Rates,
    ) -> None:
        action = actions.Action
        self._source_ids = source_ids
        self._partners = partners
        self._rates = rates
        self._before = {
            (source_id, external_id): (action_id, content_hash)
            for source_id, external_id, action_id, content_hash in session.execute(
                select(
                    action.source_id, action.external_id, action.action_id, action.content_hash
                ).where(action.source_id.in_(source_ids.values()))
            )
        }
        self._next_id = store.next_id(session, action)
        self._seen: set[tuple[int, str]] = set()
        self._alike = CodesAlike(self._before)

    def decide(self, row: RowDraft[ActionDraft]) -> Decision:
        """What becomes of ``row``; rejected, and told so, when its code came before or when an
        amount is more than can be.
        """
        draft = row.draft
        if draft is None or row.is_rejected:
            return Decision(row, "rejected", None, None, "")
        key = self._source_ids[draft.source_code], draft.external_id
        if key in self._seen:
            row.issues.append(_repeated(row))
            return Decision(row, "rejected", None, None, "")
        self._seen.add(key)
        if alike := self._alike.told(*key):
            row.issues.append(replace(alike, sheet=row.sheet or None, row=row.row_number))
            if row.is_rejected:
                return Decision(row, "rejected", None, None, "")
        content_hash = _hash(draft)
        action_id, old_hash = self._before.get(key, (None, None))
        if old_hash == content_hash:
            return Decision(row, "unchanged", action_id, None, content_hash)
        absurd = too_much(draft, self._rates)
        if absurd is not None:
            row.issues.append(_too_much(row, absurd))
            return Decision(row, "rejected", None, None, "")
        outcome = "updated"
        if action_id is None:
            outcome, action_id = "created", self._next_id
            self._next_id += 1
        return Decision(row, outcome, action_id, self._partners.identified(draft), content_hash)


def changes_of(session: Session, decisions: Sequence[Decision]) -> dict[int, list[Change]]:
    """What differs, column by column, between the rows last read for updated records and these.

    Of a cell in which nothing was understood, nothing was stored.
    """
    rows = {
        decision.action_id: decision.row
        for decision in decisions
        if decision.outcome == "updated" and decision.action_id is not None
    }
    before: dict[int, dict[str, Any]] = {}
    ids = list(rows)
    for start in range(0, len(ids), 500):
        found = session.execute(
            select(actions.Action.action_id, imports.SourceTable.headers, imports.SourceRow.cells)
            .join(
                imports.SourceRow, imports.SourceRow.source_row_id == actions.Action.source_row_id
            )
            .join(imports.SourceTable)
            .where(actions.Action.action_id.in_(ids[start : start + 500]))
        )
        before |= {
            number: dict(zip(headers, cells, strict=True)) for number, headers, cells in found
        }
    changes: dict[int, list[Change]] = {}
    for action_id, row in rows.items():
        old, new = before.get(action_id, {}), dict(in_order(row.cells))
        unassigned = {each.column for each in row.issues if each.code in _UNASSIGNED}
        changes[action_id] = [
            (
                row.draft.external_id if row.draft else "",
                name,
                text_of(old.get(name)),
                "" if name in unassigned else text_of(new.get(name)),
            )
            for name in dict.fromkeys([*old, *new])
            if text_of(old.get(name)) != text_of(new.get(name))
        ]
    return changes


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


def _too_much(row: RowDraft[ActionDraft], amount: AmountDraft) -> Issue:
    written = f"{amount.currency} {amount.amount:f}"
    return Issue(
        "amount.too_much",
        N_(
            "El monto «{amount}» vale más de un billón de dólares, lo que ningún registro vale. "
            "Revise el monto: si sobran cifras o si la moneda es otra."
        ),
        Severity.ERROR,
        sheet=row.sheet or None,
        row=row.row_number,
        value=written,
        values={"amount": written},
    )


def _hash(draft: ActionDraft) -> str:
    """A digest of what the source says, without ids that belong to this store."""
    values: list[Any] = list(draft)
    values[_PARTNERS] = [
        (fold(ref.name), ref.role, ref.is_counted, ref.share_pct) for ref in draft.partners
    ]
    # The writer of JSON knows plain tuples and no others.
    for place in _PARTS:
        values[place] = list(map(tuple, values[place]))
    return hashlib.sha256(orjson.dumps(values, default=str)).hexdigest()
