"""A synthetic store: many transactions over known numbers of entities, countries, years, sectors.

Everything enters through the bulk path of the importers (``run_import``).
"""

import random
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import accumulate

from data_access.services.imports import run_import
from data_access.store.store import Store
from data_access.store.tables import catalogues
from data_access.vocabulary.actors import OPERATOR
from data_access.vocabulary.drafts import (
    ActionDraft,
    AmountDraft,
    EntityRef,
    ParsedFile,
    PartnerRef,
    RateDraft,
    RowDraft,
    Share,
    SourceDraft,
)
from data_access.vocabulary.names import fold

ENTITIES, COUNTRIES, YEARS, SECTORS, PARTNERS = 60, 190, 12, 200, 500
FIRST_YEAR = 2013
PER_ACTION = 20
FILE_ACTIONS = 10_000
SOURCE = SourceDraft("distrito", "distrito", "district", "Sintética", "Synthetic", "CC0 1.0")
RATE = RateDraft("USD", "COP", date(2000, 1, 1), date(2040, 1, 1), Decimal(4000), "synthetic")
LISTS = {
    "modality": 8,
    "direction": 3,
    "stage": 7,
    "partner_type": 14,
    "territory": 54,
    "sdg": 17,
}


def country_code(number: int) -> str:
    """A made-up alpha-3 code: AAA, AAB…"""
    return "".join(chr(65 + number // 26**place % 26) for place in (2, 1, 0))


def codes(codelist: str) -> list[str]:
    """The made-up codes of a codelist."""
    return [str(n + 1) if codelist == "sdg" else f"{codelist}-{n}" for n in range(LISTS[codelist])]


def sector_codes() -> list[str]:
    """Two hundred three-digit sectors."""
    return [str(100 + number) for number in range(SECTORS)]


def fill(store: Store, transactions: int, seed: int = 7) -> None:
    """Fill an empty, migrated store with about ``transactions`` amounts."""
    _add_catalogues(store)
    rates = [RATE]
    for number, rows in enumerate(_files(transactions // PER_ACTION, random.Random(seed))):
        parsed = ParsedFile(len(rows), (SOURCE,), rows, rates)
        run_import(
            store,
            OPERATOR,
            "cooperation",
            parsed,
            file_name=f"{number}.xlsx",
            sha256=f"{number:064}",
        )
        rates = []


def _files(actions: int, chance: random.Random) -> Iterator[list[RowDraft]]:
    rows: list[RowDraft] = []
    make = _Maker(chance)
    for number in range(actions):
        rows.append(RowDraft(number + 2, {"Código": f"S{number}"}, draft=make.action(number)))
        if len(rows) == FILE_ACTIONS:
            yield rows
            rows = []
    if rows:
        yield rows


class _Maker:
    """Draws skewed, plausible actions."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.partners_of: dict[str, list[int]] = {}
        for number in range(PARTNERS):
            self.partners_of.setdefault(country_code(number % COUNTRIES), []).append(number + 1)
        self.weights = {
            size: list(accumulate(1 / (rank + 1) for rank in range(size)))
            for size in (ENTITIES, COUNTRIES, SECTORS, *LISTS.values())
        }

    def pick(self, size: int) -> int:
        return self.chance.choices(range(size), cum_weights=self.weights[size])[0]

    def code(self, codelist: str) -> str:
        return codes(codelist)[self.pick(LISTS[codelist])]

    def action(self, number: int) -> ActionDraft:
        chance = self.chance
        country = country_code(self.pick(COUNTRIES))
        begins = FIRST_YEAR + chance.randrange(YEARS - 2)
        entities = [EntityRef(f"E{self.pick(ENTITIES)}")]
        if chance.random() < 0.1:
            entities.append(EntityRef(f"E{self.pick(ENTITIES)}", "participant"))
        sectors = sorted(
            {sector_codes()[self.pick(SECTORS)] for _ in range(chance.choice((1, 1, 1, 2)))}
        )
        amounts = tuple(
            AmountDraft(
                chance.choice(("committed", "disbursed")),
                Decimal(int(chance.lognormvariate(10, 1.5) * 100)).scaleb(-2),
                "USD",
                dated_on=date(begins + chance.randrange(3), chance.randint(1, 12), 1),
                country_code="" if chance.random() < 0.85 else country_code(self.pick(COUNTRIES)),
            )
            for _ in range(PER_ACTION)
        )
        return ActionDraft(
            source_code="distrito",
            external_id=f"S{number}",
            title=f"Acción sintética {number} de educación",
            modality_code=self.code("modality"),
            direction_code=self.code("direction"),
            stage_code=self.code("stage"),
            starts_on=date(begins, 1, 1),
            entities=tuple({ref.acronym: ref for ref in entities}.values()),
            partners=(PartnerRef(f"P{0}", chance.choice(self.partners_of[country])),),
            countries=(Share(country),),
            territories=(self.code("territory"),),
            sdgs=(self.code("sdg"),),
            sectors=tuple(Share(code) for code in sectors),
            amounts=amounts,
        )


def _add_catalogues(store: Store) -> None:
    with store.writing(OPERATOR, "bench") as session:
        # All of it is of the class of flow that a page asks first: no other would be weighed.
        session.add(
            catalogues.FlowRule(
                valid_from=date(FIRST_YEAR, 1, 1), uncounted_stages=[],
                received_directions=codes("direction"), offered_directions=[],
                loan_finances=[], loan_modalities=[], note_es="Sintética", note_en="Synthetic",
            )
        )  # fmt: skip
        for number in range(15):
            name = f"sector-{number}"
            session.add(
                catalogues.Sector(sector_code=name, name_es=name, name_en=name, position=number)
            )
        for number in range(COUNTRIES):
            code = country_code(number)
            session.add(
                catalogues.Country(
                    country_code=code, alpha2_code=code[1:], name_es=code, name_en=code,
                    region_code=None, latitude=0.0, longitude=0.0,
                )
            )  # fmt: skip
        session.flush()
        for number in range(ENTITIES):
            name = f"E{number}"
            session.add(
                catalogues.Entity(
                    entity_id=number + 1, acronym=name, name_es=name, name_en=name,
                    sector_code=f"sector-{number % 15}", is_sector_head=False, is_confirmed=True,
                )
            )  # fmt: skip
        types = codes("partner_type")
        for number in range(PARTNERS):
            name = f"Aliado {number}"
            session.add(
                catalogues.Partner(
                    partner_id=number + 1, name_es=name, name_en=name, acronym=None,
                    partner_type_code=types[number % len(types)],
                    country_code=country_code(number % COUNTRIES), is_confirmed=True,
                )
            )  # fmt: skip
            session.flush()
            session.add(
                catalogues.PartnerAlias(alias_key=fold(name), partner_id=number + 1, alias=name)
            )
        lists = {name: codes(name) for name in LISTS} | {"dac_sector_category": sector_codes()}
        for codelist, values in lists.items():
            for position, code in enumerate(values):
                session.add(
                    catalogues.CodelistItem(
                        codelist=codelist, code=code, name_es=code, name_en=code,
                        parent_code=None, position=position,
                    )
                )  # fmt: skip
