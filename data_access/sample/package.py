"""Reading an entity package: a folder of data files, with the universal codelists beside it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any
from zoneinfo import available_timezones

from data_access.sample._files import CODELISTS, check_files
from data_access.sample._invention import read_castings, read_forms, read_themes
from data_access.sample._known import unknown
from data_access.sample._register import check_register_code
from data_access.sample._rules import TABLE as RULES
from data_access.sample._rules import read_rules
from data_access.sample._settings import (
    FILE,
    TABLE,
    TABLES,
    TEXT,
    TEXTS,
    check_table,
    read_settings,
)
from data_access.sample._tables import Line, Spellings, read_lines
from data_access.vocabulary.messages import N_
from data_access.vocabulary.packages import (
    CodelistEntry,
    CountryEntry,
    EntityEntry,
    Package,
    PackageFault,
    PartnerEntry,
    SectorEntry,
)

DEFAULT_PACKAGE = Path(__file__).parent / "bogota"

_NAMES = ("name_es", "name_en")
_SECTOR = ("code", *_NAMES, "position")
_ENTITY = ("acronym", *_NAMES, "sector_code", "is_sector_head", "is_confirmed")
_PARTNER = (*_NAMES, "acronym", "type_code", "country_code", "is_confirmed")
_COUNTRY = ("alpha3", "alpha2", *_NAMES, "region_code", "latitude", "longitude")
_CODELIST = ("code", *_NAMES, "parent_code", "position")
_CODE = ("code",)
_PLAN = {"plan_objective": "objectives.csv", "plan_programme": "programmes.csv"}
_MOST_SIGNS = 500
_PARENTS = {"dac_sector": "dac_sector_category", "plan_programme": "plan_objective"}
_PLACE = (
    "city_es", "city_en", "office_es", "office_en", "home_country", "timezone", "licence",
    "register_code", "register_es", "register_en", "demonstration_es", "demonstration_en",
)  # fmt: skip
_SETTINGS = {"rate_sources": TEXTS, "place": TABLE, RULES: TABLES}
_UNIVERSAL = (
    "region", "sdg", "dac_sector_category", "dac_sector", "currency", "finance", "resource",
)  # fmt: skip


def read_package(folder: Path) -> Package:
    """Read the entity package in ``folder`` together with the universal codelists.

    Raises PackageFault, naming file and line, on a row that cannot be right: a spelling that would
    stand for two things, an unknown parent, sector, type or country, a missing name.
    """
    settings = read_settings(folder, _SETTINGS)
    check_files(folder)
    universal = files("data_access.vocabulary").joinpath("codelists")
    codelists = _codelists(universal, folder)
    codes: dict[str, set[str]] = defaultdict(set)
    for entry in codelists:
        codes[entry.codelist].add(entry.code)
    countries = _countries(universal, codes["region"])
    known_countries = {country.alpha3 for country in countries}
    sectors = tuple(
        SectorEntry(
            line.required("code"),
            line.required("name_es"),
            line.required("name_en"),
            line.whole("position"),
        )
        for line in read_lines(folder, "sectors.csv", _SECTOR, key=_CODE)
    )
    entities = _entities(folder, {sector.code for sector in sectors})
    partners = _partners(folder, codes["partner_type"], known_countries)
    acronyms = {entity.acronym for entity in entities}
    return Package(
        place=_place(settings, known_countries),
        sectors=sectors,
        entities=entities,
        countries=countries,
        partners=partners,
        codelists=codelists,
        rate_sources=_rate_sources(settings.get("rate_sources", ())),
        rules=read_rules(settings[RULES], codes),
        themes=read_themes(folder, codes, acronyms, has_partners=bool(partners)),
        forms=read_forms(folder, codes),
        castings=read_castings(folder, {partner.name_es for partner in partners}),
    )


def read_place(folder: Path) -> Mapping[str, str]:
    """What ``package.toml`` says of city, office and register; the rest is not looked at.

    Raises PackageFault on a file that is missing or wrong.
    """
    return _texts_of_place(read_settings(folder, _SETTINGS))


def _texts_of_place(settings: Mapping[str, Any]) -> Mapping[str, str]:
    place: Mapping[str, str] = settings["place"]
    check_table("[place]", place, dict.fromkeys(_PLACE, TEXT))
    check_register_code(place["register_code"])
    return place


def _place(settings: Mapping[str, Any], countries: set[str]) -> Mapping[str, str]:
    place = _texts_of_place(settings)
    for key, known in (("home_country", countries), ("timezone", available_timezones())):
        if place[key] not in known:
            raise unknown(FILE, place[key], known, key=f"[place] {key}")
    return place


def _entities(folder: Path, sectors: set[str]) -> tuple[EntityEntry, ...]:
    spellings = Spellings()
    entities: dict[str, EntityEntry] = {}
    for line in read_lines(folder, "entities.csv", _ENTITY, key=("acronym",)):
        acronym = line.required("acronym")
        for column in ("acronym", *_NAMES):
            spellings.claim(line.required(column), acronym, line)
        entities[acronym] = EntityEntry(
            acronym,
            line["name_es"],
            line["name_en"],
            line.among("sector_code", sectors),
            line.flag("is_sector_head"),
            line.flag("is_confirmed"),
        )
    for line in read_lines(folder, "entity_aliases.csv", ("acronym", "alias")):
        spellings.add_alias(line, "acronym", entities)
    return tuple(replace(item, aliases=spellings.of(key)) for key, item in entities.items())


def _partners(folder: Path, types: set[str], countries: set[str]) -> tuple[PartnerEntry, ...]:
    spellings = Spellings()
    partners: dict[str, PartnerEntry] = {}
    for line in read_lines(folder, "partners.csv", _PARTNER, key=("name_es",)):
        name = line.required("name_es")
        for text in (name, line.required("name_en"), line["acronym"]):
            if text:
                spellings.claim(text, name, line)
        partners[name] = PartnerEntry(
            name,
            line["name_en"],
            line["acronym"] or None,
            line.among("type_code", types) or "",
            line.among("country_code", countries),
            line.flag("is_confirmed"),
        )
    for line in read_lines(folder, "partner_aliases.csv", ("partner", "alias")):
        spellings.add_alias(line, "partner", partners)
    return tuple(replace(item, aliases=spellings.of(key)) for key, item in partners.items())


def _countries(universal: Traversable, regions: set[str]) -> tuple[CountryEntry, ...]:
    spellings = Spellings()
    countries: dict[str, CountryEntry] = {}
    for line in read_lines(universal, "countries.csv", _COUNTRY, key=("alpha3",)):
        alpha3 = line.required("alpha3")
        for column in ("alpha3", "alpha2", *_NAMES):
            spellings.claim(line.required(column), alpha3, line)
        countries[alpha3] = CountryEntry(
            alpha3,
            line["alpha2"],
            line["name_es"],
            line["name_en"],
            line.among("region_code", regions),
            float(line.required("latitude")),
            float(line.required("longitude")),
        )
    for line in read_lines(universal, "country_aliases.csv", ("country_code", "alias")):
        spellings.add_alias(line, "country_code", countries)
    return tuple(replace(item, aliases=spellings.of(key)) for key, item in countries.items())


def _codelists(universal: Traversable, folder: Path) -> tuple[CodelistEntry, ...]:
    entries: dict[tuple[str, str], CodelistEntry] = {}
    spellings: dict[str, Spellings] = {}
    for codelist, line in _codelist_lines(universal, folder):
        code = line.required("code")
        own = spellings.setdefault(codelist, Spellings())
        for column in ("code", *_NAMES):
            own.claim(line.required(column), code, line)
        parents = {key for name, key in entries if name == _PARENTS.get(codelist, codelist)}
        entries[codelist, code] = CodelistEntry(
            codelist,
            code,
            line["name_es"],
            line["name_en"],
            line.among("parent_code", parents),
            line.whole("position"),
        )
    columns = ("codelist", "code", "alias")
    for place in (universal, folder):
        for line in read_lines(place, "codelist_aliases.csv", columns):
            codelist = line.one_of("codelist", spellings)
            codes = {key for name, key in entries if name == codelist}
            spellings[codelist].add_alias(line, "code", codes)
    return tuple(
        replace(item, aliases=spellings[codelist].of(code))
        for (codelist, code), item in entries.items()
    )


def _codelist_lines(universal: Traversable, folder: Path) -> Iterator[tuple[str, Line]]:
    """Every codelist row with its list: universal, then the city's, then its plan."""
    for codelist in _UNIVERSAL:
        for line in read_lines(universal, f"{codelist}.csv", _CODELIST, key=_CODE):
            yield codelist, line
    for codelist in CODELISTS:
        for line in read_lines(folder, f"codelists/{codelist}.csv", _CODELIST, key=_CODE):
            yield codelist, line
    for codelist, name in _PLAN.items():
        for line in read_lines(folder, name, _CODELIST, key=_CODE):
            yield codelist, line


def _rate_sources(listed: Sequence[str]) -> tuple[str, ...]:
    if len("\n".join(listed)) > _MOST_SIGNS:
        message = N_("rate_sources: los nombres suman más de {most} signos")
        raise PackageFault(FILE, message, most=str(_MOST_SIGNS))
    return tuple(listed)
