"""What an import brings besides records: its sources, exchange rates and unknown partners."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_access.services.action_parts import Known
from data_access.services.rates import read_rates
from data_access.store.bulk import insert_rows
from data_access.store.store import Store
from data_access.store.tables import actions, catalogues
from data_access.vocabulary.drafts import ActionDraft, RateDraft, SourceDraft
from data_access.vocabulary.names import fold


def save_sources(
    store: Store, session: Session, drafts: Sequence[SourceDraft], now: datetime
) -> dict[str, int]:
    """Write the sources; returns the id of every known one by code."""
    for draft in drafts:
        row = session.scalars(
            select(actions.DataSource).where(actions.DataSource.source_code == draft.code)
        ).one_or_none()
        if row is None:
            row = actions.DataSource(
                source_id=store.next_id(session, actions.DataSource),
                source_code=draft.code,
                family_code=draft.family,
                kind=draft.kind,
            )
            session.add(row)
        row.name_es, row.name_en = draft.name_es, draft.name_en
        row.licence, row.homepage = draft.licence, draft.homepage
        row.cut_off_on, row.updated_at = draft.cut_off_on or row.cut_off_on, now
        session.flush()
    rows = session.execute(select(actions.DataSource.source_code, actions.DataSource.source_id))
    return {code: number for code, number in rows}  # noqa: C416 - rows are not pairs to mypy


def save_rates(session: Session, rates: Sequence[RateDraft]) -> tuple[int, int, int]:
    """Write exchange rates; returns how many were new, changed and the same."""
    if not rates:
        return 0, 0, 0
    before = {
        (row.currency_code, row.quote_code, row.valid_from, row.rate_source): row
        for row in session.scalars(select(actions.ExchangeRate))
    }
    new, updated, same = [], 0, 0
    for rate in rates:
        row = before.get((rate.currency, rate.quote, rate.valid_from, rate.source))
        if row is None:
            new.append(
                (rate.currency, rate.quote, rate.valid_from, rate.valid_to, rate.source, rate.rate)
            )
        elif (row.valid_to, row.rate) != (rate.valid_to, rate.rate):
            row.valid_to, row.rate = rate.valid_to, rate.rate
            updated += 1
        else:
            same += 1
    session.flush()
    insert_rows(session, actions.ExchangeRate, new)
    session.expunge_all()
    return len(new), updated, same


def add_partners(store: Store, session: Session, drafts: Iterable[ActionDraft]) -> None:
    """Give every partner that no catalogue knows a row of its own, to be confirmed."""
    unknown = {
        fold(ref.name): ref for draft in drafts for ref in draft.partners if ref.partner_id is None
    }
    if not unknown:
        return
    keys = sorted(unknown)
    taken: set[str] = set()
    for start in range(0, len(keys), 500):
        alias = catalogues.PartnerAlias.alias_key
        taken |= set(session.scalars(select(alias).where(alias.in_(keys[start : start + 500]))))
    next_id = store.next_id(session, catalogues.Partner)
    partners, aliases = [], []
    for key in keys:
        if key in taken or not key:
            continue
        ref = unknown[key]
        name = ref.name[:300]
        partners.append((next_id, name, name, None, ref.type_code, ref.country_code or None, False))
        aliases.append((key[:300], next_id, name))
        next_id += 1
    insert_rows(session, catalogues.Partner, partners)
    insert_rows(session, catalogues.PartnerAlias, aliases)


def read_known(session: Session, sources: dict[str, int], now: datetime) -> Known:
    """Everything that turns names into ids while saving."""
    entity, partner = catalogues.Entity, catalogues.Partner
    return Known(
        sources=sources,
        entities={
            acronym: (number, sector or "")
            for acronym, number, sector in session.execute(
                select(entity.acronym, entity.entity_id, entity.sector_code)
            )
        },
        partners={
            number: (kind, country or "", f"{name_es} {name_en} {acronym or ''}")
            for number, kind, country, name_es, name_en, acronym in session.execute(
                select(
                    partner.partner_id,
                    partner.partner_type_code,
                    partner.country_code,
                    partner.name_es,
                    partner.name_en,
                    partner.acronym,
                )
            )
        },
        rates=read_rates(session),
        now=now,
    )
