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
from tests.data_access.importers.test_plan import SMALL, counts, nodes, take, targets, told, write
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


def test_a_total_that_has_a_code_and_a_level_is_no_goal(sqlite_store: Store, tmp_path: Path):
    lines = [
        "codigo;nivel;nombre;meta_final",
        "M1;meta;Sembrar;40",
        "M2;meta;Total de becas;5",
        "TOTAL;meta;Total;",
        "Total 2024;meta;Todas;45",
    ]
    add_catalogues(sqlite_store)
    outcome = take(sqlite_store, write(tmp_path / "plan-2024-2025.csv", lines))
    assert counts(outcome) == (2, 2, 0, 0, 0)
    assert told(outcome) == [(4, "row.total"), (5, "row.total")]


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
    lines = [f"{header},fecha_fin", f"{first},24-12-31", *(f"{line}," for line in rest)]
    outcome = take(sqlite_store, write(tmp_path / "plan.csv", lines))
    found = [(each.code, each.severity) for each in outcome.issues if each.column == "fecha_fin"]
    assert found == [("date.two_orders", "warning")]


def test_a_header_that_comes_again_is_no_goal(sqlite_store: Store, tmp_path: Path):
    rows = [
        ("1. Agua", "A1", "Sembrar", 40, 10),
        HEADER,
        (None, "CODIGO", "Meta", None, "2024"),
        # Two words that are headers too, among what is none.
        ("Programa", "A2", "Meta", 10, 5),
    ]
    outcome = bring(sqlite_store, tmp_path, rows)
    assert counts(outcome) == (2, 2, 0, 0, 0)
    assert told(outcome) == [(3, "row.header"), (4, "row.header")]
    assert nodes(sqlite_store).keys() == {"A1", "A2", "P-1"}


def test_a_constant_beside_a_column_of_its_name_is_told(sqlite_store: Store, tmp_path: Path):
    add_catalogues(sqlite_store)
    lines = ("Programa,Código,Meta,Meta final,2024", "1. Agua,A1,Sembrar,40,10")
    told_twice = MAP.replace('nivel = "meta"', 'nivel = "meta"\nmeta_2024 = "7"')
    path = write(tmp_path / "plan-2024-2025.csv", lines)
    outcome = take(
        sqlite_store, path, companions={"map": write(tmp_path / "map.toml", [told_twice])}
    )
    assert told(outcome) == [(None, "map.constant_unused")]
    assert [value for _, _, value, _ in targets(sqlite_store, "A1")] == [10]


def test_a_target_of_no_year_of_the_framework_is_told(sqlite_store: Store, tmp_path: Path):
    add_catalogues(sqlite_store)
    header = "codigo,nivel,nombre,unidad,linea_base,meta_final,meta_2024"
    take(sqlite_store, write(tmp_path / "plan.csv", (header, "M1,meta,Abrir,Puertas,,30,10")))
    lines = (f"{header},meta_2031,meta_2032", "M1,meta,Abrir,Puertas,,30,10,20,")
    outcome = take(sqlite_store, write(tmp_path / "plan.csv", lines))
    assert told(outcome) == [(2, "target.outside")]
    issue = next(each for each in outcome.issues if each.code == "target.outside")
    assert (issue.column, issue.value, issue.values) == (
        "meta_2031", "20", {"year": "2031", "first": "2024", "last": "2024"},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("row", "wanted"),
    [
        ("M1,meta,Abrir,Puertas,0,30,-5,-25", ["number.negative", "weight.negative"]),
        ("M1,meta,Abrir,Puertas,0,-30,5,25", ["number.negative"]),
        ("M1,meta,Abrir,Tasa de variación,0,-30,-5,25", []),
        # It begins below zero.
        ("M1,meta,Abrir,Grados,-9,-2,-5,25", []),
    ],
)
def test_figures_below_zero_are_told(
    sqlite_store: Store, tmp_path: Path, row: str, wanted: list[str]
):
    add_catalogues(sqlite_store)
    header = "codigo,nivel,nombre,unidad,linea_base,meta_final,meta_2024,ponderacion"
    outcome = take(sqlite_store, write(tmp_path / "plan.csv", (header, row)))
    assert sorted(code for _, code in told(outcome)) == wanted


def test_what_is_reported_below_zero_is_told_and_kept(sqlite_store: Store, tmp_path: Path):
    add_catalogues(sqlite_store)
    lines = (
        "codigo,nivel,nombre,unidad,linea_base,meta_final,meta_2024",
        "M1,meta,Abrir,Puertas,0,30,30", "R1,meta,Bajar,Grados,,-2,-2",
        "C1,meta,Subir,Tasa,,3,3",
    )  # fmt: skip
    take(sqlite_store, write(tmp_path / "plan.csv", lines))
    reported = ("indicador,anio,trimestre,valor", "M1,2024,1,-4", "M1,2024,2,75-", "M1,2024,3,-1%",
                "R1,2024,1,-4", "C1,2024,1,-4", "M1,2024,4,0")  # fmt: skip
    path = write(tmp_path / "avance.csv", reported)
    outcome = import_file(sqlite_store, OPERATOR, "progress", path, raw_folder=tmp_path / "raw")
    assert (outcome.created, outcome.rejected) == (6, 0)
    negative = [each for each in outcome.issues if each.code == "number.negative"]
    assert [(each.row, each.values["taken"]) for each in negative] == [
        (2, "-4"), (3, "-75"), (4, "-1"),
    ]  # fmt: skip
