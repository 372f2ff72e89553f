"""Rows without height and columns without width are hidden ones, however the book says it."""

from pathlib import Path

import pytest
import xlsxwriter

from data_access.importers.gate import inspect
from data_access.importers.reader import RawSheet, read_table
from tests.data_access.importers.hostile_files import book, open_document, sheet
from tests.data_access.importers.old_books import Record, number, old_book

ROWS = (
    '<row r="1"><c r="A1"><v>1</v></c></row>'
    '<row r="2" {}><c r="A2"><v>2</v></c></row>'
    '<row r="3" ht="0.75" customHeight="1"><c r="A3"><v>3</v></c></row>'
)


def read(path: Path, *, skips_hidden: bool = False) -> RawSheet:
    inspect(path)
    (found,) = read_table(path, skips_hidden=skips_hidden)
    return found


def numbers(found: RawSheet) -> list[int]:
    return [row.number for row in found.rows]


def told(found: RawSheet) -> list[tuple[str, int | None, str | None]]:
    return [(issue.code, issue.row, issue.column) for issue in found.issues]


@pytest.mark.parametrize(
    "height", ['ht="0" customHeight="1"', "ht='0.0'", 'customHeight="1" ht="00"']
)
def test_a_row_without_height_is_told_and_left_out_when_asked(tmp_path: Path, height: str):
    path = book(tmp_path / "a.xlsx", sheet(ROWS.format(height)))
    assert (numbers(read(path)), told(read(path))) == ([1, 2, 3], [("rows.hidden", 2, None)])
    assert numbers(read(path, skips_hidden=True)) == [1, 3]


def test_a_column_without_width_is_told(tmp_path: Path):
    content = sheet(ROWS.format("")).replace(
        "<sheetData>", '<cols><col min="1" max="1" width="0" customWidth="1"/></cols><sheetData>'
    )
    found = read(book(tmp_path / "a.xlsx", content))
    assert (numbers(found), told(found)) == ([1, 2, 3], [("columns.hidden", None, "A")])


def test_a_sheet_that_hides_its_unused_rows_hides_none_that_has_data(tmp_path: Path):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as written:
        page = written.add_worksheet()
        page.set_default_row(hide_unused_rows=True)
        page.write_column(0, 0, [1, 2])
        page.set_row(1, 0)
    assert (numbers(read(path)), told(read(path))) == ([1, 2], [("rows.hidden", 2, None)])
    assert numbers(read(path, skips_hidden=True)) == [1]


def test_styles_of_an_open_document_take_height_and_width_away(tmp_path: Path):
    styles = "".join(
        f'<style:style style:name="{name}"><style:{part}-properties style:{size}="{value}"/>'
        "</style:style>"
        for name, part, size, value in (
            ("flat", "table-row", "row-height", "0cm"), ("low", "table-row", "row-height", "0.4cm"),
            ("thin", "table-column", "column-width", "0.00in"),
        )
    )  # fmt: skip
    cell = '<table:table-cell office:value-type="float" office:value="{}"/>'
    path = open_document(
        tmp_path / "a.ods",
        '<table:table-column table:style-name="thin"/>'
        + "".join(
            f'<table:table-row table:style-name="{style}">{cell.format(at)}</table:table-row>'
            for at, style in enumerate(("low", "flat", "low"), 1)
        ),
        styles=styles,
    )
    assert (numbers(read(path)), told(read(path))) == (
        [1, 2, 3], [("rows.hidden", 2, None), ("columns.hidden", None, "A")],
    )  # fmt: skip
    assert numbers(read(path, skips_hidden=True)) == [1, 3]


def test_an_old_book_may_have_a_column_without_width(tmp_path: Path):
    thin: Record = (0x7D, bytes([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]))
    found = read(old_book(tmp_path / "a.xls", [thin, number(0, 0, 1), number(1, 0, 2)]))
    assert (numbers(found), told(found)) == ([1, 2], [("columns.hidden", None, "A")])
