"""The national aid register of 693 projects: the known answers, to the cent."""

import csv
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from data_access.importers import apc
from data_access.importers.received import Received
from data_access.measures.run import run_measure
from data_access.vocabulary.actors import PUBLIC
from data_access.vocabulary.catalogue import Catalogue
from data_access.vocabulary.drafts import ParsedFile
from data_access.vocabulary.filters import Filters
from tests.real_data.conftest import RealStore, import_apc

COMMITTED = Decimal("832342858.73")
COUNTERPART = Decimal("294320605.00")


@pytest.fixture
def parsed(real_data: Path, catalogue: Catalogue) -> ParsedFile:
    folder = real_data / "apc_colombia"
    received = Received(
        folder / "project_ancillary.csv",
        "project_ancillary.csv",
        {"projects": folder / "projects.csv"},
    )
    return apc.read(received, catalogue)


def test_all_projects_enter_and_the_second_time_nothing_changes(
    real_store: RealStore, real_data: Path
):
    first = real_store.outcomes["apc"]
    assert (first.rows_read, first.created, first.updated, first.rejected) == (693, 693, 0, 0)
    again = import_apc(real_store.store, real_data, real_store.raw_folder)
    assert (again.created, again.updated, again.unchanged) == (0, 0, 693)


def test_totals_are_the_known_answers(real_store: RealStore):
    total = run_measure(
        real_store.store, PUBLIC, "cooperation.totals", Filters(fuente=("apc",))
    ).total
    assert (total["actions"], total["partners"], total["unvalued"]) == (693, 135, 55)
    assert total["committed"] == COMMITTED
    assert total["counterpart"] == COUNTERPART
    assert total["disbursed"] is None


@pytest.mark.parametrize(
    "dimension",
    [
        "year", "country", "partner", "partner_type", "sector", "territory", "modality", "entity",
        "stage", "direction", "sdg",
    ],
)  # fmt: skip
def test_each_breakdown_adds_up_to_the_total(real_store: RealStore, dimension: str):
    result = run_measure(
        real_store.store, PUBLIC, f"cooperation.by_{dimension}", Filters(fuente=("apc",))
    )
    assert result.sum_of("committed") == COMMITTED


def test_no_donor_that_one_would_recognise_is_left_to_be_confirmed(real_store: RealStore):
    told = Counter(issue.code for issue in real_store.outcomes["apc"].issues)
    assert told["partner.unknown"] == 0
    assert told["partner.unspecified"] == 2


def test_every_damaged_title_comes_out_intact(parsed: ParsedFile, real_data: Path):
    path = real_data / "apc_colombia" / "projects.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        intact = {row["project_id"]: row["project_title"] for row in csv.DictReader(file)}
    repaired = [
        row for row in parsed.rows if "title.repaired" in [issue.code for issue in row.issues]
    ]
    assert len(repaired) == 514
    assert all(row.draft.title == intact[row.draft.external_id] for row in repaired)
    assert not any("?" in row.draft.title for row in parsed.rows)


def test_likely_duplicates_are_told_and_others_are_not(parsed: ParsedFile):
    told = {
        row.draft.external_id
        for row in parsed.rows
        if "record.likely_duplicate" in [issue.code for issue in row.issues]
    }
    assert {"COL138", "COL139", "COL164", "COL253"} <= told
    assert not {"COL37", "COL231", "COL668", "COL670", "COL507", "COL575"} & told


def test_zeros_are_not_reported(parsed: ParsedFile):
    amounts = Counter(
        (amount.kind, amount.valuation) for row in parsed.rows for amount in row.draft.amounts
    )
    assert amounts["committed", "not_reported"] == 55
    assert amounts["counterpart", "not_reported"] == 499
