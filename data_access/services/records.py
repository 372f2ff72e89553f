"""Saving actions: the record, its parts, its amounts and its summary cells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import DeclarativeBase, Session

from data_access.services import summaries
from data_access.services.action_parts import Known, entities_of, merged, places_of, sectors_of
from data_access.services.allocation import (
    Dimensions,
    cells_of,
    equal,
    split,
)
from data_access.store.bulk import insert_rows
from data_access.store.tables import actions as tables
from data_access.vocabulary.categories import UNDATED_YEAR
from data_access.vocabulary.drafts import ActionDraft, AmountDraft, PartnerRef
from data_access.vocabulary.money import COP_SCALE, USD_SCALE
from data_access.vocabulary.names import fold, fold_long

_PARTS: tuple[type[DeclarativeBase], ...] = (
    tables.ActionEntity,
    tables.ActionPartner,
    tables.ActionCountry,
    tables.ActionTerritory,
    tables.ActionSdg,
    tables.ActionDacSector,
    tables.Amount,
)
_MONEY_INDEX = {
    (kind, currency): index
    for index, (currency, kind) in enumerate(
        (currency, kind)
        for currency in ("usd", "cop")
        for kind in ("committed", "disbursed", "counterpart")
    )
}
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


class _Rows:
    """Rows of every table, gathered to be inserted at once."""

    def __init__(self, next_amount_id: int) -> None:
        self.tables: dict[type[DeclarativeBase], list[Sequence[Any]]] = defaultdict(list)
        self.cells: list[tuple[Any, ...]] = []
        self.amount_id = next_amount_id


def save_actions(
    session: Session, known: Known, created: Sequence[Saving], updated: Sequence[Saving]
) -> None:
    """Write new and changed actions with all their parts, cells and totals."""
    _remove_parts(session, [saving.action_id for saving in updated])
    amount_id = int(session.scalar(select(func.max(tables.Amount.amount_id))) or 0) + 1
    totals = summaries.Adding(session)
    # A few thousand at a time: the rows of a large file would not fit in memory together.
    for start in range(0, len(updated), _AT_ONCE):
        rows = _Rows(amount_id)
        session.execute(
            update(tables.Action),
            [_gather(saving, known, rows) for saving in updated[start : start + _AT_ONCE]],
        )
        amount_id = _write(session, rows, totals)
    names = [column.name for column in tables.Action.__table__.columns]
    for start in range(0, len(created), _AT_ONCE):
        rows = _Rows(amount_id)
        for saving in created[start : start + _AT_ONCE]:
            values = _gather(saving, known, rows)
            values["created_at"] = known.now
            rows.tables[tables.Action].append([values[name] for name in names])
        amount_id = _write(session, rows, totals)
    totals.finish()


def _write(session: Session, rows: _Rows, totals: summaries.Adding) -> int:
    """Insert what was gathered; returns the next free id of an amount."""
    every: tuple[type[DeclarativeBase], ...] = (tables.Action, *_PARTS)
    for table in every:
        insert_rows(session, table, rows.tables[table])
    totals.add(rows.cells)
    return rows.amount_id


def year_of(amount: AmountDraft, starts_on: date | None) -> int:
    """The year of an amount: its own date's, else the action's start, else undated (0)."""
    day = amount.dated_on or starts_on
    return day.year if day else UNDATED_YEAR


def span_of(
    starts_on: date | None, ends_on: date | None, amount_years: Sequence[int]
) -> tuple[int, int]:
    """First and last year in which an action was under way; (0, 0) when nothing is dated."""
    years = [day.year for day in (starts_on, ends_on) if day]
    years += [year for year in amount_years if year != UNDATED_YEAR]
    return (min(years), max(years)) if years else (UNDATED_YEAR, UNDATED_YEAR)


def _gather(saving: Saving, known: Known, rows: _Rows) -> dict[str, Any]:
    draft, action_id = saving.draft, saving.action_id
    source_id = known.sources[draft.source_code]
    partners = merged(draft.partners)
    amount_years = [year_of(amount, draft.starts_on) for amount in draft.amounts]
    first_year, last_year = span_of(draft.starts_on, draft.ends_on, amount_years)
    is_unvalued = not any(
        amount.valuation == "reported" and amount.kind != "counterpart" for amount in draft.amounts
    )
    entities = {known.entities[ref.acronym][0]: ref for ref in draft.entities}
    add = rows.tables
    add[tables.ActionEntity] += [
        (action_id, entity_id, ref.role, ref.share_pct) for entity_id, ref in entities.items()
    ]
    add[tables.ActionPartner] += [
        (action_id, ref.partner_id, ref.role, ref.is_counted, ref.share_pct) for ref in partners
    ]
    add[tables.ActionCountry] += [(action_id, share.code, share.pct) for share in draft.countries]
    add[tables.ActionTerritory] += [(action_id, code) for code in dict.fromkeys(draft.territories)]
    add[tables.ActionSdg] += [
        (action_id, code, number == 0) for number, code in enumerate(dict.fromkeys(draft.sdgs))
    ]
    add[tables.ActionDacSector] += [
        (action_id, share.code, share.detail, share.pct) for share in draft.sectors
    ]
    groups = _amounts(saving, known, rows, amount_years)
    dimensions = Dimensions(
        *places_of(draft, partners, known),
        entities=entities_of(draft, known),
        dac_sectors=sectors_of(draft),
        sdgs=equal(draft.sdgs),
        territories=equal(draft.territories),
    )
    if not any(country == "" for _, country in groups):
        groups[first_year, ""] = [0] * 6
    for (year, country), units in groups.items():
        span = (first_year, last_year) if year != UNDATED_YEAR else (UNDATED_YEAR, UNDATED_YEAR)
        head = (action_id, source_id, year, *span, is_unvalued)
        tail = (draft.modality_code, draft.direction_code, draft.stage_code)
        cells, parts = cells_of(dimensions, country)
        money = [split(total, parts) if total else [0] * len(parts) for total in units]
        rows.cells += [
            (*head, *cell, *tail, *amounts)
            for cell, amounts in zip(cells, zip(*money, strict=True), strict=True)
        ]
    return {
        "action_id": action_id,
        "source_id": source_id,
        "external_id": draft.external_id,
        "family": draft.family,
        "title": draft.title,
        "objective": draft.objective,
        "modality_code": draft.modality_code,
        "cooperation_type_code": draft.cooperation_type_code,
        "direction_code": draft.direction_code,
        "stage_code": draft.stage_code,
        "beneficiaries": draft.beneficiaries,
        "programme_code": draft.programme_code,
        "starts_on": draft.starts_on,
        "ends_on": draft.ends_on,
        "first_year": first_year,
        "last_year": last_year,
        "is_unvalued": is_unvalued,
        "search_text": _search_text(draft, partners, known),
        "content_hash": saving.content_hash,
        "source_row_id": saving.source_row_id,
        "updated_at": known.now,
    }


def _search_text(draft: ActionDraft, partners: Sequence[PartnerRef], known: Known) -> str:
    # The same few names come with every record: their folding is kept.
    names = [known.partners[ref.partner_id][2] for ref in partners if ref.partner_id]
    acronyms = [ref.acronym for ref in draft.entities]
    own = fold_long(f"{draft.external_id} {draft.title} {draft.objective}")
    return " ".join(filter(None, (own, *map(fold, names), *map(fold, acronyms))))


def _amounts(
    saving: Saving, known: Known, rows: _Rows, years: Sequence[int]
) -> dict[tuple[int, str], list[int]]:
    groups: dict[tuple[int, str], list[int]] = {}
    add = rows.tables[tables.Amount].append
    for amount, year in zip(saving.draft.amounts, years, strict=True):
        day = amount.dated_on or saving.draft.starts_on
        usd = cop = None
        worth = None
        if amount.valuation == "reported" and amount.amount is not None:
            worth = known.rates.convert(amount.amount, amount.currency, day)
            usd, cop = _units(worth.usd, USD_SCALE), _units(worth.cop, COP_SCALE)
            units = groups.setdefault((year, amount.country_code), [0] * 6)
            units[_MONEY_INDEX[amount.kind, "usd"]] += usd or 0
            units[_MONEY_INDEX[amount.kind, "cop"]] += cop or 0
        add(
            (
                rows.amount_id,
                saving.action_id,
                amount.kind,
                amount.resource_code,
                amount.finance_code,
                amount.valuation,
                amount.amount,
                amount.currency,
                amount.dated_on,
                year,
                amount.country_code,
                usd,
                cop,
                worth and worth.usd_rate,
                worth and worth.cop_rate,
                worth and worth.rate_on,
                worth.rate_source if worth else "",
            )
        )
        rows.amount_id += 1
    return groups


def _units(value: Decimal | None, scale: int) -> int | None:
    return None if value is None else int(value.scaleb(scale))


def _remove_parts(session: Session, action_ids: Sequence[int]) -> None:
    if not action_ids:
        return
    summaries.remove_cells(session, action_ids)
    for start in range(0, len(action_ids), _CHUNK):
        chunk = action_ids[start : start + _CHUNK]
        for table in _PARTS:
            session.execute(delete(table).where(table.__table__.c.action_id.in_(chunk)))
