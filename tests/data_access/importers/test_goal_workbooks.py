"""Workbooks of plans and reports whose cells are formulas, formatted numbers or hidden."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from data_access.importers.run import import_file
from data_access.store.store import Store
from data_access.vocabulary.actors import OPERATOR
from data_access.vocabulary.drafts import ImportOutcome
from tests.data_access.importers.test_plan import counts, indicators, targets, told
from tests.data_access.importers.test_progress import reports
from tests.factories import add_catalogues

PLAN = ("codigo", "nivel", "nombre", "meta_final", "meta_2024", "meta_2025")
REPORT = ("indicador", "anio", "trimestre", "valor")
BUDGET = ("codigo", "anio", "trimestre", "recurso", "apropiacion", "comprometido", "girado")


@pytest.fixture
def stocked(store: Store) -> Store:
    """A store with a few catalogues, on each engine."""
    add_catalogues(store)
    return store


def workbook(path: Path, *lines: tuple[Any, ...], hidden: int = 0, **formats: str) -> Path:
    """A workbook; formulas in it have no value, as nobody has opened it."""
    book = openpyxl.Workbook()
    sheet = book.active
    for line in lines:
        sheet.append(line)
    for reference, code in formats.items():
        sheet[reference].number_format = code
    if hidden:
        sheet.row_dimensions[hidden].hidden = True
    book.save(path)
    return path


def bring(store: Store, importer: str, path: Path, **options: str) -> ImportOutcome:
    return import_file(
        store, OPERATOR, importer, path, options=options, raw_folder=path.parent / "raw"
    )


def planned(store: Store, path: Path) -> ImportOutcome:
    return bring(
        store, "plan", workbook(path, PLAN, ("M1", "meta", "Abrir puertas", 60, 10, 50))
    )  # fmt: skip


def test_a_target_that_is_a_formula_without_a_value_is_told(stocked: Store, tmp_path: Path):
    path = workbook(
        tmp_path / "plan-2024-2025.xlsx", PLAN,
        ("M1", "meta", "Abrir puertas", "=10+50", 10, "=25*2"), ("M2", "meta", "Otra", 5, 2, 3),
    )  # fmt: skip
    outcome = bring(stocked, "plan", path)
    assert counts(outcome)[0] == 2
    formulas = [each for each in outcome.issues if each.code == "text.unsaved_formula"]
    assert [(each.row, each.column, each.severity) for each in formulas] == [
        (2, "meta_final", "warning"),
        (2, "meta_2025", "warning"),
    ]
    found = indicators(stocked)["M1"]
    assert (found.final_goal, found.final_text) == (None, "")
    assert targets(stocked, "M1") == [(2024, 1, Decimal(10), "10")]


def test_a_report_that_is_a_formula_without_a_value_is_left_out(stocked: Store, tmp_path: Path):
    planned(stocked, tmp_path / "plan-2024-2025.xlsx")
    path = workbook(tmp_path / "a.xlsx", REPORT, ("M1", 2024, 1, 5), ("M1", 2024, 2, "=3+4"))
    outcome = bring(stocked, "progress", path)
    assert counts(outcome) == (2, 1, 0, 0, 1)
    assert told(outcome) == [(3, "text.unsaved_formula")]


def test_a_budget_that_is_a_formula_without_a_value_is_left_out(stocked: Store, tmp_path: Path):
    planned(stocked, tmp_path / "plan-2024-2025.xlsx")
    path = workbook(tmp_path / "b.xlsx", BUDGET, ("M1", 2024, 4, "vigencia", "=5*2", 1, 1))
    outcome = bring(stocked, "budgets", path)
    assert counts(outcome) == (1, 0, 0, 0, 1)
    assert told(outcome) == [(2, "text.unsaved_formula")]


def test_codes_of_goals_are_what_the_sheet_shows(stocked: Store, tmp_path: Path):
    lines = [
        (number, "meta", f"Meta {number} {at}", 4, 2, 2) for at, number in enumerate((1.1, 1.1))
    ]
    path = workbook(
        tmp_path / "plan-2024-2025.xlsx", PLAN, *lines, A2="0.0", A3="0.00", E3="0.000"
    )  # fmt: skip
    outcome = bring(stocked, "plan", path)
    assert counts(outcome)[-1] == 0
    assert set(indicators(stocked)) == {"1.1", "1.10"}
    # What is a number stays one, however it is shown.
    assert [value for _, _, value, _ in targets(stocked, "1.10")] == [Decimal(2), Decimal(2)]
    report = workbook(tmp_path / "a.xlsx", REPORT, (1.1, 2024, 1, 1), A2="0.00")
    assert counts(bring(stocked, "progress", report)) == (1, 1, 0, 0, 0)
    budget = workbook(tmp_path / "b.xlsx", BUDGET, (1.1, 2024, 4, "vigencia", 9, 1, 1), A2="0.00")
    assert counts(bring(stocked, "budgets", budget)) == (1, 1, 0, 0, 0)
    assert [code for code, *_ in reports(stocked)] == ["1.10"]


def test_hidden_rows_are_taken_and_told_or_left_out_and_told(stocked: Store, tmp_path: Path):
    lines = [("M1", "meta", "Abrir puertas", 60, 10, 50), ("M2", "meta", "Derogada", 1, 1, 0)]
    path = workbook(tmp_path / "plan-2024-2025.xlsx", PLAN, *lines, hidden=3)
    outcome = bring(stocked, "plan", path, hidden="skip")
    assert counts(outcome)[0] == 1
    assert told(outcome) == [(3, "rows.hidden")]
    assert set(indicators(stocked)) == {"M1"}
    outcome = bring(stocked, "plan", path)
    assert counts(outcome)[0] == 2
    assert told(outcome) == [(3, "rows.hidden")]


@pytest.mark.parametrize(
    ("importer", "lines"),
    [
        ("plan", (PLAN, ("M2", "meta", "Otra", 60, 10, 50, 7))),
        ("progress", (REPORT, ("M1", 2024, 1, 5, 7))),
        ("budgets", (BUDGET, ("M1", 2024, 4, "vigencia", 9, 1, 1, 7))),
    ],
)
def test_data_beside_the_headers_is_told(
    stocked: Store, tmp_path: Path, importer: str, lines: tuple[Any, ...]
):  # fmt: skip
    planned(stocked, tmp_path / "plan-2024-2025.xlsx")
    outcome = bring(stocked, importer, workbook(tmp_path / "plan-2024-2025.xlsx", *lines))
    letter = "ABCDEFGH"[len(lines[0])]
    found = [each for each in outcome.issues if each.code == "column.unnamed"]
    assert [(each.row, each.column) for each in found] == [(2, letter)]
