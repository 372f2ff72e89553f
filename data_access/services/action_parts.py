"""The weighted parts that a draft gives to its partners, countries, entities and sectors."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from data_access.services.allocation import NO_ENTITY, NO_PARTY, weights
from data_access.services.rates import Rates
from data_access.vocabulary.categories import UNASSIGNED
from data_access.vocabulary.drafts import ActionDraft, PartnerRef


@dataclass(frozen=True)
class Known:
    """What is needed to turn names into ids while saving."""

    sources: Mapping[str, int]
    entities: Mapping[str, tuple[int, str]]
    """Acronym → entity id and sector code."""
    partners: Mapping[int, tuple[str, str, str]]
    """Partner id → type code, country code, name."""
    rates: Rates
    now: datetime


def merged(partners: Sequence[PartnerRef]) -> list[PartnerRef]:
    """One part per partner and role; the shares of two spellings of one partner add up."""
    if len(partners) == 1:
        return list(partners)
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


def places_of(
    draft: ActionDraft, partners: Sequence[PartnerRef], known: Known
) -> tuple[list[tuple[int, str, str, int]], list[tuple[str, int]] | None]:
    """Partners and countries. When the countries are just those of the funding partners, each
    partner's money goes to its own country; otherwise both are split apart.
    """
    funders = {ref.partner_id: ref for ref in partners if ref.is_counted and ref.partner_id}
    parts = weights([ref.share_pct for ref in funders.values()])
    parties = [
        (partner_id, known.partners[partner_id][0], known.partners[partner_id][1], part)
        for partner_id, part in zip(funders, parts, strict=True)
    ] or NO_PARTY
    declared = [share.code for share in draft.countries]
    if {party[2] for party in parties} == set(declared or [UNASSIGNED]):
        return parties, None
    country_parts = weights([share.pct for share in draft.countries])
    return parties, list(zip(declared, country_parts, strict=True)) or [(UNASSIGNED, 1)]


def entities_of(draft: ActionDraft, known: Known) -> list[tuple[int, str, int]]:
    """Entity ids and sector codes with weights."""
    refs = {known.entities[ref.acronym]: ref for ref in draft.entities}
    parts = weights([ref.share_pct for ref in refs.values()])
    return [(*entity, part) for entity, part in zip(refs, parts, strict=True)] or NO_ENTITY


def sectors_of(draft: ActionDraft) -> list[tuple[str, int]]:
    """Three-digit sectors with weights; purposes of one sector add up."""
    together: dict[str, int] = defaultdict(int)
    parts = weights([share.pct for share in draft.sectors])
    for share, part in zip(draft.sectors, parts, strict=True):
        together[share.code] += part
    return list(together.items()) or [(UNASSIGNED, 1)]
