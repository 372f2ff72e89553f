"""Percentages from the plan to the light: one scale for targets and reports, or it is told."""

from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from data_access.importers.run import import_file
from data_access.measures.run import run_measure
from data_access.store.store import Store
from data_access.vocabulary.actors import OPERATOR, PUBLIC
from data_access.vocabulary.drafts import ImportOutcome
from data_access.vocabulary.filters import Filters
from tests.data_access.importers.test_plan import indicators, take, told, write
from tests.factories import add_catalogues

HEADER = "codigo,nivel,nombre,unidad,escala,anualizacion,linea_base,meta_final,meta_2024,meta_2025"


def plan(store: Store, tmp_path: Path, *rows: str) -> ImportOutcome:
    add_catalogues(store)
    return take(store, write(tmp_path / "plan.csv", (HEADER, *rows)))


def report(store: Store, tmp_path: Path, *rows: str) -> ImportOutcome:
    path = write(tmp_path / "avance.csv", ("indicador,anio,trimestre,valor", *rows))
    return import_file(store, OPERATOR, "progress", path, raw_folder=tmp_path / "raw")


def test_cells_of_a_workbook_show_the_scale_of_what_is_reported(store: Store, tmp_path: Path):
    add_catalogues(store)
    book = openpyxl.Workbook()
    for row in (
        HEADER.split(","),
        ["G", "meta", "Subir", "Porcentaje", None, "CRECIENTE", "0,6", "100%", "70%", 0.8],
        ["K", "meta", "Sostener", "Porcentaje", None, "CONSTANTE", 1, "100%", 1, 1],
        ["D", "meta", "Bajar", "Porcentaje", None, "DECRECIENTE", "5%", "2%", "4%", "3%"],
        ["N", "meta", "Contar", "Puertas", None, "SUMA", None, 30, 10, 20],
    ):
        book.active.append(row)
    book.save(tmp_path / "plan-2024-2025.xlsx")
    take(store, tmp_path / "plan-2024-2025.xlsx")
    scales = {code: row.shown_scale for code, row in indicators(store).items()}
    assert scales == {"G": "0-1", "K": "0-1", "D": "0-1", "N": ""}
    outcome = report(store, tmp_path, "G,2024,4,72%", "K,2024,4,100%", 'D,2024,4,"3,5%"')
    assert told(outcome) == []
    rows = run_measure(store, PUBLIC, "goals.progress", Filters(corte="2024-T4")).rows
    # (72 − 60) ÷ (70 − 60), 100 ÷ 100 and (3,5 − 5) ÷ (4 − 5).
    assert {row["key"]: row["phv"] for row in rows if row["key"] != "N"} == {
        "G": Decimal("1.2"), "K": 1, "D": Decimal("1.5"),
    }  # fmt: skip
    # Nobody takes 0,72 for 0,72 %.
    assert {row["unit"] for row in rows} == {"Porcentaje (0–1)", "Puertas"}


@pytest.mark.parametrize(
    ("row", "scale", "finding"),
    [
        ('X,meta,X,Porcentaje,,CONSTANTE,,"0,9","0,8","0,9"', "0-1", ""),
        ("X,meta,X,Porcentaje,,CONSTANTE,,90,80,90", "%", ""),
        ("X,meta,X,Porcentaje,,CONSTANTE,,90%,80%,90%", "%", ""),
        ("X,meta,X,Casos,,CONSTANTE,,90%,80%,90%", "%", ""),
        ('X,meta,X,Casos,,CONSTANTE,,9,"0,8",9', "", ""),
        ("X,meta,X,Porcentaje,0-1,CONSTANTE,,90%,80%,90%", "0-1", ""),
        # Rates that fall below 1 % and carry the sign leave no doubt.
        ('X,meta,X,Porcentaje,,DECRECIENTE,2%,"0,5%",1%,"0,5%"', "%", ""),
        ('X,meta,X,Porcentaje,,CONSTANTE,,90,"0,8",90', "%", "scale.mixed"),
        ('X,meta,X,Porcentaje,,CONSTANTE,,90%,"0,8",90%', "0-1", ""),
        ("X,meta,X,Porcentaje,0-1,CONSTANTE,,90,80,90", "0-1", "scale.mixed"),
        ('X,meta,X,Porcentaje,%,CONSTANTE,,"0,9","0,8","0,9"', "%", "scale.unsure"),
    ],
)
def test_a_row_shows_its_scale_or_it_is_told(
    sqlite_store: Store, tmp_path: Path, row: str, scale: str, finding: str
):
    outcome = plan(sqlite_store, tmp_path, row)
    assert indicators(sqlite_store)["X"].shown_scale == scale
    assert told(outcome) == ([(2, finding)] if finding else [])


def test_a_one_among_percentages_of_a_hundred_is_told(sqlite_store: Store, tmp_path: Path):
    rows = [f"P{place},meta,X,Porcentaje,,CONSTANTE,,90,80,90" for place in range(3)]
    outcome = plan(sqlite_store, tmp_path, *rows, "X,meta,X,Porcentaje,,CONSTANTE,,1,1,1")
    assert told(outcome) == [(5, "scale.unsure")]
    issue = next(each for each in outcome.issues if each.code == "scale.unsure")
    assert (issue.column, issue.values) == ("meta_final", {"largest": "1", "share": "100"})


@pytest.mark.parametrize(
    ("targets", "value", "finding"),
    [
        ('"0,9","0,8","0,9"', "72", "scale.mixed"),
        ("1,1,1", "72", "scale.mixed"),
        ('"0,9","0,8","0,9"', "1.2", ""),
        ("90,80,90", '"0,72"', "scale.mixed"),
        ("90,80,90", '"0,72%"', ""),
        ("90,80,90", "0", ""),
    ],
)
def test_a_report_of_another_scale_is_told_when_it_comes_in(
    sqlite_store: Store, tmp_path: Path, targets: str, value: str, finding: str
):
    plan(sqlite_store, tmp_path, f"X,meta,X,Porcentaje,,CONSTANTE,,{targets}")
    outcome = report(sqlite_store, tmp_path, f"X,2024,4,{value}")
    assert told(outcome) == ([(2, finding)] if finding else [])
    assert outcome.created == 1


def test_a_percentage_of_what_is_none_is_told(sqlite_store: Store, tmp_path: Path):
    plan(sqlite_store, tmp_path, "X,meta,X,Puertas,,SUMA,,30,10,20")
    outcome = report(sqlite_store, tmp_path, "X,2024,4,12%")
    assert told(outcome) == [(2, "scale.unknown")]


def test_a_plan_that_changes_its_scale_says_so(sqlite_store: Store, tmp_path: Path):
    plan(sqlite_store, tmp_path, 'X,meta,X,Porcentaje,,CONSTANTE,,"0,9","0,8","0,9"')
    again = (HEADER, "X,meta,X,Porcentaje,,CONSTANTE,,90,80,90")
    outcome = take(sqlite_store, write(tmp_path / "plan.csv", again))
    assert ("X", "shown_scale", "0-1", "%") in outcome.changes


@pytest.mark.parametrize(
    ("first", "again", "refused"),
    [
        ('"0,9"', "90", True),
        ("90", '"0,9"', True),
        ("90", "80", False),
        ('"0,9"', "90%", True),
    ],
)
def test_a_plan_does_not_change_the_scale_of_what_was_reported(
    sqlite_store: Store, tmp_path: Path, first: str, again: str, refused: bool
):
    row = "X,meta,X,Porcentaje,,CONSTANTE,,{0},{0},{0}"
    add_catalogues(sqlite_store)

    def load(figure: str) -> ImportOutcome:
        lines = (HEADER, row.format(figure))
        return take(sqlite_store, write(tmp_path / "plan.csv", lines))

    load(first)
    # As long as nothing was reported the scale is that of the plan.
    assert told(load(again)) == []
    load(first)
    # Zero is the same in both scales.
    report(sqlite_store, tmp_path, "X,2024,3,0%")
    assert load(again).rejected == 0
    load(first)
    report(sqlite_store, tmp_path, 'X,2024,4,"45%"')
    before = run_measure(sqlite_store, PUBLIC, "goals.progress", Filters(corte="2024-T4")).rows
    outcome = load(again)
    assert (outcome.rejected, told(outcome)) == (
        (1, [(2, "scale.changed")]) if refused else (0, [])
    )
    after = run_measure(sqlite_store, PUBLIC, "goals.progress", Filters(corte="2024-T4")).rows
    assert (after == before) is refused
