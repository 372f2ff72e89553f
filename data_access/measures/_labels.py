"""The names of everything, in one language, read once per version of the data."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo
from typing import Any
from weakref import WeakKeyDictionary
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, func, not_, select
from sqlalchemy.orm import Session

from data_access.measures.result import SourceNote
from data_access.store.store import Store
from data_access.store.tables import actions, catalogues, summaries
from data_access.vocabulary.categories import ANY, ANY_ID, MULTI_COUNTRY, UNASSIGNED, UNASSIGNED_KEY
from data_access.vocabulary.drafts import EXTERNAL
from data_access.vocabulary.flows import CANCELLED, FLOW_CLASSES, OUTSIDE
from data_access.vocabulary.money import MONEY_KINDS

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
    repeating: frozenset[int]
    """Sources with amounts that others tell again and that enter no sum."""
    """Kinds of amount that each source id reports at all."""
    rules: tuple[str, ...]
    """What counts of the city's register, in words, each with the day from which it does."""
    home_country: str
    time_zone: str

    def today(self) -> date:
        """The day that it is where the city is."""
        return datetime.now(_zone(self.time_zone)).date()

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
        sources=_sources(session, name, _zone(places.get("timezone", ""))),
        rates=_rates(session),
        reported=_reported(session),
        repeating=_repeating(session),
        rules=_rules(session, language),
        home_country=places.get("home_country", ""),
        time_zone=places.get("timezone", ""),
    )


def _sources(session: Session, name: Any, zone: tzinfo) -> dict[str, tuple[int, str, SourceNote]]:
    source = actions.DataSource
    rows = sorted(
        session.execute(select(source, name(source))),
        key=lambda row: (row[0].kind == EXTERNAL, row[0].source_code),
    )
    return {
        row.source_code: (
            row.source_id,
            row.family_code,
            SourceNote(
                row.source_code,
                row.kind,
                label,
                row.licence,
                row.homepage,
                row.cut_off_on or _last_change(row, zone),
            ),
        )
        for row, label in rows
    }


def _zone(name: str) -> tzinfo:
    return ZoneInfo(name) if name else UTC


def _last_change(source: Any, zone: tzinfo) -> date | None:
    """The city's own records are as of their last change; when a file of others was taken in says
    nothing of the day that it tells of.
    """
    if source.kind == EXTERNAL or source.updated_at is None:
        return None
    changed_at: datetime = source.updated_at
    return changed_at.astimezone(zone).date()


def _reported(session: Session) -> dict[int, frozenset[str]]:
    table = summaries.SummaryTotal
    kinds = MONEY_KINDS
    sums = [
        func.sum(func.abs(getattr(table, f"{kind}_usd")) + func.abs(getattr(table, f"{kind}_cop")))
        for kind in kinds
    ]
    rows = session.execute(
        select(table.source_id, *sums)
        .where(table.dimension == "total", table.entity_id == ANY_ID, table.country_code == ANY)
        .group_by(table.source_id)
    )
    return {
        row[0]: frozenset(kind for kind, units in zip(kinds, row[1:], strict=True) if units)
        for row in rows
    }


def _repeating(session: Session) -> frozenset[int]:
    amount = actions.Amount
    query = select(actions.Action.source_id).join(amount).where(not_(amount.is_counted)).distinct()
    return frozenset(session.scalars(query))


def _rules(session: Session, language: str) -> tuple[str, ...]:
    rule = catalogues.FlowRule
    note = rule.note_en if language == "en" else rule.note_es
    rows = session.execute(select(rule.valid_from, note).order_by(rule.valid_from)).all()
    if len(rows) == 1:
        return (rows[0][1],)
    return tuple(f"{day.isoformat()}: {text}" for day, text in rows)


def _rates(session: Session) -> tuple[dict[str, Any], ...]:
    rate = actions.ExchangeRate
    rows = session.execute(
        select(
            rate.currency_code,
            rate.quote_code,
            rate.rate_source,
            func.min(rate.valid_from),
            func.max(rate.valid_to),
        ).group_by(rate.currency_code, rate.quote_code, rate.rate_source)
    )

    def day(value: Any) -> date:
        return value if isinstance(value, date) else date.fromisoformat(value)

    return tuple(
        {"currency": currency, "quote": quote, "source": source, "from": day(a), "to": day(b)}
        for currency, quote, source, a, b in sorted(rows)
    )


def key_of(code: str) -> str:
    """How a code is written in a filter: the unassigned one has a word of its own."""
    return code or UNASSIGNED_KEY


def code_of(key: str) -> str:
    """The code that a filter value stands for."""
    return UNASSIGNED if key == UNASSIGNED_KEY else key
