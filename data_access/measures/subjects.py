"""The subject of a sheet: one country, entity or partner, with what the catalogues say of it."""

from dataclasses import dataclass

from data_access.measures._labels import Labels, read_labels
from data_access.store.store import Store
from data_access.vocabulary.actors import Actor, Permission, require
from data_access.vocabulary.filters import Filters
from data_access.vocabulary.messages import N_

KINDS = ("pais", "entidad", "aliado")


@dataclass(frozen=True)
class Subject:
    """A country, entity or partner; ``facts`` are (Spanish label to translate, value)."""

    kind: str
    key: str
    name: str
    subtitle: str
    facts: tuple[tuple[str, str], ...]
    filters: Filters


def read_subject(
    store: Store, actor: Actor, kind: str, key: str, *, language: str
) -> Subject | None:
    """The subject of ``kind`` (pais, entidad, aliado) known as ``key``, or None."""
    require(actor, Permission.READ_PUBLISHED)
    with store.reading() as session:
        labels = read_labels(store, session, language)
    code = key.upper() if kind == "pais" else key
    if kind == "entidad":
        code = next(
            (known for known in labels.entity_ids if known.casefold() == key.casefold()), ""
        )
    if kind not in KINDS or not code or code not in labels.names[kind]:
        return None
    return Subject(
        kind=kind,
        key=code,
        name=labels.name(kind, code),
        subtitle=code if kind != "aliado" else "",
        facts=_facts(labels, kind, code),
        filters=Filters().with_values(**{kind: [code]}),
    )


def _facts(labels: Labels, kind: str, code: str) -> tuple[tuple[str, str], ...]:
    if kind == "entidad":
        sector = labels.entity_sectors[code]
        return ((N_("Sector administrativo"), labels.name("sector", sector)),)
    if kind == "aliado":
        country = labels.partner_countries.get(code, "")
        facts = [(N_("País"), labels.name("pais", country))] if country else []
        if code not in labels.confirmed_partners:
            facts.append((N_("Estado"), N_("Por confirmar")))
        return tuple(facts)
    return ()
