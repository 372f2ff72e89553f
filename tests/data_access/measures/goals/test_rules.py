"""Which rule is in force on a day."""

from datetime import date
from decimal import Decimal

import pytest

from data_access.measures.goals.rules import (
    ConstantRule,
    Parameter,
    PlanStart,
    Rules,
    Thresholds,
    rules_on,
)

PARAMETERS = [
    Parameter("light", date(2026, 1, 1), ["0.6", "0.9", "1.1"]),
    Parameter("light", date(2024, 1, 1), ["0.4", "0.7", "1.3"]),
    Parameter("constant", date(2024, 1, 1), "last"),
    Parameter("plan_start", date(2024, 1, 1), "in_force"),
    Parameter("levels_from_baseline", date(2024, 1, 1), True),
    Parameter("commitments_share", date(2024, 1, 1), "0.70"),
]


def test_without_parameters_the_rules_are_those_of_the_sources():
    rules = rules_on([], date(2025, 1, 1))
    assert rules == Rules()
    assert rules.light == (Decimal("0.50"), Decimal("0.75"), Decimal("1.25"))
    assert rules.commitments_share == Decimal("0.80")


def test_each_rule_is_the_newest_that_has_started():
    assert rules_on(PARAMETERS, date(2025, 12, 31)) == Rules(
        light=Thresholds(Decimal("0.4"), Decimal("0.7"), Decimal("1.3")),
        constant=ConstantRule.LAST,
        levels_from_baseline=True,
        plan_start=PlanStart.IN_FORCE,
        commitments_share=Decimal("0.70"),
    )
    assert rules_on(PARAMETERS, date(2026, 1, 1)).light.red == Decimal("0.6")
    assert rules_on(PARAMETERS, date(2023, 12, 31)) == Rules()


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("lihgt", ["0.5", "0.7", "1"]),
        ("light", ["0.8", "0.7", "1"]),
        ("light", ["0.5", "0.7"]),
        ("light", ["red", "0.7", "1"]),
        ("constant", "median"),
        ("levels_from_baseline", "false"),
        ("commitments_share", "80"),
    ],
)
def test_a_rule_that_cannot_be_is_refused(key: str, value: object):
    with pytest.raises(ValueError):
        rules_on([Parameter(key, date(2024, 1, 1), value)], date(2025, 1, 1))
