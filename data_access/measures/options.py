"""What each filter can be set to, with how many actions each value has."""

from collections import Counter
from dataclasses import dataclass, replace

from sqlalchemy import func, select

from data_access.measures._labels import Labels, key_of, read_labels
from data_access.measures._question import Question
from data_access.store.store import Store
from data_access.store.tables.summaries import SummaryTotal
from data_access.vocabulary.actors import Actor, Permission, require
from data_access.vocabulary.categories import ANY, ANY_ID
from data_access.vocabulary.filters import Filters
from data_access.vocabulary.flows import EVERY_CLASS

_DIMENSIONS = {
    "sector": "sector",
    "partner": "aliado",
    "partner_type": "tipo_aliado",
    "dac_sector": "sector_cad",
    "sdg": "ods",
    "modality": "modalidad",
    "direction": "direccion",
    "stage": "etapa",
    "territory": "territorio",
}


@dataclass(frozen=True)
class Option:
    """A value of a filter, its name and its number of actions."""

    value: str
    label: str
    actions: int


@dataclass(frozen=True)
class Options:
    """Options by filter name, and the first and last year with money or an action under way."""

    by_filter: dict[str, list[Option]]
    years: tuple[int, int] | None

    def __getitem__(self, name: str) -> list[Option]:
        return self.by_filter[name]


def filter_options(
    store: Store, actor: Actor, filters: Filters, *, language: str = "es"
) -> Options:
    """Options of every list filter within the sources asked for, largest first."""
    require(actor, Permission.READ_PUBLISHED)
    with store.reading() as session:
        labels = read_labels(store, session, language)
        # A choice is there whatever class it will be asked of, the cancelled included.
        every = replace(filters, clase=EVERY_CLASS)
        question = Question(session, every, labels, is_by_class=True)
        table = SummaryTotal
        base = question.base_conditions(table)
        counts: dict[str, dict[str, int]] = {name: {} for name in _DIMENSIONS.values()}
        overall = (table.entity_id == ANY_ID, table.country_code == ANY)
        for dimension, value, number in session.execute(
            select(table.dimension, table.value, func.sum(table.actions))
            .where(*base, *overall, table.dimension.in_(_DIMENSIONS))
            .group_by(table.dimension, table.value)
        ):
            code = "" if dimension == "partner" and value == "0" else value
            counts[_DIMENSIONS[dimension]][code] = int(number)
        total = [*base, table.dimension == "total"]
        counts["entidad"] = {
            labels.entity_acronyms.get(entity_id, ""): int(number)
            for entity_id, number in session.execute(
                select(table.entity_id, func.sum(table.actions))
                .where(*total, table.entity_id != ANY_ID, table.country_code == ANY)
                .group_by(table.entity_id)
            )
        }
        counts["pais"] = {
            code: int(number)
            for code, number in session.execute(
                select(table.country_code, func.sum(table.actions))
                .where(*total, table.entity_id == ANY_ID, table.country_code != ANY)
                .group_by(table.country_code)
            )
        }
    by_filter = {name: _options(labels, name, found) for name, found in counts.items()}
    by_filter["fuente"] = [*_families(labels), *_sources(labels)]
    return Options(by_filter, labels.span_of(question.source_ids))


def _sources(labels: Labels) -> list[Option]:
    return [Option(code, note.name, 0) for code, (_, _, note) in labels.sources.items()]


def _families(labels: Labels) -> list[Option]:
    """The families of several sources, such as the publishers of one standard."""
    sizes = Counter(family for _, family, _ in labels.sources.values())
    return [
        Option(family, family.upper(), 0)
        for family, size in sizes.items()
        if size > 1 and family not in labels.sources
    ]


def _options(labels: Labels, name: str, counts: dict[str, int]) -> list[Option]:
    options = [
        Option(key_of(code), labels.name(name, code), number)
        for code, number in counts.items()
        if number
    ]
    return sorted(options, key=lambda option: (-option.actions, option.label))
