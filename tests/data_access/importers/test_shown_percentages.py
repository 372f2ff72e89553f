"""Cells that a sheet shows as percentages: 1 that is shown as 100 % is the whole."""

from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from sqlalchemy import select

from data_access.importers.gate import inspect
from data_access.importers.reader import read_table
from data_access.importers.run import import_file
from data_access.store.store import Store
from data_access.store.tables.goals import ActionGoal, ProgressReport
from data_access.validation.goal_values import Habits, Percentage, printed, read_goal_number
from data_access.vocabulary.actors import OPERATOR
from data_access.vocabulary.drafts import ImportOutcome
from tests.data_access.importers.hostile_files import ods_cell, open_document
from tests.data_access.importers.old_books import number, old_book
from tests.data_access.importers.test_plan import indicators, take, targets, write
from tests.factories import add_catalogues, draft, save

PLAN = (
    "codigo,nivel,nombre,unidad,escala,anualizacion,meta_final,meta_2024,meta_2025",
    "P,meta,Subir,Porcentaje,%,CRECIENTE,100,50,100",
    "F,meta,Bajar,Porcentaje,0-1,CRECIENTE,1,\"0,5\",1",
)  # fmt: skip
REPORTS = ("indicador", "anio", "trimestre", "valor")
ACTS = ("indicador", "anio", "valor", "texto", "acto", "fecha")
GIVEN = ("accion", "indicador", "anio", "trimestre", "entidad", "cantidad")


@pytest.fixture
def planned(sqlite_store: Store, tmp_path: Path) -> Store:
    """A store with a percentage of each scale."""
    add_catalogues(sqlite_store)
    save(sqlite_store, [draft("A-1", "1")])
    take(sqlite_store, write(tmp_path / "plan.csv", PLAN))
    return sqlite_store


def workbook(path: Path, header: tuple[str, ...], *rows: tuple[Any, ...]) -> Path:
    """A workbook in which a ``Percentage`` is shown as such."""
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        shown = book.add_format({"num_format": "0%"})
        for line, cells in enumerate([header, *rows]):
            for place, cell in enumerate(cells):
                is_shown = isinstance(cell, Percentage)
                sheet.write(line, place, cell, shown if is_shown else None)
    return path


def bring(store: Store, importer: str, path: Path) -> ImportOutcome:
    return import_file(store, OPERATOR, importer, path, raw_folder=path.parent / "raw")


def codes(outcome: ImportOutcome) -> list[str]:
    return [issue.code for issue in outcome.issues if issue.severity != "info"]


@pytest.mark.parametrize(
    ("cell", "code", "value", "finding"),
    [
        (Percentage(1), "P", "100", ""),
        (Percentage(0.4), "P", "40", ""),
        (Percentage(0.12345), "P", "12.345", ""),
        (Percentage(1), "F", "1", ""),
        (Percentage(80), "P", "8000", "scale.too_large"),
        (1, "P", "1", "scale.unsure"),
        (0.4, "P", "0.4", "scale.mixed"),
        (2, "P", "2", ""),
        (1, "F", "1", ""),
    ],
)
def test_what_is_reported_given_or_decided_is_what_the_sheet_shows(
    planned: Store, tmp_path: Path, cell: float, code: str, value: str, finding: str
):
    wanted = [finding] if finding else []
    path = workbook(tmp_path / "r.xlsx", REPORTS, (code, 2024, 4, cell))
    assert codes(bring(planned, "progress", path)) == wanted
    path = workbook(tmp_path / "c.xlsx", GIVEN, ("A-1", code, 2024, 4, "SDS", cell))
    assert codes(bring(planned, "contributions", path)) == wanted
    path = workbook(tmp_path / "a.xlsx", ACTS, (code, 2024, cell, "", "Acta 1", "2024-06-01"))
    assert codes(bring(planned, "reprogrammed", path)) == wanted
    with planned.reading() as session:
        reported = session.scalars(select(ProgressReport)).one()
        given = session.scalars(select(ActionGoal)).one()
    decided = [each for each in targets(planned, code) if each[0] == 2024][-1]
    found = (reported.value, given.quantity, decided[2])
    assert [f"{each.normalize():f}" for each in found] == [value] * 3
    assert reported.printed == printed(cell)


PLAN_HEADER = (
    "codigo", "nivel", "nombre", "unidad", "meta_final", "meta_2024", "meta_2025", "meta_2026",
)  # fmt: skip


@pytest.mark.parametrize(
    ("figures", "scale", "taken", "finding"),
    [
        ([Percentage(1)] * 4, "0-1", ["1", "1", "1"], ""),
        ([1, Percentage(0.2), Percentage(0.6), 1], "0-1", ["0.2", "0.6", "1"], ""),
        ([100, 100, Percentage(1), 100], "%", ["100", "100", "100"], ""),
        ([100, 100, 1, 100], "%", ["100", "1", "100"], "scale.mixed"),
        ([100, 1, 5, 100], "%", ["1", "5", "100"], ""),
        ([Percentage(100), Percentage(20), Percentage(60), Percentage(100)],
         "0-1", ["20", "60", "100"], "scale.mixed"),
    ],
)  # fmt: skip
def test_the_formats_of_a_plan_say_its_scale(
    sqlite_store: Store,
    tmp_path: Path,
    figures: list[float],
    scale: str,
    taken: list[str],
    finding: str,
):
    add_catalogues(sqlite_store)
    row = ("X", "meta", "Sostener", "Porcentaje", *figures)
    outcome = take(sqlite_store, workbook(tmp_path / "plan.xlsx", PLAN_HEADER, row))
    assert codes(outcome) == ([finding] if finding else [])
    assert indicators(sqlite_store)["X"].shown_scale == scale
    found = [value for _, _, value, _ in targets(sqlite_store, "X")]
    texts = [text for *_, text in targets(sqlite_store, "X")]
    assert texts == [printed(each) for each in figures[1:]]
    assert [f"{value.normalize():f}" for value in found] == taken


def test_every_kind_of_book_shows_its_percentages(tmp_path: Path):
    cell = (
        '<table:table-cell office:value-type="percentage" office:value="0.4"><text:p>40 %</text:p>'
        "</table:table-cell>"
    )
    rows = f"<table:table-row>{ods_cell('a')}{cell}</table:table-row>"
    books = [
        open_document(tmp_path / "a.ods", rows),
        old_book(tmp_path / "a.xls", [number(0, 0, 7), number(0, 1, 0.4, 1)], ["0.0%"]),
        workbook(tmp_path / "a.xlsx", ("a", Percentage(0.4))),
    ]
    for path in books:
        inspect(path)
        ((row,),) = ([*sheet.rows] for sheet in read_table(path))
        assert printed(row.with_percentages().cells[1]) == "40%"


def test_a_percentage_has_the_number_that_is_shown_or_its_part_of_one():
    assert str(read_goal_number(Percentage(0.07), Habits()).value) == "7.00"
    assert str(read_goal_number(Percentage(0.07), Habits(), is_fraction=True).value) == "0.07"
