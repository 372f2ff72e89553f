"""Several goals together: who counts, who is left out, and why."""

from collections.abc import Sequence
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from data_access.measures.goals.aggregate import (
    Aggregate,
    LeftOut,
    mean_of_measured,
    share,
    weighted_progress,
)
from data_access.measures.goals.progress import progress
from data_access.measures.goals.ratio import Ratio
from data_access.vocabulary.goals import IndicatorFacts, Periodicity, Quarter
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


def together(indicators: Sequence[IndicatorFacts], cut: str = "2025-T3") -> Aggregate:
    found = ((each, progress(each, Quarter.parse(cut), RULES)) for each in indicators)
    return weighted_progress(found)


POLICY = [
    facts(SUMA, "10 40", {"2025-T3": "36"}, final="120", code="S", weight=D(40)),
    facts(CRECIENTE, "0.40 0.60", {"2025-T3": "0.45"}, baseline="0.25", final="0.90", code="C",
          weight=D(30)),
    facts(DECRECIENTE, "90 80", {"2025-T3": "85"}, baseline="100", final="50", code="D",
          weight=D(20)),
    facts(CONSTANTE, "100 100", {"2025-T3": "95"}, final="100", code="K", weight=D(10)),
]  # fmt: skip


def test_the_policy_matrix():
    found = together(POLICY)
    assert percent(found.advance.value) == D("36.7")
    assert found.counted == ("S", "C", "D", "K")
    # 40 × 33,33 % + 30 × 46,15 % + 20 × 35 % + 10 × 100 % = 44,18 %
    assert percent(found.ideal.value) == D("44.2")


def half(code: str, **others: object) -> IndicatorFacts:
    """An indicator at half of its goal."""
    return facts(SUMA, "- 10", {"2025-T3": "5"}, final="10", code=code, **others)


def test_who_counts_without_a_colour_is_told():
    """Half was done last year; what this year's silence hides is its colour, not the half."""
    silent = facts(SUMA, "10 10", {"2024-T4": "5"}, final="10", code="B", weight=D(20))
    found = together([half("A", weight=D(20)), silent])
    assert found.counted == ("A", "B")
    assert found.colourless == ("B",)
    assert found.advance.value == D("0.5")


def test_who_is_left_out_is_told_with_the_reason():
    found = together(
        [
            half("A", weight=D(20)),
            half("B", weight=D(20), is_valid=False),
            half("C"),
            half("D", weight=D(0)),
            facts(SUMA, "- 10", final="10", code="E", weight=D(20)),
            facts(SUMA, "- 10", {"2025-T3": "5"}, code="F", weight=D(20)),
            facts(None, "- 10", {"2025-T3": "5"}, final="10", code="G", weight=D(20)),
            facts(SUMA, "- 10", final="10", code="H", weight=D(20), periodicity=Periodicity.ANUAL),
        ]
    )
    assert found.advance.value == D("0.5")
    assert found.counted == ("A",)
    assert found.left_out == {
        LeftOut.NOT_VALID: ("B",),
        LeftOut.NO_WEIGHT: ("C", "D"),
        LeftOut.NO_DATA: ("E", "F"),
        LeftOut.NO_RULE: ("G",),
        LeftOut.NOT_STARTED: ("H",),
    }


def test_overshoot_is_capped_and_told():
    over = facts(SUMA, "- 10", {"2025-T3": "30"}, final="10", code="A", weight=D(50))
    found = together([over, half("B", weight=D(50))])
    assert (found.advance.value, found.capped) == (D("0.75"), ("A",))


def test_a_goal_below_its_start_counts_as_nothing_and_is_told():
    fell = facts(CRECIENTE, "- 101", {"2025-T3": "90"}, baseline="100", final="101", code="A",
                 weight=D(50))  # fmt: skip
    done = facts(SUMA, "- 10", {"2025-T3": "10"}, final="10", code="B", weight=D(50))
    found = together([fell, done])
    assert (found.advance.value, found.floored, found.capped) == (D("0.5"), ("A",), ())
    # Its own figure stays: ten times its way, in the wrong direction.
    assert progress(fell, Quarter.parse("2025-T3"), RULES).paf == D(-10)


def test_of_nothing_there_is_no_advance():
    found = together([])
    assert (found.advance.value, found.ideal.value, found.counted) == (None, None, ())


def test_the_ideal_needs_the_target_of_every_counted_goal():
    unprogrammed = facts(SUMA, "", {"2025-T3": "5"}, final="10", code="B", weight=D(50))
    found = together([half("A", weight=D(50)), unprogrammed])
    assert (found.advance.value, found.ideal.value) == (D("0.5"), None)


QUANTITIES = st.integers(0, 1000).map(Decimal)


@given(st.lists(st.tuples(QUANTITIES, st.integers(1, 100).map(Decimal)), min_size=1))
def test_an_aggregate_stays_between_its_goals(goals: list[tuple[Decimal, Decimal]]):
    indicators = [
        facts(SUMA, "- 100", {"2025-T3": str(done)}, final="100", code=str(place), weight=weight)
        for place, (done, weight) in enumerate(goals)
    ]
    capped = [min(done / 100, Decimal(1)) for done, _ in goals]
    value = together(indicators).advance.value
    assert value is not None
    assert min(capped) <= value <= max(capped)


def test_a_mean_of_what_was_measured_tells_its_coverage():
    people = Ratio(D(150), D(200)).value
    event = Ratio(D(1), D(1)).value
    found = mean_of_measured([people, event, None])
    assert [percent(people), percent(event)] == [D("75.0"), D("100.0")]
    assert percent(found.mean.value) == D("87.5")
    assert percent(found.coverage.value) == D("66.7")
    assert mean_of_measured([None]).mean.value is None


def test_unit_cost():
    cost = Ratio(D(50_000), D(150)).value
    assert cost is not None
    assert round(cost, 2) == D("333.33")


def test_on_time_share():
    assert percent(share([True] * 8 + [False] * 2).value) == D("80.0")
    assert share([]).value is None
