"""The batch of an import: its rows as read, its issues, what it changed."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from data_access.store.bulk import insert_rows
from data_access.store.store import Store
from data_access.store.tables import imports
from data_access.vocabulary.drafts import ParsedFile
from data_access.vocabulary.issues import Issue

Change = tuple[str, str, str, str]
"""Record, column, before and after."""


def save_batch(
    store: Store,
    session: Session,
    parsed: ParsedFile[Any],
    outcomes: Mapping[int, tuple[str, int | None]],
    batch: imports.ImportBatch,
) -> dict[int, int]:
    """Write the batch, its rows and its issues; returns the source row of each written row.

    ``outcomes`` holds, by ``id(row)``, what came of a row and the action it is about, if any.
    The answer goes by ``id(row)`` too; rows that changed nothing are not written.
    """
    batch_id = batch.batch_id
    session.add(batch)
    session.flush()
    row_id = store.next_id(session, imports.SourceRow)
    issue_id = store.next_id(session, imports.ImportIssue)
    row_ids: dict[int, int] = {}
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

    def source_rows() -> Iterator[Sequence[Any]]:
        written = (row for row in parsed.rows if outcomes[id(row)][0] != "unchanged")
        for number, row in enumerate(written, start=row_id):
            outcome, action_id = outcomes[id(row)]
            row_ids[id(row)] = number
            for issue in row.issues:
                add_issue(issue, number, action_id)
            yield number, batch_id, row.sheet, row.row_number, outcome, jsonable(row.cells)

    insert_rows(session, imports.SourceRow, source_rows())
    for issue in parsed.issues:
        add_issue(issue, None, None)
    insert_rows(session, imports.ImportIssue, issues)
    return row_ids


def save_changes(
    store: Store, session: Session, changes: Mapping[int, Sequence[Change]], batch_id: int
) -> None:
    """Keep what a batch changed in the records, by action."""
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


def was_seen(session: Session, importer: str, sha256: str) -> bool:
    """Whether this very file was taken in before by the same importer."""
    batch = imports.ImportBatch
    query = select(func.count()).where(batch.importer == importer, batch.sha256 == sha256)
    return bool(session.scalar(query))


def jsonable(cells: Mapping[str, Any]) -> dict[str, Any]:
    """The cells of a row as JSON keeps them."""
    return {
        name: value if value is None or type(value) is str else str(value)
        for name, value in cells.items()
    }


def text_of(value: Any) -> str:
    """A cell as text; nothing is an empty text."""
    return "" if value is None else str(value)
