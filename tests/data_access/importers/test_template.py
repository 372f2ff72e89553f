"""The template comes back as it was filled, and the rejected rows come back to be repaired."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl

from data_access.importers.cooperation_columns import COLUMNS
from data_access.importers.gate import inspect
from data_access.importers.reader import read_table
from data_access.importers.rejected import write_rejected
from data_access.importers.template import write_cooperation_template
from data_access.vocabulary.drafts import ParsedFile, RowDraft
from data_access.vocabulary.issues import Issue
from tests.data_access.importers.small_catalogue import CATALOGUE
from tests.data_access.importers.whole_workbook import parse

GOOD = {
    "code": "A-{}",
    "title": "Acción {}",
    "entities": "SDM",
    "partners": "JICA",
    "committed": 1000,
    "currency": "USD",
}
WRONG: Sequence[dict[str, Any]] = (
    {"entities": "Secretaría inexistente"},
    {"committed": -1},
    {"currency": None},
    {"starts_on": "31/02/2024"},
    {"code": "A-1"},
)
REPAIRED: Sequence[dict[str, Any]] = (
    {"entities": "SDS"},
    {"committed": 1},
    {"currency": "EUR"},
    {"starts_on": "28/02/2024"},
    {"code": "A-12"},
)


def imported(path: Path) -> ParsedFile:
    inspect(path)
    return parse(read_table(path), path.name)


def filled_template(path: Path) -> Path:
    """The template with 12 rows, the last five wrong in different ways."""
    write_cooperation_template(path, CATALOGUE)
    book = openpyxl.load_workbook(path)
    places = {column.key: place for place, column in enumerate(COLUMNS, start=1)}
    for number in range(1, 13):
        cells = {
            key: value.format(number) if isinstance(value, str) else value
            for key, value in GOOD.items()
        }
        if number > 7:
            cells |= WRONG[number - 8]
        for key, value in cells.items():
            book["Cooperación"].cell(number + 4, places[key], value)
    book.save(path)
    return path


def test_an_empty_template_has_only_examples(tmp_path: Path) -> None:
    path = tmp_path / "plantilla.xlsx"
    write_cooperation_template(path, CATALOGUE)
    result = imported(path)
    assert (result.rows_read, result.rows) == (0, [])
    assert [issue.code for issue in result.issues] == ["row.example"] * 3 + ["file.no_rows"]


def test_the_examples_would_be_taken_if_they_were_not_examples(tmp_path: Path) -> None:
    path = tmp_path / "plantilla.xlsx"
    write_cooperation_template(path, CATALOGUE)
    book = openpyxl.load_workbook(path)
    for line in (2, 3, 4):
        book["Cooperación"].cell(line, 1, f"A-{line}")
    book.save(path)
    rows = imported(path).rows
    assert [row.issues for row in rows] == [[], [], []]


def test_what_a_person_sees_in_the_template(tmp_path: Path) -> None:
    path = tmp_path / "plantilla.xlsx"
    write_cooperation_template(path, CATALOGUE)
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["Instrucciones", "Cooperación", "Listas", "Diccionario"]
    data = book["Cooperación"]
    assert [cell.value for cell in data[1]] == [column.header for column in COLUMNS]
    assert all(cell.comment for cell in data[1])
    assert data.freeze_panes == "C2"
    kinds = sorted({str(rule.type) for rule in data.data_validations.dataValidation})
    assert kinds == ["date", "decimal", "list"]
    listed = {
        cell.value: [below.value for below in column[1:] if below.value]
        for column in book["Listas"].columns
        for cell in column[:1]
    }
    assert listed["Moneda"] == ["USD", "EUR", "COP", "MXN"]
    assert listed["Entidad(es)"] == ["SDA", "SDM", "SDS"]
    assert listed["ODS"][2] == "9 - Industria, innovación e infraestructura"


def test_twelve_rows_of_which_five_are_wrong(tmp_path: Path) -> None:
    first = imported(filled_template(tmp_path / "lleno.xlsx"))
    good = [row for row in first.rows if not row.is_rejected]
    rejected = [row for row in first.rows if row.is_rejected]
    assert (first.rows_read, len(good), len(rejected)) == (12, 7, 5)
    assert [row.row_number for row in rejected] == [12, 13, 14, 15, 16]
    assert [row.issues[-1].code for row in rejected] == [
        "entity.unknown",
        "amount.negative",
        "currency.missing",
        "date.impossible",
        "code.repeated",
    ]

    path = tmp_path / "rechazadas.xlsx"
    write_rejected(path, rejected)
    book = openpyxl.load_workbook(path)
    sheet = book.active
    headers = [cell.value for cell in sheet[1]]
    assert headers[:3] == ["Fila original", "Motivo", "Qué hacer"]
    assert headers[3:] == [column.header for column in COLUMNS]
    assert [cell.value for cell in sheet[3]][:3] == [
        13,
        "El monto -1 es negativo.",
        "Escriba un valor de cero o más, o deje la celda vacía si no se conoce.",
    ]

    again = imported(path)
    assert (again.rows_read, sum(row.is_rejected for row in again.rows)) == (5, 4)
    places = {column.key: headers.index(column.header) + 1 for column in COLUMNS}
    for line, repair in enumerate(REPAIRED, start=2):
        for key, value in repair.items():
            sheet.cell(line, places[key], value)
    book.save(path)
    repaired = imported(path)
    assert [row.is_rejected for row in repaired.rows] == [False] * 5
    codes = [row.draft.external_id for row in (*good, *repaired.rows) if row.draft]
    assert sorted(codes) == sorted(f"A-{number}" for number in range(1, 13))


def test_a_rejected_formula_stays_a_text(tmp_path: Path) -> None:
    path = tmp_path / "rechazadas.xlsx"
    cells = {"Título": '=HYPERLINK("http://example.org")', "Enlace": "http://example.org", "N": 1}
    write_rejected(path, [RowDraft(2, cells, issues=[Issue("x.y", "Mal. Corrija.", column="N")])])
    sheet = openpyxl.load_workbook(path).active
    assert [cell.data_type for cell in sheet[2]] == ["n", "s", "s", "s", "s", "n"]
    assert sheet["D2"].value == '=HYPERLINK("http://example.org")'
    assert sheet["E2"].hyperlink is None
    assert sheet["F2"].fill.fgColor.rgb == "FFFDE8E4"
