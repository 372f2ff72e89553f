"""The composite index: scores, missing components, sensitivity to its weights."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_access.measures.goals.index import (
    Component,
    Normalisation,
    composite_index,
    sensitivities,
)
from data_access.measures.goals.weights import WeightsDoNotAdd
from tests.data_access.measures.goals.cases import D, number, percent

WEIGHTS = {"cooperation": D(40), "relations": D(30), "positioning": D(20), "governance": D(10)}


def between(side: str, code: str, value: str | None, weight: int, *, worst: int, best: int):
    return Component(code, side, number(value), D(weight), D(worst), D(best), Normalisation.MIN_MAX)


COMPONENTS = [
    Component.against_target("usd", "cooperation", D(50), D(60), D(100)),
    Component.against_target("actions", "cooperation", D(10), D(40), D(10)),
    Component.against_target("countries", "relations", D(12), D(100), D(20)),
    between("positioning", "ranking", "51", 100, worst=101, best=1),
    between("governance", "on_time", "80", 100, worst=0, best=100),
]
"""cooperation 60 × 0,5 + 40 × 1 = 0,70; relations 0,60; positioning 0,50; governance 0,80."""


def test_the_index_adds_weighted_sides():
    found = composite_index(COMPONENTS, WEIGHTS)
    scores = {side.code: side.score for side in found.subscores}
    assert scores == {
        "cooperation": D("0.7"), "relations": D("0.6"), "positioning": D("0.5"),
        "governance": D("0.8"),
    }  # fmt: skip
    # 40 × 0,7 + 30 × 0,6 + 20 × 0,5 + 10 × 0,8 = 64
    assert percent(found.value) == D("64.0")
    assert found.left_out == ()


def test_a_component_keeps_what_its_score_was_made_of():
    ranking = composite_index(COMPONENTS, WEIGHTS).subscores[2].components[0]
    assert (ranking.value, ranking.worst, ranking.best) == (51, 101, 1)
    assert (ranking.score, ranking.weight) == (D("0.5"), 100)
    assert ranking.normalisation is Normalisation.MIN_MAX


@pytest.mark.parametrize(
    ("value", "score"), [("-5", "0"), ("0", "0"), ("50", "0.5"), ("100", "1"), ("900", "1")]
)
def test_a_score_stays_between_zero_and_one(value: str, score: str):
    component = Component.against_target("usd", "cooperation", D(value), D(100), D(100))
    assert component.score == D(score)


def test_a_missing_component_is_left_out_and_the_weights_say_so():
    missing = [replace(each, value=None) if each.code == "usd" else each for each in COMPONENTS]
    found = composite_index(missing, WEIGHTS)
    cooperation = found.subscores[0]
    assert found.left_out == ("usd",)
    assert (cooperation.score, cooperation.used_weight) == (1, 40)
    assert cooperation.used_weights == {"usd": 0, "actions": 100}
    # 40 × 1 + 30 × 0,6 + 20 × 0,5 + 10 × 0,8 = 76
    assert percent(found.value) == D("76.0")


def test_a_side_without_components_measured_is_left_out():
    missing = [
        replace(each, value=None) if each.subscore == "positioning" else each for each in COMPONENTS
    ]
    found = composite_index(missing, WEIGHTS)
    assert [side.used_weight for side in found.subscores] == [50, D("37.5"), 0, D("12.5")]
    assert found.subscores[2].score is None
    # (40 × 0,7 + 30 × 0,6 + 10 × 0,8) / 80 = 67,5 %
    assert percent(found.value) == D("67.5")


def test_an_index_of_nothing_has_no_value():
    nothing = [replace(each, value=None) for each in COMPONENTS]
    assert composite_index(nothing, WEIGHTS).value is None
    assert sensitivities(nothing, WEIGHTS) == ()


def test_weights_that_do_not_add_are_refused():
    with pytest.raises(WeightsDoNotAdd):
        composite_index(COMPONENTS, {**WEIGHTS, "governance": D(20)})
    with pytest.raises(WeightsDoNotAdd):
        composite_index(COMPONENTS[1:], WEIGHTS)


def test_a_component_of_no_side_is_refused():
    with pytest.raises(KeyError):
        composite_index([replace(COMPONENTS[0], subscore="sport")], WEIGHTS)


def test_what_the_index_depends_on():
    found = {each.code: each for each in sensitivities(COMPONENTS, WEIGHTS)}
    assert set(found) == {*WEIGHTS, *(each.code for each in COMPONENTS)}
    # cooperation at 50, the other three share 50 as 30 : 20 : 10, whose mean is 0,60 → 65 %;
    # at 30 → 30 × 0,7 + 70 × 0,6 = 63 %.
    assert (percent(found["cooperation"].low), percent(found["cooperation"].high)) == (
        D("63.0"), D("65.0"),
    )  # fmt: skip
    # usd at 75 of 100: side 0,625, index 0,64 − 0,4 × 0,075 = 61 %; at 45: 0,775 → 67 %.
    assert (percent(found["usd"].low), percent(found["usd"].high)) == (D("61.0"), D("67.0"))
    # The only component of its side has nothing to give to or take from.
    assert found["countries"].low == found["countries"].high == D("0.64")


SCORES = st.integers(0, 100).map(Decimal)


@given(st.lists(SCORES, min_size=4, max_size=4), st.permutations([10, 20, 30, 40]))
def test_the_index_is_inside_its_ranges_and_they_inside_the_scores(
    values: list[Decimal], points: list[int]
):
    weights = dict(zip(WEIGHTS, map(Decimal, points), strict=True))
    components = [
        Component.against_target(f"{side}.one", side, value, Decimal(100), Decimal(100))
        for side, value in zip(WEIGHTS, values, strict=True)
    ]
    index = composite_index(components, weights).value
    assert index is not None
    margin = Decimal("1e-20")
    for found in sensitivities(components, weights):
        assert found.low - margin <= index <= found.high + margin
        assert min(values) / 100 - margin <= found.low
        assert found.high <= max(values) / 100 + margin


@given(st.lists(st.one_of(st.none(), SCORES), min_size=4, max_size=4).filter(any))
def test_used_weights_add_to_a_hundred_whatever_is_missing(values: list[Decimal | None]):
    components = [
        Component.against_target(f"{side}.one", side, value, Decimal(100), Decimal(100))
        for side, value in zip(WEIGHTS, values, strict=True)
    ]
    found = composite_index(components, WEIGHTS)
    total = sum(side.used_weight for side in found.subscores)
    assert abs(total - 100) < Decimal("1e-20")
