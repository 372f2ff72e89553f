"""One import from file to register: kept bytes, refusals, repetition, changes, rejected rows."""

import hashlib
from pathlib import Path

import pytest

from data_access.importers.reader import read_table
from data_access.importers.run import import_file, outcome_json
from data_access.importers.trm import COLUMNS
from data_access.store.store import Store
from data_access.store.tables.catalogues import CodelistAlias
from data_access.vocabulary.actors import OPERATOR, PUBLIC, NotPermitted
from data_access.vocabulary.drafts import ImportOutcome
from tests.data_access.importers.outside_catalogue import FILES
from tests.factories import add_catalogues

IATI = FILES / "iati_203.xml"
REFUSED = FILES / "iati_undeclared_namespace.xml"


@pytest.fixture
def stocked(store: Store) -> Store:
    """A store with a few catalogues, on each engine."""
    add_catalogues(store)
    return store


def counts(outcome: ImportOutcome) -> tuple[int, int, int, int, int]:
    return (
        outcome.rows_read, outcome.created, outcome.updated, outcome.unchanged, outcome.rejected,
    )  # fmt: skip


def test_the_same_content_twice_changes_nothing_and_its_bytes_are_kept_once(
    stocked: Store, tmp_path: Path
):
    raw = tmp_path / "raw"
    first = import_file(stocked, OPERATOR, "iati", IATI, raw_folder=raw)
    again = import_file(stocked, OPERATOR, "iati", IATI, raw_folder=raw)
    assert counts(first) == (5, 3, 0, 0, 2)
    assert counts(again) == (5, 0, 0, 3, 2)
    digest = hashlib.sha256(IATI.read_bytes()).hexdigest()
    assert first.sha256 == digest
    assert [path.name for path in raw.iterdir()] == [f"{digest}.xml"]
    assert (raw / f"{digest}.xml").read_bytes() == IATI.read_bytes()


def test_a_dry_run_shows_all_and_writes_nothing(stocked: Store, tmp_path: Path):
    raw = tmp_path / "raw"
    dry = import_file(stocked, OPERATOR, "iati", IATI, raw_folder=raw, dry_run=True)
    assert dry.is_dry_run
    assert not raw.exists()
    real = import_file(stocked, OPERATOR, "iati", IATI, raw_folder=raw)
    assert counts(dry) == counts(real) == (5, 3, 0, 0, 2)


def test_a_changed_record_is_updated_and_the_difference_told(stocked: Store, tmp_path: Path):
    import_file(stocked, OPERATOR, "iati", IATI, raw_folder=tmp_path / "raw")
    changed = tmp_path / "iati.xml"
    changed.write_text(IATI.read_text("utf-8").replace("Regional work", "City work"), "utf-8")
    outcome = import_file(stocked, OPERATOR, "iati", changed, raw_folder=tmp_path / "raw")
    assert counts(outcome) == (5, 0, 1, 2, 2)
    assert outcome.changes == (("XM-TEST-1-B", "title", "Regional work", "City work"),)


def test_a_refused_file_is_one_error_and_leaves_nothing(sqlite_store: Store, tmp_path: Path):
    raw = tmp_path / "raw"
    outcome = import_file(sqlite_store, OPERATOR, "iati", REFUSED, raw_folder=raw)
    assert counts(outcome) == (0, 0, 0, 0, 0)
    assert [(issue.code, issue.severity) for issue in outcome.issues] == [
        ("file.undeclared_namespace", "error")
    ]
    assert list(raw.iterdir()) == []


def test_a_table_refused_for_its_columns_tells_how_it_was_cut(stocked: Store, tmp_path: Path):
    path = tmp_path / "tabla.csv"
    path.write_text("a;b\n1;2\n", "utf-8")
    for importer in ("cooperation", "trm", "progress"):
        outcome = import_file(stocked, OPERATOR, importer, path, raw_folder=tmp_path / "raw")
        assert [issue.severity for issue in outcome.issues] == ["error", "info"]
        assert outcome.issues[1].values == {"delimiter": "punto y coma"}


def test_names_are_not_compared_with_catalogues_that_are_not_there(
    sqlite_store: Store, tmp_path: Path
):
    raw = tmp_path / "raw"
    outcome = import_file(sqlite_store, OPERATOR, "iati", IATI, raw_folder=raw)
    assert counts(outcome) == (0, 0, 0, 0, 0)
    assert [issue.code for issue in outcome.issues] == ["catalogues.missing"]
    assert "globo db upgrade" in outcome.issues[0].sentence
    assert list(raw.iterdir()) == []


def test_companions_are_kept_and_used(sqlite_store: Store, tmp_path: Path):
    raw = tmp_path / "raw"
    add_catalogues(sqlite_store)
    with sqlite_store.writing(OPERATOR, "test") as session:
        session.add(CodelistAlias(codelist="currency", alias_key="us dolar", code="USD"))
    outcome = import_file(
        sqlite_store, OPERATOR, "apc", FILES / "apc_ancillary.csv",
        companions={"projects": FILES / "apc_projects.csv"}, raw_folder=raw,
    )  # fmt: skip
    assert counts(outcome) == (6, 5, 0, 0, 1)
    assert len(list(raw.iterdir())) == 2
    assert "title.repaired" in [issue.code for issue in outcome.issues]


def test_rejected_rows_come_back_as_a_workbook(sqlite_store: Store, tmp_path: Path):
    rejected = tmp_path / "rejected.xlsx"
    outcome = import_file(
        sqlite_store, OPERATOR, "trm", FILES / "trm_small.csv",
        raw_folder=tmp_path / "raw", rejected=rejected,
    )  # fmt: skip
    assert counts(outcome) == (8, 3, 0, 0, 5)
    rows = read_table(rejected)[0].rows
    assert {"Motivo", "Qué hacer", *COLUMNS} <= set(rows[0].cells)
    assert len(rows) == 6
    # The workbook itself can be sent again, repaired or not; a range still crosses the one that
    # stayed, which is in the store now.
    again = import_file(sqlite_store, OPERATOR, "trm", rejected, raw_folder=tmp_path / "raw")
    assert (again.rows_read, again.rejected) == (5, 5)
    assert "rate.overlaps_stored" in [issue.code for issue in again.issues]


def test_who_may_not_import_leaves_no_trace(sqlite_store: Store, tmp_path: Path):
    raw = tmp_path / "raw"
    with pytest.raises(NotPermitted):
        import_file(sqlite_store, PUBLIC, "iati", IATI, raw_folder=raw)
    assert not raw.exists()


def test_the_outcome_as_plain_data(sqlite_store: Store, tmp_path: Path):
    outcome = import_file(sqlite_store, OPERATOR, "trm", FILES / "trm_small.csv",
                          raw_folder=tmp_path / "raw")  # fmt: skip
    plain = outcome_json(outcome)
    assert list(plain) == [
        "importer", "file", "sha256", "rows_read", "created", "updated", "unchanged", "rejected",
        "issues",
    ]  # fmt: skip
    overlap = next(issue for issue in plain["issues"] if issue["code"] == "rate.overlaps")
    assert overlap == {
        "sheet": None,
        "row": 5,
        "column": "VIGENCIADESDE",
        "code": "rate.overlaps",
        "severity": "error",
        "value": "2025-08-24/2025-08-26",
        "message": "El período 2025-08-24/2025-08-26 se cruza con el de la fila 2: un día no puede "
        "tener dos tasas. Corrija una de las dos filas.",
    }
