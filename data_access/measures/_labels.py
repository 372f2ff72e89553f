"""The names of everything, in one language, read once per version of the data."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from data_access.measures._source_facts import (
    read_rates,
    read_repeating,
    read_reported,
    read_rules,
    read_sources,
    read_spans,
    zone_of,
)
from data_access.measures.result import SourceNote
from data_access.store.store import Store
from data_access.store.tables import catalogues, summaries
from data_access.vocabulary.categories import (
    MULTI_COUNTRY,
    UNASSIGNED,
    UNASSIGNED_KEY,
)
from data_access.vocabulary.flows import CANCELLED, FLOW_CLASSES, OUTSIDE

_CLASSES = {
    "es": (
        "Recibida no reembolsable", "Créditos", "Ofrecida", "Sin clase", "Canceladas",
        "Fuente externa",
    ),
    "en": (
        "Received, not repaid", "Loans", "Offered", "Without class", "Cancelled",
        "Outside source",
    ),
}  # fmt: skip
_WORDS = {
    "es": {"unassigned": "Sin asignar", "multi": "Varios países", "undated": "Sin fecha"},
    "en": {"unassigned": "Not assigned", "multi": "Several countries", "undated": "Undated"},
}
EPOCH = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Labels:
    """Names by code. Keys of ``names`` are filter names; unassigned is the empty code."""

    version: int
    changed_at: datetime
    language: str
    names: dict[str, dict[str, str]]
    entity_ids: dict[str, int]
    entity_acronyms: dict[int, str]
    entity_sectors: dict[str, str]
    points: dict[str, tuple[float | None, float | None]]
    partner_countries: dict[str, str]
    confirmed_partners: frozenset[str]
    sources: dict[str, tuple[int, str, SourceNote]]
    rates: tuple[dict[str, Any], ...]
    reported: dict[int, frozenset[str]]
    """Kinds of amount that each source id reports at all."""
    repeating: frozenset[int]
    """Sources with amounts that others tell again and that enter no sum."""
    rules: tuple[str, ...]
    """What counts of the city's register, in words, each with the day from which it does."""
    spans: dict[int, tuple[int, int]]
    """First and last year of each source id in which it has money or an action is under way."""
    home_country: str
    time_zone: str

    def span_of(self, source_ids: Iterable[int]) -> tuple[int, int] | None:
        """First and last year of some sources together; None where nothing has a date."""
        known = [self.spans[number] for number in source_ids if number in self.spans]
        return (min(low for low, _ in known), max(high for _, high in known)) if known else None

    def today(self) -> date:
        """The day that it is where the city is."""
        return datetime.now(zone_of(self.time_zone)).date()

    def name(self, filter_name: str, code: str) -> str:
        """The name of ``code``, or the code itself when nothing names it."""
        return self.names[filter_name].get(code, code)

    @property
    def undated(self) -> str:
        """How an undated year is called."""
        return _WORDS[self.language]["undated"]


_EVERY = (*FLOW_CLASSES, CANCELLED, OUTSIDE)
_STAMP = select(*(summaries.DataVersion.__table__.c[name] for name in ("version", "changed_at")))
_cache: WeakKeyDictionary[Store, dict[str, Labels]] = WeakKeyDictionary()

_CODELISTS = {
    "modalidad": "modality",
    "direccion": "direction",
    "etapa": "stage",
    "tipo_aliado": "partner_type",
    "ods": "sdg",
    "sector_cad": "dac_sector_category",
    "territorio": "territory",
    "tipo_cooperacion": "cooperation_type",
    "moneda": "currency",
    "recurso": "resource",
    "financiacion": "finance",
    "programa": "plan_programme",
}


def read_stamp(connection: Connection) -> tuple[int, datetime]:
    """The version of the data and when it changed."""
    row = connection.execute(_STAMP).one_or_none()
    return (row[0], row[1]) if row else (0, EPOCH)


def read_labels(store: Store, session: Session, language: str) -> Labels:
    """Names in ``language`` (es or en), from memory while the data has not changed."""
    version, changed_at = read_stamp(session.connection())
    labels = known_labels(store, version, language)
    if labels is None:
        labels = _read(session, language, version, changed_at)
        _cache.setdefault(store, {})[language] = labels
    return labels


def known_labels(store: Store, version: int, language: str) -> Labels | None:
    """Names of that version of the data, if they are in memory."""
    labels = _cache.get(store, {}).get(language)
    return labels if labels is not None and labels.version == version else None


def _read(session: Session, language: str, version: int, changed_at: datetime) -> Labels:
    def name(table: Any) -> Any:
        return table.name_en if language == "en" else table.name_es

    words = _WORDS[language]
    entity, partner, country = catalogues.Entity, catalogues.Partner, catalogues.Country
    entities = session.execute(
        select(entity.entity_id, entity.acronym, name(entity), entity.sector_code)
    ).all()
    partners = session.execute(
        select(partner.partner_id, name(partner), partner.country_code, partner.is_confirmed)
    ).all()
    countries = session.execute(
        select(country.country_code, name(country), country.latitude, country.longitude)
    ).all()
    items: dict[str, dict[str, str]] = {}
    item = catalogues.CodelistItem
    for codelist, code, label in session.execute(
        select(item.codelist, item.code, name(item)).order_by(item.codelist, item.position)
    ):
        items.setdefault(codelist, {})[code] = label
    sector = catalogues.Sector
    names = {
        "entidad": {acronym: label for _, acronym, label, _ in entities},
        "sector": dict(
            session.execute(
                select(sector.sector_code, name(sector)).order_by(sector.position)
            ).all()
        ),
        "pais": {code: label for code, label, _, _ in countries} | {MULTI_COUNTRY: words["multi"]},
        "aliado": {str(number): label for number, label, _, _ in partners},
        "clase": dict(zip(_EVERY, _CLASSES[language], strict=True)),
        **{key: items.get(codelist, {}) for key, codelist in _CODELISTS.items()},
    }
    for options in names.values():
        options[UNASSIGNED] = words["unassigned"]
    place = catalogues.Place
    places = dict(session.execute(select(place.key, place.value)).all())
    return Labels(
        version=version,
        changed_at=changed_at,
        language=language,
        names=names,
        entity_ids={acronym: number for number, acronym, _, _ in entities},
        entity_acronyms={number: acronym for number, acronym, _, _ in entities} | {0: UNASSIGNED},
        entity_sectors={acronym: code or UNASSIGNED for _, acronym, _, code in entities},
        points={code: (latitude, longitude) for code, _, latitude, longitude in countries},
        partner_countries={str(number): code or UNASSIGNED for number, _, code, _ in partners},
        confirmed_partners=frozenset(str(number) for number, _, _, sure in partners if sure),
        sources=read_sources(session, name, zone_of(places.get("timezone", ""))),
        rates=read_rates(session),
        reported=read_reported(session),
        repeating=read_repeating(session),
        rules=read_rules(session, language),
        spans=read_spans(session),
        home_country=places.get("home_country", ""),
        time_zone=places.get("timezone", ""),
    )


def key_of(code: str) -> str:
    """How a code is written in a filter: the unassigned one has a word of its own."""
    return code or UNASSIGNED_KEY


def code_of(key: str) -> str:
    """The code that a filter value stands for."""
    return UNASSIGNED if key == UNASSIGNED_KEY else key
