"""Taking a parsed file into the register: one transaction, nothing twice, nothing silent."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import chain, islice

from sqlalchemy.orm import Session

from data_access.services import summaries
from data_access.services.action_parts import Known
from data_access.services.amount_findings import AmountFindings
from data_access.services.class_findings import ClassFindings
from data_access.services.counted_once import count_once, standing
from data_access.services.import_acts import take_in
from data_access.services.import_batches import BatchWriter, Change, add_findings, was_seen
from data_access.services.import_parties import Partners, read_known, save_rates, save_sources
from data_access.services.import_plan import Decision, Planner, changes_of
from data_access.services.lookalikes import tell_lookalikes
from data_access.services.lost_amounts import tell_lost_amounts
from data_access.services.moved_money import Standing
from data_access.services.rate_intake import take_rates
from data_access.services.reckoning_issues import issues_of
from data_access.services.records import ActionWriter, Saving
from data_access.services.revaluation import revalue
from data_access.services.unrated_amounts import UnratedAmounts
from data_access.store.bulk import Inserter
from data_access.store.store import Store
from data_access.store.tables import imports
from data_access.vocabulary.actors import Actor
from data_access.vocabulary.drafts import (
    EXTERNAL,
    ActionDraft,
    ImportOutcome,
    ParsedFile,
    RowDraft,
)
from data_access.vocabulary.issues import Issue

_FIRST_ROWS = 500
_MOST_ROWS = 4_000


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
    rates = take_rates(session, parsed.rates)
    parsed.issues += rates.issues
    if rates.refused:
        parsed.rows = [*parsed.rows, *rates.refused]
    rates_created, rates_updated, rates_same = save_rates(session, rates.accepted)
    sources = save_sources(store, session, parsed.sources, now)
    known = read_known(session, sources, now)
    if rates_created or rates_updated:
        revalue(session, known)
    is_new_file = not was_seen(session, importer, sha256)
    batch = imports.ImportBatch(
        batch_id=store.next_id(session, imports.ImportBatch), importer=importer,
        file_name=file_name, sha256=sha256, actor=actor.name, imported_at=now,
        rows_read=0, created=0, updated=0, unchanged=0, rejected=0,
    )  # fmt: skip
    partners = Partners(store, session, known)
    before = standing(session, _outside_families(parsed))
    told = _write_rows(store, session, known, partners, parsed, batch)
    is_respelt = partners.unconfirmed.write(session, known)
    is_recounted = _count_once(store, session, known, parsed, batch, told, before)
    batch.rows_read = parsed.rows_read
    batch.created = told.tally["created"] + rates_created
    batch.updated = told.tally["updated"] + rates_updated
    batch.unchanged = told.tally["unchanged"] + rates_same
    batch.rejected = told.tally["rejected"]
    is_changed = bool(batch.created or batch.updated or is_recounted or is_respelt)
    if is_changed:
        summaries.bump_version(session)
    outcome = ImportOutcome(
        importer=importer,
        file_name=file_name,
        sha256=sha256,
        rows_read=batch.rows_read,
        created=batch.created,
        updated=batch.updated,
        unchanged=batch.unchanged,
        rejected=batch.rejected,
        issues=(*parsed.issues, *told.issues),
        rejected_rows=tuple(told.rejected),
        changes=(*rates.changes, *told.changes),
    )
    return outcome, is_changed or bool(batch.rejected and is_new_file)


@dataclass
class _Told:
    """What came of the rows, gathered while they are read and written."""

    tally: Counter[str] = field(default_factory=Counter)
    issues: list[Issue] = field(default_factory=list)
    rejected: list[RowDraft[ActionDraft]] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    rows: dict[int, int] = field(default_factory=dict)
    """The row of every action of an outside source that the file tells of."""
    written: set[int] = field(default_factory=set)
    """Those of them that are new or changed."""

    def add(
        self,
        decisions: Sequence[Decision],
        changes: Mapping[int, Sequence[Change]],
        outside: Collection[str],
    ) -> None:
        """Gather what came of a portion; of ``outside`` sources also which row tells of what."""
        self.tally.update(decision.outcome for decision in decisions)
        self.issues += (issue for each in decisions for issue in each.row.issues)
        self.rejected += (each.row for each in decisions if each.outcome == "rejected")
        self.changes += (change for items in changes.values() for change in items)
        for each in decisions if outside else ():
            if each.action_id is not None:
                self.rows[each.action_id] = each.row.row_number
                if each.outcome != "unchanged":
                    self.written.add(each.action_id)


def _count_once(
    store: Store,
    session: Session,
    known: Known,
    parsed: ParsedFile[ActionDraft],
    batch: imports.ImportBatch,
    told: _Told,
    before: Standing,
) -> bool:
    """Look at what outside publishers tell twice, and tell it; whether it changes any sum."""
    families = _outside_families(parsed)
    reckoning = count_once(session, known, families, before)
    alike = list(tell_lookalikes(session, families, told.rows))
    told.issues += (issue for issue, _ in chain(issues_of(reckoning, told.rows), alike))
    written = {action_id: told.rows[action_id] for action_id in told.written}
    kept = chain(issues_of(reckoning, written), (each for each in alike if each[1] in written))
    add_findings(store, session, batch.batch_id, kept)
    return reckoning.is_changed


def _outside_families(parsed: ParsedFile[ActionDraft]) -> set[str]:
    return {source.family for source in parsed.sources if source.kind == EXTERNAL}


def _write_rows(
    store: Store,
    session: Session,
    known: Known,
    partners: Partners,
    parsed: ParsedFile[ActionDraft],
    batch: imports.ImportBatch,
) -> _Told:
    """Write the rows as they come: while the engine works on some, the next ones are read."""
    told = _Told()
    findings, unrated = (ClassFindings(known), AmountFindings(known)), UnratedAmounts(known.rates)
    source_ids = {source.code: known.sources[source.code] for source in parsed.sources}
    outside = known.outside.intersection(source_ids)
    with Inserter(session) as inserter:
        batches = BatchWriter(store, inserter, batch)
        planner = Planner(store, session, source_ids, partners, known.rates)
        writer = ActionWriter(inserter, known)
        for rows in _portions(parsed.rows):
            good = (row.draft for row in rows if row.draft is not None and not row.is_rejected)
            partners.add_unknown(inserter, good)
            decisions = [planner.decide(row) for row in rows]
            changes = _changes(inserter, decisions, known)
            row_ids = batches.add(decision[:3] for decision in decisions)
            batches.add_changes(changes)
            without_rate = writer.update(_savings(decisions, row_ids, "updated"))
            without_rate |= writer.create(_savings(decisions, row_ids, "created"))
            told.add(decisions, changes, outside)
            for each in decisions:
                if each.outcome != "rejected":
                    for finding in findings:
                        finding.see(each.row)
                # What is written is seen to have its rates; what is not, is looked at.
                if each.outcome == "unchanged" or each.action_id in without_rate:
                    unrated.see(each.row)
        writer.finish()
        parsed.issues += (issue for finding in (*findings, unrated) for issue in finding.issues())
        batches.add_issues(parsed.issues)
    return told


def _portions(
    rows: Iterable[RowDraft[ActionDraft]],
) -> Iterator[list[RowDraft[ActionDraft]]]:
    """The rows, a few thousand at a time: those of a large file would not fit in memory.

    First fewer, so that the engine has something to do soon.
    """
    remaining = iter(rows)
    size = _FIRST_ROWS
    while portion := list(islice(remaining, size)):
        yield portion
        size = min(2 * size, _MOST_ROWS)


def _changes(
    inserter: Inserter, decisions: Sequence[Decision], known: Known
) -> dict[int, list[Change]]:
    if not any(decision.outcome == "updated" for decision in decisions):
        return {}
    session = inserter.session
    tell_lost_amounts(session, decisions, known.outside)
    return changes_of(session, decisions)


def _savings(
    decisions: Sequence[Decision], row_ids: Sequence[int | None], outcome: str
) -> list[Saving]:
    return [
        decision.saving(row_id)
        for decision, row_id in zip(decisions, row_ids, strict=True)
        if decision.outcome == outcome
    ]
