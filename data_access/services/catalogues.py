"""The catalogues: loading an entity package into the store, and reading them for importers."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_access.services import summaries
from data_access.services._package_rows import (
    check_lengths,
    numbered_tables,
    plain_tables,
    spellings,
)
from data_access.services.import_parties import read_known, read_sources
from data_access.services.package_register import check_register
from data_access.services.rates import read_order
from data_access.services.revaluation import reclassify, revalue
from data_access.services.upsert import upsert
from data_access.store.store import Store
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
)
from data_access.vocabulary.actors import Actor
from data_access.vocabulary.catalogue import Catalogue
from data_access.vocabulary.names import fold
from data_access.vocabulary.packages import Package, PartnerEntry


def load_package(store: Store, actor: Actor, package: Package) -> dict[str, int]:
    """Bring the catalogues to what ``package`` says and count rows created, updated, unchanged.

    Known rows are updated by key and never deleted, so the same package twice changes nothing;
    only a rule of what counts goes with the package that withdraws it.
    A partner that an import left to be confirmed under one of the package's spellings is taken
    over. Amounts are valued anew when other sources of rates go first. Raises PackageFault on a
    text that is too long and when the store keeps the register of another city, NotPermitted
    when ``actor`` may not write.
    """
    counts: Counter[str] = Counter(created=0, updated=0, unchanged=0)
    with store.writing(actor, "entity package") as session:
        check_register(session, package.place)
        order = read_order(session)
        counts["updated"] += _withdraw_rules(session, package)
        for model, rows in plain_tables(package):
            check_lengths(model, rows)
            counts += upsert(session, model, rows)
        entity_ids = _numbers(
            {row.acronym: row.entity_id for row in session.scalars(select(Entity))},
            [entry.acronym for entry in package.entities],
            store.next_id(session, Entity),
        )
        partner_ids = _partner_ids(session, package.partners, store.next_id(session, Partner))
        for model, rows in numbered_tables(package, entity_ids, partner_ids):
            check_lengths(model, rows)
            counts += upsert(session, model, rows)
        known = read_known(session, read_sources(session), datetime.now(UTC))
        counts["updated"] += reclassify(session, known)
        if read_order(session) != order:
            revalue(session, known)
        if counts["created"] or counts["updated"]:
            summaries.bump_version(session)
    return {outcome: counts[outcome] for outcome in ("created", "updated", "unchanged")}


def _withdraw_rules(session: Session, package: Package) -> int:
    """Take away the rules that the package has no more; returns how many there were."""
    held = {rule.valid_from for rule in package.rules}
    withdrawn = [rule for rule in session.scalars(select(FlowRule)) if rule.valid_from not in held]
    for rule in withdrawn:
        session.delete(rule)
    return len(withdrawn)


def read_catalogue(session: Session) -> Catalogue:
    """Every catalogue as look-ups by folded spelling.

    Where two things share a spelling, a code or acronym wins over an alias, and an alias over a
    name; ``labels`` holds the Spanish names, those of ``entity`` by acronym, of ``country`` by
    alpha-3, of ``partner`` by id, and ``place`` what the entity package says of the city.
    """
    codelists: dict[str, dict[str, str]] = defaultdict(dict)
    labels: dict[str, dict[str, str]] = defaultdict(dict)
    items = session.scalars(
        select(CodelistItem).order_by(CodelistItem.codelist, CodelistItem.position)
    ).all()
    for item in items:
        labels[item.codelist][item.code] = item.name_es
        for name in (item.name_es, item.name_en):
            codelists[item.codelist].setdefault(fold(name), item.code)
    for alias in session.scalars(select(CodelistAlias)):
        codelists[alias.codelist][alias.alias_key] = alias.code
    for item in items:
        codelists[item.codelist][fold(item.code)] = item.code
    countries = session.scalars(select(Country)).all()
    partners = session.scalars(select(Partner).order_by(Partner.partner_id)).all()
    entities = session.scalars(select(Entity).order_by(Entity.entity_id)).all()
    labels["place"] = {row.key: row.value for row in session.scalars(select(Place))}
    labels["entity"] = {row.acronym: row.name_es for row in entities}
    labels["country"] = {row.country_code: row.name_es for row in countries}
    labels["partner"] = {str(row.partner_id): row.name_es for row in partners}
    return Catalogue(
        entities=_entity_spellings(session, entities),
        partners=_partner_spellings(session, partners),
        countries=_country_spellings(session, countries),
        codelists=dict(codelists),
        labels=dict(labels),
        partner_facts={
            row.partner_id: (row.partner_type_code, row.country_code) for row in partners
        },
    )


def _entity_spellings(session: Session, entities: Sequence[Entity]) -> dict[str, str]:
    acronyms = {row.entity_id: row.acronym for row in entities}
    found: dict[str, str] = {}
    for row in entities:
        for name in (row.name_es, row.name_en):
            found.setdefault(fold(name), row.acronym)
    for alias in session.scalars(select(EntityAlias)):
        found[alias.alias_key] = acronyms[alias.entity_id]
    found.update({fold(row.acronym): row.acronym for row in entities})
    return found


def _partner_spellings(session: Session, partners: Sequence[Partner]) -> dict[str, int]:
    found: dict[str, int] = {}
    for row in partners:
        for name in (row.name_es, row.name_en, row.acronym or ""):
            if fold(name):
                found.setdefault(fold(name), row.partner_id)
    for alias in session.scalars(select(PartnerAlias)):
        found[alias.alias_key] = alias.partner_id
    return found


def _country_spellings(session: Session, countries: Sequence[Country]) -> dict[str, str]:
    found: dict[str, str] = {}
    for row in countries:
        for name in (row.name_es, row.name_en):
            found.setdefault(fold(name), row.country_code)
    for alias in session.scalars(select(CountryAlias)):
        found[alias.alias_key] = alias.country_code
    for row in countries:
        found[fold(row.alpha2_code)] = found[fold(row.country_code)] = row.country_code
    return found


def _partner_ids(session: Session, entries: Sequence[PartnerEntry], next_id: int) -> dict[str, int]:
    """The id of every partner of the package: its own, that of an unconfirmed one, or a new one."""
    by_key = _partner_spellings(session, session.scalars(select(Partner)).all())
    known = {
        entry.name_es: by_key[fold(entry.name_es)]
        for entry in entries
        if fold(entry.name_es) in by_key
    }
    claimed = set(known.values())
    for entry in entries:
        if entry.name_es in known:
            continue
        candidates = (by_key.get(key) for key in spellings(entry))
        found = next((number for number in candidates if number and number not in claimed), None)
        if found:
            known[entry.name_es] = found
            claimed.add(found)
    return _numbers(known, [entry.name_es for entry in entries], next_id)


def _numbers(known: dict[str, int], keys: Iterable[str], next_id: int) -> dict[str, int]:
    numbers = dict(known)
    for key in keys:
        if key not in numbers:
            numbers[key] = next_id
            next_id += 1
    return numbers
