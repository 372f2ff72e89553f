"""The official dollar rate: ranges of days, and rows that cannot be used."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from data_access.importers import trm
from data_access.importers.received import Received
from data_access.vocabulary.drafts import ParsedFile
from tests.data_access.importers.outside_catalogue import CATALOGUE, FILES, codes


def test_rates_are_read_and_useless_rows_are_returned():
    path = FILES / "trm_small.csv"
    parsed = trm.read(Received(path, path.name), CATALOGUE)
    assert parsed.rows_read == 8
    assert [(rate.valid_from, rate.valid_to, rate.rate) for rate in parsed.rates] == [
        (date(2025, 8, 23), date(2025, 8, 25), Decimal("4008.70")),
        (date(2025, 8, 22), date(2025, 8, 22), Decimal("4034.18")),
        (date(1991, 12, 2), date(1991, 12, 2), Decimal("643.42")),
    ]
    assert {(rate.currency, rate.quote) for rate in parsed.rates} == {("USD", "COP")}
    assert sorted(codes(parsed)) == [
        ["rate.not_a_date"],
        ["rate.not_a_number"],
        ["rate.overlaps"],
        ["rate.period_reversed"],
        ["rate.unknown_unit"],
    ]
    assert all(row.is_rejected for row in parsed.rows)


def test_an_overlap_names_the_row_that_stays():
    path = FILES / "trm_small.csv"
    parsed = trm.read(Received(path, path.name), CATALOGUE)
    overlap = next(row for row in parsed.rows if row.issues[0].code == "rate.overlaps")
    assert (overlap.row_number, overlap.issues[0].values["other"]) == (5, "2")


def _parsed(tmp_path: Path, *values: str) -> ParsedFile:
    lines = [
        f'"{value}",COP,{day:02}/01/2024,{day:02}/01/2024' for day, value in enumerate(values, 1)
    ]
    path = tmp_path / "trm.csv"
    path.write_text("\n".join([",".join(trm.COLUMNS), *lines]), encoding="utf-8")
    return trm.read(Received(path, path.name), CATALOGUE)


def test_a_comma_groups_thousands_as_the_file_always_does(tmp_path: Path):
    parsed = _parsed(tmp_path, "$4,008", "4,008.70", "4.008,70", "$ 643.420", "3950,5")
    assert [rate.rate for rate in parsed.rates] == [
        Decimal(4008), Decimal("4008.7"), Decimal("4008.7"), Decimal("643.42"), Decimal("3950.5"),
    ]  # fmt: skip
    assert parsed.rows == []


@pytest.mark.parametrize(
    ("values", "doubtful"),
    [
        (("$4.325",), ["$4.325"]),
        (("4,325",), ["4,325"]),
        (("4.325", "3,912"), ["4.325", "3,912"]),
        (("4,325", "3,912.50"), ["", ""]),
        (("643.42", "643.425"), ["", ""]),
        (("4.325", "4.325,10"), ["4.325", ""]),
    ],
)
def test_a_lone_sign_before_three_digits_is_doubtful(tmp_path: Path, values, doubtful):
    assert [rate.doubtful for rate in _parsed(tmp_path, *values).rates] == doubtful


def test_what_is_no_rate_is_returned(tmp_path: Path):
    parsed = _parsed(tmp_path, "0", "-4008.70", "4,00", "mucho", "4,008,7")
    assert [rate.rate for rate in parsed.rates] == [Decimal(4)]
    assert codes(parsed) == [["rate.not_a_number"]] * 4
