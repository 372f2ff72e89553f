"""Reading an entity package: a folder of data files, with the universal codelists beside it."""

import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from data_access.sample._rules import read_rules
from data_access.sample._tables import Line, Spellings, read_lines
from data_access.vocabulary.packages import (
    Casting,
    CodelistEntry,
    CountryEntry,
    EntityEntry,
    Form,
    Package,
    PartnerEntry,
    SectorEntry,
    Theme,
)

DEFAULT_PACKAGE = next(iter(Path(__file__).parent.glob("*/package.toml"))).parent

_NAMES = ("name_es", "name_en")
_SECTOR = ("code", *_NAMES, "position")
_ENTITY = ("acronym", *_NAMES, "sector_code", "is_sector_head", "is_confirmed")
_PARTNER = (*_NAMES, "acronym", "type_code", "country_code", "is_confirmed")
_COUNTRY = ("alpha3", "alpha2", *_NAMES, "region_code", "latitude", "longitude")
_CODELIST = ("code", *_NAMES, "parent_code", "position")
_THEME = (
    "topic", "objective", "beneficiaries", "entities", "modalities", "purposes", "sdgs",
    "programme",
)  # fmt: skip
_CASTING = ("partner", "weight", "dac_prefixes")
_FORM = ("modality", "direction", "title", "sentence")
_PLAN = {"plan_objective": "objectives.csv", "plan_programme": "programmes.csv"}
_MOST_SIGNS = 500
_PARENTS = {"dac_sector": "dac_sector_category", "plan_programme": "plan_objective"}
_PLACE = (
    "city_es", "city_en", "office_es", "office_en", "home_country", "timezone", "licence",
    "register_code", "register_es", "register_en", "demonstration_es", "demonstration_en",
)  # fmt: skip
_UNIVERSAL = (
    "region", "sdg", "dac_sector_category", "dac_sector", "currency", "finance", "resource",
)  # fmt: skip


def read_package(folder: Path) -> Package:
    """Read the entity package in ``folder`` together with the universal codelists.

    Raises ValueError, naming file and line, on a row that cannot be right: a spelling that would
    stand for two things, an unknown parent, sector, type or country, a missing name.
    """
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
        for line in read_lines(folder, "sectors.csv", _SECTOR)
    )
    entities = _entities(folder, {sector.code for sector in sectors})
    partners = _partners(folder, codes["partner_type"], known_countries)
    return Package(
        place=_place(folder, known_countries),
        sectors=sectors,
        entities=entities,
        countries=countries,
        partners=partners,
        codelists=codelists,
        rate_sources=_rate_sources(folder),
        rules=read_rules(folder, codes),
        themes=_themes(folder, codes, {entity.acronym for entity in entities}),
        forms=_forms(folder, codes),
        castings=_castings(folder, {partner.name_es for partner in partners}),
    )


def _place(folder: Path, countries: set[str]) -> dict[str, str]:
    place: dict[str, str] = dict(_settings(folder).get("place", {}))
    missing = [key for key in _PLACE if not place.get(key)]
    if missing:
        raise ValueError(f"package.toml: [place] lacks {', '.join(missing)}")
    if place["home_country"] not in countries:
        raise ValueError(f"package.toml: there is no country «{place['home_country']}»")
    return place


def _entities(folder: Path, sectors: set[str]) -> tuple[EntityEntry, ...]:
    spellings = Spellings("entity")
    entities: dict[str, EntityEntry] = {}
    for line in read_lines(folder, "entities.csv", _ENTITY):
        acronym = line.required("acronym")
        _refuse_repeated(line, acronym, entities)
        for column in ("acronym", *_NAMES):
            spellings.claim(line.required(column), acronym, line.where)
        entities[acronym] = EntityEntry(
            acronym,
            line["name_es"],
            line["name_en"],
            line.among("sector_code", sectors, "sector"),
            line.flag("is_sector_head"),
            line.flag("is_confirmed"),
        )
    for line in read_lines(folder, "entity_aliases.csv", ("acronym", "alias")):
        spellings.add_alias(line, "acronym", entities)
    return tuple(replace(item, aliases=spellings.of(key)) for key, item in entities.items())


def _partners(folder: Path, types: set[str], countries: set[str]) -> tuple[PartnerEntry, ...]:
    spellings = Spellings("partner")
    partners: dict[str, PartnerEntry] = {}
    for line in read_lines(folder, "partners.csv", _PARTNER):
        name = line.required("name_es")
        _refuse_repeated(line, name, partners)
        for text in (name, line.required("name_en"), line["acronym"]):
            if text:
                spellings.claim(text, name, line.where)
        partners[name] = PartnerEntry(
            name,
            line["name_en"],
            line["acronym"] or None,
            line.among("type_code", types, "partner type") or "",
            line.among("country_code", countries, "country"),
            line.flag("is_confirmed"),
        )
    for line in read_lines(folder, "partner_aliases.csv", ("partner", "alias")):
        spellings.add_alias(line, "partner", partners)
    return tuple(replace(item, aliases=spellings.of(key)) for key, item in partners.items())


def _countries(universal: Traversable, regions: set[str]) -> tuple[CountryEntry, ...]:
    spellings = Spellings("country")
    countries: dict[str, CountryEntry] = {}
    for line in read_lines(universal, "countries.csv", _COUNTRY):
        alpha3 = line.required("alpha3")
        _refuse_repeated(line, alpha3, countries)
        for column in ("alpha3", "alpha2", *_NAMES):
            spellings.claim(line.required(column), alpha3, line.where)
        countries[alpha3] = CountryEntry(
            alpha3,
            line["alpha2"],
            line["name_es"],
            line["name_en"],
            line.among("region_code", regions, "region"),
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
        own = spellings.setdefault(codelist, Spellings(codelist))
        _refuse_repeated(line, code, {key for name, key in entries if name == codelist})
        for column in ("code", *_NAMES):
            own.claim(line.required(column), code, line.where)
        parents = {key for name, key in entries if name == _PARENTS.get(codelist, codelist)}
        entries[codelist, code] = CodelistEntry(
            codelist,
            code,
            line["name_es"],
            line["name_en"],
            line.among("parent_code", parents, "parent"),
            line.whole("position"),
        )
    columns = ("codelist", "code", "alias")
    for place in (universal, folder):
        for line in read_lines(place, "codelist_aliases.csv", columns):
            codelist = line.among("codelist", spellings, "codelist") or line.required("codelist")
            codes = {key for name, key in entries if name == codelist}
            spellings[codelist].add_alias(line, "code", codes)
    return tuple(
        replace(item, aliases=spellings[codelist].of(code))
        for (codelist, code), item in entries.items()
    )


def _codelist_lines(universal: Traversable, folder: Path) -> Iterator[tuple[str, Line]]:
    """Every codelist row with its list: universal, then the city's, then its plan."""
    for codelist in _UNIVERSAL:
        for line in read_lines(universal, f"{codelist}.csv", _CODELIST):
            yield codelist, line
    for path in sorted((folder / "codelists").glob("*.csv")):
        for line in read_lines(folder, f"codelists/{path.name}", _CODELIST):
            yield path.stem, line
    for codelist, name in _PLAN.items():
        for line in read_lines(folder, name, _CODELIST):
            yield codelist, line


def _themes(folder: Path, codes: Mapping[str, set[str]], entities: set[str]) -> tuple[Theme, ...]:
    return tuple(
        Theme(
            line.required("topic"),
            line.required("objective"),
            line.required("beneficiaries"),
            line.several("entities", entities, "entity"),
            line.several("modalities", codes["modality"], "modality"),
            line.several("purposes", codes["dac_sector"], "DAC purpose"),
            line.several("sdgs", codes["sdg"], "SDG"),
            line.among("programme", codes["plan_programme"], "programme") or "",
        )
        for line in read_lines(folder, "demonstration/themes.csv", _THEME)
    )


def _forms(folder: Path, codes: Mapping[str, set[str]]) -> tuple[Form, ...]:
    return tuple(
        Form(
            line.among("modality", codes["modality"], "modality") or line.required("modality"),
            line.among("direction", codes["direction"], "direction") or line.required("direction"),
            line.required("title"),
            line.required("sentence"),
        )
        for line in read_lines(folder, "demonstration/forms.csv", _FORM)
    )


def _castings(folder: Path, partners: set[str]) -> tuple[Casting, ...]:
    return tuple(
        Casting(
            line.among("partner", partners, "partner") or line.required("partner"),
            line.whole("weight"),
            tuple(line["dac_prefixes"].split(";")) if line["dac_prefixes"] else (),
        )
        for line in read_lines(folder, "demonstration/partners.csv", _CASTING)
    )


def _rate_sources(folder: Path) -> tuple[str, ...]:
    listed = _settings(folder).get("rate_sources", [])
    is_list = isinstance(listed, list) and all(isinstance(source, str) for source in listed)
    if not is_list or len("\n".join(listed)) > _MOST_SIGNS:
        raise ValueError("package.toml: rate_sources is a list of names, not too long")
    return tuple(listed)


def _settings(folder: Path) -> Mapping[str, Any]:
    with (folder / "package.toml").open("rb") as stream:
        return tomllib.load(stream)


def _refuse_repeated(line: Line, key: str, known: object) -> None:
    if key in known:  # type: ignore[operator]
        raise ValueError(f"{line.where}: «{key}» is there already")
