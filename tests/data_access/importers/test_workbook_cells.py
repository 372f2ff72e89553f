"""Cells that look empty or like another number, in every kind of workbook."""

import zipfile
from collections.abc import Iterable
from pathlib import Path

import pytest

from data_access.importers._child_marks import Marks
from data_access.importers._child_sheet import about_formulas
from data_access.importers._child_xls import xls_marks
from data_access.importers.gate import inspect
from data_access.importers.reader import RawRow, RawSheet, read_table
from data_access.validation.formulas import UNSAVED
from tests.data_access.importers.hostile_files import (
    BOOK_RELATIONS,
    CONTENT_TYPES,
    ROOT_RELATIONS,
    WORKBOOK,
    book,
    open_document,
    sheet,
)
from tests.data_access.importers.old_books import (
    Record,
    empty_formula,
    error,
    failed_formula,
    hidden_column,
    hidden_row,
    number,
    old_book,
    small_number,
    text,
)

STRICT = "http://purl.oclc.org/ooxml"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"


def styles(*formats: str) -> dict[str, str | bytes]:
    """The part of the styles, which from 1 on show numbers in ``formats``."""
    codes = "".join(
        f'<numFmt numFmtId="{at}" formatCode="{code}"/>' for at, code in enumerate(formats, 164)
    )
    used = "".join(f'<xf numFmtId="{at}"/>' for at in range(164, 164 + len(formats)))
    return {
        "xl/styles.xml": '<?xml version="1.0"?><styleSheet xmlns="http://schemas.openxmlformats.org'
        f'/spreadsheetml/2006/main"><numFmts>{codes}</numFmts><cellStyleXfs><xf numFmtId="2"/>'
        f'</cellStyleXfs><cellXfs><xf numFmtId="0"/>{used}</cellXfs></styleSheet>'
    }


def styled(path: Path, body: str, *formats: str) -> Path:
    """A book whose cells have the styles of ``formats``."""
    book(path, sheet(body), styles(*formats))
    relation = '<Relationship Id="rId2" Type="x/styles" Target="styles.xml"/></Relationships>'
    return rewritten(
        path, {"xl/_rels/workbook.xml.rels": ("</Relationships>", relation)}
    )  # fmt: skip


def rewritten(path: Path, changes: dict[str, tuple[str, str]], **names: str) -> Path:
    """The book at ``path`` with texts of its parts replaced, and with other names of parts."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content.replace(*changes.get(name, ("\0", ""))))
    return path


def read(path: Path) -> RawSheet:
    inspect(path)
    (found,) = read_table(path)
    return found


def cells(path: Path) -> list[RawRow]:
    return list(read(path).rows)


def cell(reference: str, content: str, attributes: str = "") -> str:
    return f'<c r="{reference}"{attributes}>{content}</c>'


FAILED = '<row r="2"><c r="B2" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="C2"><v>5</v></c></row>'


def test_a_failed_formula_is_seen_in_every_edition_of_the_standard(tmp_path: Path) -> None:
    wanted = [RawRow(2, [None, "#DIV/0!", 5])]
    assert cells(book(tmp_path / "a.xlsx", sheet(FAILED))) == wanted
    strict = book(tmp_path / "b.xlsx", sheet(FAILED))
    office = "http://schemas.openxmlformats.org/officeDocument/2006"
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    rewritten(strict, {"xl/workbook.xml": (office, f"{STRICT}/officeDocument")})
    rewritten(strict, {"xl/workbook.xml": (main, f"{STRICT}/spreadsheetml/main")})
    rewritten(strict, {"xl/worksheets/sheet1.xml": (main, f"{STRICT}/spreadsheetml/main")})
    rewritten(strict, {"_rels/.rels": (office, f"{STRICT}/officeDocument")})
    rewritten(strict, {"xl/_rels/workbook.xml.rels": (office, f"{STRICT}/officeDocument")})
    assert cells(strict) == wanted


def test_a_failed_formula_is_seen_in_prefixed_elements(tmp_path: Path) -> None:
    prefixed = FAILED.replace("<", "<x:").replace("<x:/", "</x:")
    path = book(
        tmp_path / "a.xlsx",
        '<?xml version="1.0"?><x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml'
        f'/2006/main"><x:sheetData>{prefixed}</x:sheetData></x:worksheet>',
    )
    assert cells(path) == [RawRow(2, [None, "#DIV/0!", 5])]


def test_cells_without_references_come_one_behind_the_other(tmp_path: Path) -> None:
    path = book(
        tmp_path / "a.xlsx",
        sheet(
            '<row><c><v>1</v></c><c r="D1"><v>2</v></c><c t="e"><v>#N/A</v></c></row><row/>'
            '<row r="5"><c><v>3</v></c></row><row><c t="e"><v>#REF!</v></c><c><v>4</v></c></row>'
        ),
    )
    assert cells(path) == [
        RawRow(1, [1, None, None, 2, "#N/A"]),
        RawRow(5, [3]),
        RawRow(6, ["#REF!", 4]),
    ]


@pytest.mark.parametrize(
    "content",
    ["<f>3+4</f><v></v>", "<f>3+4</f><v/>", "<f>3+4</f>", "<f>3+4</f>\n  <v />"],
)
def test_a_formula_without_a_value_is_not_an_empty_cell(content: str, tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", sheet(f'<row r="1">{cell("B1", content)}</row>'))
    assert cells(path)[0].cells[1] == f"{UNSAVED}=3+4"


def test_a_shared_formula_without_a_value_is_told_without_its_text(tmp_path: Path) -> None:
    content = cell("A1", '<f t="shared" si="0"/>') + cell("B1", "<f>A1</f><v>7</v>")
    assert cells(book(tmp_path / "a.xlsx", sheet(f'<row r="1">{content}</row>'))) == [
        RawRow(1, [f"{UNSAVED}=…", 7])
    ]


def test_a_formula_that_gave_an_empty_text_has_a_value(tmp_path: Path) -> None:
    empty = cell("A1", '<f>IF(TRUE,"",1)</f><v></v>', ' t="str"') + cell("B1", "<v>1</v>")
    full = cell("A2", "<f>B2</f><v>x</v>", ' t="str"') + cell("B2", "<f>1+1</f><v></v>")
    lost = cell("A3", "<f>B3</f>", ' t="str"') + cell("B3", "<f>B1</f><v/>", ' t="str"')
    rows = "".join(f'<row r="{at}">{row}</row>' for at, row in enumerate((empty, full, lost), 1))
    assert cells(book(tmp_path / "a.xlsx", sheet(rows))) == [
        RawRow(1, [None, 1]),
        RawRow(2, ["x", f"{UNSAVED}=1+1"]),
        RawRow(3, [f"{UNSAVED}=B3"]),
    ]


def test_a_result_of_zero_that_nobody_computed_is_told(tmp_path: Path) -> None:
    row = (
        cell("A1", "<f>1+1</f><v>0</v>") + cell("B1", "<f>1+1</f><v>2</v>") + cell("C1", "<v>0</v>")
    )
    path = book(tmp_path / "a.xlsx", sheet(f'<row r="1">{row}</row>'))
    assert read(path).issues == ()
    asks = '</sheets><calcPr calcId="1" fullCalcOnLoad="1"/>'
    found = read(rewritten(path, {"xl/workbook.xml": ("</sheets>", asks)}))
    assert found.rows == [RawRow(1, [0, 2, 0])]
    assert [(each.code, each.severity, each.row, each.values) for each in found.issues] == [
        ("cell.zero_formula", "warning", 1, {"places": "A1"})
    ]


def test_formulas_beyond_the_last_value_are_not_lost(tmp_path: Path) -> None:
    body = (
        f'<row r="1">{cell("A1", "<v>1</v>")}{cell("C1", "<f>A1</f><v/>")}</row>'
        f'<row r="4">{cell("B4", "<f>A4</f><v/>")}</row>'
    )
    assert cells(book(tmp_path / "a.xlsx", sheet(body))) == [
        RawRow(1, [1, None, f"{UNSAVED}=A1"]),
        RawRow(4, [None, f"{UNSAVED}=A4"]),
    ]
    alone = sheet(f'<row r="2">{cell("B2", "<f>A1</f><v/>")}</row>')
    assert cells(book(tmp_path / "b.xlsx", alone)) == [RawRow(2, [None, f"{UNSAVED}=A1"])]


def test_a_mark_is_found_among_many_plain_rows(tmp_path: Path) -> None:
    def rows() -> Iterable[str]:
        for at in range(1, 20_001):
            yield f'<row r="{at}" hidden="false"><c r="A{at}"><v>{at}</v></c></row>'

    odd = '<row r="15000" hidden="false"><c r="A15000" t="e"><v>#NUM!</v></c></row>'
    plain = '<row r="15000" hidden="false"><c r="A15000"><v>15000</v></c></row>'
    found = read(book(tmp_path / "a.xlsx", sheet("".join(rows()).replace(plain, odd))))
    assert [row for row in found.rows if row.cells != [row.number]] == [RawRow(15_000, ["#NUM!"])]
    assert found.issues == ()


def test_a_comment_hides_no_mark(tmp_path: Path) -> None:
    body = f'<row r="1"><c r="A1"><v>1</v></c></row><!-- </row> -->{FAILED}'
    assert cells(book(tmp_path / "a.xlsx", sheet(body))) == [
        RawRow(1, [1]),
        RawRow(2, [None, "#DIV/0!", 5]),
    ]


def test_numbers_that_are_shown_as_codes_come_with_their_text(tmp_path: Path) -> None:
    body = (
        '<row r="2"><c r="A2" s="1"><v>7</v></c><c r="B2"><v>7</v></c><c r="C2" s="3"><v>9</v></c>'
        '</row><row r="3"><c r="A3" s="2"><v>1.1000000000000001</v></c>'
        '<c r="B3" s="1" t="s"><v>0</v></c></row>'
        '<row r="4"><c s="1" r="A4"><v>8</v></c></row>'
    )
    path = styled(tmp_path / "a.xlsx", body, "0000", "0.00", "#,##0.00")
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(
            "xl/sharedStrings.xml",
            '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>x</t></si></sst>',
        )
    rows = cells(path)
    assert [row.shown for row in rows] == [{0: "0007"}, {0: "1.10"}, {0: "0008"}]
    assert [row.cells for row in rows] == [[7, 7, 9], [1.1, "x"], [8]]
    assert rows[0].with_codes([0, 1]).cells == ["0007", 7, 9]


HIDDEN = (
    '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>1</v></c></row>'
    '<row r="2" hidden="1"><c r="A2"><v>2</v></c></row><row r="3" hidden="1"/>'
    '<row r="4"><c r="A4"><v>4</v></c></row><row r="5" hidden="true"><c r="A5"><v>5</v></c></row>'
)


def test_hidden_rows_are_read_and_told(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", sheet(HIDDEN))
    found = read(path)
    assert [row.number for row in found.rows] == [1, 2, 4, 5]
    (told,) = found.issues
    assert (told.code, told.severity, told.sheet, told.row) == ("rows.hidden", "warning", "S", 2)
    assert "2, 5." in told.sentence
    (skipped,) = read_table(path, skips_hidden=True)
    assert [row.number for row in skipped.rows] == [1, 4]
    assert [(each.code, each.values) for each in skipped.issues] == [
        ("rows.hidden", {"rows": "2, 5"})
    ]
    assert "no se leyeron" in skipped.issues[0].sentence


def test_hidden_columns_with_data_are_told(tmp_path: Path) -> None:
    hidden = sheet(HIDDEN.replace(' hidden="1"', "").replace(' hidden="true"', "")).replace(
        "<sheetData>", '<cols><col min="2" max="9" hidden="1"/></cols><sheetData>'
    )
    found = read(book(tmp_path / "a.xlsx", hidden))
    assert [(each.code, each.column) for each in found.issues] == [("columns.hidden", "B")]


def test_a_hidden_sheet_with_data_is_told(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", sheet(HIDDEN))
    found = read(
        rewritten(path, {"xl/workbook.xml": ('sheetId="1"', 'sheetId="1" state="hidden"')})
    )
    assert found.is_hidden
    assert [(each.code, each.severity) for each in found.issues] == [("sheet.hidden", "info")]


def ods(path: Path, *rows: str) -> Path:
    return open_document(path, "".join(rows))


def line(*cells_of_row: str, attributes: str = "") -> str:
    return f"<table:table-row{attributes}>{''.join(cells_of_row)}</table:table-row>"


def ods_number(value: str, printed: str) -> str:
    return (
        f'<table:table-cell office:value-type="float" office:value="{value}">'
        f"<text:p>{printed}</text:p></table:table-cell>"
    )


NOTE = "<office:annotation><text:p>nota</text:p></office:annotation>"
ODS_ERROR = (
    '<table:table-cell table:formula="of:=1/0" office:value-type="string" office:string-value="" '
    f'calcext:value-type="error">{NOTE}<text:p>#DIV/0!</text:p></table:table-cell>'
)
ODS_OLD_ERROR = (
    '<table:table-cell table:formula="of:=1/0" office:value-type="float" office:value="0">'
    "<text:p>Err:502</text:p></table:table-cell>"
)
ODS_UNSAVED = '<table:table-cell table:formula="of:=4+4" table:number-columns-repeated="2"/>'
ODS_EMPTY_TEXT = (
    '<table:table-cell table:formula="of:=IF(1;&quot;&quot;)" office:value-type="string" '
    'office:string-value="" calcext:value-type="string"><text:p/></table:table-cell>'
)


def test_formulas_without_a_result_in_an_open_document(tmp_path: Path) -> None:
    path = ods(
        tmp_path / "a.ods",
        line(ods_number("1", "1"), attributes=' table:number-rows-repeated="2"'),
        line('<table:table-cell table:number-columns-repeated="2"/>', ODS_ERROR),
        line(ODS_OLD_ERROR, ods_number("2", "2"), ODS_EMPTY_TEXT),
        line(attributes=' table:number-rows-repeated="3"'),
        line(ODS_UNSAVED, ods_number("3", "3")),
    )
    assert cells(path) == [
        RawRow(1, [1]),
        RawRow(2, [1]),
        RawRow(3, [None, None, "#DIV/0!"]),
        RawRow(4, ["Err:502", 2]),
        RawRow(8, [f"{UNSAVED}=4+4", f"{UNSAVED}=4+4", 3]),
    ]


def test_codes_and_hidden_rows_of_an_open_document(tmp_path: Path) -> None:
    column = '<table:table-column table:visibility="collapse"/>'
    path = ods(
        tmp_path / "a.ods",
        column,
        line(ods_number("7", "0007"), ods_number("1.1", "1,10"), ods_number("1500", "1.500,00")),
        line(ods_number("2", "2"), attributes=' table:visibility="filter"'),
        line(attributes=' table:visibility="collapse" table:number-rows-repeated="1048570"'),
    )
    found = read(path)
    first, second = found.rows
    assert first == RawRow(1, [7, 1.1, 1500], {0: "0007", 1: "1.10"})
    assert second == RawRow(2, [2])
    assert [(each.code, each.row, each.column) for each in found.issues] == [
        ("rows.hidden", 2, None),
        ("columns.hidden", None, "A"),
    ]


def test_an_old_workbook_is_looked_through_too(tmp_path: Path) -> None:
    records: list[Record] = [
        hidden_row(2), hidden_column(1), text(0, 0, "Código"), number(1, 0, 7, 1),
        failed_formula(1, 1, 0x07), small_number(2, 0, 110, 2), error(2, 1, 0x2A),
        number(3, 1, 5), empty_formula(3, 2),
    ]  # fmt: skip
    found = read(old_book(tmp_path / "a.xls", records, ["0000", "0.00"]))
    assert found.rows == [
        RawRow(1, ["Código"]),
        RawRow(2, [7, "#DIV/0!"], {0: "0007"}),
        RawRow(3, [1.1, "#N/A"], {0: "1.10"}),
        RawRow(4, [None, 5]),
    ]
    assert [(each.code, each.severity, each.row) for each in found.issues] == [
        ("cell.empty_formula", "warning", 4),
        ("rows.hidden", "warning", 3),
        ("columns.hidden", "warning", None),
    ]
    assert "C4." in found.issues[0].sentence


def other_names(path: Path, workbook: str, shared: str = "xl/sharedStrings.xml") -> Path:
    """A book whose main parts have other names, which its relations tell."""
    folder, _, name = workbook.rpartition("/")
    relations = BOOK_RELATIONS.replace(
        "</Relationships>",
        f'<Relationship Id="rId2" Type="x/sharedStrings" Target="/{shared}"/></Relationships>',
    )
    text_cell = sheet('<row r="1"><c r="A1" t="s"><v>0</v></c></row>')
    texts = '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>Ñ</t></si></sst>'
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", CONTENT_TYPES.replace("xl/workbook.xml", workbook))
        archive.writestr("_rels/.rels", ROOT_RELATIONS.replace("xl/workbook.xml", workbook))
        archive.writestr(workbook, WORKBOOK)
        archive.writestr(f"{folder}/_rels/{name}.rels", relations)
        archive.writestr(f"{folder}/worksheets/sheet1.xml", text_cell)
        archive.writestr(shared, texts)
    return path


@pytest.mark.parametrize("workbook", ["xl/workbook.xml", "xl/Workbook.xml", "xl/workbook2.xml"])
@pytest.mark.parametrize("shared", ["xl/sharedStrings.xml", "xl/textos.xml"])
def test_parts_are_found_by_what_they_are(workbook: str, shared: str, tmp_path: Path) -> None:
    assert cells(other_names(tmp_path / "a.xlsx", workbook, shared)) == [RawRow(1, ["Ñ"])]


def test_an_old_workbook_of_no_known_kind_is_told_to_be_weak(tmp_path: Path) -> None:
    path = old_book(tmp_path / "a.xls", [number(0, 0, 1)])
    content = path.read_bytes()
    assert xls_marks(path) is not None
    for start, odd in (
        (30, b"\xff\xff"),
        (48, b"\xff\xff\xff\xff"),
        (512 + 8, b"\xfe\xff\xff\xff"),
    ):
        path.write_bytes(content[:start] + odd + content[start + len(odd) :])
        assert xls_marks(path) is None
    assert [each.code for each in about_formulas("S", Marks(), is_known=False)] == [
        "file.old_workbook"
    ]
