"""The plain percentages of whole years, and the time that has passed."""

from datetime import date

import pytest

from data_access.measures.goals.progress import Method
from data_access.measures.goals.rules import ConstantRule, PlanStart, Rules
from data_access.measures.goals.yearly import YearlyProgress, elapsed, gap_points, yearly_progress
from data_access.vocabulary.goals import IndicatorFacts, Quarter
from tests.data_access.measures.goals.cases import (
    CONSTANTE,
    CRECIENTE,
    DECRECIENTE,
    RULES,
    SUMA,
    D,
    facts,
    percent,
)

SUM = facts(SUMA, "10 40 40 30", {"2024-T4": "10", "2025-T3": "26"}, final="120")
PLAN = (date(2024, 6, 12), date(2027, 12, 31))


def plain(indicator: IndicatorFacts, cut: str = "2025-T3", rules: Rules = RULES) -> YearlyProgress:
    return yearly_progress(indicator, Quarter.parse(cut), rules)


def percentages(found: YearlyProgress) -> list[object]:
    return [percent(fraction) for fraction in (found.year, found.to_date, found.whole)]


def test_the_plan_of_the_table():
    found = plain(SUM)
    assert percentages(found) == [D("65.0"), D("72.0"), D("30.0")]
    time = elapsed(*PLAN, date(2025, 9, 30), RULES)
    assert (time.numerator, time.denominator) == (638, 1460)
    assert percent(time.value) == D("43.7")
    gap = gap_points(found.whole, time.value)
    assert gap is not None
    assert round(gap, 1) == D("-13.7")


def test_the_arithmetic_can_be_written_out():
    found = plain(SUM)
    assert (found.steps["to_date"].numerator, found.steps["to_date"].denominator) == (36, 50)
    assert found.method is Method.YEARLY


def test_a_growing_level_is_measured_from_zero_or_from_its_baseline():
    level = facts(CRECIENTE, "45 50 55 60", {"2025-T2": "45"}, baseline="40", final="60")
    assert percentages(plain(level)) == [D("90.0"), D("90.0"), D("75.0")]
    from_baseline = plain(level, rules=Rules(levels_from_baseline=True))
    assert percentages(from_baseline) == [D("50.0"), D("50.0"), D("25.0")]


def test_a_falling_level_is_measured_from_its_baseline():
    level = facts(DECRECIENTE, "28 25 22 20", {"2025-T2": "26"}, baseline="30", final="20")
    assert percentages(plain(level)) == [D("80.0"), D("80.0"), D("40.0")]


def test_a_constant_is_the_mean_of_its_years_or_its_last_level():
    level = facts(CONSTANTE, "100 100 100 100", {"2024-T4": "100", "2025-T3": "80"}, final="100")
    assert percentages(plain(level)) == [D("80.0"), D("90.0"), D("45.0")]
    last = plain(level, rules=Rules(constant=ConstantRule.LAST))
    assert percentages(last) == [D("80.0")] * 3


def test_a_year_without_report_adds_nothing_to_the_mean_and_has_no_percentage():
    level = facts(CONSTANTE, "100 100", {"2024-T4": "100"}, final="100")
    assert percentages(plain(level)) == [None, D("50.0"), D("50.0")]


def test_a_year_that_is_not_programmed_is_not_in_the_mean():
    level = facts(CONSTANTE, "100 - 100", {"2024-T4": "100", "2025-T4": "70"}, final="100")
    assert percentages(plain(level, "2025-T4")) == [None, D("100.0"), D("50.0")]


@pytest.mark.parametrize(
    "indicator", [facts(SUMA, "10 10", final="20"), facts(None, "10 10", {"2025-T1": "4"})]
)
def test_without_reports_or_rule_there_are_no_percentages(indicator: IndicatorFacts):
    assert percentages(plain(indicator)) == [None, None, None]


def test_time_runs_from_january_or_from_the_norm():
    in_force = Rules(plan_start=PlanStart.IN_FORCE)
    assert elapsed(*PLAN, date(2024, 6, 12), in_force).numerator == 0
    assert elapsed(*PLAN, date(2024, 6, 12), RULES).numerator == 163


def test_time_neither_starts_before_nor_ends_after_the_plan():
    assert elapsed(*PLAN, date(2023, 1, 1), RULES).value == 0
    assert elapsed(*PLAN, date(2030, 1, 1), RULES).value == 1


def test_an_unknown_advance_has_no_gap():
    assert gap_points(None, D("0.5")) is None
