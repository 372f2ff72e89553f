"""Sheet 1 of a management agreement."""

import pytest

from data_access.measures.goals.agreement import Commitment, commitments_result
from data_access.measures.goals.rules import Rules
from data_access.measures.goals.weights import WeightsDoNotAdd
from tests.data_access.measures.goals.cases import RULES, D, number, percent


def sheet(*commitments: tuple[int, str | None]) -> list[Commitment]:
    return [
        Commitment(f"C{place}", D(weight), number(fulfilled))
        for place, (weight, fulfilled) in enumerate(commitments, 1)
    ]


SHEET = sheet((50, "1.00"), (30, "0.90"), (20, "0.80"))


def test_the_sheet_of_the_table():
    found = commitments_result(SHEET, RULES)
    assert percent(found.result) == D("93.0")
    assert percent(found.contribution) == D("74.4")


def test_another_share_is_another_rule():
    found = commitments_result(SHEET, Rules(commitments_share=D("0.70")))
    assert percent(found.contribution) == D("65.1")


def test_weights_that_do_not_add_are_refused():
    with pytest.raises(WeightsDoNotAdd) as refused:
        commitments_result(sheet((40, "1"), (35, "1"), (20, "1")), RULES)
    assert refused.value.total == 95


def test_a_sheet_waits_for_its_results():
    found = commitments_result(sheet((50, "1"), (50, None)), RULES)
    assert (found.result, found.contribution, found.pending) == (None, None, ("C2",))
