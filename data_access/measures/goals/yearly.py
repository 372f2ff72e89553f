"""The plain percentages of a plan: whole years, nothing prorated."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from data_access.measures.goals.progress import Method, reached
from data_access.measures.goals.ratio import HUNDRED, ZERO, Ratio
from data_access.measures.goals.rules import ConstantRule, PlanStart, Rules
from data_access.measures.goals.schedule import numbers
from data_access.measures.goals.targets import baseline_of, programmed
from data_access.vocabulary.goals import Accumulation, IndicatorFacts, Quarter


@dataclass(frozen=True)
class YearlyProgress:
    """Fractions of an indicator, 1 being the whole, unrounded; None where undefined.

    ``year``: executed ÷ programmed of the cut's year (vigencia). ``to_date``: since the beginning
    (transcurrido). ``whole``: against the goal of the plan (total plan). ``steps`` has the terms
    of each by its name.
    """

    code: str
    cut: Quarter
    year: Decimal | None = None
    to_date: Decimal | None = None
    whole: Decimal | None = None
    steps: Mapping[str, Ratio] = field(default_factory=dict)
    method: Method = Method.YEARLY


def yearly_progress(facts: IndicatorFacts, cut: Quarter, rules: Rules) -> YearlyProgress:
    """The three customary percentages of the plan's follow-up system, with yearly data.

    SUMA adds executed and programmed. Levels take the last report; a DECRECIENTE is measured from
    its baseline, because without it less would be worse, and a CRECIENTE as ``rules`` say. A
    CONSTANTE is, as ``rules`` say, its last level, or the mean over its programmed years, to which
    a year without report adds nothing. All are None when nobody said how years add up.
    """
    if facts.accumulation is None:
        return YearlyProgress(facts.code, cut)
    steps = _steps(facts, cut, rules)
    return YearlyProgress(
        code=facts.code,
        cut=cut,
        year=steps["year"].value,
        to_date=steps["to_date"].value,
        whole=steps["whole"].value,
        steps=steps,
    )


def _steps(facts: IndicatorFacts, cut: Quarter, rules: Rules) -> dict[str, Ratio]:
    values = numbers(facts, cut)
    targets = {year: target for year, target in programmed(facts).items() if year <= cut.year}
    of_year = {quarter: value for quarter, value in values.items() if quarter.year == cut.year}
    start = _start(facts, rules)
    year = Ratio(reached(facts, of_year), targets.get(cut.year), start)
    now = reached(facts, values)
    if facts.accumulation is Accumulation.CONSTANTE and rules.constant is ConstantRule.MEAN:
        mean = _sum_of_years(values, targets)
        to_date, whole = Ratio(mean, _count(targets)), Ratio(mean, _count(programmed(facts)))
    elif facts.accumulation is Accumulation.SUMA:
        to_date = Ratio(now, sum(targets.values(), ZERO))
        whole = Ratio(now, facts.final_goal)
    else:
        to_date = Ratio(now, targets[max(targets)] if targets else None, start)
        whole = Ratio(now, facts.final_goal, start)
    return {"year": year, "to_date": to_date, "whole": whole}


def _start(facts: IndicatorFacts, rules: Rules) -> Decimal | None:
    if facts.accumulation is Accumulation.CRECIENTE and not rules.levels_from_baseline:
        return ZERO
    return baseline_of(facts).value


def _sum_of_years(
    values: Mapping[Quarter, Decimal], targets: Mapping[int, Decimal]
) -> Decimal | None:
    """How many programmed years were held, the last level of each ÷ its target."""
    levels = {quarter.year: value for quarter, value in values.items()}
    held = [levels[year] / target for year, target in targets.items() if year in levels]
    return sum(held, ZERO) if held else None


def _count(targets: Mapping[int, Decimal]) -> Decimal:
    return Decimal(len(targets))


def elapsed(starts_on: date, ends_on: date, day: date, rules: Rules) -> Ratio:
    """Days since the start of a plan ÷ days of the plan, none before and all after it.

    ``starts_on`` is the day its norm came into force; ``rules`` may count from 1 January instead.
    """
    is_january = rules.plan_start is PlanStart.FIRST_OF_JANUARY
    start = starts_on.replace(month=1, day=1) if is_january else starts_on
    days = (min(max(day, start), ends_on) - start).days
    return Ratio(Decimal(days), Decimal((ends_on - start).days))


def gap_points(advance: Decimal | None, time: Decimal | None) -> Decimal | None:
    """Advance − time elapsed, two fractions, in percentage points; negative is behind."""
    return None if advance is None or time is None else (advance - time) * HUNDRED
