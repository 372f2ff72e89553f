"""Writing records of the store again when what is derived of them changes: money, classes, sums."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import BigInteger, select, type_coerce
from sqlalchemy.orm import DeclarativeBase, Session

from data_access.services.action_parts import Known, known_class
from data_access.services.records import ActionWriter, Saving
from data_access.store.bulk import Inserter
from data_access.store.tables import actions as tables
from data_access.vocabulary.drafts import (
    ActionDraft,
    AmountDraft,
    EntityRef,
    PartnerRef,
    Relation,
    Share,
)

_CHUNK = 500


def revalue(session: Session, known: Known) -> int:
    """Convert every reported amount with ``known.rates``; returns how many actions changed.

    Afterwards everything is as if the rates had been there first.
    """
    rows = session.execute(
        select(
            tables.Amount.action_id,
            tables.Amount.original_amount,
            tables.Amount.currency_code,
            tables.Amount.valued_on,
            tables.Amount.dated_on,
            tables.Action.starts_on,
            type_coerce(tables.Amount.usd, BigInteger),
            type_coerce(tables.Amount.cop, BigInteger),
            tables.Amount.usd_rate,
            tables.Amount.cop_rate,
            tables.Amount.rate_on,
            tables.Amount.rate_source,
        )
        .join(tables.Action, tables.Action.action_id == tables.Amount.action_id)
        .where(tables.Amount.valuation == "reported")
    )
    touched = set()
    for action_id, amount, currency, valued_on, dated_on, starts_on, *before in rows:
        if amount is None:
            continue
        worth = known.rates.convert(amount, currency, valued_on or dated_on or starts_on)
        if worth != tuple(before):
            touched.add(action_id)
    return write_again(session, known, touched)


def reclassify(session: Session, known: Known) -> int:
    """Put every action in its class of flow by ``known.rules``; returns how many changed."""
    codes = {number: code for code, number in known.sources.items()}
    amount = tables.Amount
    finances: dict[int, set[str]] = defaultdict(set)
    for action_id, code in session.execute(
        select(amount.action_id, amount.finance_code).where(amount.finance_code != "").distinct()
    ):
        finances[action_id].add(code)
    columns = tables.Action.__table__.c
    names = ("stage_code", "direction_code", "modality_code", "starts_on")
    rows: Iterable[Any] = session.execute(
        select(
            columns.action_id,
            columns.source_id,
            columns.flow_class,
            *(columns[name] for name in names),
        )
    )

    def class_of(row: Any) -> str:
        return known_class(row, codes[row.source_id], tuple(sorted(finances[row.action_id])), known)

    touched = {row.action_id for row in rows if row.flow_class != class_of(row)}
    return write_again(session, known, touched)


def write_again(session: Session, known: Known, touched: Collection[int]) -> int:
    """Derive again all that depends on the records of ``touched``; returns how many they are."""
    with Inserter(session) as inserter:
        writer = ActionWriter(inserter, known)
        for chunk in _chunks(sorted(touched)):
            writer.update(_savings(inserter.session, known, chunk))
        writer.finish()
    return len(touched)


def _chunks(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(ids), _CHUNK):
        yield ids[start : start + _CHUNK]


def _savings(session: Session, known: Known, ids: Sequence[int]) -> list[Saving]:
    """The records of ``ids`` as drafts again."""
    sources = {number: code for code, number in known.sources.items()}
    acronyms = {entity[0]: acronym for acronym, entity in known.entities.items()}

    def of(table: type[DeclarativeBase]) -> dict[int, list[Any]]:
        grouped: dict[int, list[Any]] = defaultdict(list)
        rows: Iterable[Any] = session.scalars(
            select(table)
            .where(table.__table__.c.action_id.in_(ids))
            .order_by(*table.__table__.primary_key)
        )
        for row in rows:
            grouped[row.action_id].append(row)
        return grouped

    entities, partners = of(tables.ActionEntity), of(tables.ActionPartner)
    countries, territories = of(tables.ActionCountry), of(tables.ActionTerritory)
    sdgs, sectors = of(tables.ActionSdg), of(tables.ActionDacSector)
    amounts, relations = of(tables.Amount), of(tables.ActionRelation)
    savings = []
    for action in session.scalars(select(tables.Action).where(tables.Action.action_id.in_(ids))):
        key = action.action_id
        draft = ActionDraft(
            source_code=sources[action.source_id],
            external_id=action.external_id,
            title=action.title,
            objective=action.objective,
            family=action.family,
            modality_code=action.modality_code,
            cooperation_type_code=action.cooperation_type_code,
            direction_code=action.direction_code,
            stage_code=action.stage_code,
            beneficiaries=action.beneficiaries,
            programme_code=action.programme_code,
            starts_on=action.starts_on,
            ends_on=action.ends_on,
            entities=tuple(
                EntityRef(acronyms[row.entity_id], row.role_code, row.share_pct)
                for row in entities[key]
            ),
            partners=tuple(
                PartnerRef(
                    known.partners[row.partner_id][2],
                    row.partner_id,
                    row.role_code,
                    row.is_counted,
                    row.share_pct,
                )
                for row in partners[key]
            ),
            countries=tuple(Share(row.country_code, row.share_pct) for row in countries[key]),
            territories=tuple(row.territory_code for row in territories[key]),
            sdgs=tuple(row.sdg_code for row in sorted(sdgs[key], key=lambda row: not row.is_main)),
            sectors=tuple(
                Share(row.dac_sector_code, row.share_pct, row.purpose_code) for row in sectors[key]
            ),
            amounts=tuple(
                AmountDraft(
                    row.kind,
                    row.original_amount,
                    row.currency_code,
                    row.valuation,
                    row.dated_on,
                    row.resource_code,
                    row.finance_code,
                    row.country_code,
                    row.sector_code,
                    row.modality_code,
                    row.ends_on,
                    row.valued_on,
                    row.is_counted,
                )
                for row in amounts[key]
            ),
            hierarchy=action.hierarchy,
            relations=tuple(
                Relation(row.related_identifier, row.relation_type) for row in relations[key]
            ),
            is_secondary=action.is_secondary,
        )
        savings.append(Saving(key, draft, action.content_hash, action.source_row_id))
    session.expunge_all()
    return savings
