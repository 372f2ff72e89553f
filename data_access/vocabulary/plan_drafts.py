"""What the importers of plans hand to the services: frameworks, nodes, indicators, reports."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from data_access.vocabulary.goals import ReportState


@dataclass(frozen=True)
class FrameworkDraft:
    """A framework as a file or a person names it; what is empty is left as the store has it.

    ``guessed_from``, ``guessed_to`` and ``guessed_kind`` are its days and its kind as the file lets
    one guess them: they serve only to create a framework of which nobody gave them.
    """

    code: str
    kind: str = ""
    name_es: str = ""
    name_en: str = ""
    norm: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    guessed_from: date | None = None
    guessed_to: date | None = None
    guessed_kind: str = ""


@dataclass(frozen=True, slots=True)
class NodeDraft:
    """A node of the tree; references are codes, "" for none and None where the file is silent.

    ``facts`` holds the columns of the node that the file carries, and no other: what it does not
    carry stays as it is in the store.
    """

    code: str
    level: str
    is_goal: bool
    parent: str | None = None
    component: str | None = None
    entity: str | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Target:
    """The target of a year: a number with the text it was printed as, or only the text."""

    value: Decimal | None
    printed: str = ""


@dataclass(frozen=True, slots=True)
class IndicatorDraft:
    """An indicator of a goal; ``facts`` as in :class:`NodeDraft`, ``targets`` by year."""

    code: str
    entity: str | None = None
    co_entities: tuple[str, ...] | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)
    targets: Mapping[int, Target] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PlanDraft:
    """A row of a plan: a node, its indicator if it is a goal, and what lies above it in the row."""

    node: NodeDraft
    indicator: IndicatorDraft | None = None
    ancestors: tuple[NodeDraft, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportDraft:
    """What was reported of a quarter; ``indicator`` is the code of an indicator or of a goal.

    ``value`` is the number of ``printed``, whatever the scale of a percentage. ``is_silent`` tells
    that the cell of the value was empty, which withdraws nothing that was said before. ``stated``
    is the advance of the year that its author worked out, a fraction. ``framework`` is "" where
    the codes alone must tell it.
    """

    indicator: str
    year: int
    quarter: int
    state: ReportState
    value: Decimal | None = None
    printed: str = ""
    is_silent: bool = False
    qualitative: str = ""
    justification: str = ""
    evidence: str = ""
    reason: str = ""
    framework: str = ""
    stated: Decimal | None = None


@dataclass(frozen=True, slots=True)
class BudgetDraft:
    """Money of a node in pesos, cumulative inside ``year`` to the end of ``quarter``.

    ``resource`` is vigencia or reserva; None is not reported.
    """

    node: str
    year: int
    quarter: int
    resource: str
    appropriation: Decimal | None
    committed: Decimal | None
    paid: Decimal | None


@dataclass(frozen=True, slots=True)
class ContributionDraft:
    """What an action, known by the code of its source, gives to an indicator in a quarter."""

    action: str
    indicator: str
    year: int
    quarter: int
    entity: str
    quantity: Decimal
    printed: str = ""


@dataclass(frozen=True, slots=True)
class TargetDraft:
    """A target that an act reprogrammed; ``indicator`` as in :class:`ReportDraft`.

    ``given`` is the text of the number of the target, whatever the scale of a percentage.
    """

    indicator: str
    year: int
    target: Target
    act: str
    decided_on: date | None
    given: str = ""


@dataclass(frozen=True, slots=True)
class ParameterDraft:
    """A rule of the arithmetic and the day from which it holds; ``value`` as JSON keeps it."""

    key: str
    valid_from: date
    value: Any
    note_es: str = ""
    note_en: str = ""


@dataclass(frozen=True, slots=True)
class CutDraft:
    """The calendar of a cut, whose code is that of a quarter."""

    code: str
    opens_on: date
    due_on: date
    closes_on: date


@dataclass(frozen=True, slots=True)
class ComponentDraft:
    """An ingredient of the index, with its public weight of 100."""

    component_code: str
    family: str
    name_es: str
    name_en: str
    indicator_code: str
    method: str
    minimum: Decimal | None
    maximum: Decimal | None
    weight: Decimal
    note: str = ""
    note_en: str = ""
