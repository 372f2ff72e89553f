"""Error values that are younger than the table parser: told as cells, not as a damaged book."""

from pathlib import Path

import pytest

from data_access.importers.gate import inspect
from data_access.importers.reader import RawRow, read_table
from data_access.validation.formulas import error_text, is_cell_error
from data_access.validation.texts import read_text
from tests.data_access.importers.hostile_files import book, sheet
from tests.data_access.importers.old_books import error, failed_formula, number, old_book

YOUNG = (
    "#SPILL!", "#CALC!", "#FIELD!", "#BLOCKED!", "#GETTING_DATA", "#CONNECT!", "#UNKNOWN!",
    "#BUSY!", "#EXTERNAL!", "#PYTHON!",
)  # fmt: skip


def rows(path: Path) -> list[RawRow]:
    inspect(path)
    return [row for sheet in read_table(path) for row in sheet.rows]


def failed(value: str, attribute: str = 't="e"') -> str:
    return (
        f'<row r="2"><c r="A2"><v>7</v></c><c r="B2" {attribute}><f>A2#</f><v>{value}</v></c>'
        '<c r="C2" t="str"><f>T("e")</f><v>t="e"</v></c></row>'
    )


@pytest.mark.parametrize("value", YOUNG)
def test_a_young_error_value_is_an_error_cell(tmp_path: Path, value: str):
    path = book(tmp_path / "a.xlsx", sheet(failed(value)))
    assert rows(path) == [RawRow(2, [7, value, 't="e"'])]
    assert [issue.code for issue in read_text(value).issues] == ["text.broken_formula"]


@pytest.mark.parametrize("attribute", ["t='e'", 's="0" t = "e" cm="1"'])
def test_however_its_cell_is_written(tmp_path: Path, attribute: str):
    path = book(tmp_path / "a.xlsx", sheet(failed("#SPILL!", attribute)))
    assert rows(path) == [RawRow(2, [7, "#SPILL!", 't="e"'])]
    prefixed = failed("#SPILL!", attribute).replace("<", "<x:").replace("<x:/", "</x:")
    path = book(
        tmp_path / "b.xlsx",
        '<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f"<x:sheetData>{prefixed}</x:sheetData></x:worksheet>",
    )
    assert rows(path) == [RawRow(2, [7, "#SPILL!", 't="e"'])]


def test_a_value_that_nobody_knows_yet_is_an_error_all_the_same(tmp_path: Path):
    path = book(tmp_path / "a.xlsx", sheet(failed("#NEWEST!")))
    assert rows(path) == [RawRow(2, [7, "#? #NEWEST!", 't="e"'])]
    assert is_cell_error(error_text("#NEWEST!"))
    assert is_cell_error(error_text(""))


def test_a_long_sheet_keeps_its_other_cells(tmp_path: Path):
    lines = [f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(1, 9001)]
    lines[8000] = '<row r="8001"><c r="A8001" t="e"><v>#CALC!</v></c></row>'
    found = rows(book(tmp_path / "a.xlsx", sheet("".join(lines))))
    assert found[8000] == RawRow(8001, ["#CALC!"])
    assert sum(row.cells[0] for row in found if row.number != 8001) == 9000 * 9001 // 2 - 8001


def test_an_old_book_may_be_fetching_its_data(tmp_path: Path):
    path = old_book(
        tmp_path / "a.xls", [number(0, 0, 7), error(1, 0, 0x2B), failed_formula(2, 0, 0x2B)]
    )
    assert rows(path) == [
        RawRow(1, [7]), RawRow(2, ["#GETTING_DATA"]), RawRow(3, ["#GETTING_DATA"]),
    ]  # fmt: skip
