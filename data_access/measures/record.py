"""One record with everything known of it: parties, amounts, source row, issues, changes."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_access.measures._labels import Labels, key_of, read_labels
from data_access.measures._rows import Row
from data_access.measures.related import related_to
from data_access.measures.result import SourceNote
from data_access.store.store import Store
from data_access.store.tables import actions, imports
from data_access.vocabulary.actors import Actor, Permission, require
from data_access.vocabulary.flows import CANCELLED


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
    flow_class: str
    is_cancelled: bool
    """Whether its money is in no total."""
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
    hierarchy: int | None
    is_secondary: bool
    relations: list[Row]
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


def has_record(store: Store, actor: Actor, action_id: int) -> bool:
    """Whether there is an action of ``action_id``."""
    require(actor, Permission.READ_PUBLISHED)
    with store.reading() as session:
        return session.get(actions.Action, action_id) is not None


def _record(session: Session, labels: Labels, action: actions.Action) -> Record:
    def parts(table: Any) -> list[Any]:
        query = select(table).where(table.action_id == action.action_id)
        return list(session.scalars(query.order_by(*table.__mapper__.primary_key)))

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
        flow_class=labels.name("clase", action.flow_class),
        is_cancelled=action.flow_class == CANCELLED,
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
        hierarchy=action.hierarchy,
        is_secondary=action.is_secondary,
        relations=related_to(session, action),
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
        "country": labels.name("pais", part.country_code) if part.country_code else "",
        "sector": labels.name("sector_cad", part.sector_code) if part.sector_code else "",
        "modality": labels.name("modalidad", part.modality_code) if part.modality_code else "",
        "ends_on": part.ends_on,
        "is_counted": part.is_counted,
    }


def _source_row(session: Session, action: actions.Action) -> Row | None:
    found = session.execute(
        select(imports.SourceRow, imports.SourceTable, imports.ImportBatch)
        .select_from(imports.SourceRow)
        .join(imports.SourceTable)
        .join(imports.ImportBatch)
        .where(imports.SourceRow.source_row_id == action.source_row_id)
    ).one_or_none()
    if found is None:
        return None
    row, table, batch = found
    return {
        "file_name": batch.file_name,
        "importer": batch.importer,
        "sha256": batch.sha256,
        "sheet": table.sheet,
        "row_number": row.row_number,
        "imported_at": batch.imported_at,
        "cells": dict(zip(table.headers, row.cells, strict=True)),
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
