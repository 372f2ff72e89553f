"""Which reports were due at a cut, which came, and what that makes of the indicator."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from data_access.measures.goals.states import State
from data_access.measures.goals.targets import programmed
from data_access.vocabulary.goals import IndicatorFacts, Quarter, ReportState


@dataclass(frozen=True)
class Standing:
    """Where the reports of an indicator stand at a cut.

    ``values`` are those reported, in order. ``months`` of the cut's year (0, 3, 6, 9 or 12) are
    those against which it is measured: to the last quarter that was due or, if later, reported, so
    that an annual indicator in June is held against the end of last year. ``owed_since`` is the
    first quarter due after the last answer.
    """

    state: State
    values: Mapping[Quarter, Decimal]
    months: int
    owed_since: Quarter | None


def standing_at(facts: IndicatorFacts, cut: Quarter) -> Standing:
    """Due and come reports of an indicator at the cut, and the state that they make."""
    values = numbers(facts, cut)
    every = due_quarters(facts)
    lag = timedelta(days=facts.lag_days)
    due = [quarter for quarter in every if quarter.last_day + lag <= cut.last_day]
    # «No aplica» in a quarter in which nothing was due answers nothing.
    excused = [quarter for quarter in due if _is_excused(facts, quarter)]
    last = max([*values, *excused], default=None)
    owed = next((quarter for quarter in due if last is None or quarter > last), None)
    of_year = (quarter.months for quarter in [*due, *values] if quarter.year == cut.year)
    if not has_rule(facts):
        state = State.NO_RULE
    elif not due and not values:
        state = State.NOT_STARTED if every else State.NOT_PROGRAMMED
    elif owed is not None:
        state = State.OVERDUE if owed < cut else State.NO_REPORT
    else:
        state = _answered(facts, cut, last, excused)
    return Standing(state, values, max(of_year, default=0), owed)


def numbers(facts: IndicatorFacts, cut: Quarter) -> dict[Quarter, Decimal]:
    """The values reported to the cut, in order; zero is one, a missing one is none."""
    return {
        quarter: report.value
        for quarter, report in sorted(facts.reports.items())
        if quarter <= cut and report.state is ReportState.REPORTED and report.value is not None
    }


def due_quarters(facts: IndicatorFacts) -> list[Quarter]:
    """The quarters at whose end a report is due, in order: programmed years, within the dates.

    Periodicities of a year or longer are due in the fourth quarter.
    """
    found = (
        Quarter(year, number)
        for year in programmed(facts)
        for number in facts.periodicity.due_quarters
    )
    return [quarter for quarter in found if _is_within_dates(facts, quarter)]


def _is_within_dates(facts: IndicatorFacts, quarter: Quarter) -> bool:
    covered = 12 // len(facts.periodicity.due_quarters)
    first_day = date(quarter.year, quarter.months - covered + 1, 1)
    has_started = facts.starts_on is None or facts.starts_on <= quarter.last_day
    return has_started and (facts.ends_on is None or first_day <= facts.ends_on)


def _is_excused(facts: IndicatorFacts, quarter: Quarter) -> bool:
    report = facts.reports.get(quarter)
    return report is not None and report.state is ReportState.NOT_APPLICABLE


def has_rule(facts: IndicatorFacts) -> bool:
    """Whether it is known how years add up, and there is a number to measure against."""
    has_numbers = bool(programmed(facts)) or facts.final_goal is not None
    return facts.accumulation is not None and has_numbers


def _answered(
    facts: IndicatorFacts, cut: Quarter, last: Quarter | None, excused: Collection[Quarter]
) -> State:
    if last in excused:
        return State.NOT_APPLICABLE
    return State.REPORTED if cut.year in programmed(facts) else State.NOT_PROGRAMMED
