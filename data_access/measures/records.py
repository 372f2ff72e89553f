"""The rows behind a figure, page by page, and one record with everything known of it."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from data_access.measures._aggregate import _columns, _within
from data_access.measures._from_snapshot import page_of_actions
from data_access.measures._labels import Labels, key_of, read_labels
from data_access.measures._question import Question
from data_access.measures.cooperation import Answer, Row, _whole
from data_access.measures.result import Page, SourceNote
from data_access.store.store import Store
from data_access.store.tables import actions, imports
from data_access.store.tables.summaries import SummaryCell
from data_access.vocabulary.actors import Actor, Permission, require

MAX_PAGE = 1000
_IN_MEMORY = ("year", "committed", "disbursed", "value")
SORTS = ("title", "code", "year", "stage", "modality", "committed", "disbursed", "value")


def records(question: Question, page: Page | None) -> Answer:
    """One page of the actions of the question (all when ``page`` is None), newest first unless
    sorted otherwise; money is only the part that answers the question.
    """
    total = _whole(question)
    if not question.source_ids:
        return Answer([], total)
    chosen = _page(question, page)
    return Answer(_rows(question, chosen), total)


def _page(question: Question, page: Page | None) -> list[int]:
    sort = page.sort if page and page.sort in SORTS else "year"
    if page is not None and question.snapshot is not None and sort in _IN_MEMORY:
        return page_of_actions(question, question.snapshot, sort, page.descending, *_slice(page))
    action = actions.Action
    conditions: list[Any] = [action.source_id.in_(question.source_ids)]
    if question.narrowing:
        members = select(SummaryCell.action_id).where(*_overlapping(question))
        conditions.append(action.action_id.in_(members))
    elif question.years is not None:
        members = select(SummaryCell.action_id).where(*_overlapping(question))
        low, high = question.years
        whole = (action.first_year <= high) & (action.last_year >= low)
        # An undated amount of a dated action is found only among the cells.
        conditions.append(whole if low >= 1 else action.action_id.in_(members))
    conditions += question.text_conditions(action.action_id)
    query = select(action.action_id).where(*conditions)
    if sort in ("committed", "disbursed", "value"):
        sums = (
            select(SummaryCell.action_id, _value(question, sort).label("amount"))
            .where(*question.cell_conditions())
            .group_by(SummaryCell.action_id)
            .subquery()
        )
        query = query.join(sums, sums.c.action_id == action.action_id)
        key: Any = sums.c.amount
    else:
        key = {
            "title": func.lower(action.title),
            "code": action.external_id,
            "year": action.first_year,
            "stage": action.stage_code,
            "modality": action.modality_code,
        }[sort]
    descending = page.descending if page else True
    query = query.order_by(key.desc() if descending else key, action.action_id)
    if page is not None:
        offset, limit = _slice(page)
        query = query.offset(offset).limit(limit)
    return list(question.session.scalars(query))


def _slice(page: Page) -> tuple[int, int]:
    return max(0, page.offset), max(1, min(page.limit, MAX_PAGE))


def _overlapping(question: Question) -> list[Any]:
    conditions: list[Any] = list(question.cell_conditions())
    if question.years is not None:
        low, high = question.years
        conditions += [SummaryCell.first_year <= high, SummaryCell.last_year >= low]
    return conditions


def _value(question: Question, sort: str) -> Any:
    index = {"committed": 0, "disbursed": 1}.get(
        sort, 0 if question.filters.monto == "comprometido" else 1
    )
    return _within(_columns(SummaryCell, question)[index], SummaryCell.year, question.years)


def _rows(question: Question, ids: list[int]) -> list[Row]:
    rows: list[Row] = []
    for start in range(0, len(ids), 500):
        rows += _chunk(question, ids[start : start + 500])
    return rows


def _chunk(question: Question, ids: list[int]) -> list[Row]:
    session, labels, action = question.session, question.labels, actions.Action
    found = {
        row.action_id: row
        for row in session.execute(
            select(
                action.action_id, action.external_id, action.title, action.first_year,
                action.last_year, action.stage_code, action.modality_code, action.is_unvalued,
                action.source_id,
            ).where(action.action_id.in_(ids))
        )
    }  # fmt: skip
    money = {
        row[0]: row
        for row in session.execute(
            select(
                SummaryCell.action_id, _value(question, "committed"), _value(question, "disbursed")
            )
            .where(*question.cell_conditions(), SummaryCell.action_id.in_(ids))
            .group_by(SummaryCell.action_id)
        )
    }
    entities = _many(session, actions.ActionEntity.entity_id, actions.ActionEntity.action_id, ids)
    partners = _many(
        session, actions.ActionPartner.partner_id, actions.ActionPartner.action_id, ids,
        actions.ActionPartner.is_counted,
    )  # fmt: skip
    countries = _many(session, SummaryCell.country_code, SummaryCell.action_id, ids)
    source_names = {number: note for number, _, note in labels.sources.values()}
    zero = Decimal(0)
    result = []
    for action_id in ids:
        row = found[action_id]
        _, committed, disbursed = money.get(action_id, (0, zero, zero))
        chosen = committed if question.filters.monto == "comprometido" else disbursed
        result.append(
            {
                "action_id": action_id,
                "code": row.external_id,
                "title": row.title,
                "year": row.first_year or None,
                "last_year": row.last_year or None,
                "entities": [labels.entity_acronyms[n] for n in entities[action_id]],
                "partners": [labels.name("aliado", str(n)) for n in partners[action_id]],
                "countries": [labels.name("pais", code) for code in countries[action_id] if code],
                "stage": labels.name("etapa", row.stage_code),
                "modality": labels.name("modalidad", row.modality_code),
                "committed": committed,
                "disbursed": disbursed,
                "value": chosen,
                "valuation": "not_reported" if row.is_unvalued else "reported",
                "source": source_names[row.source_id].code,
            }
        )
    return result


def _many(
    session: Session, value: Any, key: Any, ids: list[int], condition: Any = None
) -> dict[int, list[Any]]:
    query = select(key, value).where(key.in_(ids)).distinct().order_by(key, value)
    if condition is not None:
        query = query.where(condition)
    grouped: dict[int, list[Any]] = defaultdict(list)
    for action_id, item in session.execute(query):
        grouped[action_id].append(item)
    return grouped


@dataclass(frozen=True)
class Record:
    """Everything known of one action, in one language."""

    action_id: int
    code: str
    title: str
    objective: str
    source: SourceNote
    stage: str
    modality: str
    cooperation_type: str
    direction: str
    starts_on: date | None
    ends_on: date | None
    entities: list[tuple[str, str, str]]
    """Acronym, name, role."""
    partners: list[Row]
    countries: list[tuple[str, str, Decimal | None]]
    territories: list[tuple[str, str]]
    sdgs: list[tuple[str, str, bool]]
    sectors: list[tuple[str, str, str, Decimal | None]]
    amounts: list[Row]
    beneficiaries: str
    programme: str
    updated_at: datetime
    source_row: Row | None
    issues: list[Row]
    changes: list[Row]


def read_record(store: Store, actor: Actor, action_id: int, *, language: str) -> Record | None:
    """The action of ``action_id``, or None when there is none."""
    require(actor, Permission.READ_PUBLISHED)
    with store.reading() as session:
        action = session.get(actions.Action, action_id)
        if action is None:
            return None
        return _record(session, read_labels(store, session, language), action)


def _record(session: Session, labels: Labels, action: actions.Action) -> Record:
    def parts(table: Any) -> list[Any]:
        return list(session.scalars(select(table).where(table.action_id == action.action_id)))

    countries = parts(actions.ActionCountry)
    return Record(
        action_id=action.action_id,
        code=action.external_id,
        title=action.title,
        objective=action.objective,
        source=next(n for i, _, n in labels.sources.values() if i == action.source_id),
        stage=labels.name("etapa", action.stage_code),
        modality=labels.name("modalidad", action.modality_code),
        cooperation_type=labels.name("tipo_cooperacion", action.cooperation_type_code),
        direction=labels.name("direccion", action.direction_code),
        starts_on=action.starts_on,
        ends_on=action.ends_on,
        entities=[
            (acronym, labels.name("entidad", acronym), part.role_code)
            for part in parts(actions.ActionEntity)
            for acronym in [labels.entity_acronyms[part.entity_id]]
        ],
        partners=[_partner(labels, part) for part in parts(actions.ActionPartner)],
        countries=[
            (key_of(part.country_code), labels.name("pais", part.country_code), part.share_pct)
            for part in countries
        ],
        territories=[
            (part.territory_code, labels.name("territorio", part.territory_code))
            for part in parts(actions.ActionTerritory)
        ],
        sdgs=[
            (part.sdg_code, labels.name("ods", part.sdg_code), part.is_main)
            for part in parts(actions.ActionSdg)
        ],
        sectors=[
            (
                key_of(part.dac_sector_code),
                labels.name("sector_cad", part.dac_sector_code),
                part.purpose_code,
                part.share_pct,
            )
            for part in parts(actions.ActionDacSector)
        ],
        amounts=[_amount(labels, part) for part in parts(actions.Amount)],
        beneficiaries=action.beneficiaries,
        programme=labels.name("programa", action.programme_code) if action.programme_code else "",
        updated_at=action.updated_at,
        source_row=_source_row(session, action),
        issues=_issues(session, action),
        changes=_changes(session, action),
    )


def _partner(labels: Labels, part: actions.ActionPartner) -> Row:
    key = str(part.partner_id)
    country = labels.partner_countries.get(key, "")
    return {
        "partner_id": part.partner_id,
        "name": labels.name("aliado", key),
        "role": part.role_code,
        "country_code": country,
        "country_name": labels.name("pais", country) if country else "",
        "is_confirmed": key in labels.confirmed_partners,
        "share_pct": part.share_pct,
    }


def _amount(labels: Labels, part: actions.Amount) -> Row:
    return {
        "kind": part.kind,
        "valuation": part.valuation,
        "original_amount": part.original_amount,
        "currency_code": part.currency_code,
        "dated_on": part.dated_on,
        "year": part.year or None,
        "usd": part.usd,
        "cop": part.cop,
        "usd_rate": part.usd_rate,
        "cop_rate": part.cop_rate,
        "rate_on": part.rate_on,
        "rate_source": part.rate_source,
        "resource": labels.name("recurso", part.resource_code) if part.resource_code else "",
        "finance": labels.name("financiacion", part.finance_code) if part.finance_code else "",
    }


def _source_row(session: Session, action: actions.Action) -> Row | None:
    found = session.execute(
        select(imports.SourceRow, imports.ImportBatch)
        .join(imports.ImportBatch, imports.ImportBatch.batch_id == imports.SourceRow.batch_id)
        .where(imports.SourceRow.source_row_id == action.source_row_id)
    ).one_or_none()
    if found is None:
        return None
    row, batch = found
    return {
        "file_name": batch.file_name,
        "importer": batch.importer,
        "sha256": batch.sha256,
        "sheet": row.sheet,
        "row_number": row.row_number,
        "imported_at": batch.imported_at,
        "cells": row.cells,
    }


def _issues(session: Session, action: actions.Action) -> list[Row]:
    issue = imports.ImportIssue
    rows = session.scalars(
        select(issue).where(issue.action_id == action.action_id).order_by(issue.issue_id)
    )
    return [
        {
            "code": row.code,
            "severity": row.severity,
            "column": row.column,
            "value": row.value,
            "message": row.message,
            "values": row.message_values,
        }
        for row in rows
    ]


def _changes(session: Session, action: actions.Action) -> list[Row]:
    change, batch = imports.ActionChange, imports.ImportBatch
    rows = session.execute(
        select(change.field, change.before, change.after, batch.imported_at)
        .join(batch, batch.batch_id == change.batch_id)
        .where(change.action_id == action.action_id)
        .order_by(change.change_id)
    )
    return [
        {"field": field, "before": before, "after": after, "imported_at": at}
        for field, before, after, at in rows
    ]
