"""What a draft says of its partners, countries, entities and the rest: as rows, and weighed."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy.orm import DeclarativeBase

from data_access.services.allocation import NO_ENTITY, NO_PARTY, Dimensions, equal, weights
from data_access.services.rates import Rates
from data_access.store.tables import actions as tables
from data_access.vocabulary.categories import UNASSIGNED
from data_access.vocabulary.drafts import ActionDraft, EntityRef, PartnerRef, Share
from data_access.vocabulary.flows import OUTSIDE, CountingRule, class_of, rule_on
from data_access.vocabulary.names import fold

Row = tuple[Any, ...]


@dataclass(frozen=True)
class Known:
    """What is needed to turn names into ids while saving."""

    sources: Mapping[str, int]
    entities: Mapping[str, tuple[int, str]]
    """Acronym → entity id and sector code."""
    partners: dict[int, tuple[str, str, str]]
    """Partner id → type code, country code, names; an import adds those it brings."""
    rates: Rates
    now: datetime
    rules: Sequence[CountingRule] = ()
    """What counts of the city's register, by the day from which it does."""
    outside: frozenset[str] = frozenset()
    """The sources whose totals stay as they publish them."""
    classes: dict[tuple[Any, ...], str] = field(default_factory=dict)
    """The class of flow of what was said by an action before: few things are."""


class Named(NamedTuple):
    """A draft about to be saved, its names turned into ids."""

    action_id: int
    draft: ActionDraft
    entities: Mapping[tuple[int, str], EntityRef]
    """By entity id and sector code."""
    partners: Sequence[PartnerRef]


def named(action_id: int, draft: ActionDraft, known: Known) -> Named:
    """``draft`` with each entity and each partner once."""
    entities = {known.entities[ref.acronym]: ref for ref in draft.entities}
    return Named(action_id, draft, entities, merged(draft.partners))


def merged(partners: Sequence[PartnerRef]) -> Sequence[PartnerRef]:
    """One part per partner and role; the shares of two spellings of one partner add up."""
    if len(partners) == 1:
        return partners
    merged: dict[tuple[int | None, str], PartnerRef] = {}
    for ref in partners:
        before = merged.get((ref.partner_id, ref.role))
        if before is not None and before.share_pct is not None and ref.share_pct is not None:
            ref = PartnerRef(
                before.name, before.partner_id, before.role, before.is_counted,
                before.share_pct + ref.share_pct,
            )  # fmt: skip
        merged[ref.partner_id, ref.role] = ref
    return list(merged.values())


def flow_class_of(draft: ActionDraft, known: Known) -> str:
    """The class of flow by which the money of ``draft`` is asked: by the rule of its first day."""
    finances = tuple([each.finance_code for each in draft.amounts])
    return known_class(draft, draft.source_code, finances, known)


def known_class(
    action: ActionDraft | tables.Action, source: str, finances: tuple[str, ...], known: Known
) -> str:
    """The class of flow of an action of ``source``, whose amounts have those codes of finance."""
    if source in known.outside:
        return OUTSIDE
    rule = rule_on(known.rules, action.starts_on)
    said = (action.stage_code, action.direction_code, action.modality_code, finances)
    key = (rule and rule.valid_from, *said)
    if key not in known.classes:
        stage, direction, modality, _ = said
        known.classes[key] = class_of(
            rule, stage=stage, direction=direction, modality=modality, finances=finances
        )
    return known.classes[key]


def dimensions_of(named: Named, known: Known) -> Dimensions:
    """Everything that the money is split over, with its weights, each in the order of its codes
    or names: neither the file's order nor the ids of this store say where an odd cent goes.
    """
    draft = named.draft
    parties, countries = _places(named, known)
    return Dimensions(
        parties,
        countries,
        entities=_entities(named),
        dac_sectors=_sectors(draft),
        sdgs=equal(draft.sdgs),
        territories=equal(draft.territories),
    )


def _places(
    named: Named, known: Known
) -> tuple[list[tuple[int, str, str, int]], list[tuple[str, int]] | None]:
    """Partners and countries. When the countries are just those of the funding partners, each
    partner's money goes to its own country; otherwise both are split apart.
    """
    funders = _funders(named.partners, known)
    parts = weights([ref.share_pct for ref in funders.values()])
    parties = [
        (partner_id, *known.partners[partner_id][:2], part)
        for partner_id, part in zip(funders, parts, strict=True)
    ] or NO_PARTY
    countries = sorted(named.draft.countries, key=_code)
    declared = [share.code for share in countries] or [UNASSIGNED]
    if {party[2] for party in parties} == set(declared):
        return parties, None
    parts = weights([share.pct for share in countries]) or [1]
    return parties, list(zip(declared, parts, strict=True))


def _funders(partners: Sequence[PartnerRef], known: Known) -> dict[int, PartnerRef]:
    """The partners that money is split over, by id; they stand in the order of their names."""
    counted = [ref for ref in partners if ref.is_counted and ref.partner_id]
    if len(counted) > 1:
        counted.sort(key=lambda ref: (fold(known.partners[ref.partner_id or 0][2]), ref.role))
    return {ref.partner_id: ref for ref in counted if ref.partner_id}


def _entities(named: Named) -> list[tuple[int, str, int]]:
    """Entity ids and sector codes with weights."""
    entities = list(named.entities.items())
    if len(entities) > 1:
        entities.sort(key=lambda item: item[1].acronym)
    parts = weights([ref.share_pct for _, ref in entities])
    return [(*entity, part) for (entity, _), part in zip(entities, parts, strict=True)] or NO_ENTITY


def _sectors(draft: ActionDraft) -> list[tuple[str, int]]:
    """Three-digit sectors with weights; purposes of one sector add up."""
    if len(draft.sectors) == 1:
        return [(draft.sectors[0].code, 1)]
    together: dict[str, int] = defaultdict(int)
    sectors = sorted(draft.sectors, key=_code)
    parts = weights([share.pct for share in sectors])
    for share, part in zip(sectors, parts, strict=True):
        together[share.code] += part
    return list(together.items()) or [(UNASSIGNED, 1)]


def _code(share: Share) -> str:
    return share.code


def _entity_rows(named: Named) -> list[Row]:
    return [
        (named.action_id, entity_id, ref.role, ref.share_pct)
        for (entity_id, _), ref in named.entities.items()
    ]


def _partner_rows(named: Named) -> list[Row]:
    return [
        (named.action_id, ref.partner_id, ref.role, ref.is_counted, ref.share_pct)
        for ref in named.partners
    ]


def _country_rows(named: Named) -> list[Row]:
    return [(named.action_id, share.code, share.pct) for share in named.draft.countries]


def _territory_rows(named: Named) -> list[Row]:
    return [(named.action_id, code) for code in dict.fromkeys(named.draft.territories)]


def _sdg_rows(named: Named) -> list[Row]:
    return [
        (named.action_id, code, number == 0)
        for number, code in enumerate(dict.fromkeys(named.draft.sdgs))
    ]


def _sector_rows(named: Named) -> list[Row]:
    return [(named.action_id, share.code, share.detail, share.pct) for share in named.draft.sectors]


def _relation_rows(named: Named) -> list[Row]:
    return [(named.action_id, *relation) for relation in named.draft.relations]


PARTS: dict[type[DeclarativeBase], Callable[[Named], list[Row]]] = {
    tables.ActionEntity: _entity_rows,
    tables.ActionPartner: _partner_rows,
    tables.ActionCountry: _country_rows,
    tables.ActionTerritory: _territory_rows,
    tables.ActionSdg: _sdg_rows,
    tables.ActionDacSector: _sector_rows,
    tables.ActionRelation: _relation_rows,
}
"""The tables of an action's parts, each with what makes its rows."""
