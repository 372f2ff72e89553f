"""What the checks of the catalogue read, and what they raise."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from data_access.measures.goals.progress import Progress
from data_access.measures.goals.rules import Rules
from data_access.vocabulary.goals import IndicatorFacts, Quarter
from data_access.vocabulary.issues import Severity

Values = Mapping[str, Decimal | int | str]


@dataclass(frozen=True)
class Moment:
    """When the checks look: the cut, the last day to report it, today, the rules in force."""

    cut: Quarter
    due_on: date
    today: date
    rules: Rules


@dataclass(frozen=True)
class Dossier:
    """An indicator with its figures at the cut.

    ``stated`` is the advance of the year that the entity itself wrote (a fraction). ``before`` are
    the facts as they were when ``closed``, the last closed cut, was closed; None when the indicator
    was not there or no cut has been closed.
    """

    facts: IndicatorFacts
    progress: Progress
    stated: Decimal | None = None
    before: IndicatorFacts | None = None
    closed: Quarter | None = None


@dataclass(frozen=True)
class WeightedNode:
    """A node or indicator of a plan's tree: whose child it is and its weight of 100.

    ``budgets_below`` are the nodes below it that have a budget, where it has one, too.
    """

    code: str
    parent: str
    weight: Decimal | None
    entity: str = ""
    budgets_below: tuple[str, ...] = ()


class Finding(NamedTuple):
    """A check that was not met: since which day, and the values that its sentence needs."""

    on: date
    values: Values


@dataclass(frozen=True)
class Alert:
    """A rule that something does not keep: which, how serious, what, whose, since when.

    ``subject`` is the code of an indicator or node; ``values`` fill the placeholders of the rule's
    explanation.
    """

    code: str
    severity: Severity
    subject: str
    entity: str
    on: date
    values: Values = field(default_factory=dict)


Findings = Iterator[Finding]
