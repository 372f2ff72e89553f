"""A country and the region it lies in are not two shares; regions apart are."""

from decimal import Decimal
from pathlib import Path

import pytest

from data_access.vocabulary.drafts import Share
from data_access.vocabulary.regions import countries_of
from tests.data_access.importers.iati_files import activity, read_rows
from tests.data_access.importers.outside_catalogue import CATALOGUE


def country(code: str, percentage: str = "") -> str:
    return f'<recipient-country code="{code}"{_percentage(percentage)}/>'


def region(code: str, percentage: str = "", vocabulary: str = "1") -> str:
    return f'<recipient-region code="{code}" vocabulary="{vocabulary}"{_percentage(percentage)}/>'


def _percentage(text: str) -> str:
    return f' percentage="{text}"' if text else ""


def shares(folder: Path, *places: str) -> tuple[dict, list[tuple[str, str]]]:
    """The share of each country, and the issues with their severity."""
    (row,) = read_rows(folder, CATALOGUE, activity(places="".join(places)))
    found = {share.code: share.pct for share in row.draft.countries}
    return found, [(issue.code, str(issue.severity)) for issue in row.issues]


REPEATED = [("region.repeats_country", "warning")]
TOLD = [("region.repeats_country", "info")]
THIRD = Decimal("33.333333333333333333")


@pytest.mark.parametrize(
    ("places", "countries", "issues"),
    [
        ([country("CO"), region("489")], {"COL": None}, TOLD),
        ([country("CO"), region("005", vocabulary="2")], {"COL": None}, TOLD),
        ([country("CO"), region("LAC", vocabulary="99")], {"COL": None}, TOLD),
        ([country("CO"), country("ES"), region("998")], {"COL": None, "ESP": None}, TOLD),
        ([country("CO", "100"), region("489", "100")], {"COL": Decimal(100)}, REPEATED),
        ([country("CO", "100"), region("489")], {"COL": Decimal(100)}, TOLD),
        (
            [country("CO", "33.33"), country("ES", "66.66"), region("498", "100")],
            {"COL": THIRD, "ESP": 100 - THIRD},
            [*REPEATED, ("percentage.rescaled", "info")],
        ),
    ],
)
def test_the_country_takes_all_beside_its_own_region(
    tmp_path: Path, places: list[str], countries: dict, issues: list
):
    assert shares(tmp_path, *places) == (countries, issues)


@pytest.mark.parametrize(
    ("places", "countries", "issues"),
    [
        ([country("CO"), region("298")], {"COL": None, "MUL": None}, []),
        ([country("CO", "60"), region("489", "40")], {"COL": 60, "MUL": 40}, []),
        ([country("CO", "60"), region("298", "40")], {"COL": 60, "MUL": 40}, []),
        (
            [country("CO", "100"), region("298", "100")],
            {"COL": 50, "MUL": 50},
            [("percentage.rescaled", "warning")],
        ),
    ],
)
def test_a_region_with_a_part_of_its_own_keeps_it(
    tmp_path: Path, places: list[str], countries: dict, issues: list
):
    assert shares(tmp_path, *places) == (countries, issues)


def test_a_region_told_in_two_vocabularies_is_one(tmp_path: Path):
    places = [country("CO", "50"), region("298", "50"), region("002", "50", vocabulary="2")]
    assert shares(tmp_path, *places) == ({"COL": 50, "MUL": 50}, [])


def test_several_countries_of_one_transaction_are_told(tmp_path: Path):
    inside = (
        '<transaction><transaction-type code="2"/><transaction-date iso-date="2021-01-01"/>'
        f"<value>1</value>{country('CO')}{country('ES')}</transaction>"
    )
    (row,) = read_rows(tmp_path, CATALOGUE, activity(inside, places=""))
    assert row.draft.countries == (Share("COL"), Share("ESP"))
    assert row.draft.amounts[0].country_code == ""
    assert [issue.code for issue in row.issues] == ["country.several_in_transaction"]


def test_regions_hold_their_countries_directly_or_through_smaller_ones():
    assert "COL" in countries_of("", "489")
    assert "COL" in countries_of("2", "19")
    assert "COL" not in countries_of("1", "389")
    assert {"MAR", "KEN"} <= countries_of("1", "298")
    assert "MAR" not in countries_of("1", "289")
    assert countries_of("1", "998") == countries_of("2", "001") | {"TWN", "XKX"}
    assert countries_of("99", "489") == frozenset()
