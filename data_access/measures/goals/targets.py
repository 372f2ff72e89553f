"""What an indicator had to reach: programmed years, baseline, targets to the cut."""

from dataclasses import dataclass
from decimal import Decimal

from data_access.measures.goals.ratio import ZERO
from data_access.vocabulary.goals import Accumulation, IndicatorFacts

BETWEEN_LEVELS = (Accumulation.CRECIENTE, Accumulation.DECRECIENTE)
"""Levels that leave from a baseline; the others are measured from 0."""


@dataclass(frozen=True)
class Baseline:
    """Where an indicator leaves from; a fictitious one was put in place of a missing one."""

    value: Decimal | None
    is_fictitious: bool = False


def programmed(facts: IndicatorFacts) -> dict[int, Decimal]:
    """Targets of the programmed years, in order.

    A blank or 0 is not programmed; 0 is, when a DECRECIENTE has to end there.
    """
    ends_at_zero = facts.accumulation is Accumulation.DECRECIENTE and facts.final_goal == 0
    return {
        year: target
        for year, target in sorted(facts.targets.items())
        if target is not None and (target or ends_at_zero)
    }


def baseline_of(facts: IndicatorFacts) -> Baseline:
    """LB. Without one it is 0, and for a DECRECIENTE the fictitious one of the tracking format.

    (first target − final goal) / (last year − first year + 1) + first target; None where there
    are no targets to make it from. SUMA and CONSTANTE are measured from 0.
    """
    if facts.accumulation not in BETWEEN_LEVELS:
        return Baseline(ZERO)
    if facts.baseline is not None:
        return Baseline(facts.baseline)
    if facts.accumulation is Accumulation.CRECIENTE:
        return Baseline(ZERO)
    targets = programmed(facts)
    if not targets:
        return Baseline(None)
    first, last = min(targets), max(targets)
    goal = targets[last] if facts.final_goal is None else facts.final_goal
    years = (facts.ends_on.year if facts.ends_on else last) - first + 1
    if years <= 0:
        return Baseline(None)
    return Baseline((targets[first] - goal) / years + targets[first], is_fictitious=True)


def period_target(facts: IndicatorFacts, year: int, months: int) -> Decimal | None:
    """MP: the target of ``year`` after ``months`` of it, in the unit of the indicator.

    SUMA: target × months/12. Levels: (target − previous) × months/12 + previous; the previous one
    of the first year is the baseline, and for a CONSTANTE the target itself. A level whose year is
    not programmed keeps its last target; a SUMA has none then.
    """
    targets = programmed(facts)
    target = targets.get(year)
    if facts.accumulation is Accumulation.SUMA:
        return None if target is None else target * months / 12
    earlier = [value for past, value in targets.items() if past < year]
    if target is None:
        return earlier[-1] if earlier else None
    previous = earlier[-1] if earlier else _before_the_first(facts, target)
    return None if previous is None else (target - previous) * months / 12 + previous


def _before_the_first(facts: IndicatorFacts, target: Decimal) -> Decimal | None:
    if facts.accumulation is Accumulation.CONSTANTE:
        return target
    return baseline_of(facts).value


def accumulated_target(facts: IndicatorFacts, year: int, months: int) -> Decimal | None:
    """MA: what had to be reached since the beginning; for SUMA the earlier years and MP."""
    now = period_target(facts, year, months)
    if facts.accumulation is not Accumulation.SUMA:
        return now
    parts = [value for past, value in programmed(facts).items() if past < year]
    parts += [] if now is None else [now]
    return sum(parts, ZERO) if parts else None
