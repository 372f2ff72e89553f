"""Taking a parsed file into the register: one transaction, nothing twice, nothing silent."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

import orjson
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from data_access.services import summaries
from data_access.services.rates import read_rates
from data_access.services.records import Known, Saving, save_actions
from data_access.services.revaluation import revalue
from data_access.store.bulk import insert_rows
from data_access.store.store import Store
from data_access.store.tables import actions, catalogues, imports
from data_access.vocabulary.actors import Actor
from data_access.vocabulary.drafts import (
    ActionDraft,
    ImportOutcome,
    ParsedFile,
    PartnerRef,
    RateDraft,
    RowDraft,
    SourceDraft,
)
from data_access.vocabulary.issues import Issue, Severity
from data_access.vocabulary.messages import N_
from data_access.vocabulary.names import fold

Change = tuple[str, str, str, str]
"""Record, column, before and after."""


class _Undo(Exception):
    """Leaves the transaction without keeping anything."""


@dataclass
class _Plan:
    """What an import will write."""

    created: list[Saving]
    updated: list[Saving]
    unchanged: int
    rejected: list[RowDraft]
    outcomes: dict[int, tuple[str, int | None]]
    """``id(row)`` → outcome and action id."""
    issues: list[Issue]


def run_import(
    store: Store,
    actor: Actor,
    importer: str,
    parsed: ParsedFile,
    *,
    file_name: str,
    sha256: str,
    dry_run: bool = False,
) -> ImportOutcome:
    """Write what ``parsed`` brings, all or nothing, and tell what was done.

    A record is known by its source and external id: unseen ones are created, ones whose content
    differs are updated and the difference told, the rest is left alone. Rows with an error are
    left out and returned. ``dry_run`` does all of it and takes it back.
    """
    outcome: ImportOutcome | None = None
    try:
        with store.writing(actor, f"import {importer} {file_name}") as session:
            outcome = _import(store, session, actor, importer, parsed, file_name, sha256)
            if dry_run or not (outcome.created or outcome.updated or outcome.rejected):
                raise _Undo
    except _Undo:
        pass
    if outcome is None:
        raise AssertionError("an import ends with an outcome")
    return replace(outcome, is_dry_run=dry_run)


def _import(
    store: Store,
    session: Session,
    actor: Actor,
    importer: str,
    parsed: ParsedFile,
    file_name: str,
    sha256: str,
) -> ImportOutcome:
    now = datetime.now(UTC)
    rates_created, rates_updated, rates_same = _save_rates(session, parsed.rates)
    sources = _save_sources(store, session, parsed.sources, now)
    good = [row for row in parsed.rows if not row.is_rejected and row.draft is not None]
    _add_partners(store, session, [row.draft for row in good if row.draft])
    known = _known(session, sources, now)
    plan = _plan(store, session, known, parsed.rows)
    changes = _changes(session, good, plan)
    if rates_created or rates_updated:
        revalue(session, known)
    source_row_ids = {}
    if plan.created or plan.updated or (plan.rejected and not _seen(session, importer, sha256)):
        batch_id = store.next_id(session, imports.ImportBatch)
        source_row_ids = _save_batch(
            store, session, parsed, plan, changes,
            imports.ImportBatch(
                batch_id=batch_id, importer=importer, file_name=file_name, sha256=sha256,
                actor=actor.name, imported_at=now, rows_read=parsed.rows_read,
                created=len(plan.created) + rates_created,
                updated=len(plan.updated) + rates_updated,
                unchanged=plan.unchanged + rates_same, rejected=len(plan.rejected),
            ),
        )  # fmt: skip
    save_actions(
        session,
        known,
        [replace(item, source_row_id=source_row_ids.get(item.action_id)) for item in plan.created],
        [replace(item, source_row_id=source_row_ids.get(item.action_id)) for item in plan.updated],
    )
    if plan.created or plan.updated or rates_created or rates_updated:
        summaries.bump_version(session)
    return ImportOutcome(
        importer=importer,
        file_name=file_name,
        sha256=sha256,
        rows_read=parsed.rows_read,
        created=len(plan.created) + rates_created,
        updated=len(plan.updated) + rates_updated,
        unchanged=plan.unchanged + rates_same,
        rejected=len(plan.rejected),
        issues=(*parsed.issues, *(i for row in parsed.rows for i in row.issues), *plan.issues),
        rejected_rows=tuple(plan.rejected),
        changes=tuple(change for item in changes.values() for change in item),
    )


def _save_sources(
    store: Store, session: Session, drafts: Sequence[SourceDraft], now: datetime
) -> dict[str, int]:
    for draft in drafts:
        row = session.scalars(
            select(actions.DataSource).where(actions.DataSource.source_code == draft.code)
        ).one_or_none()
        if row is None:
            row = actions.DataSource(
                source_id=store.next_id(session, actions.DataSource),
                source_code=draft.code,
                family_code=draft.family,
                kind=draft.kind,
            )
            session.add(row)
        row.name_es, row.name_en = draft.name_es, draft.name_en
        row.licence, row.homepage = draft.licence, draft.homepage
        row.cut_off_on, row.updated_at = draft.cut_off_on or row.cut_off_on, now
        session.flush()
    rows = session.execute(select(actions.DataSource.source_code, actions.DataSource.source_id))
    return {code: number for code, number in rows}  # noqa: C416 - rows are not pairs to mypy


def _save_rates(session: Session, rates: Sequence[RateDraft]) -> tuple[int, int, int]:
    if not rates:
        return 0, 0, 0
    before = {
        (row.currency_code, row.quote_code, row.valid_from, row.rate_source): row
        for row in session.scalars(select(actions.ExchangeRate))
    }
    new, updated, same = [], 0, 0
    for rate in rates:
        row = before.get((rate.currency, rate.quote, rate.valid_from, rate.source))
        if row is None:
            new.append(
                (rate.currency, rate.quote, rate.valid_from, rate.valid_to, rate.source, rate.rate)
            )
        elif (row.valid_to, row.rate) != (rate.valid_to, rate.rate):
            row.valid_to, row.rate = rate.valid_to, rate.rate
            updated += 1
        else:
            same += 1
    session.flush()
    insert_rows(session, actions.ExchangeRate, new)
    session.expunge_all()
    return len(new), updated, same


def _add_partners(store: Store, session: Session, drafts: Iterable[ActionDraft]) -> None:
    """Give every partner that no catalogue knows a row of its own, to be confirmed."""
    unknown = {
        fold(ref.name): ref for draft in drafts for ref in draft.partners if ref.partner_id is None
    }
    if not unknown:
        return
    keys = sorted(unknown)
    taken: set[str] = set()
    for start in range(0, len(keys), 500):
        alias = catalogues.PartnerAlias.alias_key
        taken |= set(session.scalars(select(alias).where(alias.in_(keys[start : start + 500]))))
    next_id = store.next_id(session, catalogues.Partner)
    partners, aliases = [], []
    for key in keys:
        if key in taken or not key:
            continue
        ref = unknown[key]
        name = ref.name[:300]
        partners.append((next_id, name, name, None, ref.type_code, ref.country_code or None, False))
        aliases.append((key[:300], next_id, name))
        next_id += 1
    insert_rows(session, catalogues.Partner, partners)
    insert_rows(session, catalogues.PartnerAlias, aliases)


def _known(session: Session, sources: dict[str, int], now: datetime) -> Known:
    entity, partner = catalogues.Entity, catalogues.Partner
    return Known(
        sources=sources,
        entities={
            acronym: (number, sector or "")
            for acronym, number, sector in session.execute(
                select(entity.acronym, entity.entity_id, entity.sector_code)
            )
        },
        partners={
            number: (kind, country or "", f"{name_es} {name_en} {acronym or ''}")
            for number, kind, country, name_es, name_en, acronym in session.execute(
                select(
                    partner.partner_id,
                    partner.partner_type_code,
                    partner.country_code,
                    partner.name_es,
                    partner.name_en,
                    partner.acronym,
                )
            )
        },
        rates=read_rates(session),
        now=now,
    )


def _plan(store: Store, session: Session, known: Known, rows: Sequence[RowDraft]) -> _Plan:
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
    plan = _Plan([], [], 0, [], {}, [])
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
        draft = replace(
            row.draft, partners=tuple(_resolved(ref, aliases) for ref in row.draft.partners)
        )
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


def _resolved(ref: PartnerRef, aliases: dict[str, int]) -> PartnerRef:
    return ref if ref.partner_id else replace(ref, partner_id=aliases.get(fold(ref.name)[:300]))


def _repeated(row: RowDraft) -> Issue:
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
    plain = replace(
        draft,
        partners=tuple(
            replace(ref, name=fold(ref.name), partner_id=None, type_code="", country_code=None)
            for ref in draft.partners
        ),
    )
    return hashlib.sha256(orjson.dumps(plain, default=str)).hexdigest()


def _seen(session: Session, importer: str, sha256: str) -> bool:
    batch = imports.ImportBatch
    query = select(func.count()).where(batch.importer == importer, batch.sha256 == sha256)
    return bool(session.scalar(query))


def _changes(session: Session, rows: Sequence[RowDraft], plan: _Plan) -> dict[int, list[Change]]:
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
        old, new = before.get(action_id, {}), _jsonable(row.cells)
        changes[action_id] = [
            (row.draft.external_id, name, _text(old.get(name)), _text(new.get(name)))
            for name in dict.fromkeys([*old, *new])
            if _text(old.get(name)) != _text(new.get(name))
        ]
    return changes


def _save_batch(
    store: Store,
    session: Session,
    parsed: ParsedFile,
    plan: _Plan,
    changes: dict[int, list[Change]],
    batch: imports.ImportBatch,
) -> dict[int, int]:
    """Write the batch, its rows and its issues; returns the source row of each written action."""
    batch_id = batch.batch_id
    session.add(batch)
    session.flush()
    row_id = store.next_id(session, imports.SourceRow)
    issue_id = store.next_id(session, imports.ImportIssue)
    row_ids: dict[int, int] = {}
    source_rows: list[Sequence[Any]] = []
    issues: list[Sequence[Any]] = []

    def add_issue(issue: Issue, source_row_id: int | None, action_id: int | None) -> None:
        issues.append(
            (
                issue_id + len(issues),
                batch_id,
                source_row_id,
                action_id,
                issue.code,
                issue.severity.value,
                issue.sheet or "",
                issue.row,
                issue.column or "",
                issue.value or "",
                issue.message,
                issue.values,
            )
        )

    for row in parsed.rows:
        outcome, action_id = plan.outcomes[id(row)]
        if outcome == "unchanged":
            continue
        source_rows.append(
            (row_id, batch_id, row.sheet, row.row_number, outcome, _jsonable(row.cells))
        )
        if action_id is not None:
            row_ids[action_id] = row_id
        for issue in row.issues:
            add_issue(issue, row_id, action_id)
        row_id += 1
    for issue in [*parsed.issues, *plan.issues]:
        add_issue(issue, None, None)
    insert_rows(session, imports.SourceRow, source_rows)
    insert_rows(session, imports.ImportIssue, issues)
    change_id = store.next_id(session, imports.ActionChange)
    flat = [(action_id, change) for action_id, items in changes.items() for change in items]
    insert_rows(
        session,
        imports.ActionChange,
        (
            (change_id + number, action_id, batch_id, change[1], change[2], change[3])
            for number, (action_id, change) in enumerate(flat)
        ),
    )
    return row_ids


def _jsonable(cells: dict[str, Any]) -> dict[str, Any]:
    return {str(name): value if value is None else _text(value) for name, value in cells.items()}


def _text(value: Any) -> str:
    return "" if value is None else str(value)
