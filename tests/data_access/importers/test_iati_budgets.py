"""Budgets become planned amounts by calendar year, exact to the cent."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from data_access.importers.iati_budgets import split_by_days
from tests.data_access.importers.iati_files import activity, budget, read_rows
from tests.data_access.importers.outside_catalogue import CATALOGUE


def planned(folder: Path, *budgets: str) -> list[tuple]:
    (row,) = read_rows(folder, CATALOGUE, activity("".join(budgets)))
    return [
        (amount.kind, str(amount.amount), str(amount.dated_on), str(amount.ends_on))
        for amount in row.draft.amounts
    ]


def codes(folder: Path, *budgets: str) -> list[str]:
    (row,) = read_rows(folder, CATALOGUE, activity("".join(budgets)))
    return [issue.code for issue in row.issues]


def test_a_budget_of_one_year_is_one_amount(tmp_path: Path):
    assert planned(tmp_path, budget("500", "2022-01-01", "2022-12-31")) == [
        ("planned", "500", "2022-01-01", "2022-12-31")
    ]


def test_a_budget_over_new_year_is_split_by_days_both_ends_included(tmp_path: Path):
    # 92 days of 365 in 2022: 1,260,273.9726; the rest in 2023.
    assert planned(tmp_path, budget("5000000", "2022-10-01", "2023-09-30")) == [
        ("planned", "1260273.97", "2022-10-01", "2022-12-31"),
        ("planned", "3739726.03", "2023-01-01", "2023-09-30"),
    ]


@pytest.mark.parametrize("value", ["100", "-100", "0.01", "99999.999", "1"])
def test_parts_add_up_to_the_budget(value: str):
    parts = split_by_days(Decimal(value), (date(2021, 12, 31), date(2025, 1, 1)))
    assert [start.year for start, _ in parts] == [2021, 2022, 2023, 2024, 2025]
    assert sum(parts.values()) == Decimal(value)


def test_the_rate_is_that_of_the_value_date_of_the_whole_budget(tmp_path: Path):
    (row,) = read_rows(tmp_path, CATALOGUE, activity(budget("2", "2022-12-31", "2023-01-01")))
    assert [(a.amount, a.valued_on) for a in row.draft.amounts] == [
        (Decimal(1), None),
        (Decimal(1), date(2022, 12, 31)),
    ]


def test_a_revised_budget_takes_the_place_of_the_original_of_its_period(tmp_path: Path):
    original = budget("100", "2023-01-01", "2023-12-31")
    revised = budget("60", "2023-01-01", "2023-12-31", kind="2")
    for budgets in ((original, revised), (revised, original)):
        assert planned(tmp_path, *budgets) == [("planned", "60", "2023-01-01", "2023-12-31")]
        assert codes(tmp_path, *budgets) == ["budget.revised"]


def test_a_budget_revised_to_nothing_is_taken_back(tmp_path: Path):
    original = budget("1000", "2023-01-01", "2023-12-31")
    revised = budget("0", "2023-01-01", "2023-12-31", kind="2")
    assert planned(tmp_path, original, revised) == [("planned", "0", "2023-01-01", "2023-12-31")]
    assert codes(tmp_path, original, revised) == ["budget.revised"]


def test_of_an_original_that_is_revised_in_part_the_other_days_stay(tmp_path: Path):
    original = budget("365", "2023-01-01", "2023-12-31")
    revised = budget("5", "2023-12-01", "2023-12-31", kind="2")
    assert planned(tmp_path, original, revised) == [
        ("planned", "334.00", "2023-01-01", "2023-11-30"),
        ("planned", "5", "2023-12-01", "2023-12-31"),
    ]


def test_budgets_of_one_type_that_overlap_are_told(tmp_path: Path):
    first = budget("100", "2023-01-01", "2023-12-31")
    assert codes(tmp_path, first, budget("100", "2024-01-01", "2024-12-31")) == []
    assert codes(tmp_path, first, budget("100", "2023-07-01", "2024-06-30")) == ["budget.overlap"]


def test_a_budget_without_a_sound_period_is_told_and_kept_whole(tmp_path: Path):
    assert planned(tmp_path, budget("9", "2024-01-01", "2023-01-01")) == [
        ("planned", "9", "2024-01-01", "2024-01-01")
    ]
    assert codes(tmp_path, budget("9", "", "")) == ["budget.no_period"]


def test_planned_disbursements_are_told_and_not_added(tmp_path: Path):
    payments = [
        budget("40", "2023-01-01", "2023-06-30", element="planned-disbursement"),
        budget("2.50", "2023-07-01", "2023-12-31", element="planned-disbursement"),
    ]
    (row,) = read_rows(tmp_path, CATALOGUE, activity("".join(payments)))
    assert row.draft.amounts == ()
    (told,) = row.issues
    assert (told.code, told.value, told.values["count"]) == (
        "planned_disbursement.not_counted", "USD 42.50", "2",
    )  # fmt: skip
    assert row.cells["planned-disbursement"] == (
        "1/2 2023-01-01 2023-06-30 40; 1/2 2023-07-01 2023-12-31 2.50"
    )
