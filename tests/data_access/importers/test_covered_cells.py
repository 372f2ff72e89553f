"""Cells below a merged one hold what nobody sees: it is read, and told, however large the merge."""

from pathlib import Path

import pytest

from data_access.importers.gate import inspect
from data_access.importers.reader import RawRow, RawSheet, read_table
from tests.data_access.importers.hostile_files import book, open_document, sheet

ROWS = "".join(
    f'<row r="{row}">'
    + "".join(f'<c r="{column}{row}"><v>{row}</v></c>' for column in "ABC")
    + "</row>"
    for row in (1, 2, 3)
)
WHOLE = "A1:XFD1048576"


def read(path: Path) -> RawSheet:
    inspect(path)
    (found,) = read_table(path)
    return found


def merged(path: Path, *ranges: str) -> RawSheet:
    cells = "".join(f'<mergeCell ref="{each}"/>' for each in ranges)
    content = sheet(ROWS).replace(
        "</sheetData>", f'</sheetData><mergeCells count="{len(ranges)}">{cells}</mergeCells>'
    )
    return read(book(path, content))


@pytest.mark.parametrize(
    ("ranges", "places"),
    [
        ((WHOLE,), "B1, C1, A2, B2, C2, A3, B3, C3"),
        (("B2:C2",), "C2"),
        (("A1:A2", "C1:C3"), "A2, C2, C3"),
        (("A3:B3", "B1:C1"), "C1, B3"),
    ],
)
def test_covered_data_are_read_and_told(tmp_path: Path, ranges: tuple[str, ...], places: str):
    found = merged(tmp_path / "a.xlsx", *ranges)
    assert list(found.rows) == [RawRow(row, [row] * 3) for row in (1, 2, 3)]
    (told,) = found.issues
    assert (told.code, told.severity, told.sheet) == ("cell.covered", "warning", "S")
    assert told.values == {"places": places}


@pytest.mark.parametrize("area", ["D1:XFD1048576", "A4:C9", "A1:A1"])
def test_a_merge_that_covers_nothing_is_nothing_to_tell(tmp_path: Path, area: str):
    assert merged(tmp_path / "a.xlsx", area).issues == ()


def test_only_the_first_places_of_many_are_listed(tmp_path: Path):
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(1, 200))
    content = sheet(rows).replace(
        "</sheetData>", f'</sheetData><mergeCells count="1"><mergeCell ref="{WHOLE}"/></mergeCells>'
    )
    (told,) = read(book(tmp_path / "a.xlsx", content)).issues
    assert told.values["places"] == ", ".join(f"A{n}" for n in range(2, 22)) + "…"


def test_an_open_document_keeps_what_a_merge_covers(tmp_path: Path):
    number = 'office:value-type="float" office:value="{}"'
    path = open_document(
        tmp_path / "a.ods",
        f'<table:table-row><table:table-cell table:number-columns-spanned="2" {number.format(1)}/>'
        f"<table:covered-table-cell {number.format(2)}/></table:table-row>"
        f"<table:table-row><table:table-cell {number.format(3)}/><table:covered-table-cell/>"
        "</table:table-row>",
    )
    found = read(path)
    assert list(found.rows) == [RawRow(1, [1, 2]), RawRow(2, [3])]
    assert [(each.code, each.values["places"]) for each in found.issues] == [("cell.covered", "B1")]
