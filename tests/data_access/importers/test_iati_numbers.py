"""Numbers of IATI files as the standard writes them, and as publishers do."""

from decimal import Decimal
from pathlib import Path

import pytest

from data_access.importers import iati
from data_access.importers.received import Received
from data_access.vocabulary.drafts import RowDraft, Share
from tests.data_access.importers.outside_catalogue import CATALOGUE

_ACTIVITY = """<?xml version="1.0" encoding="UTF-8"?>
<iati-activities version="2.03"><iati-activity default-currency="USD">
<iati-identifier>XX-1</iati-identifier>
<reporting-org ref="XX" type="10"><narrative>Aguas Unidas</narrative></reporting-org>
<title><narrative>Agua</narrative></title>
{countries}
<transaction><transaction-type code="2"/><transaction-date iso-date="2024-06-01"/>
<value value-date="2024-06-01">{value}</value></transaction>
</iati-activity></iati-activities>
"""


def row(tmp_path: Path, value: str = "1", **percentages: str) -> RowDraft:
    """The activity whose commitment is ``value``, with a percentage for each country."""
    countries = "".join(
        f'<recipient-country code="{code}" percentage="{pct}"/>'
        for code, pct in percentages.items()
    )
    path = tmp_path / "in.xml"
    path.write_text(_ACTIVITY.format(value=value, countries=countries), encoding="utf-8")
    return iati.read(Received(path, path.name), CATALOGUE).rows[0]


def told(activity: RowDraft) -> list[str]:
    return [issue.code for issue in activity.issues if issue.severity == "warning"]


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        # As xsd:decimal allows.
        ("1234.3333333333333", "1234.3333333333"),
        ("33333.333333333336", "33333.3333333333"),
        ("0.10000000000000001", "0.1"),
        ("5000.", "5000"),
        (".5", "0.5"),
        ("+7", "7"),
        ("1.500", "1.5"),
        # Not standard, and clear.
        ("1.234,56", "1234.56"),
        ("1234,56", "1234.56"),
        ("100,00", "100"),
        ("-100,5", "-100.5"),
        ("1,234.56", "1234.56"),
        ("12.500.000,00", "12500000"),
    ],
)
def test_a_value_is_read_without_a_word(tmp_path: Path, written: str, amount: str):
    activity = row(tmp_path, written)
    assert activity.draft.amounts[0].amount == Decimal(amount)
    assert told(activity) == []


def test_a_lone_comma_before_three_digits_is_told(tmp_path: Path):
    activity = row(tmp_path, "1,500")
    assert activity.draft.amounts[0].amount == 1500
    doubt = next(issue for issue in activity.issues if issue.severity == "warning")
    assert doubt.code == "amount.ambiguous_separator"
    assert doubt.values == {"value": "1,500", "taken": "1500"}


@pytest.mark.parametrize("written", ["1.0E7", "1,234,56", "mil"])
def test_what_is_no_number_is_told_and_not_reported(tmp_path: Path, written: str):
    activity = row(tmp_path, written)
    assert activity.draft.amounts[0].valuation == "not_reported"
    assert told(activity) == ["amount.not_a_number"]


def test_a_value_beyond_any_currency_is_told_and_not_reported(tmp_path: Path):
    assert row(tmp_path, "9000000000000000").draft.amounts[0].amount == 9 * 10**15
    activity = row(tmp_path, "10000000000000000")
    assert activity.draft.amounts[0].valuation == "not_reported"
    assert told(activity) == ["amount.too_large"]


@pytest.mark.parametrize(
    ("first", "second"), [("66,67", "33,33"), ("66.67", "33.33"), ("66,67 %", "33.33%")]
)
def test_percentages_take_commas_and_points(tmp_path: Path, first: str, second: str):
    activity = row(tmp_path, CO=first, ES=second)
    assert activity.draft.countries == (
        Share("COL", Decimal("66.67")),
        Share("ESP", Decimal("33.33")),
    )
    assert told(activity) == []
