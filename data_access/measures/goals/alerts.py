"""Every alert that a plan raises at a moment."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date

from data_access.measures.goals import identity_checks, plan_checks, report_checks
from data_access.measures.goals.alert_catalogue import ALERTS
from data_access.measures.goals.dossier import (
    Alert,
    Dossier,
    Findings,
    Moment,
    Values,
    WeightedNode,
)
from data_access.vocabulary.goals import IndicatorFacts

Check = Callable[[Dossier, Moment], Findings]

OF_INDICATORS: dict[str, Check] = {
    "targets.do_not_add": plan_checks.targets_do_not_add,
    "targets.last_is_not_final": plan_checks.last_target_is_not_final,
    "goal.below_baseline": plan_checks.final_below_baseline,
    "goal.above_baseline": plan_checks.final_above_baseline,
    "goal.negative": plan_checks.final_negative,
    "baseline.missing": plan_checks.baseline_missing,
    "scale.mixed": plan_checks.scale_mixed,
    "dates.reversed": plan_checks.dates_reversed,
    "targets.outside_dates": plan_checks.targets_outside_dates,
    "indicator.weight_without_validity": plan_checks.weight_without_validity,
    "indicator.unassigned": plan_checks.unassigned,
    "indicator.identity_changed": identity_checks.identity_changed,
    "indicator.new": identity_checks.is_new,
    "report.closed_period_changed": report_checks.closed_period_changed,
}
"""Checks of every indicator, by the code of the alert that they raise."""

OF_VALID_INDICATORS: dict[str, Check] = {
    "report.overdue": report_checks.overdue,
    "report.deadline_near": report_checks.deadline_near,
    "report.without_target": report_checks.without_target,
    "report.not_a_number": report_checks.not_a_number,
    "report.fell": report_checks.fell,
    "report.rose": report_checks.rose,
    "report.over_limit": report_checks.over_limit,
    "report.over_final": report_checks.over_final,
    "report.unjustified": report_checks.unjustified,
    "report.overshoot_unjustified": report_checks.overshoot_unjustified,
    "report.without_qualitative": report_checks.without_qualitative,
    "report.percentage_differs": report_checks.percentage_differs,
}
"""Checks of reports, which an indicator that is not valid does not owe."""


def alerts(
    dossiers: Sequence[Dossier],
    nodes: Iterable[WeightedNode],
    moment: Moment,
    before: Mapping[str, IndicatorFacts] | None = None,
) -> list[Alert]:
    """The alerts of a plan: those of each indicator, of the nodes of its tree, of its codes.

    ``before`` are the indicators of the last closed cut by code, None when none has been closed;
    it serves to tell which are gone, while the dossiers carry what they were.
    """
    return [
        *(alert for dossier in dossiers for alert in alerts_of(dossier, moment)),
        *_of_nodes(list(nodes), moment.today),
        *_of_codes(dossiers, before or {}, moment.today),
    ]


def alerts_of(dossier: Dossier, moment: Moment) -> Iterator[Alert]:
    """The alerts of one indicator alone."""
    facts = dossier.facts
    checks = OF_INDICATORS | OF_VALID_INDICATORS if facts.is_valid else OF_INDICATORS
    for code, check in checks.items():
        for found in check(dossier, moment):
            yield _alert(code, facts.code, facts.entity, found.on, found.values)


def _of_nodes(nodes: Sequence[WeightedNode], today: date) -> Iterator[Alert]:
    for code, entity, total in plan_checks.unbalanced(nodes):
        yield _alert("plan.weights_do_not_add", code, entity, today, {"sum": total})
    for node in nodes:
        if node.budgets_below:
            values = {"codes": ", ".join(node.budgets_below)}
            yield _alert("budget.told_twice", node.code, node.entity, today, values)


def _of_codes(
    dossiers: Sequence[Dossier], before: Mapping[str, IndicatorFacts], today: date
) -> Iterator[Alert]:
    for facts, times in identity_checks.duplicated(dossiers):
        yield _alert("indicator.duplicated", facts.code, facts.entity, today, {"times": times})
    valid = {dossier.facts.code for dossier in dossiers if dossier.facts.is_valid}
    for facts in identity_checks.gone(valid, before):
        yield _alert("indicator.gone", facts.code, facts.entity, today, {})


def _alert(code: str, subject: str, entity: str, on: date, values: Values) -> Alert:
    return Alert(code, ALERTS[code].severity, subject, entity, on, values)
