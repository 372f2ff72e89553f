"""The words of goals: how yearly numbers add up, when a report is due, what a report may be."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Self, TypeVar

from data_access.vocabulary.names import natural_order

Node = TypeVar("Node", bound=Hashable)

INDICATOR_CATALOGUE = "indicator_catalogue"
"""The kind of a framework whose indicators belong to no plan."""


class Accumulation(StrEnum):
    """How the numbers of the years make the number of the whole (tipo de anualización)."""

    SUMA = "SUMA"
    CRECIENTE = "CRECIENTE"
    DECRECIENTE = "DECRECIENTE"
    CONSTANTE = "CONSTANTE"


class Periodicity(StrEnum):
    """How often an indicator is measured (periodicidad)."""

    MENSUAL = "mensual"
    BIMESTRAL = "bimestral"
    TRIMESTRAL = "trimestral"
    SEMESTRAL = "semestral"
    ANUAL = "anual"
    BIENAL = "bienal"
    TRIENAL = "trienal"
    CUATRIENAL = "cuatrienal"
    QUINQUENAL = "quinquenal"

    @property
    def due_quarters(self) -> tuple[int, ...]:
        """The quarters at whose end a report is due."""
        if self in (self.MENSUAL, self.BIMESTRAL, self.TRIMESTRAL):
            return (1, 2, 3, 4)
        return (2, 4) if self is self.SEMESTRAL else (4,)


class ReportState(StrEnum):
    """What a report says: a number (zero is one), that there is none, or that it makes no sense."""

    REPORTED = "reported"
    NOT_REPORTED = "not_reported"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, order=True)
class Quarter:
    """A quarter of a year (trimestre), written ``2025-T3``."""

    year: int
    number: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``2025-T3``. Raises ValueError for anything else."""
        year, mark, number = text.strip().upper().partition("-T")
        if not mark or len(year) != 4 or not year.isdigit() or number not in ("1", "2", "3", "4"):
            raise ValueError(text)
        return cls(int(year), int(number))

    @property
    def code(self) -> str:
        """``2025-T3``."""
        return f"{self.year}-T{self.number}"

    @property
    def months(self) -> int:
        """Months of the year that are over at its end."""
        return 3 * self.number

    @property
    def last_day(self) -> date:
        """31 March, 30 June, 30 September or 31 December."""
        return date(self.year, self.months, 31 if self.number in (1, 4) else 30)


def decision_rank(
    decided_on: date | None, act: str, version: int
) -> tuple[date, bool, tuple[tuple[str, int, str], ...], int]:
    """The place of a target among those of its year, in the order in which they were decided.

    What has no day was always in force: first what the plan says, then acts that do not tell
    theirs. Of the acts of one day that of the highest number is the last; what one act says anew
    corrects what it said.

    >>> plan, late, early = (None, "", 1), (date(2026, 2, 1), "B", 2), (date(2025, 6, 1), "A", 3)
    >>> [act for _, act, _ in sorted([late, early, plan], key=lambda each: decision_rank(*each))]
    ['', 'A', 'B']
    """
    return decided_on or date.min, bool(act), natural_order(act) if act else (), version


def told_twice(paths: Mapping[Node, Iterable[Node]]) -> dict[Node, list[Node]]:
    """The nodes whose budgets tell again what others below them tell, which are named.

    ``paths`` are the nodes that have a budget, with all that stand above each.

    >>> told_twice({"O1": [], "M1": ["O1", "P1"], "M2": ["O2"]})
    {'O1': ['M1']}
    """
    found: dict[Node, list[Node]] = {}
    for node, above in paths.items():
        for each in above:
            if each in paths:
                found.setdefault(each, []).append(node)
    return found


@dataclass(frozen=True)
class Report:
    """What was reported of a quarter; ``stated`` is the advance of the year that its author
    worked out, a fraction."""

    state: ReportState
    value: Decimal | None = None
    qualitative: str = ""
    justification: str = ""
    stated: Decimal | None = None


@dataclass(frozen=True)
class IndicatorFacts:
    """What the arithmetic needs to know of an indicator.

    ``targets`` by year (None or absent: not programmed); ``reports`` by quarter; a quarter that
    is absent was not reported. ``accumulation`` None means that nobody said how years add up.
    ``scale`` is that of a percentage in the words of its source, ``shown_scale`` as its cells
    showed it.
    """

    code: str
    accumulation: Accumulation | None
    periodicity: Periodicity = Periodicity.TRIMESTRAL
    baseline: Decimal | None = None
    final_goal: Decimal | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    targets: Mapping[int, Decimal | None] = field(default_factory=dict)
    reports: Mapping[Quarter, Report] = field(default_factory=dict)
    weight: Decimal | None = None
    lag_days: int = 0
    is_valid: bool = True
    scale: str = ""
    shown_scale: str = ""
    entity: str = ""
