"""Cuts that were closed with an earlier format: read as they are, compared with today."""

from pathlib import Path

import pytest

from data_access.measures.cut_content import closed_content
from data_access.measures.plan.content import FORMAT
from data_access.measures.run import data_version, run_measure
from data_access.services.cuts import close_cut
from data_access.store.store import Store
from data_access.vocabulary.actors import OPERATOR, PUBLIC
from data_access.vocabulary.filters import Filters
from tests.data_access.measures.test_cut_content import (
    AT_CLOSING,
    CUT,
    LATER,
    answers,
    correct,
    fill,
)
from tests.plan_factories import AT, building

FIRST = (Path(__file__).parents[2] / "files" / "cuts" / "format_1.json").read_bytes()
"""What the first format kept of the goals that ``fill`` makes, with ids and moments of typing."""
ASKED = Filters(corte=CUT.code)


@pytest.fixture
def with_contribution(store: Store) -> Store:
    fill(store)
    with building(store) as plan:
        plan.contribution(2, 1, 2025, 3, 1, "2")
    return store


@pytest.fixture
def closed_before(with_contribution: Store) -> Store:
    """A store whose cut was closed by a version of GLOBO that wrote the first format."""
    version = data_version(with_contribution)
    close_cut(with_contribution, OPERATOR, CUT.code, FIRST, version, today=AT_CLOSING)
    return with_contribution


def test_a_cut_of_the_first_format_is_shown_to_its_last_byte(closed_before: Store) -> None:
    assert FORMAT == 2
    assert closed_content(closed_before, PUBLIC, CUT.code) == FIRST


def test_a_cut_of_the_first_format_answers_as_the_data_did(with_contribution: Store) -> None:
    live = answers(with_contribution, AT_CLOSING)
    version = data_version(with_contribution)
    close_cut(with_contribution, OPERATOR, CUT.code, FIRST, version, today=AT_CLOSING)
    kept = answers(with_contribution, LATER)
    (given,) = kept["goals.contributions"][0]
    assert (given["action"], given["action_id"], given["quantity"]) == ("B", 2, 2)
    # The first format did not tell the source of an action.
    assert given["source"] == ""
    given["source"] = live["goals.contributions"][0][0]["source"]
    assert kept == live
    assert {row["said_at"] for row in kept["goals.series"][0]} == {AT}


def test_differences_are_told_between_the_first_format_and_today(closed_before: Store) -> None:
    assert run_measure(closed_before, PUBLIC, "goals.differences", ASKED).rows == []
    correct(closed_before)
    result = run_measure(closed_before, PUBLIC, "goals.differences", ASKED, today=LATER)
    told = {(row["key"], row["field"]): (row["before"], row["after"]) for row in result.rows}
    assert told["M1", "av"] == ("9", "12")
    assert told["M2", "fed_value"] == ("1", "2")
    assert told["M3", "indicator"][0] == ""
