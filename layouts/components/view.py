"""What every page and component needs to know about the request it is drawn for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from typing import Any
from urllib.parse import parse_qsl, urlencode

from data_access.measures.catalogue_goals import GOAL_MEASURES
from data_access.measures.result import MeasureResult, SourceNote
from data_access.vocabulary.filters import LIST_FILTERS, PLAN_LISTS, Filters
from data_access.vocabulary.issues import Issue
from layouts.texts.catalogue import language

TOTALS = "cooperation.totals"
"""The measure behind the headline figures and the count of records of pages about actions."""
GOAL_TOTALS = "goals.summary"
"""The same of pages about goals alone."""


@dataclass(frozen=True)
class Controls:
    """Which filters the bar of a page offers: at once, and under «Más filtros»."""

    visible: tuple[str, ...]
    folded: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """All of them."""
        return (*self.visible, *self.folded)

    @property
    def chips(self) -> tuple[str, ...]:
        """The filters that are told when they are set.

        Pages about goals tell also those that came with a link from another such page, since
        they narrow the answer just the same.
        """
        if "corte" not in self.names:
            return (*self.names, "clase")
        return tuple(dict.fromkeys((*self.names, *PLAN_LISTS[:-1])))


OF_ACTIONS = Controls(
    visible=("entidad", "pais", "anio_desde", "anio_hasta", "monto", "moneda"),
    folded=(
        "texto", "aliado", "tipo_aliado", "modalidad", "direccion", "etapa",
        "ods", "sector_cad", "sector", "territorio", "fuente",
    ),
)  # fmt: skip
OF_GOALS = Controls(
    visible=("entidad", "linea", "componente", "estado", "corte"),
    folded=("sector", "tipo_meta", "objetivo", "programa", "marco"),
)


@dataclass(frozen=True)
class View:
    """A request as the layouts see it.

    ``filters`` is the whole question; ``fixed`` the part that the address of the page already
    says (the country of its sheet), which no control may change; ``scope`` what the page means
    where the question says nothing else. ``issues`` tell what of the address was not understood;
    ``said`` is then its own text, to be told again. ``options`` maps list filters to their choices
    (``value``, ``label``, ``actions``); ``years`` is the span of the data. ``is_room`` asks for
    the page at the size of a presentation.
    """

    language: str = "es"
    theme: str = "claro"
    is_compact: bool = False
    path: str = "/"
    filters: Filters = field(default_factory=Filters)
    fixed: Filters = field(default_factory=Filters)
    scope: Filters = field(default_factory=Filters)
    issues: tuple[Issue, ...] = ()
    said: str = ""
    controls: Controls = OF_ACTIONS
    options: Mapping[str, Sequence[Any]] = field(default_factory=dict)
    years: tuple[int, int] | None = None
    place: Mapping[str, str] = field(default_factory=dict)
    is_room: bool = False

    @property
    def query(self) -> str:
        """The part of the question that the address carries after ``?``."""
        return self.asking()

    def asking(self, **changes: object) -> str:
        """The same of the question with some filters replaced."""
        pairs = self.asked.with_values(**changes).pairs()
        return urlencode([pair for pair in pairs if pair not in self._said], safe=",")

    @cached_property
    def _said(self) -> list[tuple[str, str]]:
        return self.fixed.pairs()

    @cached_property
    def asked(self) -> Filters:
        """The question without what the page means by itself."""
        meant = [name for name, _value in self.scope.pairs()]
        same = [name for name in meant if getattr(self.filters, name) == getattr(self.scope, name)]
        return self.filters.with_values(**dict.fromkeys(same, ()))

    def label_of(self, name: str, value: str) -> str:
        """The words for ``value`` of the filter ``name``, or the value itself."""
        for option in self.options.get(name, ()):
            if str(option.value) == value:
                return str(option.label)
        return value


def with_fixed(filters: Filters, fixed: Filters) -> Filters:
    """The question asked by ``filters`` on a page whose address says ``fixed``."""
    changes = {name: getattr(fixed, name) for name in LIST_FILTERS if getattr(fixed, name)}
    return replace(filters, **changes) if changes else filters


def within(filters: Filters, scope: Filters) -> Filters:
    """The question asked by ``filters`` on a page that means ``scope`` where they say nothing."""
    changes = {
        name: getattr(scope, name)
        for name in LIST_FILTERS
        if getattr(scope, name) and not getattr(filters, name)
    }
    return replace(filters, **changes) if changes else filters


def totals_of(measures: Iterable[str]) -> str:
    """The measure that counts what a page with these measures is about."""
    names = set(measures)
    return GOAL_TOTALS if names and names <= GOAL_MEASURES.keys() else TOTALS


def address(base: str, query: str, **extra: str) -> str:
    """``base`` with ``query`` and ``extra`` parameters after it."""
    whole = urlencode([*parse_qsl(query), *extra.items()], safe=",")
    return f"{base}?{whole}" if whole else base


def sources_of(results: Mapping[str, MeasureResult]) -> tuple[SourceNote, ...]:
    """The sources behind all results, each once, in order of appearance."""
    notes = {note.code: note for result in results.values() for note in result.sources}
    return tuple(notes.values())


def as_of(results: Mapping[str, MeasureResult]) -> datetime | None:
    """When the data behind the results last changed."""
    return max((result.as_of for result in results.values()), default=None)


def asked_view(asked: Any, fixed: Any) -> View:
    """The question that the browser sends, read as strictly as a link."""
    said = asked if isinstance(asked, Mapping) else {}
    filters, issues = Filters.parse(str(said.get("query") or ""))
    _filters, unread = Filters.parse(str(said.get("said") or ""))
    fixed_filters, _issues = Filters.parse(str(fixed or ""))
    scope, _issues = Filters.parse(str(said.get("scope") or ""))
    return View(
        language=language(),
        theme="oscuro" if said.get("theme") == "oscuro" else "claro",
        is_compact=said.get("compact") is True,
        filters=within(with_fixed(filters, fixed_filters), scope),
        fixed=fixed_filters,
        scope=scope,
        issues=(*issues, *unread),
    )
