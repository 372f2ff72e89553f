"""An entity package as rows of the catalogue tables."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

from sqlalchemy.orm import DeclarativeBase

from data_access.services.rates import ORDER_KEY
from data_access.store.tables.catalogues import (
    CodelistAlias,
    CodelistItem,
    Country,
    CountryAlias,
    Entity,
    EntityAlias,
    FlowRule,
    Partner,
    PartnerAlias,
    Place,
    Sector,
)
from data_access.vocabulary.flows import CountingRule
from data_access.vocabulary.messages import N_
from data_access.vocabulary.names import fold
from data_access.vocabulary.packages import Package, PackageFault, PartnerEntry

Row = dict[str, Any]
_SHOWN_SIGNS = 40


def plain_tables(package: Package) -> Iterator[tuple[type[DeclarativeBase], list[Row]]]:
    """Tables whose keys the package knows, in the order in which they refer to each other."""
    place = {**package.place, ORDER_KEY: "\n".join(package.rate_sources)}
    yield Place, [{"key": key, "value": value} for key, value in place.items()]
    yield FlowRule, [asdict(rule) | _lists_of(rule) for rule in package.rules]
    yield (
        Sector,
        [
            {
                "sector_code": entry.code,
                "name_es": entry.name_es,
                "name_en": entry.name_en,
                "position": entry.position,
            }
            for entry in package.sectors
        ],
    )
    yield (
        Country,
        [
            {
                "country_code": entry.alpha3,
                "alpha2_code": entry.alpha2,
                "name_es": entry.name_es,
                "name_en": entry.name_en,
                "region_code": entry.region_code,
                "latitude": entry.latitude,
                "longitude": entry.longitude,
            }
            for entry in package.countries
        ],
    )
    yield (
        CountryAlias,
        [
            {"alias_key": fold(alias), "country_code": entry.alpha3}
            for entry in package.countries
            for alias in entry.aliases
        ],
    )
    yield (
        CodelistItem,
        [
            {
                "codelist": entry.codelist,
                "code": entry.code,
                "name_es": entry.name_es,
                "name_en": entry.name_en,
                "parent_code": entry.parent_code,
                "position": entry.position,
            }
            for entry in package.codelists
        ],
    )
    yield (
        CodelistAlias,
        [
            {"codelist": entry.codelist, "alias_key": fold(alias), "code": entry.code}
            for entry in package.codelists
            for alias in entry.aliases
        ],
    )


def _lists_of(rule: CountingRule) -> Row:
    """The lists of a rule as the store keeps them."""
    return {name: [*value] for name, value in asdict(rule).items() if isinstance(value, tuple)}


def numbered_tables(
    package: Package, entity_ids: dict[str, int], partner_ids: dict[str, int]
) -> Iterator[tuple[type[DeclarativeBase], list[Row]]]:
    """Entities and partners, with the ids that the store gave them by acronym and Spanish name."""
    yield (
        Entity,
        [
            {
                "entity_id": entity_ids[entry.acronym],
                "acronym": entry.acronym,
                "name_es": entry.name_es,
                "name_en": entry.name_en,
                "sector_code": entry.sector_code,
                "is_sector_head": entry.is_sector_head,
                "is_confirmed": entry.is_confirmed,
            }
            for entry in package.entities
        ],
    )
    yield (
        EntityAlias,
        [
            {
                "alias_key": fold(alias),
                "entity_id": entity_ids[entry.acronym],
                "alias": alias,
            }
            for entry in package.entities
            for alias in entry.aliases
        ],
    )
    yield (
        Partner,
        [
            {
                "partner_id": partner_ids[entry.name_es],
                "name_es": entry.name_es,
                "name_en": entry.name_en,
                "acronym": entry.acronym,
                "partner_type_code": entry.type_code,
                "country_code": entry.country_code,
                "is_confirmed": entry.is_confirmed,
            }
            for entry in package.partners
        ],
    )
    yield (
        PartnerAlias,
        [
            {"alias_key": key, "partner_id": partner_ids[entry.name_es], "alias": spelling}
            for entry in package.partners
            for key, spelling in spellings(entry).items()
        ],
    )


def spellings(entry: PartnerEntry) -> dict[str, str]:
    """Every way of writing a partner, its own names first, by folded key."""
    spellings: dict[str, str] = {}
    for text in (entry.name_es, entry.name_en, entry.acronym or "", *entry.aliases):
        if fold(text):
            spellings.setdefault(fold(text), text)
    return spellings


def check_lengths(model: type[DeclarativeBase], rows: Iterable[Row]) -> None:
    """Raise PackageFault on a text that its column would not hold.

    Only one of the engines would refuse it.
    """
    columns = model.__table__.columns
    most = {column.name: getattr(column.type, "length", None) for column in columns}
    for row in rows:
        for name, value in row.items():
            limit = most[name]
            if limit and isinstance(value, str) and len(value) > limit:
                raise PackageFault(
                    model.__tablename__,
                    N_("{column}: «{text}…» tiene más de {most} signos"),
                    column=name, text=value[:_SHOWN_SIGNS], most=str(limit),
                )  # fmt: skip
