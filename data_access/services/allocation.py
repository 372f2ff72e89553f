"""Splitting an action's money over its dimensions, so that the parts always add up to it.

Shares come from the source; where it gives none the parts are equal. Rounding goes to the
largest remainders, and among equal ones to those that come first, hence every sum of parts is
exact. Whoever lists the parts lists them in an order that no store decides: by code or by name.
"""

from collections.abc import Sequence
from decimal import Decimal
from itertools import product
from math import lcm
from typing import NamedTuple

from data_access.vocabulary.categories import UNASSIGNED, UNASSIGNED_ID


class Dimensions(NamedTuple):
    """The weighted parts of one action; each list has at least one item, weights are whole."""

    parties: list[tuple[int, str, str, int]]
    """Partner id, partner type, country and weight, when each partner brings its own country."""
    countries: list[tuple[str, int]] | None
    """Countries with weights, when they are apart from the partners; else None."""
    entities: list[tuple[int, str, int]]
    """Entity id, sector code and weight."""
    dac_sectors: list[tuple[str, int]]
    sdgs: list[tuple[str, int]]
    territories: list[tuple[str, int]]


Cell = tuple[str, int, str, int, str, str, str, str]
"""Country, entity, sector, partner, partner type, DAC sector, SDG, territory."""


def weights(shares: Sequence[Decimal | None]) -> list[int]:
    """Whole weights in the proportion of percentages, whatever their decimals; all 1 when any is
    missing or they add to nothing, and a single one.

    >>> weights([Decimal(60), Decimal("40.5")]), weights([None, None])
    ([120, 81], [1, 1])
    """
    if len(shares) == 1:
        return [1]
    known = [share for share in shares if share is not None]
    if len(known) < len(shares) or not any(known):
        return [1] * len(shares)
    ratios = [share.as_integer_ratio() for share in known]
    whole = lcm(*(below for _, below in ratios))
    return [above * (whole // below) for above, below in ratios]


def cells_of(
    dimensions: Dimensions, country: str = "", sector: str = ""
) -> tuple[list[Cell], list[int]]:
    """Every combination of the dimensions with its weight.

    ``country`` and DAC ``sector`` override the action's.
    """
    places: Sequence[tuple[str | None, int]] = dimensions.countries or _WITH_PARTY
    if country:
        places = [(country, 1)]
    cells: list[Cell] = []
    parts: list[int] = []
    for place, entity, party, dac, sdg, territory in product(
        places,
        dimensions.entities,
        dimensions.parties,
        [(sector, 1)] if sector else dimensions.dac_sectors,
        dimensions.sdgs,
        dimensions.territories,
    ):
        name, place_part = place
        entity_id, sector, entity_part = entity
        partner_id, partner_type, home, partner_part = party
        cells.append(
            (
                home if name is None else name,
                entity_id,
                sector,
                partner_id,
                partner_type,
                dac[0],
                sdg[0],
                territory[0],
            )
        )
        parts.append(place_part * entity_part * partner_part * dac[1] * sdg[1] * territory[1])
    return cells, parts


def split(units: int, parts: Sequence[int]) -> list[int]:
    """Split whole ``units`` in proportion to ``parts``; the result adds up to ``units`` exactly.

    >>> split(100, [1, 1, 1])
    [34, 33, 33]
    """
    count = len(parts)
    if not units:
        return [0] * count
    if units < 0:
        return [-part for part in split(-units, parts)]
    if parts.count(parts[0]) == count:
        part, odd = divmod(units, count)
        return [part + 1] * odd + [part] * (count - odd)
    whole = sum(parts)
    quotients = [divmod(units * part, whole) for part in parts]
    result = [quotient for quotient, _ in quotients]
    left = units - sum(result)
    for index in sorted(range(count), key=lambda i: -quotients[i][1])[:left]:
        result[index] += 1
    return result


def equal(codes: Sequence[str]) -> list[tuple[str, int]]:
    """Codes of equal weight in their order, or the unassigned one when there is none."""
    if len(codes) == 1:
        return [(codes[0], 1)]
    return [(code, 1) for code in sorted(set(codes))] or [(UNASSIGNED, 1)]


_WITH_PARTY = [(None, 1)]
NO_PARTY = [(UNASSIGNED_ID, UNASSIGNED, UNASSIGNED, 1)]
NO_ENTITY = [(UNASSIGNED_ID, UNASSIGNED, 1)]
