"""Transactions of IATI: their kinds, years, rates, sectors, countries and modalities."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from data_access.importers import iati
from data_access.importers.received import Received
from data_access.importers.refusal import Refused
from data_access.vocabulary.drafts import ActionDraft, Relation, RowDraft, Share
from tests.data_access.importers.iati_files import activity, budget, read_rows, transaction, write
from tests.data_access.importers.outside_catalogue import CATALOGUE


def read(folder: Path, *inside: str, **options: str) -> RowDraft[ActionDraft]:
    (row,) = read_rows(folder, CATALOGUE, activity("".join(inside), **options))
    return row


def codes(row: RowDraft[ActionDraft]) -> list[str]:
    return [issue.code for issue in row.issues]


def test_each_type_is_the_kind_of_amount_that_it_means(tmp_path: Path):
    types = {"2": "1", "3": "20", "4": "300", "1": "4000", "11": "50000", "7": "600000"}
    row = read(tmp_path, *(transaction(kind, value) for kind, value in types.items()))
    assert [(amount.kind, int(amount.amount)) for amount in row.draft.amounts] == [
        ("committed", 1),
        ("disbursed", 20),
        ("expenditure", 300),
        ("incoming", 4000),
        ("incoming_commitment", 50000),
    ]
    assert [(issue.code, issue.value) for issue in row.issues] == [("transaction.not_counted", "7")]


def test_version_1_writes_letters(tmp_path: Path):
    row = read(tmp_path, *(transaction(kind, "1") for kind in ("C", "D", "E", "IF")))
    assert [amount.kind for amount in row.draft.amounts] == [
        "committed", "disbursed", "expenditure", "incoming",
    ]  # fmt: skip


def test_the_year_is_that_of_the_transaction_and_the_value_date_chooses_the_rate(tmp_path: Path):
    row = read(tmp_path, transaction("2", "1000", "2019-03-01", value_date="2023-12-31"))
    (amount,) = row.draft.amounts
    assert (amount.dated_on, amount.valued_on) == (date(2019, 3, 1), date(2023, 12, 31))
    assert codes(row) == []
    assert row.cells["transaction"] == "2 2019-03-01 1000 [2023-12-31]"


def test_a_value_date_that_is_the_transactions_own_says_nothing_more(tmp_path: Path):
    row = read(tmp_path, transaction("2", "1", "2019-03-01", value_date="2019-03-01"))
    assert row.draft.amounts[0].valued_on is None


@pytest.mark.parametrize("odd", ["2090-01-01", "0015-06-01", "2101-01-01", "soon"])
def test_a_value_date_that_cannot_be_one_is_told_and_not_taken(tmp_path: Path, odd: str):
    row = read(tmp_path, transaction("2", "70", "2022-05-01", value_date=odd))
    (amount,) = row.draft.amounts
    assert (amount.dated_on, amount.valued_on) == (date(2022, 5, 1), None)
    assert [(issue.code, issue.value) for issue in row.issues] == [("amount.odd_value_date", odd)]


def test_without_a_date_of_its_own_a_transaction_has_that_of_its_value(tmp_path: Path):
    row = read(tmp_path, transaction("2", "1", "", value_date="2022-05-01"))
    assert row.draft.amounts[0].dated_on == date(2022, 5, 1)
    assert codes(row) == ["amount.dated_by_value"]


def test_the_sector_of_a_transaction_is_that_of_its_money(tmp_path: Path):
    row = read(
        tmp_path,
        transaction("2", "900", inside='<sector vocabulary="1" code="11020"/>'),
        transaction("2", "100", inside='<sector vocabulary="1" code="14030"/>'),
    )
    assert [(a.amount, a.sector_code) for a in row.draft.amounts] == [
        (Decimal(900), "110"),
        (Decimal(100), "140"),
    ]
    assert row.draft.sectors == (Share("110", None, "11020"), Share("140", None, "14030"))
    assert codes(row) == []


def test_a_transaction_without_a_sector_among_others_follows_the_activity_and_is_told(
    tmp_path: Path,
):
    with_sector = transaction("2", "900", inside='<sector vocabulary="2" code="110"/>')
    row = read(tmp_path, with_sector, transaction("2", "100"))
    assert [amount.sector_code for amount in row.draft.amounts] == ["110", ""]
    assert codes(row) == ["sector.from_transactions"]


def test_the_sector_of_a_transaction_goes_before_those_of_its_activity(tmp_path: Path):
    row = read(
        tmp_path,
        '<sector vocabulary="1" code="11020"/>',
        transaction("2", "1"),
        transaction("2", "2", inside='<sector vocabulary="1" code="14030"/>'),
    )
    assert row.draft.sectors == (Share("110", None, "11020"),)
    assert [amount.sector_code for amount in row.draft.amounts] == ["", "140"]


def test_several_sectors_of_one_transaction_are_told_and_follow_the_activity(tmp_path: Path):
    sectors = '<sector vocabulary="1" code="11020"/><sector vocabulary="1" code="14030"/>'
    row = read(tmp_path, transaction("2", "1", inside=sectors))
    assert row.draft.amounts[0].sector_code == ""
    assert row.draft.sectors == (Share("110", None, "11020"), Share("140", None, "14030"))
    assert codes(row) == ["sector.several_in_transaction"]


def test_a_sector_in_the_publishers_own_words_beside_one_of_the_dac_is_no_second(tmp_path: Path):
    sectors = '<sector vocabulary="99" code="A"/><sector vocabulary="1" code="11020"/>'
    row = read(tmp_path, transaction("2", "1", inside=sectors))
    assert row.draft.amounts[0].sector_code == "110"
    assert codes(row) == []


def test_the_country_of_a_transaction_is_that_of_its_money(tmp_path: Path):
    spain = '<recipient-country code="ES"/>'
    region = '<recipient-region code="489"/>'
    row = read(tmp_path, *(transaction("2", "1", inside=where) for where in ("", spain, region)))
    assert [amount.country_code for amount in row.draft.amounts] == ["", "ESP", ""]


def test_a_humanitarian_transaction_makes_its_own_money_humanitarian(tmp_path: Path):
    row = read(
        tmp_path, transaction("3", "300", attributes='humanitarian="1"'), transaction("3", "2")
    )
    assert row.draft.modality_code == ""
    assert [amount.modality_code for amount in row.draft.amounts] == ["humanitaria", ""]


def test_a_humanitarian_scope_makes_the_whole_activity_humanitarian(tmp_path: Path):
    scope = '<humanitarian-scope type="1" vocabulary="1-2" code="FL-2012-000005-PRY"/>'
    row = read(tmp_path, scope, transaction("2", "10"))
    assert row.draft.modality_code == "humanitaria"
    assert row.draft.amounts[0].modality_code == ""
    assert row.cells["humanitarian-scope"] == "1-2 FL-2012-000005-PRY"


def test_a_transaction_that_says_no_is_not_humanitarian_and_the_others_are(tmp_path: Path):
    row = read(
        tmp_path,
        '<default-aid-type code="D02"/>',
        transaction("3", "300", attributes='humanitarian="0"'),
        transaction("3", "200"),
        attributes='humanitarian="true"',
    )
    assert row.draft.modality_code == "tecnica"
    assert [amount.modality_code for amount in row.draft.amounts] == ["", "humanitaria"]


def test_hierarchy_related_activities_and_who_reports_are_kept(tmp_path: Path):
    related = (
        '<related-activity type="1" ref="XM-TEST-0"/><related-activity type="2" ref="XM-TEST-2"/>'
        '<related-activity type="2" ref="XM-TEST-2"/><related-activity type="3" ref=""/>'
    )
    row = read(tmp_path, related, attributes='hierarchy="2"', reporting='secondary-reporter="1"')
    assert row.draft.hierarchy == 2
    assert row.draft.relations == (Relation("XM-TEST-0", "parent"), Relation("XM-TEST-2", "child"))
    assert row.draft.is_secondary
    assert row.cells["hierarchy"] == "2"
    assert not read(tmp_path, reporting='secondary-reporter="0"').draft.is_secondary
    assert read(tmp_path, reporting='secondary-publisher="true"').draft.is_secondary


@pytest.mark.parametrize(
    ("value_date", "is_taken"),
    [("2025-03-01", True), ("2025-03-02", False), ("2025-04-01", False), ("2015-03-01", True),
     ("2015-02-28", False)],
)  # fmt: skip
def test_a_value_date_is_five_years_away_to_the_day(
    tmp_path: Path, value_date: str, is_taken: bool
):
    row = read(tmp_path, transaction("2", "1", "2020-03-01", value_date=value_date))
    assert (row.draft.amounts[0].valued_on is not None) is is_taken
    assert ("amount.odd_value_date" in codes(row)) is not is_taken


def test_of_several_values_the_first_is_taken_and_all_are_told(tmp_path: Path):
    second = '<value currency="EUR">7</value>'
    row = read(tmp_path, transaction("2", "5", inside=second), transaction("3", "1"))
    assert [int(amount.amount) for amount in row.draft.amounts] == [5, 1]
    (issue,) = row.issues
    assert (issue.code, issue.severity) == ("element.repeated", "warning")
    assert (issue.column, issue.value) == ("transaction/value", "5 | 7 EUR")


def test_several_dates_or_identifiers_are_told_too(tmp_path: Path):
    second = '<transaction-date iso-date="2019-01-01"/>'
    twice = "<iati-identifier>XM-TEST-2</iati-identifier>"
    row = read(tmp_path, twice, transaction("2", "5", inside=second))
    assert row.draft.external_id == "XM-TEST-1"
    assert [(issue.column, issue.value) for issue in row.issues] == [
        ("iati-activity/iati-identifier", "XM-TEST-1 | XM-TEST-2"),
        ("transaction/transaction-date", "2021-06-01 | 2019-01-01"),
    ]


def test_a_transaction_that_is_yet_to_come_counts_and_is_told(tmp_path: Path):
    row = read(tmp_path, transaction("2", "100", "2099-01-01"), transaction("2", "1"))
    assert [amount.dated_on.year for amount in row.draft.amounts] == [2099, 2021]
    (issue,) = row.issues
    assert (issue.code, issue.value, issue.values["count"]) == (
        "amount.in_future",
        "2099-01-01",
        "1",
    )
    assert codes(read(tmp_path, budget("1", "2099-01-01", "2099-12-31"))) == []


def test_a_file_that_says_when_it_was_written_has_nothing_later(tmp_path: Path):
    path = write(tmp_path / "in.xml", activity(transaction("2", "100", "2022-01-01")))
    text = path.read_text("utf-8").replace("version", 'generated-datetime="2021-12-31" version')
    path.write_text(text, "utf-8")
    (row,) = iati.read(Received(path, path.name), CATALOGUE).rows
    assert codes(row) == ["amount.in_future"]


def test_goals_with_idle_zeros_are_read_and_others_told(tmp_path: Path):
    tags = [f'<tag vocabulary="2" code="{code}"/>' for code in ("013", "18", "5")]
    row = read(
        tmp_path, *tags, '<tag vocabulary="3" code="13.1"/><sector vocabulary="7" code="0"/>'
    )
    assert row.draft.sdgs == ("13", "5")
    told = [(i.code, i.severity, i.value) for i in row.issues if i.code.startswith("sdg")]
    assert told == [("sdg.unknown", "warning", "18, 0"), ("sdg.made_plain", "info", "013")]


@pytest.mark.parametrize(
    "inside",
    ["", "<IATI-activity/>", '<x:iati-activity xmlns:x="http://x.example"/>', "<activity/>"],
)
def test_a_file_without_activities_is_refused(tmp_path: Path, inside: str):
    path = write(tmp_path / "in.xml", inside)
    with pytest.raises(Refused) as refusal:
        iati.read(Received(path, path.name), CATALOGUE)
    issue = refusal.value.issue
    assert issue.code == "file.no_activities"
    assert issue.values.get("count") == ("1" if "iati" in inside.casefold() else None)


def test_activities_of_another_namespace_are_counted_beside_the_good_ones(tmp_path: Path):
    foreign = '<x:iati-activity xmlns:x="http://x.example"/>'
    path = write(tmp_path / "in.xml", foreign, activity(), foreign)
    parsed = iati.read(Received(path, path.name), CATALOGUE)
    assert parsed.rows_read == 1
    (issue,) = parsed.issues
    assert (issue.code, issue.severity, issue.values) == (
        "activity.other_namespace",
        "warning",
        {"count": "2"},
    )


@pytest.mark.parametrize("odd", ["02", "2.0", "99", "c"])
def test_a_type_that_the_standard_does_not_have_is_warned_of(tmp_path: Path, odd: str):
    row = read(tmp_path, transaction("2", "1"), transaction(odd, "20"), transaction(odd, "300"))
    assert [int(amount.amount) for amount in row.draft.amounts] == [1]
    (issue,) = row.issues
    assert (issue.code, issue.severity, issue.value, issue.values["count"]) == (
        "transaction.unknown_type", "warning", odd, "2",
    )  # fmt: skip


def test_a_yes_or_no_that_is_neither_is_warned_of(tmp_path: Path):
    inside = transaction("2", "1", attributes='humanitarian="no"')
    row = read(
        tmp_path, inside, attributes='humanitarian="yes"', reporting='secondary-reporter="sí"'
    )
    assert (row.draft.modality_code, row.draft.is_secondary) == ("", False)
    assert [(issue.code, issue.severity, issue.column, issue.value) for issue in row.issues] == [
        ("flag.unknown", "warning", "humanitarian", "no, yes"),
        ("flag.unknown", "warning", "secondary-reporter", "sí"),
    ]
    for sound in ("0", "1", "true", "FALSE", ""):
        assert read(tmp_path, attributes=f'humanitarian="{sound}"').issues == []


def test_amounts_without_a_currency_are_counted_and_summed(tmp_path: Path):
    without = activity(
        "".join(transaction("2", value) for value in ("1000", "1000", "500"))
        + transaction("3", "7").replace("<value", '<value currency="XYZ"')
        + transaction("3", "9").replace("<value", '<value currency="EUR"')
    ).replace('default-currency="USD"', "")
    (row,) = read_rows(tmp_path, CATALOGUE, without)
    told = [
        (issue.values["value"], issue.values["count"], issue.values["total"])
        for issue in row.issues
        if issue.code == "amount.no_currency"
    ]
    assert told == [("—", "3", "2500"), ("XYZ", "1", "7")]
    assert [each.amount for each in row.draft.amounts if each.amount is not None] == [Decimal(9)]


def test_what_is_told_of_an_empty_field_is_what_happened_to_the_money(tmp_path: Path):
    row = read(
        tmp_path,
        transaction("2", ""),
        transaction("2", "5", "", value_date="2021-02-02"),
        budget("", "2022-01-01", "2022-12-31"),
    )
    assert [(issue.code, issue.column) for issue in row.issues] == [
        ("amount.no_value", "transaction"),
        ("amount.dated_by_value", "transaction"),
        ("amount.no_value", "budget"),
    ]
    assert not any("Falta" in issue.sentence for issue in row.issues)


def test_an_element_inside_a_value_cuts_no_number(tmp_path: Path):
    row = read(tmp_path, transaction("2", "1<b/>000"))
    assert [each.amount for each in row.draft.amounts] == [Decimal(1000)]
