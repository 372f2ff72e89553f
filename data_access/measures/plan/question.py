"""A question about goals: the figures of its cut, and which of them its filters choose."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from typing import Any, TypeVar

from data_access.measures._labels import Labels, code_of
from data_access.measures._question import unknown_value
from data_access.measures.goals.states import Light
from data_access.measures.plan.calendar import refusal
from data_access.measures.plan.figures import Figures
from data_access.measures.plan.goal_rows import STATES, Member
from data_access.measures.plan.places import BY_DEPTH, COMPONENT
from data_access.measures.plan.stored import CutDates
from data_access.measures.result import SourceNote
from data_access.vocabulary.filters import Filters
from data_access.vocabulary.goals import INDICATOR_CATALOGUE, Accumulation
from data_access.vocabulary.issues import Issue, Severity

T = TypeVar("T")
COLUMNS = {
    "marco": "framework",
    "objetivo": "objective",
    "programa": "programme",
    "linea": "line",
    "componente": "component",
    "meta": "code",
    "indicador": "key",
    "familia": "family",
    "entidad": "entity",
    "sector": "sector",
    "tipo_meta": "accumulation",
}
"""The column of the rows that each filter looks at; ``estado`` looks at two."""
_OF_ALL = ("marco", "corte", "gravedad")
"""The filters that leave no indicator out of a framework."""
_STATES = {*STATES.values(), *(light.value for light in Light)}
_MOST_KEPT = 100


@dataclass(frozen=True)
class PlanQuestion:
    """Filters with the figures of their cut, in one language."""

    figures: Figures
    filters: Filters
    labels: Labels
    dates: CutDates
    """The cut as it stands today; the figures of a closed one tell of the day of its closing."""
    live: Callable[[], Figures]
    """The same cut as the store is today, to compare a closed one with."""
    changes: Callable[[], list[dict[str, Any]]]
    """What imports changed in indicators, with who, when and why."""
    is_cut_asked: bool = True

    @property
    def language(self) -> str:
        """es or en."""
        return self.labels.language

    @cached_property
    def issues(self) -> tuple[Issue, ...]:
        """One sentence for every filter value that nothing has, and for a cut without figures."""
        known = self.kept("known", self._known)
        found = [
            unknown_value(name, value)
            for name in (*COLUMNS, "estado", "gravedad")
            for value in getattr(self.filters, name)
            if code_of(value) not in known[name]
        ]
        return (*found, self.refused) if self.refused else tuple(found)

    @cached_property
    def refused(self) -> Issue | None:
        """Why nothing can be said of the cut that was asked for: no framework is in force in it,
        or it is not open. Who asks for none gets the last one, even of a plan that is over.
        """
        if not self.is_cut_asked or self.figures.is_closed:
            return None
        asked = self.filters.marco
        frameworks = [row for row in self.figures.frameworks if not asked or row["code"] in asked]
        return refusal(self.dates, self.figures.today, frameworks)

    @property
    def plans(self) -> list[str]:
        """The frameworks that are plans, where there are others too; catalogues are none."""
        frameworks = self.figures.frameworks
        found = [row["code"] for row in frameworks if row["kind"] != INDICATOR_CATALOGUE]
        return found if len(found) < len(frameworks) else []

    def of_plans(self) -> "PlanQuestion":
        """The same about the plans alone, where no framework, goal or indicator is asked for.

        What a catalogue of indicators weighs is no part of a plan.
        """
        filters = self.filters
        if filters.marco or filters.meta or filters.indicador:
            return self
        return replace(self, filters=filters.with_values(marco=self.plans))

    @cached_property
    def members(self) -> list[Member]:
        """The indicators that the filters choose, in the order of their trees."""
        return self.answered("members", self._chosen)

    @cached_property
    def is_narrow(self) -> bool:
        """Whether any indicator of a framework is left out."""
        return bool(self.refused) or any(name not in _OF_ALL for name, _ in self.filters.pairs())

    @cached_property
    def sources(self) -> tuple[SourceNote, ...]:
        """The frameworks of the chosen indicators; invented numbers make one a demonstration."""
        told: dict[str, bool] = {}
        for member in self.members:
            code = member.row["framework"]
            told[code] = told.get(code, False) or member.row["is_illustrative"]
        return tuple(
            SourceNote(
                code=row["code"],
                kind="demonstration" if told[row["code"]] else row["kind"],
                name=row[f"name_{self.language}"],
                licence="",
                homepage="",
                cut_off_on=self.figures.cut.last_day,
                norm=row["norm"],
            )
            for row in self.figures.frameworks
            if row["code"] in told
        )

    def name(self, kind: str, code: str) -> str:
        """The name of an entity or sector, or the code itself when nothing names it."""
        pair = self.figures.names[kind].get(code)
        return pair[self.language == "en"] if pair else code

    @property
    def limits(self) -> dict[str, Decimal]:
        """Up to which fraction of the programmed the light is red, yellow and green at the cut."""
        red, yellow, green = self.figures.rules.light
        return {"red_to": red, "yellow_to": yellow, "green_to": green}

    def kind_of(self, framework: str) -> str:
        """What kind of framework one is: a development plan, a catalogue of indicators."""
        kinds = (row["kind"] for row in self.figures.frameworks if row["code"] == framework)
        return next(kinds, "")

    def node_names(self) -> Mapping[tuple[str, str], str]:
        """The names of the nodes by framework and code."""
        return self.kept(
            ("nodes", self.language),
            lambda: {
                (row["framework"], row["code"]): row[f"name_{self.language}"]
                for row in self.figures.nodes
            },
        )

    def kept(self, key: Any, make: Callable[[], T]) -> T:
        """What the figures keep under ``key`` for all questions, made when first asked for."""
        known = self.figures.kept
        if key not in known:
            known[key] = make()
        value: T = known[key]
        return value

    def answered(self, name: str, make: Callable[[], T]) -> T:
        """The answer ``name`` to these filters in this language, given once; the last are kept."""
        known, key = self.figures.answers, (name, self.filters, self.language)
        value: T = known[key] if key in known else make()
        known[key] = value
        for oldest in list(known)[:-_MOST_KEPT]:
            known.pop(oldest, None)
        return value

    def _chosen(self) -> list[Member]:
        if self.refused:
            return []
        wanted = {
            column: {code_of(value) for value in getattr(self.filters, name)}
            for name, column in COLUMNS.items()
            if getattr(self.filters, name)
        }
        states = set(self.filters.estado)
        members: Iterable[Member] = self.figures.members
        for column, codes in wanted.items():
            members = [member for member in members if member.row[column] in codes]
        return [
            member
            for member in members
            if not states or member.row["state"] in states or member.row["light"] in states
        ]

    def _known(self) -> dict[str, set[str]]:
        nodes = self.figures.nodes
        levels = {
            name: {"", *(row["code"] for row in nodes if row["filter"] == name)}
            for name in (*BY_DEPTH, COMPONENT)
        }
        return levels | {
            "marco": {row["code"] for row in self.figures.frameworks},
            "meta": {row["code"] for row in nodes if row["is_goal"]},
            "indicador": {member.row["key"] for member in self.figures.members},
            "entidad": {"", *self.figures.names["entity"]},
            "sector": {"", *self.figures.names["sector"]},
            "tipo_meta": {"", *(each.value for each in Accumulation)},
            "familia": {member.row["family"] for member in self.figures.members},
            "estado": _STATES,
            "gravedad": {severity.value for severity in Severity},
        }
