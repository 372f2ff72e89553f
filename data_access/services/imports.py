"""Taking a parsed file into the register: one transaction, nothing twice, nothing silent."""

from datetime import UTC, datetime

from sqlalchemy.orm import Session

from data_access.services import summaries
from data_access.services.import_acts import take_in
from data_access.services.import_batches import save_batch, save_changes, was_seen
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
from data_access.vocabulary.drafts import ActionDraft, ImportOutcome, ParsedFile


def run_import(
    store: Store,
    actor: Actor,
    importer: str,
    parsed: ParsedFile[ActionDraft],
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

    def act(session: Session) -> tuple[ImportOutcome, bool]:
        return _import(store, session, actor, importer, parsed, file_name, sha256)

    return take_in(store, actor, f"import {importer} {file_name}", act, dry_run=dry_run)


def _import(
    store: Store,
    session: Session,
    actor: Actor,
    importer: str,
    parsed: ParsedFile[ActionDraft],
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
        row_ids = save_batch(
            store,
            session,
            parsed,
            plan.outcomes,
            imports.ImportBatch(
                batch_id=batch_id, importer=importer, file_name=file_name, sha256=sha256,
                actor=actor.name, imported_at=now, rows_read=parsed.rows_read,
                created=created, updated=updated,
                unchanged=plan.unchanged + rates_same, rejected=len(plan.rejected),
            ),
        )  # fmt: skip
        save_changes(store, session, changes, batch_id)
        source_row_ids = {
            action_id: row_ids[id(row)]
            for row in good
            if (action_id := plan.outcomes[id(row)][1]) is not None and id(row) in row_ids
        }
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
