"""Amounts that a sheet shows between words, or in thousands: read as they are, and told."""

from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter

from data_access.importers._child_words import wording
from data_access.importers.gate import inspect
from data_access.importers.reader import RawRow, read_table
from data_access.importers.received import Received
from data_access.importers.registry import IMPORTERS
from tests.data_access.importers.hostile_files import ods_cell, open_document
from tests.data_access.importers.old_books import number, old_book
from tests.data_access.importers.small_catalogue import CATALOGUE
from tests.data_access.importers.whole_workbook import parse

HEADERS = ("Código", "Título", "Entidad(es)", "País(es)", "Moneda", "Valor comprometido")
ROW = ("A1", "Uno", "SDM", "España", "USD")
BUDGET = ("codigo", "anio", "trimestre", "recurso", "apropiacion", "comprometido", "girado")


def told(path: Path) -> tuple[list[tuple[str, dict[str, str]]], Decimal | None]:
    inspect(path)
    (row,) = parse(read_table(path), path.name).rows
    assert row.draft is not None
    return [(each.code, dict(each.values)) for each in row.issues], row.draft.amounts[0].amount


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ('0 "millones"', "80 millones"),
        ('#,##0 "mill."', "80 mill."),
        ('#,##0.00 "miles"', "80.00 miles"),
        (r"#,##0\ \M", "80 M"),
        ('0" K"', "80 K"),
        ('General" M"', "80 M"),
        ('"S/" #,##0', "S/ 80"),
        ('[$MUSD] #,##0', "MUSD 80"),
        ('"no valorado"', "no valorado"),
        ("0.0,,", "0.0"),
        ("0.00,", "0.08"),
        # What adds nothing to the number, or says it in full.
        ("0.00", ""),
        ("#,##0", ""),
        ('#,##0 "USD"', ""),
        ('"US$" #,##0', ""),
        (r'_-"$"* #,##0.00_-;-* #,##0', ""),
        ('0.0,,"M"', ""),
        ('0,"K"', ""),
        ('0;"millones" 0', ""),
        ('d "de" mmmm', ""),
        ("0.00E+00", ""),
        (";;;", ""),
    ],
)  # fmt: skip
def test_the_words_of_a_format(code: str, shown: str):
    found = wording(code)
    assert (found.show("80") if found else "") == shown


@pytest.mark.parametrize("code", ['0 "millones"', '#,##0 "millones"'])
def test_an_amount_that_its_sheet_shows_in_millions_is_its_number_and_told(
    tmp_path: Path, code: str
):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADERS)
        sheet.write_row(1, 0, ROW)
        sheet.write_number(1, 5, 80, book.add_format({"num_format": code}))
    wanted = {"written": "80 millones", "taken": "80"}
    assert told(path) == ([("amount.other_format", wanted)], 80)


@pytest.mark.parametrize(
    ("shown", "wanted"),
    [("80 millones", ["amount.other_format"]), ("80,00 USD", []), ("80", [])],
)
def test_an_open_document_too(tmp_path: Path, shown: str, wanted: list[str]):
    head, body = ("".join(map(ods_cell, cells)) for cells in (HEADERS, ROW))
    styles = "<number:number-style><number:text> millones</number:text></number:number-style>"
    amount = (
        f'<table:table-cell office:value-type="float" office:value="80"><text:p>{shown}</text:p>'
        "</table:table-cell>"
    )
    rows = (
        f"<table:table-row>{head}</table:table-row><table:table-row>{body}{amount}"
        "</table:table-row>"
    )
    namespace = ' xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"'
    styles = styles.replace("<number:number-style", f"<number:number-style{namespace}")
    issues, amount_read = told(open_document(tmp_path / "a.ods", rows, styles=styles))
    assert ([code for code, _ in issues], amount_read) == (wanted, 80)


def test_an_old_book_too(tmp_path: Path):
    path = old_book(tmp_path / "a.xls", [number(0, 0, 80, 1)], ['#,##0 "mill."'])
    (sheet,) = read_table(path)
    assert list(sheet.rows) == [RawRow(1, [80], {}, {}, {0: "80 mill."})]


def test_a_budget_in_millions_is_told(tmp_path: Path):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, BUDGET)
        sheet.write_row(1, 0, ("M1", 2025, 1, "vigencia"))
        sheet.write_number(1, 4, 80, book.add_format({"num_format": '0 "millones"'}))
    (row,) = IMPORTERS["budgets"].read(Received(path, path.name), CATALOGUE).rows
    assert [(each.code, each.column) for each in row.issues] == [
        ("amount.other_format", "apropiacion")
    ]
    assert row.draft is not None and row.draft.appropriation == 80
