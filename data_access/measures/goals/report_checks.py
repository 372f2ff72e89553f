"""Checks of what was reported: missing, unlikely or unexplained reports of the cut's year."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import pairwise

from data_access.measures.goals.dossier import Dossier, Finding, Findings, Moment
from data_access.measures.goals.ratio import HUNDRED, ONE
from data_access.measures.goals.rules import Rules
from data_access.measures.goals.schedule import numbers
from data_access.measures.goals.states import Light, State
from data_access.measures.goals.targets import programmed
from data_access.vocabulary.goals import Accumulation, Quarter, Report, ReportState

REMINDERS = (1, 3, 5)
"""Days before the deadline on which a reminder grows more pressing."""
_BEHIND = (Light.ROJO, Light.AMARILLO)
_STATED_MARGIN = Decimal("0.005")
# A stated percentage is rounded to a whole point.


def _reported(dossier: Dossier, moment: Moment) -> Iterator[tuple[Quarter, Report]]:
    """The reports of the cut's year that claim a number, to the cut."""
    for quarter, report in sorted(dossier.facts.reports.items()):
        is_of_year = quarter.year == moment.cut.year and quarter <= moment.cut
        if is_of_year and report.state is ReportState.REPORTED:
            yield quarter, report


def _moves(dossier: Dossier, moment: Moment) -> Iterator[tuple[Quarter, Decimal, Decimal]]:
    values = numbers(dossier.facts, moment.cut)
    for (_, earlier), (quarter, later) in pairwise(values.items()):
        if quarter.year == moment.cut.year:
            yield quarter, earlier, later


def fell(dossier: Dossier, moment: Moment) -> Findings:
    """CRECIENTE: a report lower than the one before."""
    if dossier.facts.accumulation is Accumulation.CRECIENTE:
        for quarter, earlier, later in _moves(dossier, moment):
            if later < earlier:
                yield _of(quarter, before=earlier, after=later)


def rose(dossier: Dossier, moment: Moment) -> Findings:
    """DECRECIENTE: a report higher than the one before."""
    if dossier.facts.accumulation is Accumulation.DECRECIENTE:
        for quarter, earlier, later in _moves(dossier, moment):
            if later > earlier:
                yield _of(quarter, before=earlier, after=later)


def _of(quarter: Quarter, **values: Decimal | int | str) -> Finding:
    return Finding(quarter.last_day, {"quarter": quarter.code, **values})


def without_target(dossier: Dossier, moment: Moment) -> Findings:
    """A number in a year that was not programmed."""
    if dossier.progress.state is not State.NO_RULE:
        for quarter, report in _reported(dossier, moment):
            if quarter.year not in programmed(dossier.facts) and report.value is not None:
                yield _of(quarter, value=report.value)


def overdue(dossier: Dossier, moment: Moment) -> Findings:
    """A programmed year whose report did not come in time."""
    found = dossier.progress
    is_late = found.state is State.OVERDUE or (
        found.state is State.NO_REPORT and moment.today > moment.due_on
    )
    if is_late and found.owed_since is not None:
        yield _of(found.owed_since)


def deadline_near(dossier: Dossier, moment: Moment) -> Findings:
    """The report of the cut is missing and five days or fewer are left."""
    days = (moment.due_on - moment.today).days
    step = next((step for step in REMINDERS if 0 <= days <= step), None)
    if dossier.progress.state is State.NO_REPORT and step is not None:
        yield Finding(moment.due_on, {"quarter": moment.cut.code, "days": days, "step": step})


def not_a_number(dossier: Dossier, moment: Moment) -> Findings:
    """A report whose value could not be read as a number."""
    for quarter, report in _reported(dossier, moment):
        if report.value is None:
            yield _of(quarter)


def without_qualitative(dossier: Dossier, moment: Moment) -> Findings:
    """A number without a word about it."""
    for quarter, report in _reported(dossier, moment):
        if not report.qualitative.strip():
            yield _of(quarter)


def _overshoot(dossier: Dossier, rules: Rules) -> Decimal | None:
    """The advance of the year or to the date that exceeds the limit, if one does."""
    found = dossier.progress
    fractions = [fraction for fraction in (found.pav, found.phv) if fraction is not None]
    return max((each for each in fractions if each > rules.light.green), default=None)


def over_limit(dossier: Dossier, moment: Moment) -> Findings:
    """Advance of the year or to the date above the limit of the traffic light (125 %)."""
    fraction = _overshoot(dossier, moment.rules)
    if fraction is not None:
        limit = moment.rules.light.green
        yield Finding(
            _day_of_last(dossier, moment),
            {"percentage": fraction * HUNDRED, "limit": limit * HUNDRED},
        )


def over_final(dossier: Dossier, moment: Moment) -> Findings:
    """More than the final goal. A CONSTANTE may stand above its level without having finished."""
    facts, found = dossier.facts, dossier.progress
    if facts.accumulation is Accumulation.CONSTANTE or found.av is None:
        return
    if facts.final_goal is not None and found.paf is not None and found.paf > ONE:
        values = {"reached": found.av, "final": facts.final_goal}
        yield Finding(_day_of_last(dossier, moment), values)


def unjustified(dossier: Dossier, moment: Moment) -> Findings:
    """Red or yellow, and the report does not say why."""
    last = _unexplained(dossier)
    if last is not None and dossier.progress.light in _BEHIND:
        yield _of(last, light=dossier.progress.light.value)


def overshoot_unjustified(dossier: Dossier, moment: Moment) -> Findings:
    """Above the limit of the traffic light, not behind, and the report does not say why."""
    last = _unexplained(dossier)
    is_over = _overshoot(dossier, moment.rules) is not None
    if last is not None and is_over and dossier.progress.light not in _BEHIND:
        yield _of(last)


def _unexplained(dossier: Dossier) -> Quarter | None:
    """The last report of an indicator that is up to date, when it justifies nothing."""
    found = dossier.progress
    if found.state is not State.REPORTED or found.last_report is None:
        return None
    report = dossier.facts.reports[found.last_report]
    return None if report.justification.strip() else found.last_report


def percentage_differs(dossier: Dossier, moment: Moment) -> Findings:
    """The advance of the year that the entity wrote is not the computed one."""
    stated, computed = dossier.stated, dossier.progress.pav
    if stated is not None and computed is not None and abs(stated - computed) > _STATED_MARGIN:
        yield Finding(
            _day_of_last(dossier, moment),
            {"stated": stated * HUNDRED, "computed": computed * HUNDRED},
        )


def _day_of_last(dossier: Dossier, moment: Moment) -> date:
    last = dossier.progress.last_report
    return last.last_day if last else moment.cut.last_day


def closed_period_changed(dossier: Dossier, moment: Moment) -> Findings:
    """A number of a closed cut is not what it was when it was closed."""
    if dossier.before is None or dossier.closed is None:
        return
    now, then = dossier.facts.reports, dossier.before.reports
    for quarter in sorted({*now, *then}):
        before, after = _said(then.get(quarter)), _said(now.get(quarter))
        if quarter <= dossier.closed and before != after:
            yield Finding(moment.today, {"quarter": quarter.code, "before": before, "after": after})


def _said(report: Report | None) -> Decimal | str:
    """The number of a report, or the state that it has instead."""
    if report is None:
        return ReportState.NOT_REPORTED.value
    return report.state.value if report.value is None else report.value
