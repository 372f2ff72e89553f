"""Rates a thousandfold of their neighbours: left out, told with the neighbour, in either order."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from data_access.importers import rates, trm
from data_access.importers.run import import_file
from data_access.services.rate_jumps import jumping
from data_access.store.store import Store
from data_access.vocabulary.actors import OPERATOR
from data_access.vocabulary.drafts import ImportOutcome, RateDraft
from tests.factories import add_catalogues


def daily(*values: str, first: int = 1, source: str = "BCE") -> list[RateDraft]:
    """One rate a day of January, each in a row that follows the header; "" is a day without."""
    return [
        RateDraft("USD", "COP", date(2024, 1, day), date(2024, 1, day), Decimal(value), source, row)
        for row, (day, value) in enumerate(enumerate(values, first), 2)
        if value
    ]


def far(stored: list[RateDraft], brought: list[RateDraft]) -> list[tuple[str, str]]:
    found = jumping(stored, brought)
    return sorted(
        (issue.values["rate"].split()[3], issue.values["other"].split()[3]) for _, issue in found
    )


@pytest.mark.parametrize(
    ("values", "wrong"),
    [
        (("4325.05",), []),
        (("4000", "400"), []),
        (("4000", "40000"), []),
        (("4325.05", "4.325", "4330.05"), [("4.325", "4325.05")]),
        (("4.325", "4325.05", "4330.05"), [("4.325", "4325.05")]),
        (("4325.05", "4330.05", "433005"), [("433005", "4330.05")]),
        (("4325", "4.3", "4.4", "4330", "4340"), [("4.3", "4325"), ("4.4", "4325")]),
        # Nobody knows which of two is wrong.
        (("4325.05", "4.325"), [("4.325", "4325.05"), ("4325.05", "4.325")]),
        # A currency that loses value step by step.
        (("1", "9", "80", "700", "6000"), []),
    ],
)
def test_a_rate_far_from_its_neighbour_jumps(values: tuple[str, ...], wrong: list):
    assert far([], daily(*values)) == wrong


def test_what_is_stored_says_what_is_usual():
    stored = daily("4300", "4310")
    assert far(stored, daily("4.32", "4.33", "4.34", first=3)) == [
        ("4.32", "4310"), ("4.33", "4310"), ("4.34", "4310"),
    ]  # fmt: skip
    assert far(stored, daily("4320", first=3)) == []
    assert far(daily("", "4310"), daily("4.3")) == [("4.3", "4310")]


def test_a_stored_rate_that_is_brought_anew_says_nothing():
    wrong = daily("4.3", "4.31")
    assert far(wrong, daily("4300", "4310")) == []
    assert far(wrong, daily("4300")) == [("4300", "4.31")]


def test_another_source_is_a_neighbour_and_another_currency_is_none():
    other = daily("4.32", "4310", first=2, source="otra")
    assert far(daily("4300"), other) == [("4.32", "4300")]
    assert far(daily("4300"), [replace(rate, quote="EUR") for rate in other[:1]]) == []


def test_the_inverse_of_a_pair_is_a_neighbour():
    inverse = [replace(rate, currency="COP", quote="USD") for rate in daily("4000", "0.00025")]
    assert far(daily("4100"), inverse) == [("4000", "4100")]
    assert far(inverse[1:], daily("4100", "41.5", "41000")) == [
        ("41.5", "0.00025"), ("41000", "0.00025"),
    ]  # fmt: skip


def test_the_neighbour_is_the_nearest_in_time():
    stored = [*daily("1"), *daily("400", first=20)]
    assert far(stored, daily("395", first=19)) == []
    assert far(stored, daily("395", first=2)) == [("395", "1")]
    year = replace(daily("4000")[0], valid_to=date(2024, 12, 31), source="anual")
    assert far([year], daily("4.1", first=30)) == [("4.1", "4000")]


def doubtful(*values: str, first: int = 1) -> list[RateDraft]:
    return [replace(rate, doubtful="texto") for rate in daily(*values, first=first)]


@pytest.mark.parametrize(
    ("stored", "brought", "wrong"),
    [
        ([], doubtful("4.325", "3.912", "3.904"), ["rate.ambiguous_separator"] * 3),
        (daily("4300", source="otra"), doubtful("4.325", "3.912"), ["rate.jump"] * 2),
        (daily("4.3", source="otra"), doubtful("4.325", "3.912"), []),
        ([], [*daily("4300", "4310"), *doubtful("4.325", first=3)], ["rate.jump"]),
        # What is brought anew says nothing, but a rate that is there already is the same rate.
        (daily("4300"), doubtful("4.325"), ["rate.ambiguous_separator"]),
        (daily("1.085"), doubtful("1.085"), []),
    ],
)
def test_a_doubtful_rate_needs_a_neighbour(stored: list, brought: list, wrong: list[str]):
    assert [issue.code for _, issue in jumping(stored, brought)] == wrong


def sent(store: Store, path: Path, importer: str, *lines: str) -> ImportOutcome:
    header = rates.COLUMNS if importer == "rates" else trm.COLUMNS
    path.write_text("\n".join([",".join(header), *lines]), encoding="utf-8")
    return import_file(store, OPERATOR, importer, path, raw_folder=path.parent / "raw")


LINES = {
    "rates": (
        "USD,COP,2024-01-01,2024-01-01,4325.05,Banco",
        "USD,COP,2024-01-02,2024-01-02,4.325,Banco",
        "USD,COP,2024-01-03,2024-01-03,4330.05,Banco",
    ),
    "trm": (
        '"$4,325.05",COP,01/01/2024,01/01/2024',
        "4.3251,COP,02/01/2024,02/01/2024",
        '"4,330.05",COP,03/01/2024,03/01/2024',
    ),
}


@pytest.mark.parametrize("importer", LINES)
def test_the_row_is_returned_and_the_others_are_kept(store: Store, tmp_path: Path, importer: str):
    add_catalogues(store)
    outcome = sent(store, tmp_path / "tasas.csv", importer, *LINES[importer])
    assert (outcome.rows_read, outcome.created, outcome.rejected) == (3, 2, 1)
    (row,) = outcome.rejected_rows
    (issue,) = row.issues
    assert (row.row_number, issue.code, issue.row) == (3, "rate.jump", 3)
    assert list(row.cells.values()) == LINES[importer][1].split(",")
    assert [each.code for each in outcome.issues].count("rate.jump") == 1
    assert "1 USD = 4325.05 COP (2024-01-01/2024-01-01, de «" in issue.sentence
    assert "», fila 2)" in issue.sentence
    again = sent(store, tmp_path / "tasas.csv", importer, *LINES[importer])
    assert (again.created, again.unchanged, again.rejected) == (0, 2, 1)
    alone = sent(store, tmp_path / "tasas.csv", importer, LINES[importer][1])
    assert (alone.created, alone.rejected) == (0, 1)
    assert "1 USD = 4325.05 COP (2024-01-01/2024-01-01, de «" in alone.issues[-1].sentence
    assert "», ya cargada)" in alone.issues[-1].sentence
