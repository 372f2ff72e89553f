"""Every alert of the catalogue is raised by one case and by none other."""

import string
from dataclasses import dataclass, replace
from datetime import date

import pytest

from data_access.measures.goals.alert_catalogue import ALERTS
from data_access.measures.goals.alerts import OF_INDICATORS, OF_VALID_INDICATORS, alerts
from data_access.measures.goals.dossier import Alert, Dossier, Moment, WeightedNode
from data_access.measures.goals.progress import progress
from data_access.vocabulary.goals import IndicatorFacts, Quarter, Report, ReportState
from tests.data_access.measures.goals.cases import (
    CONSTANTE,
    CRECIENTE,
    DECRECIENTE,
    RULES,
    SUMA,
    D,
    facts,
    reported,
)

CUT, CLOSED = Quarter(2025, 3), Quarter(2025, 2)
MOMENT = Moment(CUT, due_on=date(2025, 10, 15), today=date(2025, 10, 1), rules=RULES)
UNREADABLE = Report(ReportState.REPORTED, None, qualitative="Cerca de treinta")

GOOD = facts(
    SUMA, "10 20 20 10", final="60",
    reports={"2024-T4": "10", "2025-T1": "5", "2025-T2": "5", "2025-T3": "5"},
    starts_on=date(2024, 1, 1), ends_on=date(2027, 12, 31), weight=D(100),
)  # fmt: skip
GROWING = facts(
    CRECIENTE, "45 50 55 60", {"2025-T2": "46", "2025-T3": "48"}, baseline="40", final="60"
)
FALLING = facts(
    DECRECIENTE, "28 25 22 20", {"2025-T2": "27", "2025-T3": "26"}, baseline="30", final="20"
)


@dataclass(frozen=True)
class Case:
    """A plan of one indicator, most often, in which one thing is wrong."""

    indicators: tuple[IndicatorFacts, ...]
    stated: str | None = None
    before: tuple[IndicatorFacts, ...] | None = None
    nodes: tuple[WeightedNode, ...] = ()
    moment: Moment = MOMENT


def of(*indicators: IndicatorFacts, **others: object) -> Case:
    return Case(indicators, **others)  # type: ignore[arg-type]


def with_report(indicator: IndicatorFacts, quarter: str, report: Report | None) -> IndicatorFacts:
    """The indicator with one report changed or, with None, taken away."""
    at = Quarter.parse(quarter)
    reports = {each: kept for each, kept in indicator.reports.items() if each != at}
    return replace(indicator, reports=reports if report is None else {**reports, at: report})


CASES = {
    "plan.weights_do_not_add": of(
        GOOD, nodes=(WeightedNode("1", "", D(60)), WeightedNode("2", "", D(30)))
    ),
    "budget.told_twice": of(
        GOOD, nodes=(WeightedNode("O1", "", None, budgets_below=("M1", "M2")),)
    ),
    "targets.do_not_add": of(replace(GOOD, final_goal=D(61))),
    "targets.last_is_not_final": of(replace(GROWING, final_goal=D(61))),
    "goal.below_baseline": of(replace(
        facts(CRECIENTE, "8 6 4 2", {"2025-T3": "6"}, final="2"), baseline=D(10))),
    "goal.above_baseline": of(
        facts(DECRECIENTE, "12 14 16 18", {"2025-T3": "14"}, baseline="10", final="18")),
    "goal.negative": of(
        facts(CRECIENTE, "-8 -6 -4 -2", {"2025-T3": "-6"}, baseline="-10", final="-2")),
    "baseline.missing": of(replace(FALLING, baseline=None)),
    "scale.mixed": of(facts(CONSTANTE, "0.9 90 90 90", {"2025-T3": "80"}, final="90", scale="%")),
    "dates.reversed": of(
        replace(GOOD, starts_on=date(2025, 6, 1), ends_on=date(2025, 5, 31))),
    "targets.outside_dates": of(replace(GOOD, ends_on=date(2026, 12, 31))),
    "indicator.weight_without_validity": of(replace(GOOD, is_valid=False)),
    "indicator.unassigned": of(replace(GOOD, entity="")),
    "indicator.duplicated": of(GOOD, GOOD),
    "indicator.identity_changed": of(GOOD, before=(replace(GOOD, baseline=D(3)),)),
    "indicator.new": of(GOOD, before=()),
    "indicator.gone": of(GOOD, before=(GOOD, replace(GOOD, code="I-2"))),
    "report.overdue": of(with_report(with_report(GOOD, "2025-T3", None), "2025-T2", None)),
    "report.deadline_near": of(
        with_report(GOOD, "2025-T3", None), moment=replace(MOMENT, today=date(2025, 10, 12))),
    "report.without_target": of(
        facts(SUMA, "10 - 20", {"2024-T4": "10", "2025-T3": "2"}, final="30")),
    "report.not_a_number": of(with_report(with_report(GOOD, "2025-T1", UNREADABLE), "2025-T2",
                                          reported("10"))),
    "report.fell": of(with_report(GROWING, "2025-T2", reported("49"))),
    "report.rose": of(with_report(FALLING, "2025-T2", reported("25"))),
    "report.over_limit": of(
        with_report(GOOD, "2025-T3", reported("25", justification="Llegaron más"))),
    "report.over_final": of(
        facts(CRECIENTE, "50 60", {"2025-T3": "61"}, baseline="40", final="60")),
    "report.unjustified": of(
        facts(CONSTANTE, "100 100", {"2025-T3": "60"}, final="100")),
    "report.overshoot_unjustified": of(with_report(GOOD, "2025-T3", reported("25"))),
    "report.without_qualitative": of(
        with_report(GOOD, "2025-T2", reported("5", qualitative=" "))),
    "report.percentage_differs": of(GOOD, stated="0.90"),
    "report.closed_period_changed": of(
        GOOD, before=(with_report(GOOD, "2025-T1", reported("4")),)),
}  # fmt: skip


BESIDE = {"report.overshoot_unjustified": ["report.over_limit"]}
"""What an overshoot raises even where it is justified."""


def raised(case: Case) -> list[Alert]:
    closed = None if case.before is None else CLOSED
    before = {each.code: each for each in case.before or ()}
    dossiers = [
        Dossier(
            facts=each,
            progress=progress(each, case.moment.cut, RULES),
            stated=D(case.stated) if case.stated else None,
            before=before.get(each.code),
            closed=closed,
        )
        for each in case.indicators
    ]
    return alerts(dossiers, case.nodes, case.moment, before)


def codes(case: Case) -> list[str]:
    return [alert.code for alert in raised(case)]


@pytest.mark.parametrize("code", CASES)
def test_its_case_raises_it_and_no_other(code: str):
    assert codes(CASES[code]) == [*BESIDE.get(code, ()), code]


def test_the_catalogue_has_a_case_for_each_alert():
    assert CASES.keys() == ALERTS.keys()


def test_every_check_raises_an_alert_of_the_catalogue():
    assert {*OF_INDICATORS, *OF_VALID_INDICATORS} < ALERTS.keys()


@pytest.mark.parametrize("indicator", [GOOD, GROWING, FALLING])
def test_a_good_indicator_raises_none(indicator: IndicatorFacts):
    assert raised(of(indicator, before=(indicator,))) == []


@pytest.mark.parametrize("code", CASES)
def test_an_alert_has_what_its_sentence_needs(code: str):
    (alert,) = [each for each in raised(CASES[code]) if each.code == code]
    rule = ALERTS[code]
    named = {name for _, name, _, _ in string.Formatter().parse(rule.explanation) if name}
    assert named == set(alert.values)
    assert alert.severity is rule.severity


def only(case: Case) -> Alert:
    (alert,) = raised(case)
    return alert


def test_an_alert_says_what_whose_and_since_when():
    alert = only(CASES["report.overdue"])
    assert (alert.subject, alert.entity, alert.on) == ("I-1", "SDA", date(2025, 6, 30))
    assert alert.values == {"quarter": "2025-T2"}
    alert = only(CASES["report.fell"])
    assert (alert.on, alert.values) == (
        date(2025, 9, 30), {"quarter": "2025-T3", "before": 49, "after": 48},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("weights", "sums"),
    [
        # Over the whole plan, below programmes that weigh nothing themselves.
        (("40", "20", "40"), []),
        (("40", "20", "30"), [60, 30]),
        (("60", "40", "30"), [30]),
    ],
)
def test_weights_may_add_to_a_hundred_over_the_whole_plan(
    weights: tuple[str, ...], sums: list[int]
):
    first, second, third = map(D, weights)
    nodes = (
        WeightedNode("P1", "", None), WeightedNode("P2", "", None), WeightedNode("1", "P1", first),
        WeightedNode("2", "P1", second), WeightedNode("3", "P2", third),
    )  # fmt: skip
    found = [alert.values["sum"] for alert in raised(of(GOOD, nodes=nodes))]
    assert found == sums


def test_an_alert_says_the_numbers_that_do_not_agree():
    assert only(CASES["targets.do_not_add"]).values == {"sum": 60, "final": 61}
    assert only(CASES["plan.weights_do_not_add"]).values == {"sum": 90}
    assert only(CASES["budget.told_twice"]).values == {"codes": "M1, M2"}
    assert only(CASES["report.percentage_differs"]).values == {"stated": 90, "computed": 100}
    assert only(CASES["report.closed_period_changed"]).values == {
        "quarter": "2025-T1", "before": 4, "after": 5,
    }  # fmt: skip


# Where each rule ends


def test_weights_may_add_to_a_hundred_or_to_the_weight_of_their_parent():
    parent = WeightedNode("1", "", D(40), "SDA")
    other = WeightedNode("2", "", D(60))

    def tree(*weights: str | None) -> Case:
        children = (
            WeightedNode(f"1.{place}", "1", D(weight) if weight else None)
            for place, weight in enumerate(weights, 1)
        )
        return of(GOOD, nodes=(parent, other, *children))

    assert codes(tree("70", "30")) == []
    assert codes(tree("30", "10")) == []
    assert codes(tree(None, None)) == []
    (alert,) = raised(tree("70", None))
    assert (alert.subject, alert.entity) == ("1", "SDA")


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2025, 10, 9), []),
        (date(2025, 10, 10), [(5, 5)]),
        (date(2025, 10, 11), [(4, 5)]),
        (date(2025, 10, 12), [(3, 3)]),
        (date(2025, 10, 14), [(1, 1)]),
        (date(2025, 10, 15), [(0, 1)]),
    ],
)
def test_the_deadline_draws_near_in_three_steps(today: date, expected: list[tuple[int, int]]):
    case = replace(CASES["report.deadline_near"], moment=replace(MOMENT, today=today))
    found = [(alert.values["days"], alert.values["step"]) for alert in raised(case)]
    assert found == expected


def test_the_day_after_the_deadline_a_report_is_overdue():
    late = replace(MOMENT, today=date(2025, 10, 16))
    assert codes(replace(CASES["report.deadline_near"], moment=late)) == ["report.overdue"]


@pytest.mark.parametrize(
    ("scale", "targets", "is_mixed"),
    [
        ("%", "0.9 90", True), ("", "0.9 90", True), ("%", "1 90", False), ("%", "0.5 0.9", False),
        ("%", "0.5 1.5", False), ("número", "0.9 90", False), ("Porcentaje", "0.9 90", True),
        ("0-1", "0.9 90", True),
    ],
)  # fmt: skip
def test_scales_are_mixed_when_fractions_meet_percentages(scale: str, targets: str, is_mixed: bool):
    last = targets.split()[-1]
    indicator = facts(CONSTANTE, targets, {"2025-T3": last}, final=last, scale=scale)
    assert ("scale.mixed" in codes(of(indicator))) is is_mixed


def test_a_report_in_another_scale_than_its_targets_is_mixed():
    assert "scale.mixed" in codes(of(facts(CONSTANTE, "- 90", {"2025-T3": "0.9"}, final="90")))


def test_yellow_and_overshoot_ask_for_a_justification_and_take_it():
    yellow = CASES["report.unjustified"].indicators[0]
    told = with_report(yellow, "2025-T3", reported("60", justification="Llegó tarde el convenio"))
    assert codes(of(told)) == []
    over = CASES["report.overshoot_unjustified"].indicators[0]
    told = with_report(over, "2025-T3", reported("25", justification="Llegaron más"))
    assert codes(of(told)) == ["report.over_limit"]


def test_a_constant_above_its_level_has_not_gone_past_its_goal():
    assert codes(of(facts(CONSTANTE, "100 100", {"2025-T3": "105"}, final="100"))) == []


def test_an_indicator_that_is_not_valid_owes_no_report():
    silent = replace(GOOD, reports={}, is_valid=False, weight=D(0), entity="")
    assert codes(of(silent)) == []


def test_the_reports_of_earlier_years_are_let_rest():
    fallen = {"2024-T3": reported("47"), "2024-T4": reported("44", qualitative="")}
    rest = replace(
        GROWING, reports=dict(facts(CRECIENTE, "", fallen).reports) | dict(GROWING.reports)
    )
    assert codes(of(rest)) == []


@pytest.mark.parametrize(("stated", "differs"), [("1", False), ("0.995", False), ("0.99", True)])
def test_a_stated_percentage_may_be_rounded_to_a_point(stated: str, differs: bool):
    assert codes(of(GOOD, stated=stated)) == ["report.percentage_differs"] * differs


@pytest.mark.parametrize(
    ("then", "now", "values"),
    [
        (reported("5"), None, (5, "not_reported")),
        (None, reported("5"), ("not_reported", 5)),
        (Report(ReportState.NOT_APPLICABLE), reported("5"), ("not_applicable", 5)),
        (reported("0"), Report(ReportState.NOT_REPORTED), (0, "not_reported")),
        (None, Report(ReportState.NOT_REPORTED), None),
        (reported("5", justification="a"), reported("5", justification="b"), None),
    ],
)
def test_what_counts_as_a_change_of_a_closed_period(
    then: Report | None, now: Report | None, values: tuple[object, object] | None
):
    case = of(with_report(GOOD, "2025-T1", now), before=(with_report(GOOD, "2025-T1", then),))
    found = [a for a in raised(case) if a.code == "report.closed_period_changed"]
    assert [(a.values["before"], a.values["after"]) for a in found] == ([values] if values else [])


def test_an_open_period_may_change():
    assert codes(of(GOOD, before=(with_report(GOOD, "2025-T3", reported("4")),))) == []


def test_without_a_closed_cut_nothing_is_new():
    assert codes(of(GOOD, before=None)) == []
