"""The edges of the prorated arithmetic, one rule at a time."""

from datetime import date

import pytest

from data_access.measures.goals.states import Light, State
from data_access.vocabulary.goals import (
    IndicatorFacts,
    Periodicity,
    Quarter,
    Report,
    ReportState,
)
from tests.data_access.measures.goals.cases import (
    CONSTANTE,
    CRECIENTE,
    DECRECIENTE,
    SUMA,
    D,
    assert_figures,
    at,
    facts,
    percent,
)

NOT_REPORTED = Report(ReportState.NOT_REPORTED)
NOT_APPLICABLE = Report(ReportState.NOT_APPLICABLE)


# Denominators and blanks


def test_a_denominator_of_zero_is_undefined():
    found = at("2025-T4", facts(CRECIENTE, "40 40", {"2025-T4": "44"}, baseline="40", final="40"))
    assert (found.pav, found.phv, found.paf, found.tid, found.gap) == (None,) * 5
    assert found.light is Light.SIN_DATO


@pytest.mark.parametrize("blank", ["-", "0"])
def test_a_blank_or_zero_year_is_not_programmed(blank: str):
    found = at("2025-T4", facts(SUMA, f"10 {blank} 10", {"2024-T4": "8"}, final="20"))
    assert found.state is State.NOT_PROGRAMMED
    assert_figures(found, mp=None, ma="10", av="8", pav=None, phv="0.8", paf="0.4")


def test_a_level_keeps_its_last_target_in_a_year_without_one():
    found = at("2025-T2", facts(CRECIENTE, "50 - 60", {"2025-T2": "46"}, baseline="40", final="60"))
    assert found.state is State.NOT_PROGRAMMED
    assert_figures(found, mp="50", ma="50", phv="0.6")


def test_a_level_grows_from_the_last_target_known():
    found = at("2026-T2", facts(CRECIENTE, "50 - 60", {"2026-T2": "55"}, baseline="40", final="60"))
    assert_figures(found, mp="55", phv="1")


def test_zero_is_a_target_of_what_must_disappear():
    found = at("2025-T4", facts(DECRECIENTE, "5 0", {"2025-T4": "2"}, baseline="10", final="0"))
    assert found.state is State.REPORTED
    assert_figures(found, mp="0", pav="0.8", paf="0.8", tid="1")


def test_a_reported_zero_is_a_value():
    found = at("2024-T4", facts(SUMA, "10", {"2024-T4": "0"}, final="10"))
    assert (found.state, found.av, found.pav, found.light) == (State.REPORTED, 0, 0, Light.ROJO)


# Baselines


def test_the_first_year_of_a_level_leaves_from_the_baseline():
    found = at("2024-T1", facts(CRECIENTE, "60", {"2024-T1": "50"}, baseline="40", final="60"))
    assert_figures(found, mp="45", phv="2")


def test_a_growing_level_without_baseline_leaves_from_zero():
    found = at("2024-T2", facts(CRECIENTE, "60", {"2024-T2": "30"}, final="60"))
    assert_figures(found, mp="30", phv="1", paf="0.5")


def test_the_first_year_of_a_constant_is_not_prorated():
    found = at("2024-T1", facts(CONSTANTE, "100", {"2024-T1": "90"}, baseline="20", final="100"))
    assert_figures(found, mp="100", phv="0.9")


def test_a_falling_level_without_baseline_takes_the_fictitious_one():
    # (28 − 20) / (2027 − 2024 + 1) + 28 = 30
    indicator = facts(DECRECIENTE, "28 25 22 20", {"2025-T4": "26"}, final="20")
    found = at("2025-T4", indicator)
    assert (found.baseline, found.is_baseline_fictitious) == (30, True)
    assert_figures(found, phv="0.8", paf="0.4")


def test_the_fictitious_baseline_counts_the_years_to_the_end_of_the_indicator():
    # (28 − 20) / (2031 − 2024 + 1) + 28 = 29
    indicator = facts(
        DECRECIENTE, "28 25 22 20", {"2025-T4": "26"}, final="20", ends_on=date(2031, 12, 31)
    )
    assert at("2025-T4", indicator).baseline == 29


def test_a_falling_level_with_a_final_goal_alone_has_no_baseline():
    found = at("2025-T4", facts(DECRECIENTE, "", {"2025-T4": "26"}, final="20"))
    assert (found.baseline, found.paf, found.av) == (None, None, 26)


def test_a_stated_baseline_is_not_fictitious():
    indicator = facts(DECRECIENTE, "28", {"2024-T4": "28"}, baseline="30", final="28")
    assert at("2024-T4", indicator).is_baseline_fictitious is False


# Reports


def test_the_advance_of_the_year_is_never_dragged_from_another():
    found = at("2025-T2", facts(CRECIENTE, "50 60", {"2024-T4": "48"}, baseline="40", final="60"))
    assert (found.pav, found.av, percent(found.phv)) == (None, 48, D("53.3"))


def test_reports_after_the_cut_do_not_count():
    reports = {"2025-T1": "5", "2025-T2": "6", "2025-T3": "4"}
    found = at("2025-T2", facts(SUMA, "- 20", reports, final="20"))
    assert (found.av, found.last_report) == (11, Quarter(2025, 2))


def test_without_any_report_a_sum_has_no_advance_and_no_colour():
    found = at("2025-T1", facts(SUMA, "10 20", final="30"))
    assert (found.av, found.paf, found.phv, found.pav, found.gap) == (None,) * 5
    assert str(found.tid) == "0.5"
    assert (found.state, found.light) == (State.OVERDUE, Light.SIN_DATO)


def test_without_any_report_a_level_does_not_stand_at_its_baseline():
    found = at("2024-T1", facts(CRECIENTE, "50", baseline="40", final="50"))
    assert (found.av, found.phv, found.light) == (None, None, Light.SIN_DATO)


@pytest.mark.parametrize(
    ("reports", "state", "since"),
    [
        ({"2025-T1": "1", "2025-T2": "1", "2025-T3": "1"}, State.REPORTED, None),
        ({"2025-T3": "1"}, State.REPORTED, None),
        ({"2025-T2": "1"}, State.NO_REPORT, "2025-T3"),
        ({"2025-T2": "1", "2025-T3": NOT_REPORTED}, State.NO_REPORT, "2025-T3"),
        ({"2025-T1": "1"}, State.OVERDUE, "2025-T2"),
        ({}, State.OVERDUE, "2025-T1"),
        ({"2025-T3": NOT_APPLICABLE}, State.NOT_APPLICABLE, None),
        ({"2025-T2": NOT_APPLICABLE}, State.NO_REPORT, "2025-T3"),
    ],
)
def test_the_state_tells_what_is_owed(
    reports: dict[str, str | Report], state: State, since: str | None
):
    found = at("2025-T3", facts(SUMA, "- 20", reports, final="20"))
    assert found.state is state
    assert found.owed_since == (Quarter.parse(since) if since else None)


def test_a_year_of_silence_has_no_colour_and_one_late_quarter_keeps_its_own():
    silent = facts(CONSTANTE, "100 100", {"2024-T4": "100"}, final="100")
    late = facts(CONSTANTE, "100 100", {"2025-T1": "100"}, final="100")
    assert at("2025-T2", silent).light is Light.SIN_DATO
    assert at("2025-T2", late).light is Light.VERDE


def test_not_applicable_where_nothing_was_due_answers_nothing():
    reports: dict[str, str | Report] = {"2025-T1": NOT_APPLICABLE, "2025-T2": "4"}
    indicator = facts(SUMA, "- 20", reports, final="20", periodicity=Periodicity.SEMESTRAL)
    assert at("2025-T2", indicator).state is State.REPORTED


@pytest.mark.parametrize(
    ("periodicity", "cut", "mp", "state"),
    [
        (Periodicity.TRIMESTRAL, "2025-T1", "25", State.NO_REPORT),
        (Periodicity.MENSUAL, "2025-T1", "25", State.NO_REPORT),
        (Periodicity.SEMESTRAL, "2025-T1", "0", State.REPORTED),
        (Periodicity.SEMESTRAL, "2025-T3", "50", State.OVERDUE),
        (Periodicity.ANUAL, "2025-T3", "0", State.REPORTED),
        (Periodicity.ANUAL, "2025-T4", "100", State.NO_REPORT),
        (Periodicity.CUATRIENAL, "2025-T4", "100", State.NO_REPORT),
    ],
)
def test_the_target_is_prorated_to_the_last_quarter_due(
    periodicity: Periodicity, cut: str, mp: str, state: State
):
    indicator = facts(SUMA, "8 100", {"2024-T4": "8"}, final="108", periodicity=periodicity)
    found = at(cut, indicator)
    assert (found.mp, found.state) == (D(mp), state)


def test_an_annual_indicator_that_reports_early_is_prorated_to_its_report():
    indicator = facts(
        SUMA, "8 100", {"2024-T4": "8", "2025-T2": "60"}, final="108",
        periodicity=Periodicity.ANUAL,
    )  # fmt: skip
    assert_figures(at("2025-T3", indicator), mp="50", pav="1.2")


def test_the_colour_of_an_annual_indicator_lasts_until_its_next_report_is_due():
    indicator = facts(CONSTANTE, "10 10", {"2024-T4": "10"}, final="10",
                      periodicity=Periodicity.ANUAL)  # fmt: skip
    found = at("2025-T2", indicator)
    assert (found.pav, found.phv, found.light) == (None, 1, Light.VERDE)


# Not started, not programmed, no rule


@pytest.mark.parametrize(
    "indicator",
    [
        facts(SUMA, "10 10", final="20", periodicity=Periodicity.ANUAL),
        facts(SUMA, "- 10", final="10"),
        facts(SUMA, "10 10", final="20", starts_on=date(2024, 8, 1)),
        facts(SUMA, "10", final="10", lag_days=100),
    ],
    ids=["annual in june", "next year", "starts in august", "its source takes a hundred days"],
)
def test_before_its_first_due_report_an_indicator_has_not_started(indicator: IndicatorFacts):
    found = at("2024-T2", indicator)
    assert (found.state, found.light) == (State.NOT_STARTED, Light.SIN_INICIAR)
    assert (found.mp, found.av, found.phv, found.paf, found.tid) == (None,) * 5


def test_an_early_report_starts_an_indicator():
    indicator = facts(SUMA, "10", {"2024-T2": "5"}, final="10", periodicity=Periodicity.ANUAL)
    assert at("2024-T2", indicator).state is State.REPORTED


def test_nothing_is_owed_after_the_end():
    indicator = facts(SUMA, "10", {"2024-T2": "10"}, final="10", ends_on=date(2024, 6, 30))
    assert at("2024-T4", indicator).state is State.REPORTED


def test_an_annual_indicator_that_ends_in_june_still_owes_its_last_report():
    indicator = facts(SUMA, "10", final="10", ends_on=date(2024, 6, 30),
                      periodicity=Periodicity.ANUAL)  # fmt: skip
    assert at("2024-T4", indicator).state is State.NO_REPORT


def test_an_indicator_without_years_is_not_programmed():
    found = at("2025-T4", facts(CRECIENTE, "", {"2025-T4": "22"}, baseline="9", final="35"))
    assert found.state is State.NOT_PROGRAMMED
    assert_figures(found, mp=None, phv=None, paf="0.5", tid=None, gap=None)


@pytest.mark.parametrize(
    "indicator",
    [facts(None, "10 10", {"2025-T4": "4"}, final="20"), facts(SUMA, "- -", {"2025-T4": "4"})],
    ids=["nobody said how years add up", "targets are words"],
)
def test_without_a_rule_there_are_no_figures(indicator: IndicatorFacts):
    found = at("2025-T4", indicator)
    assert (found.state, found.light) == (State.NO_RULE, Light.SIN_DATO)
    assert (found.av, found.pav, found.paf) == (None, None, None)
