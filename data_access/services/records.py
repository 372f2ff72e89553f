"""Saving actions: the record, its parts, its amounts and its summary cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any, NamedTuple

from sqlalchemy import delete, update
from sqlalchemy.orm import DeclarativeBase, Session

from data_access.services import summaries
from data_access.services.action_amounts import (
    NO_MONEY,
    Sums,
    amounts_of,
    is_unrated,
    is_unvalued,
    span_of,
)
from data_access.services.action_parts import (
    PARTS,
    Known,
    Named,
    Row,
    dimensions_of,
    flow_class_of,
    named,
)
from data_access.services.allocation import cells_of, split
from data_access.store.bulk import Inserter
from data_access.store.tables import actions as tables
from data_access.vocabulary.categories import UNDATED_YEAR
from data_access.vocabulary.drafts import ActionDraft, PartnerRef
from data_access.vocabulary.names import fold, fold_long

_COLUMNS = tuple(column.name for column in tables.Action.__table__.columns)
_CHUNK = 500


class Saving(NamedTuple):
    """One draft about to be saved under ``action_id``; its partners all have ids."""

    action_id: int
    draft: ActionDraft
    content_hash: str
    source_row_id: int | None


class _Record(NamedTuple):
    """A draft with all that its rows are made of."""

    saving: Saving
    named: Named
    source_id: int
    flow_class: str
    span: tuple[int, int]
    is_unvalued: bool
    amounts: list[Row]
    sums: Sums


class ActionWriter:
    """Writes new and changed actions with their parts, cells and, at its end, their totals."""

    def __init__(self, inserter: Inserter, known: Known) -> None:
        self._inserter = inserter
        self._known = known
        self._totals = summaries.Adding(inserter)

    def create(self, savings: Sequence[Saving]) -> set[int]:
        """Write records that are not there yet; returns which have amounts without a rate."""
        records = self._records(savings)
        rows = (_action_row(record, self._known) for record in records)
        self._inserter.insert(tables.Action, rows)
        return self._add_parts(records)

    def update(self, savings: Sequence[Saving]) -> set[int]:
        """Write changed records over what is there of them; returns the same of them."""
        if not savings:
            return set()
        session = self._inserter.session
        _remove_parts(session, [saving.action_id for saving in savings])
        records = self._records(savings)
        session.execute(update(tables.Action), [_changed(each, self._known) for each in records])
        return self._add_parts(records)

    def finish(self) -> None:
        """Bring the totals up to date with all that was written."""
        self._totals.finish()

    def _records(self, savings: Sequence[Saving]) -> list[_Record]:
        return [_record_of(saving, self._known) for saving in savings]

    def _add_parts(self, records: Sequence[_Record]) -> set[int]:
        insert = self._inserter.insert
        every = [record.named for record in records]
        for table, rows_of in PARTS.items():
            insert(table, chain.from_iterable(map(rows_of, every)))
        insert(tables.Amount, chain.from_iterable(record.amounts for record in records))
        self._totals.add([cell for each in records for cell in _cell_rows(each, self._known)])
        return {each.saving.action_id for each in records if is_unrated(each.sums)}


def _record_of(saving: Saving, known: Known) -> _Record:
    draft = saving.draft
    return _Record(
        saving,
        named(saving.action_id, draft, known),
        known.sources[draft.source_code],
        flow_class_of(draft, known),
        span_of(draft),
        is_unvalued(draft.amounts),
        *amounts_of(saving.action_id, draft, known.rates),
    )


def _changed(record: _Record, known: Known) -> dict[str, Any]:
    """What is written over the record itself, by column."""
    changes = dict(zip(_COLUMNS, _action_row(record, known), strict=True))
    del changes["created_at"]
    return changes


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
        record.flow_class,
        draft.hierarchy,
        draft.is_secondary,
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
    """The money of every year in its parts; at least one year, so that the record is found.

    It is found in the years in which it is under way, even where all its money is undated.
    """
    draft, dimensions = record.saving.draft, dimensions_of(record.named, known)
    sums, begun = record.sums, record.span[0]
    if all(any(own) or year == UNDATED_YEAR != begun for year, *own in sums):
        sums = {**sums, (begun, "", "", ""): NO_MONEY}
    every = cells_of(dimensions)
    for (year, country, sector, modality), (*units, marks) in sums.items():
        span = record.span if year != UNDATED_YEAR else (UNDATED_YEAR, UNDATED_YEAR)
        head = (
            record.saving.action_id, record.source_id, year, *span, record.is_unvalued,
            record.flow_class, marks,
        )  # fmt: skip
        codes = (modality or draft.modality_code, draft.direction_code, draft.stage_code)
        cells, parts = cells_of(dimensions, country, sector) if country or sector else every
        # Half of the records have nothing to split.
        if len(cells) == 1:
            yield (*head, *cells[0], *codes, *units)
            continue
        # Most kinds of amount are of few records.
        nothing = [0] * len(cells)
        money = zip(*[split(total, parts) if total else nothing for total in units], strict=True)
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
