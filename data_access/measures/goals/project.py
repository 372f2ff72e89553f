"""How far an investment project is, in things done and in money."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from data_access.measures.goals.ratio import ZERO, Ratio, within_whole


@dataclass(frozen=True)
class GoalExecution:
    """What a goal of a project programmed and executed in a year, to a cut.

    Quantities are in the unit of the goal, money in pesos; None is not reported.
    """

    code: str
    programmed: Decimal | None
    executed: Decimal | None
    appropriation: Decimal | None
    committed: Decimal | None
    paid: Decimal | None

    @property
    def physical(self) -> Ratio:
        """Executed ÷ programmed, overshoot shown."""
        return Ratio(self.executed, self.programmed)


@dataclass(frozen=True)
class PartialRatio:
    """A ratio over several goals and the codes of those that lacked one of its terms."""

    ratio: Ratio
    left_out: tuple[str, ...]

    @property
    def value(self) -> Decimal | None:
        """The fraction, None when nothing could be counted."""
        return self.ratio.value


@dataclass(frozen=True)
class ProjectProgress:
    """The four fractions of a project, each a different question."""

    physical: PartialRatio
    committed: PartialRatio
    paid: PartialRatio
    paid_of_committed: PartialRatio


def project_progress(goals: Iterable[GoalExecution]) -> ProjectProgress:
    """Progress of a project whose goals come once each (the source repeats project totals).

    Physical: Σ appropriation × executed ÷ programmed, each between 0 and 1, over Σ appropriation;
    a plain mean would give a goal of no money the voice of the largest. Money: committed ÷
    appropriation, paid ÷ appropriation, paid ÷ committed.
    """
    found = list(goals)
    return ProjectProgress(
        physical=_over(found, _physical_money, lambda goal: goal.appropriation),
        committed=_over(found, lambda goal: goal.committed, lambda goal: goal.appropriation),
        paid=_over(found, lambda goal: goal.paid, lambda goal: goal.appropriation),
        paid_of_committed=_over(found, lambda goal: goal.paid, lambda goal: goal.committed),
    )


def _physical_money(goal: GoalExecution) -> Decimal | None:
    fraction = goal.physical.value
    if fraction is None or goal.appropriation is None:
        return None
    return goal.appropriation * within_whole(fraction)


def _over(
    goals: Sequence[GoalExecution],
    above: Callable[[GoalExecution], Decimal | None],
    below: Callable[[GoalExecution], Decimal | None],
) -> PartialRatio:
    numerator, denominator, left_out = ZERO, ZERO, []
    for goal in goals:
        part, whole = above(goal), below(goal)
        if part is None or whole is None:
            left_out.append(goal.code)
        else:
            numerator, denominator = numerator + part, denominator + whole
    return PartialRatio(Ratio(numerator, denominator), tuple(left_out))
