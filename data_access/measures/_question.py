"""A question made ready for SQL: which sources, which conditions, which table to ask."""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from sqlalchemy import ColumnElement, Select, false, func, select
from sqlalchemy.orm import Session

from data_access.measures._labels import Labels, code_of
from data_access.measures.result import SourceNote
from data_access.store.tables import actions
from data_access.store.tables.summaries import SummaryCell, SummaryTotal
from data_access.vocabulary.categories import ANY, ANY_ID
from data_access.vocabulary.drafts import EXTERNAL
from data_access.vocabulary.filters import Filters
from data_access.vocabulary.flows import CANCELLED, EVERY_CLASS, FLOW_CLASSES, OUTSIDE
from data_access.vocabulary.issues import Issue
from data_access.vocabulary.messages import N_
from data_access.vocabulary.money import MONEY_KINDS
from data_access.vocabulary.names import fold

CELL_COLUMNS: dict[str, Any] = {
    "entidad": SummaryCell.entity_id,
    "sector": SummaryCell.sector_code,
    "pais": SummaryCell.country_code,
    "aliado": SummaryCell.partner_id,
    "tipo_aliado": SummaryCell.partner_type_code,
    "modalidad": SummaryCell.modality_code,
    "direccion": SummaryCell.direction_code,
    "etapa": SummaryCell.stage_code,
    "ods": SummaryCell.sdg_code,
    "sector_cad": SummaryCell.dac_sector_code,
    "territorio": SummaryCell.territory_code,
}
CLASS = "clase"
"""The class of flow: every question asks for one, so that its sums are of one kind."""
DIMENSIONS = {**CELL_COLUMNS, CLASS: SummaryCell.flow_class}
"""Everything that a question can be broken down by."""


def unknown_value(name: str, value: str) -> Issue:
    """The sentence about a filter value that nothing has."""
    return Issue(
        "filter.unknown_value",
        N_("Ningún registro tiene «{value}» en el filtro «{name}»."),
        column=name,
        value=value,
        values={"name": name, "value": value},
    )


def _begun_by(day: date) -> Select[int]:
    """Ids of the actions that began by ``day``: by their own start, else by their first amount."""
    first = (
        select(func.min(actions.Amount.dated_on))
        .where(actions.Amount.action_id == actions.Action.action_id)
        .scalar_subquery()
    )
    return select(actions.Action.action_id).where(
        func.coalesce(actions.Action.starts_on, first) <= day
    )


@dataclass(frozen=True)
class Question:
    """Filters with what the catalogues know of them."""

    session: Session
    filters: Filters
    labels: Labels
    snapshot: Any = None
    """The cells in memory (``_snapshot.Snapshot``) when this process holds them."""
    until: date | None = None
    """Only what had begun by this day counts; such a question is answered without the snapshot."""
    is_by_class: bool = False
    """Whether every class is told apart, each with its own sums; the cancelled stand beside."""
    answered: dict[Any, Any] = field(default_factory=dict, init=False, compare=False)
    """Sums already read for this question, by dimension: several measures share them."""

    @cached_property
    def issues(self) -> tuple[Issue, ...]:
        """One sentence for every filter value that neither catalogue nor record has."""
        found = []
        for name in ("fuente", *CELL_COLUMNS):
            for value in getattr(self.filters, name):
                if not self._is_known(name, value):
                    found.append(unknown_value(name, value))
        return tuple(found)

    @cached_property
    def sources(self) -> tuple[SourceNote, ...]:
        """The sources asked for; else the register, or the demonstration while that is empty."""
        known = self.labels.sources
        if self.filters.fuente:
            return tuple(
                note
                for code, (_, family, note) in known.items()
                if code in self.filters.fuente or family in self.filters.fuente
            )
        for kind in ("district", "demonstration"):
            chosen = [entry for entry in known.values() if entry[2].kind == kind]
            if chosen and self._has_actions([entry[0] for entry in chosen]):
                return tuple(entry[2] for entry in chosen)
        return ()

    @cached_property
    def source_ids(self) -> list[int]:
        """Ids of the sources asked for."""
        return [self.labels.sources[note.code][0] for note in self.sources]

    @cached_property
    def unreported(self) -> frozenset[str]:
        """Kinds of amount that none of the sources asked for reports: unknown, not zero."""
        kinds = frozenset(MONEY_KINDS)
        found = [self.labels.reported.get(number, frozenset()) for number in self.source_ids]
        return kinds.difference(*found) if found else frozenset()

    @property
    def flow_classes(self) -> tuple[str, ...]:
        """The classes of flow asked for, with all that outside sources publish."""
        if self.filters.clase != EVERY_CLASS:
            return self.filters.clase, OUTSIDE
        return (*FLOW_CLASSES, *([CANCELLED] if self.is_by_class else []), OUTSIDE)

    @property
    def years(self) -> tuple[int, int] | None:
        """First and last year asked for, or None for all."""
        return self.filters.year_range()

    def codes(self, name: str) -> list[Any]:
        """Database values of a list filter; unknown ones are left out."""
        values = [v for v in getattr(self.filters, name) if self._is_known(name, v)]
        if name == "entidad":
            return [self.labels.entity_ids.get(code_of(v), 0) for v in values]
        if name == "aliado":
            return [int(code_of(v) or 0) for v in values]
        return [code_of(v) for v in values]

    def code(self, name: str, stored: Any) -> str:
        """How a catalogue calls a database value; the unassigned one is the empty code."""
        if name == "entidad":
            return self.labels.entity_acronyms.get(int(stored), "")
        if name == "aliado":
            return "" if str(stored) == "0" else str(stored)
        return str(stored or "")

    @cached_property
    def narrowing(self) -> list[str]:
        """List filters in use, besides the source."""
        return [name for name in CELL_COLUMNS if getattr(self.filters, name)]

    def uses_totals(self, free: str = "") -> bool:
        """Whether the summary totals hold the answer.

        They do while nothing is asked for but at most one entity and one country, and for these
        only when the answer is broken down by one of them or by nothing else (``free`` is
        entidad, pais or total). Not with the undated beside years: they count an action by its
        dated years and by its undated amounts, and whoever has both would count twice.
        """
        if self.years is not None and self.years[0] < 1 <= self.years[1]:
            return False
        if self.until or self.filters.texto or set(self.narrowing) - {"entidad", "pais"}:
            return False
        if any(len(getattr(self.filters, name)) > 1 for name in self.narrowing):
            return False
        return not self.narrowing or free in ("entidad", "pais", "total")

    @property
    def is_own(self) -> bool:
        """Whether the city's own register, or its demonstration, is asked for."""
        return any(note.kind != EXTERNAL for note in self.sources)

    @property
    def has_sum(self) -> bool:
        """Whether the money of what is asked for is added up.

        There is no single sum of classes of flow together, and none of the cancelled.
        """
        is_apart = self.filters.clase in (EVERY_CLASS, CANCELLED)
        return self.is_by_class or not (is_apart and self.is_own)

    def base_conditions(self, table: Any) -> list[ColumnElement[bool]]:
        """Conditions on the source and the class of flow of a table that has both."""
        return [
            table.source_id.in_(self.source_ids),
            table.flow_class.in_(self.flow_classes),
        ]

    def cell_conditions(self) -> list[ColumnElement[bool]]:
        """Conditions on the cells, without the years."""
        conditions = self.base_conditions(SummaryCell)
        for name in self.narrowing:
            codes = self.codes(name)
            conditions.append(CELL_COLUMNS[name].in_(codes) if codes else false())
        conditions += self.text_conditions(SummaryCell.action_id)
        if self.until is not None:
            conditions.append(SummaryCell.action_id.in_(_begun_by(self.until)))
        return conditions

    def text_conditions(self, action_id: Any) -> list[ColumnElement[bool]]:
        """Every word must be in the record, whatever its accents and case."""
        words = fold(self.filters.texto).split()
        if not self.filters.texto:
            return []
        if not words:
            return [false()]
        matching = select(actions.Action.action_id).where(
            *(actions.Action.search_text.contains(word, autoescape=True) for word in words)
        )
        return [action_id.in_(matching)]

    def total_conditions(
        self, dimension: str, *, by_entity: bool = False, by_country: bool = False
    ) -> list[ColumnElement[bool]]:
        """Conditions on the totals of ``dimension``; ``by_*`` keeps that column broken down."""
        table = SummaryTotal
        conditions = [*self.base_conditions(table), table.dimension == dimension]
        if self.filters.entidad:
            codes = self.codes("entidad")
            conditions.append(table.entity_id == codes[0] if codes else false())
        else:
            conditions.append(table.entity_id != ANY_ID if by_entity else table.entity_id == ANY_ID)
        if self.filters.pais:
            codes = self.codes("pais")
            conditions.append(table.country_code == codes[0] if codes else false())
        else:
            conditions.append(
                table.country_code != ANY if by_country else table.country_code == ANY
            )
        return conditions

    def _is_known(self, name: str, value: str) -> bool:
        if name == "fuente":
            known = self.labels.sources
            return value in known or any(value == family for _, family, _ in known.values())
        code = code_of(value)
        return code in self.labels.names[name] or self._is_held(name, code)

    def _is_held(self, name: str, code: Any) -> bool:
        """Whether a record has a code that no list of the entity package has: what outside
        sources publish is told in codes that its lists may lack.
        """
        if name in ("entidad", "aliado"):
            return False
        if self.snapshot is not None:
            return code in self.snapshot.places[name]
        key = "held", name, code
        if key not in self.answered:
            query = select(SummaryCell.action_id).where(CELL_COLUMNS[name] == code).limit(1)
            self.answered[key] = self.session.execute(query).first() is not None
        return bool(self.answered[key])

    def _has_actions(self, source_ids: list[int]) -> bool:
        if self.snapshot is not None:
            return not self.snapshot.source_ids.isdisjoint(source_ids)
        query = select(SummaryTotal.source_id).where(
            SummaryTotal.source_id.in_(source_ids), SummaryTotal.dimension == "total"
        )
        return self.session.execute(query.limit(1)).first() is not None
