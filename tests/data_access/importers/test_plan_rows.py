"""Rows of a plan that are none, and codes that a spreadsheet keeps as numbers."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from data_access.importers.run import import_file
from data_access.store.store import Store
from data_access.vocabulary.actors import OPERATOR
from data_access.vocabulary.drafts import ImportOutcome
from tests.data_access.importers.test_plan import SMALL, counts, nodes, take, told, write
from tests.factories import add_catalogues

MAP = """
[columns]
codigo = "Código"
nombre = "Meta"
meta_final = "Meta final"

[constants]
nivel = "meta"

[targets]
2024 = "2024"

[[levels]]
level = "programa"
code = "P-{Programa|number}"
name = "{Programa}"
"""
HEADER = ("Programa", "Código", "Meta", "Meta final", 2024)


def bring(store: Store, tmp_path: Path, rows: Sequence[Sequence[Any]]) -> ImportOutcome:
    add_catalogues(store)
    book = openpyxl.Workbook()
    for row in (HEADER, *rows):
        book.active.append(row)
    path = tmp_path / "plan-2024-2025.xlsx"
    book.save(path)
    return take(store, path, companions={"map": write(tmp_path / "map.toml", [MAP])})


def test_rows_of_totals_stay_out_and_are_told(sqlite_store: Store, tmp_path: Path):
    rows = [
        ("1. Agua", "A1", "Sembrar", 40, 10),
        ("SUBTOTAL PROGRAMA 1", None, None, 40, 10),
        ("2. Aire", "B1", "Total de estaciones", 8, 2),
        ("2. Aire", None, "Subtotal", 8, 2),
        ("Total general", None, None, 48, 12),
    ]
    outcome = bring(sqlite_store, tmp_path, rows)
    assert counts(outcome) == (2, 2, 0, 0, 0)
    assert told(outcome) == [(3, "row.total"), (5, "row.total"), (6, "row.total")]
    issue = next(each for each in outcome.issues if each.code == "row.total")
    assert (issue.sheet, issue.values["label"]) == ("Sheet", "SUBTOTAL PROGRAMA 1")


def test_totals_of_a_plain_plan_and_of_what_is_beside_it_are_told(
    sqlite_store: Store, tmp_path: Path
):
    add_catalogues(sqlite_store)
    outcome = take(sqlite_store, write(tmp_path / "plan.csv", [*SMALL, "TOTAL,,,,,,,,,,80,,,"]))
    assert told(outcome) == [(7, "row.total")]
    for importer, lines in {
        "progress": ("indicador,anio,trimestre,valor", "M2,2024,4,30", "Total,,,30"),
        "budgets": (
            "codigo,anio,trimestre,recurso,apropiacion,comprometido,girado",
            "M1,2024,4,vigencia,10,5,0", "TOTAL,,,,10,5,0",
        ),
    }.items():  # fmt: skip
        path = write(tmp_path / f"{importer}.csv", lines)
        beside = import_file(sqlite_store, OPERATOR, importer, path, raw_folder=tmp_path / "raw")
        assert counts(beside) == (1, 1, 0, 0, 0)
        assert told(beside) == [(3, "row.total")]


@pytest.mark.parametrize("code", ["1.10", 1.1])
def test_a_code_that_a_sheet_keeps_as_a_number_is_told_with_its_cause(
    sqlite_store: Store, tmp_path: Path, code: Any
):
    rows = [("1. Agua", 1.1, "Sembrar", 40, 10), ("1. Agua", code, "Regar", 40, 10)]
    outcome = bring(sqlite_store, tmp_path, rows)
    if code == "1.10":
        assert counts(outcome) == (2, 2, 0, 0, 0)
        return
    assert counts(outcome) == (2, 1, 0, 0, 1)
    assert (3, "code.repeated") in told(outcome)
    issue = next(each for each in outcome.issues if each.code == "code.repeated")
    assert "1.1 y 1.10 son el mismo" in issue.message


def test_the_number_of_a_programme_has_all_its_parts(sqlite_store: Store, tmp_path: Path):
    rows = [
        ("1.1 Agua", "A1", "Sembrar", 40, 10),
        ("1.2 Aire", "B1", "Medir", 8, 2),
        ("Programa 1,10: suelo", "C1", "Cuidar", 8, 2),
        ("Programa 3. Fuego", "D1", "Apagar", 8, 2),
    ]
    outcome = bring(sqlite_store, tmp_path, rows)
    assert told(outcome) == []
    found = {code: row.name_es for code, row in nodes(sqlite_store).items() if not row.is_goal}
    assert found == {
        "P-1.1": "1.1 Agua", "P-1.2": "1.2 Aire", "P-1.10": "Programa 1,10: suelo",
        "P-3": "Programa 3. Fuego",
    }  # fmt: skip


def test_a_day_of_a_plan_that_may_begin_with_its_year_is_told_and_not_taken(
    sqlite_store: Store, tmp_path: Path
):
    add_catalogues(sqlite_store)
    header, first, *rest = SMALL
    lines = [f"{header},fecha_fin", f"{first},24/12/31", *(f"{line}," for line in rest)]
    outcome = take(sqlite_store, write(tmp_path / "plan.csv", lines))
    found = [(each.code, each.severity) for each in outcome.issues if each.column == "fecha_fin"]
    assert found == [("date.two_orders", "warning")]
