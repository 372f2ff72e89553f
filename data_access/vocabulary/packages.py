"""What an entity package holds: everything that makes an installation serve one city."""

from collections.abc import Mapping
from dataclasses import dataclass

from data_access.vocabulary.flows import CountingRule


class PackageFault(ValueError):
    """What is wrong with an entity package: the file, its line if it has lines (0: none), and a
    marked message with what fills it. As text it is the Spanish sentence.
    """

    def __init__(self, file: str, message: str, *, line: int = 0, **values: str) -> None:
        where = f"{file}, línea {line}" if line else file
        super().__init__(f"{where}: {message.format(**values)}")
        self.file = file
        self.line = line
        self.message = message
        self.values = values


@dataclass(frozen=True)
class SectorEntry:
    """An administrative sector of the city."""

    code: str
    name_es: str
    name_en: str
    position: int


@dataclass(frozen=True)
class EntityEntry:
    """A public body of the city; ``sector_code`` is None for one outside every sector."""

    acronym: str
    name_es: str
    name_en: str
    sector_code: str | None
    is_sector_head: bool
    is_confirmed: bool
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class CountryEntry:
    """A country or territory of ISO 3166 with a point for its bubble on the map."""

    alpha3: str
    alpha2: str
    name_es: str
    name_en: str
    region_code: str | None
    latitude: float
    longitude: float
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class PartnerEntry:
    """An organisation or government that cooperates; known by its Spanish name."""

    name_es: str
    name_en: str
    acronym: str | None
    type_code: str
    country_code: str | None
    is_confirmed: bool
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class CodelistEntry:
    """One value of a codelist."""

    codelist: str
    code: str
    name_es: str
    name_en: str
    parent_code: str | None
    position: int
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Theme:
    """What a demonstration action may be about; the first of ``entities`` usually leads it.

    ``purposes`` are five-digit DAC codes, the main one first; ``sdgs`` likewise.
    """

    topic: str
    objective: str
    beneficiaries: str
    entities: tuple[str, ...]
    modalities: tuple[str, ...]
    purposes: tuple[str, ...]
    sdgs: tuple[str, ...]
    programme: str


@dataclass(frozen=True)
class Form:
    """How a demonstration action of a modality and direction is worded around its topic."""

    modality: str
    direction: str
    title: str
    sentence: str


@dataclass(frozen=True)
class Casting:
    """How often a partner appears in the demonstration, and in which DAC sectors if not in all."""

    partner: str
    weight: int
    dac_prefixes: tuple[str, ...]


@dataclass(frozen=True)
class Package:
    """A city's catalogues, with the universal ones; ``rules`` say what counts, ``themes`` and
    ``forms`` are the words of its demonstration, ``castings`` its partners. ``rate_sources`` hold,
    in their order, before any other source of rates.

    ``place`` names the city and its office (``city_es``, ``home_country``, ``timezone``…).
    """

    place: Mapping[str, str]
    sectors: tuple[SectorEntry, ...]
    entities: tuple[EntityEntry, ...]
    countries: tuple[CountryEntry, ...]
    partners: tuple[PartnerEntry, ...]
    codelists: tuple[CodelistEntry, ...]
    rate_sources: tuple[str, ...] = ()
    rules: tuple[CountingRule, ...] = ()
    themes: tuple[Theme, ...] = ()
    forms: tuple[Form, ...] = ()
    castings: tuple[Casting, ...] = ()

    def codes(self, codelist: str) -> tuple[str, ...]:
        """The codes of one codelist, in their order."""
        return tuple(entry.code for entry in self.codelists if entry.codelist == codelist)
