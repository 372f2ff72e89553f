"""Taking a parsed file into the register: one transaction, nothing twice, nothing silent."""

from dataclasses import replace
from datetime import UTC, datetime

from sqlalchemy.orm import Session

from data_access.services import summaries
from data_access.services.import_batches import save_batch, was_seen
from data_access.services.import_parties import (
    add_partners,
    read_known,
    save_rates,
    save_sources,
)
from data_access.services.import_plan import changes_of, make_plan
from data_access.services.records import save_actions
from data_access.services.revaluation import revalue
from data_access.store.store import Store
from data_access.store.tables import imports
from data_access.vocabulary.actors import Actor
from data_access.vocabulary.drafts import ImportOutcome, ParsedFile

MANY = 500
"""From so many new records on, the engine is told to look at its tables again."""


class _Undo(Exception):
    """Leaves the transaction without keeping anything."""


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
            outcome, has_news = _import(store, session, actor, importer, parsed, file_name, sha256)
            if dry_run or not has_news:
                raise _Undo
    except _Undo:
        pass
    if outcome is not None and outcome.created + outcome.updated >= MANY and not dry_run:
        store.analyze()
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
) -> tuple[ImportOutcome, bool]:
    """The outcome, and whether it brought anything that was not there."""
    now = datetime.now(UTC)
    rates_created, rates_updated, rates_same = save_rates(session, parsed.rates)
    sources = save_sources(store, session, parsed.sources, now)
    good = [row for row in parsed.rows if not row.is_rejected and row.draft is not None]
    add_partners(store, session, [row.draft for row in good if row.draft])
    known = read_known(session, sources, now)
    plan = make_plan(store, session, known, parsed.rows)
    changes = changes_of(session, good, plan)
    if rates_created or rates_updated:
        revalue(session, known)
    created = len(plan.created) + rates_created
    updated = len(plan.updated) + rates_updated
    has_news = bool(
        created or updated or (plan.rejected and not was_seen(session, importer, sha256))
    )
    source_row_ids = {}
    if has_news:
        batch_id = store.next_id(session, imports.ImportBatch)
        source_row_ids = save_batch(
            store,
            session,
            parsed,
            plan.outcomes,
            changes,
            imports.ImportBatch(
                batch_id=batch_id, importer=importer, file_name=file_name, sha256=sha256,
                actor=actor.name, imported_at=now, rows_read=parsed.rows_read,
                created=created, updated=updated,
                unchanged=plan.unchanged + rates_same, rejected=len(plan.rejected),
            ),
        )  # fmt: skip
    save_actions(
        session,
        known,
        [item.read_from(source_row_ids.get(item.action_id)) for item in plan.created],
        [item.read_from(source_row_ids.get(item.action_id)) for item in plan.updated],
    )
    if created or updated:
        summaries.bump_version(session)
    outcome = ImportOutcome(
        importer=importer,
        file_name=file_name,
        sha256=sha256,
        rows_read=parsed.rows_read,
        created=created,
        updated=updated,
        unchanged=plan.unchanged + rates_same,
        rejected=len(plan.rejected),
        issues=(*parsed.issues, *(i for row in parsed.rows for i in row.issues)),
        rejected_rows=tuple(plan.rejected),
        changes=tuple(change for item in changes.values() for change in item),
    )
    return outcome, has_news
