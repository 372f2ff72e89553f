"""What every import of a plan's files does at its end: the batch, its rows, the outcome."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Generic

from sqlalchemy.orm import Session

from data_access.services import summaries
from data_access.services.import_acts import take_in
from data_access.services.import_batches import Change, save_batch, was_seen
from data_access.store.store import Store
from data_access.store.tables.imports import ImportBatch
from data_access.vocabulary.actors import Actor
from data_access.vocabulary.drafts import DraftT, ImportOutcome, ParsedFile, RowDraft


@dataclass
class Importing(Generic[DraftT]):
    """A file on its way into the store; ``outcomes`` gathers what came of each row."""

    store: Store
    session: Session
    actor: str
    importer: str
    parsed: ParsedFile[DraftT]
    file_name: str
    sha256: str
    now: datetime
    outcomes: dict[int, tuple[str, int | None]] = field(default_factory=dict)

    def note(self, row: RowDraft[DraftT], outcome: str) -> None:
        """Say what came of ``row``: created, updated, unchanged or rejected."""
        self.outcomes[id(row)] = (outcome, None)

    def keep_batch(self, *, is_changed: bool = False) -> tuple[int, Mapping[int, int]] | None:
        """Write the batch when it brings news: its id, and the source row by ``id(row)``.

        News are changed rows, what ``is_changed`` says, and rejected rows of a file that was not
        seen before. None when there is none.
        """
        tally = self._tally()
        is_changed = is_changed or bool(tally["created"] or tally["updated"])
        is_news = tally["rejected"] and not was_seen(self.session, self.importer, self.sha256)
        if not is_changed and not is_news:
            return None
        if is_changed:
            summaries.bump_version(self.session)
        batch = ImportBatch(
            batch_id=self.store.next_id(self.session, ImportBatch), importer=self.importer,
            file_name=self.file_name, sha256=self.sha256, actor=self.actor, imported_at=self.now,
            rows_read=self.parsed.rows_read, created=tally["created"], updated=tally["updated"],
            unchanged=tally["unchanged"], rejected=tally["rejected"],
        )  # fmt: skip
        rows = save_batch(self.store, self.session, self.parsed, self.outcomes, batch)
        return batch.batch_id, rows

    def outcome(self, changes: Iterable[Change] = ()) -> ImportOutcome:
        """What the import did."""
        tally = self._tally()
        parsed = self.parsed
        return ImportOutcome(
            importer=self.importer,
            file_name=self.file_name,
            sha256=self.sha256,
            rows_read=parsed.rows_read,
            created=tally["created"],
            updated=tally["updated"],
            unchanged=tally["unchanged"],
            rejected=tally["rejected"],
            issues=(*parsed.issues, *(issue for row in parsed.rows for issue in row.issues)),
            rejected_rows=tuple(row for row in parsed.rows if row.is_rejected),
            changes=tuple(changes),
        )

    def _tally(self) -> Counter[str]:
        return Counter(outcome for outcome, _ in self.outcomes.values())


def import_rows(
    store: Store,
    actor: Actor,
    importer: str,
    parsed: ParsedFile[DraftT],
    act: Callable[[Importing[DraftT]], tuple[ImportOutcome, bool]],
    *,
    file_name: str,
    sha256: str,
    dry_run: bool,
) -> ImportOutcome:
    """Let ``act`` write the rows of ``parsed`` in one transaction; see ``take_in``."""

    def within(session: Session) -> tuple[ImportOutcome, bool]:
        now = datetime.now(UTC)
        return act(
            Importing(store, session, actor.name, importer, parsed, file_name, sha256, now)
        )  # fmt: skip

    return take_in(store, actor, f"import {importer} {file_name}", within, dry_run=dry_run)
