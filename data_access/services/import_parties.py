"""What an import brings besides records: its sources, exchange rates and unknown partners."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_access.services.action_parts import Known
from data_access.services.rates import read_rates
from data_access.services.unconfirmed_partners import (
    Told,
    UnconfirmedPartners,
    agreed,
    told_by,
)
from data_access.store.bulk import Inserter, insert_rows
from data_access.store.store import Store
from data_access.store.tables import actions, catalogues
from data_access.vocabulary.drafts import (
    EXTERNAL,
    ActionDraft,
    PartnerRef,
    RateDraft,
    SourceDraft,
)
from data_access.vocabulary.flows import CountingRule
from data_access.vocabulary.names import fold

_MOST_SIGNS = 300


def save_sources(
    store: Store, session: Session, drafts: Sequence[SourceDraft], now: datetime
) -> dict[str, int]:
    """Write the sources; returns the id of every known one by code (:func:`read_sources`)."""
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
    return read_sources(session)


def read_sources(session: Session) -> dict[str, int]:
    """The id of every source by its code."""
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


class Partners:
    """The ids of partners by name; one that no catalogue knows gets a row, to be confirmed."""

    def __init__(self, store: Store, session: Session, known: Known) -> None:
        alias = catalogues.PartnerAlias
        self._ids = dict(session.execute(select(alias.alias_key, alias.partner_id)).all())
        self._next_id = store.next_id(session, catalogues.Partner)
        self._known = known
        self.unconfirmed = UnconfirmedPartners(session)

    def add_unknown(self, inserter: Inserter, drafts: Iterable[ActionDraft]) -> None:
        """Write the partners of ``drafts`` whose names nobody knows; see how others are spelt."""
        unknown: dict[str, list[Told]] = defaultdict(list)
        for ref in (ref for draft in drafts for ref in draft.partners):
            key = fold(ref.name)[:_MOST_SIGNS]
            number = ref.partner_id or self._ids.get(key)
            if number is not None:
                self.unconfirmed.see(ref, number)
            elif key:
                unknown[key].append(told_by(ref))
        partners, aliases = [], []
        for key in sorted(unknown):
            told, number = agreed(unknown[key]), self._next_id
            home = told.country_code
            partners.append(
                (number, told.name, told.name, None, told.type_code, home or None, False)
            )
            aliases.append((key, number, told.name))
            self._ids[key] = number
            self._known.partners[number] = (told.type_code, home, f"{told.name} {told.name} ")
            self.unconfirmed.hold(number, told)
            self._next_id += 1
        inserter.insert(catalogues.Partner, partners)
        inserter.insert(catalogues.PartnerAlias, aliases)

    def identified(self, draft: ActionDraft) -> ActionDraft:
        """``draft`` with the id of every partner."""
        if all(ref.partner_id for ref in draft.partners):
            return draft
        return draft._replace(partners=tuple(map(self._identified, draft.partners)))

    def _identified(self, ref: PartnerRef) -> PartnerRef:
        if ref.partner_id:
            return ref
        return ref._replace(partner_id=self._ids.get(fold(ref.name)[:_MOST_SIGNS]))


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
        rules=read_rules(session),
        outside=frozenset(
            session.scalars(
                select(actions.DataSource.source_code).where(actions.DataSource.kind == EXTERNAL)
            )
        ),
    )


def read_rules(session: Session) -> tuple[CountingRule, ...]:
    """The rules of what counts of the city's register, the first one first."""
    rows = session.scalars(select(catalogues.FlowRule).order_by(catalogues.FlowRule.valid_from))
    return tuple(
        CountingRule(
            row.valid_from,
            tuple(row.uncounted_stages),
            tuple(row.received_directions),
            tuple(row.offered_directions),
            tuple(row.loan_finances),
            tuple(row.loan_modalities),
            row.note_es,
            row.note_en,
        )
        for row in rows
    )
