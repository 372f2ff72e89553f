"""The batch of an import: its rows as read, its issues, what it changed."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from data_access.store.bulk import Inserter
from data_access.store.store import Store
from data_access.store.tables import imports
from data_access.vocabulary.drafts import CellsInOrder, ParsedFile, RowDraft
from data_access.vocabulary.issues import Issue

_IN_JSON = frozenset({str, int, float, bool, date, datetime, type(None)})
Change = tuple[str, str, str, str]
"""Record, column, before and after."""
Told = tuple[RowDraft[Any], str, int | None]
"""A row, what came of it, and the action it is about, if any."""


class BatchWriter:
    """Writes a batch whose rows come portion by portion."""

    def __init__(self, store: Store, inserter: Inserter, batch: imports.ImportBatch) -> None:
        session = inserter.session
        session.add(batch)
        session.flush()
        self.batch_id = batch.batch_id
        self._inserter = inserter
        self._tables: dict[tuple[str, tuple[str, ...]], int] = {}
        self._next_table = store.next_id(session, imports.SourceTable)
        self._next_row = store.next_id(session, imports.SourceRow)
        self._next_issue = store.next_id(session, imports.ImportIssue)
        self._next_change = store.next_id(session, imports.ActionChange)

    def add(self, told: Iterable[Told]) -> list[int | None]:
        """Write rows with their issues; returns the id of each, None for what changed nothing:
        that is not written.
        """
        ids: list[int | None] = []
        rows: list[Sequence[Any]] = []
        issues: list[tuple[Issue, int | None, int | None]] = []
        for row, outcome, action_id in told:
            if outcome == "unchanged":
                ids.append(None)
                continue
            number = self._next_row
            self._next_row += 1
            ids.append(number)
            received = in_order(row.cells)
            table = self._table_of(row.sheet, received.headers)
            rows.append((number, table, row.row_number, outcome, received.cells))
            issues += ((issue, number, action_id) for issue in row.issues)
        self._inserter.insert(imports.SourceRow, rows)
        self._add_issues(issues)
        return ids

    def _table_of(self, sheet: str, headers: tuple[str, ...]) -> int:
        """The id of the table with that sheet and those headers, which is written when new."""
        key = sheet, headers
        number = self._tables.get(key)
        if number is None:
            number = self._tables[key] = self._next_table
            self._next_table += 1
            table = (number, self.batch_id, *key)
            self._inserter.insert(imports.SourceTable, [table])
        return number

    def add_issues(self, issues: Iterable[Issue]) -> None:
        """Write what was told about the whole file."""
        self._add_issues([(issue, None, None) for issue in issues])

    def _add_issues(self, issues: Sequence[tuple[Issue, int | None, int | None]]) -> None:
        numbered = enumerate(issues, start=self._next_issue)
        rows = [_issue_row(number, self.batch_id, *found) for number, found in numbered]
        self._inserter.insert(imports.ImportIssue, rows)
        self._next_issue += len(issues)

    def add_changes(self, changes: Mapping[int, Sequence[Change]]) -> None:
        """Keep what the batch changed in the records, by action."""
        flat = [(action_id, change) for action_id, items in changes.items() for change in items]
        self._inserter.insert(
            imports.ActionChange,
            [
                (number, action_id, self.batch_id, change[1], change[2], change[3])
                for number, (action_id, change) in enumerate(flat, start=self._next_change)
            ],
        )
        self._next_change += len(flat)


def add_findings(
    store: Store, session: Session, batch_id: int, findings: Iterable[tuple[Issue, int]]
) -> None:
    """Keep what was found, when all rows were written, about actions of the store."""
    first = store.next_id(session, imports.ImportIssue)
    rows = [
        _issue_row(number, batch_id, issue, None, action_id)
        for number, (issue, action_id) in enumerate(findings, start=first)
    ]
    with Inserter(session) as inserter:
        inserter.insert(imports.ImportIssue, rows)


def _issue_row(
    number: int, batch_id: int, issue: Issue, source_row_id: int | None, action_id: int | None
) -> tuple[Any, ...]:
    return (
        number,
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
    rows = list(parsed.rows)
    with Inserter(session) as inserter:
        writer = BatchWriter(store, inserter, batch)
        ids = writer.add((row, *outcomes[id(row)]) for row in rows)
        writer.add_issues(parsed.issues)
    return {id(row): number for row, number in zip(rows, ids, strict=True) if number is not None}


def was_seen(session: Session, importer: str, sha256: str) -> bool:
    """Whether this very file was taken in before by the same importer."""
    batch = imports.ImportBatch
    query = select(func.count()).where(batch.importer == importer, batch.sha256 == sha256)
    return bool(session.scalar(query))


def in_order(cells: Mapping[str, Any]) -> CellsInOrder:
    """The cells of a row as JSON keeps them: what it does not know, as a text."""
    if not isinstance(cells, CellsInOrder):
        cells = CellsInOrder(tuple(cells), list(cells.values()))
    # Seen in C whether a row has anything else, which few have.
    if _IN_JSON.issuperset(map(type, cells.cells)):
        return cells
    known = [cell if type(cell) in _IN_JSON else str(cell) for cell in cells.cells]
    return CellsInOrder(cells.headers, known)


def text_of(value: Any) -> str:
    """A cell as text, a day as JSON writes it; nothing is an empty text."""
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value)
