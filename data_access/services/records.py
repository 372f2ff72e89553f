"""Saving actions: the record, its parts, its amounts and its summary cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, count

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import DeclarativeBase, Session

from data_access.services import summaries
from data_access.services.action_amounts import NO_MONEY, Sums, amounts_of, is_unvalued, span_of
from data_access.services.action_parts import PARTS, Known, Named, Row, dimensions_of, named
from data_access.services.allocation import cells_of, split
from data_access.store.bulk import insert_rows
from data_access.store.tables import actions as tables
from data_access.vocabulary.categories import UNDATED_YEAR
from data_access.vocabulary.drafts import ActionDraft, PartnerRef
from data_access.vocabulary.names import fold, fold_long

_COLUMNS = tuple(column.name for column in tables.Action.__table__.columns)
_CHUNK = 500
_AT_ONCE = 5_000


@dataclass(frozen=True, slots=True)
class Saving:
    """One draft about to be saved under ``action_id``; its partners all have ids."""

    action_id: int
    draft: ActionDraft
    content_hash: str
    source_row_id: int | None

    def read_from(self, source_row_id: int | None) -> Saving:
        """The same with the row that it was read from."""
        return Saving(self.action_id, self.draft, self.content_hash, source_row_id)


@dataclass(frozen=True, slots=True)
class _Record:
    """A draft with all that its rows are made of."""

    saving: Saving
    named: Named
    source_id: int
    span: tuple[int, int]
    is_unvalued: bool
    amounts: list[Row]
    sums: Sums


def save_actions(
    session: Session, known: Known, created: Sequence[Saving], updated: Sequence[Saving]
) -> None:
    """Write new and changed actions with all their parts, cells and totals."""
    _remove_parts(session, [saving.action_id for saving in updated])
    amount_ids = count(1 + int(session.scalar(select(func.max(tables.Amount.amount_id))) or 0))
    totals = summaries.Adding(session)
    for savings, write_actions in ((updated, _update_actions), (created, _insert_actions)):
        # A few thousand at a time: the rows of a large file would not fit in memory together.
        for start in range(0, len(savings), _AT_ONCE):
            portion = savings[start : start + _AT_ONCE]
            records = [_record_of(saving, known, amount_ids) for saving in portion]
            write_actions(session, [_action_row(record, known) for record in records])
            _insert_parts(session, records)
            totals.add([cell for record in records for cell in _cell_rows(record, known)])
    totals.finish()


def _record_of(saving: Saving, known: Known, amount_ids: Iterator[int]) -> _Record:
    draft = saving.draft
    return _Record(
        saving,
        named(saving.action_id, draft, known),
        known.sources[draft.source_code],
        span_of(draft),
        is_unvalued(draft.amounts),
        *amounts_of(saving.action_id, draft, known.rates, amount_ids),
    )


def _insert_actions(session: Session, rows: Sequence[Row]) -> None:
    insert_rows(session, tables.Action, rows)


def _update_actions(session: Session, rows: Sequence[Row]) -> None:
    changes = [dict(zip(_COLUMNS, row, strict=True)) for row in rows]
    for change in changes:
        del change["created_at"]
    session.execute(update(tables.Action), changes)


def _insert_parts(session: Session, records: Sequence[_Record]) -> None:
    for table, rows_of in PARTS.items():
        rows = (rows_of(record.named) for record in records)
        insert_rows(session, table, chain.from_iterable(rows))
    insert_rows(session, tables.Amount, chain.from_iterable(each.amounts for each in records))


def _action_row(record: _Record, known: Known) -> Row:
    """What the record itself says, in the order of its table."""
    saving, draft = record.saving, record.saving.draft
    return (
        saving.action_id,
        record.source_id,
        draft.external_id,
        draft.family,
        draft.title,
        draft.objective,
        draft.modality_code,
        draft.cooperation_type_code,
        draft.direction_code,
        draft.stage_code,
        draft.beneficiaries,
        draft.programme_code,
        draft.starts_on,
        draft.ends_on,
        *record.span,
        record.is_unvalued,
        _search_text(draft, record.named.partners, known),
        saving.content_hash,
        saving.source_row_id,
        known.now,
        known.now,
    )


def _cell_rows(record: _Record, known: Known) -> Iterator[Row]:
    """The money of every year in its parts; at least one year, so that the record is found."""
    draft, dimensions = record.saving.draft, dimensions_of(record.named, known)
    sums = record.sums
    if not any(country == "" for _, country in sums):
        sums = {**sums, (record.span[0], ""): NO_MONEY}
    codes = (draft.modality_code, draft.direction_code, draft.stage_code)
    for (year, country), units in sums.items():
        span = record.span if year != UNDATED_YEAR else (UNDATED_YEAR, UNDATED_YEAR)
        head = (record.saving.action_id, record.source_id, year, *span, record.is_unvalued)
        cells, parts = cells_of(dimensions, country)
        # Half of the records have nothing to split.
        if len(cells) == 1:
            yield (*head, *cells[0], *codes, *units)
            continue
        money = zip(*(split(total, parts) for total in units), strict=True)
        for cell, amounts in zip(cells, money, strict=True):
            yield (*head, *cell, *codes, *amounts)


def _search_text(draft: ActionDraft, partners: Sequence[PartnerRef], known: Known) -> str:
    # The same few names come with every record: their folding is kept.
    names = [known.partners[ref.partner_id][2] for ref in partners if ref.partner_id]
    acronyms = [ref.acronym for ref in draft.entities]
    own = fold_long(f"{draft.external_id} {draft.title} {draft.objective}")
    return " ".join(filter(None, (own, *map(fold, names), *map(fold, acronyms))))


def _remove_parts(session: Session, action_ids: Sequence[int]) -> None:
    if not action_ids:
        return
    summaries.remove_cells(session, action_ids)
    every: tuple[type[DeclarativeBase], ...] = (*PARTS, tables.Amount)
    for start in range(0, len(action_ids), _CHUNK):
        chunk = action_ids[start : start + _CHUNK]
        for table in every:
            session.execute(delete(table).where(table.__table__.c.action_id.in_(chunk)))
