"""The prorated arithmetic on the worked cases of the sources."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_access.measures.goals.progress import Method, progress
from data_access.measures.goals.rules import Rules, Thresholds
from data_access.measures.goals.states import Light
from data_access.vocabulary.goals import (
    Accumulation,
    IndicatorFacts,
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

WORKED_SUM = facts(
    SUMA, "10 20 20 10", final="60",
    reports={"2024-T2": "4", "2024-T4": "6", "2025-T1": "5", "2025-T2": "6", "2025-T3": "4"},
)  # fmt: skip


def test_worked_case_of_a_sum():
    assert_figures(
        at("2025-T3", WORKED_SUM),
        mp="15", ma="25", av="25", pav="1", phv="1", paf="0.4167", tid="0.4167", gap="0",
    )  # fmt: skip


def test_worked_case_of_a_growing_level():
    found = at(
        "2025-T2",
        facts(CRECIENTE, "45 50 55 60", {"2024-T4": "44", "2025-T2": "47"}, baseline="40",
              final="60"),
    )  # fmt: skip
    assert_figures(
        found, mp="47.5", ma="47.5", av="47", pav="0.9333", phv="0.9333", paf="0.35",
        tid="0.375", gap="-0.025",
    )  # fmt: skip


def test_worked_case_of_a_falling_level():
    found = at(
        "2025-T4",
        facts(DECRECIENTE, "28 25 22 20", {"2025-T4": "26"}, baseline="30", final="20"),
    )
    assert_figures(found, mp="25", pav="0.8", phv="0.8", paf="0.4", tid="0.5", gap="-0.1")


def test_worked_case_of_a_constant_level():
    found = at("2025-T2", facts(CONSTANTE, "100 100 100 100", {"2025-T2": "48"}, final="100"))
    assert_figures(found, mp="100", ma="100", pav="0.48", phv="0.48", paf="0.48", tid="1")


@pytest.mark.parametrize(
    ("indicator", "ma", "phv", "paf", "tid", "light"),
    [
        (facts(SUMA, "10 40", {"2025-T3": "36"}, final="120"),
         "40", "90.0", "30.0", "33.3", "verde"),
        (facts(CRECIENTE, "0.40 0.60", {"2025-T3": "0.45"}, baseline="0.25", final="0.90"),
         "0.55", "66.7", "30.8", "46.2", "amarillo"),
        (facts(DECRECIENTE, "90 80", {"2025-T3": "85"}, baseline="100", final="50"),
         "82.5", "85.7", "30.0", "35.0", "verde"),
        (facts(CONSTANTE, "100 100", {"2025-T3": "95"}, final="100"),
         "100", "95.0", "95.0", "100.0", "verde"),
    ],
    ids=["suma", "creciente", "decreciente", "constante"],
)  # fmt: skip
def test_the_policy_matrix(
    indicator: IndicatorFacts, ma: str, phv: str, paf: str, tid: str, light: str
):
    found = at("2025-T3", indicator)
    assert found.ma == D(ma)
    assert [percent(found.phv), percent(found.paf), percent(found.tid)] == [
        D(phv), D(paf), D(tid),
    ]  # fmt: skip
    assert found.light == light


def test_the_terms_of_a_fraction_can_be_written_out():
    steps = at("2025-T3", WORKED_SUM).steps
    assert (steps["phv"].numerator, steps["phv"].denominator) == (25, 25)
    assert (steps["paf"].numerator, steps["paf"].denominator) == (25, 60)
    level = at(
        "2025-T4",
        facts(DECRECIENTE, "28 25 22 20", {"2025-T4": "26"}, baseline="30", final="20"),
    ).steps["phv"]
    assert (level.reached, level.goal, level.start) == (26, 25, 30)
    assert (level.numerator, level.denominator) == (-4, -5)


def test_a_result_names_its_method():
    assert at("2025-T3", WORKED_SUM).method is Method.PRORATED


def test_figures_are_not_rounded():
    found = at("2025-T4", facts(SUMA, "- 3", {"2025-T4": "1"}, final="3"))
    assert str(found.phv) == "0.3333333333333333333333333333"


# The light


@pytest.mark.parametrize(
    ("value", "light"),
    [
        ("50", Light.ROJO), ("50.1", Light.AMARILLO), ("75", Light.AMARILLO),
        ("75.1", Light.VERDE), ("125", Light.VERDE), ("125.1", Light.NARANJA),
    ],
)  # fmt: skip
def test_a_threshold_belongs_to_the_colour_below_it(value: str, light: Light):
    indicator = facts(CONSTANTE, "100", {"2024-T4": value}, final="100")
    assert at("2024-T4", indicator).light is light


def test_the_thresholds_are_those_of_the_rules():
    strict = Rules(light=Thresholds(D("0.6"), D("0.9"), D("1.1")))
    indicator = facts(CONSTANTE, "100", {"2024-T4": "80"}, final="100")
    assert progress(indicator, Quarter(2024, 4), strict).light is Light.AMARILLO


# Properties

QUANTITIES = st.integers(1, 1000).map(Decimal)
QUARTERS = st.integers(1, 4)


@given(
    st.sampled_from(Accumulation),
    st.lists(QUANTITIES, min_size=4, max_size=4),
    st.dictionaries(st.builds(Quarter, st.integers(2024, 2027), QUARTERS), QUANTITIES),
    st.one_of(st.none(), QUANTITIES),
    st.builds(Quarter, st.integers(2024, 2027), QUARTERS),
)
def test_the_figures_agree_with_one_another(
    accumulation: Accumulation,
    targets: list[Decimal],
    values: dict[Quarter, Decimal],
    baseline: Decimal | None,
    cut: Quarter,
):
    indicator = IndicatorFacts(
        code="I-1", accumulation=accumulation, baseline=baseline, final_goal=targets[-1],
        targets=dict(zip(range(2024, 2028), targets, strict=True)),
        reports={q: Report(ReportState.REPORTED, value) for q, value in values.items()},
    )  # fmt: skip
    found = progress(indicator, cut, Rules())
    assert found.last_report == max((q for q in values if q <= cut), default=None)
    assert (found.owed_since is None) == (cut in values)
    if found.paf is not None and found.tid is not None:
        assert found.gap == found.paf - found.tid
    if not any(quarter.year == cut.year and quarter <= cut for quarter in values):
        assert found.pav is None
    for name in ("pav", "phv", "paf", "tid"):
        assert getattr(found, name) == found.steps[name].value
