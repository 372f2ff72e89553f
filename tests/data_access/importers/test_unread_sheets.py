"""What a workbook holds beside the table that is read: other sheets, other tables of a sheet."""

from pathlib import Path

import pytest
import xlsxwriter

from data_access.importers.reader import RawRow, RawSheet
from data_access.importers.received import Received
from data_access.importers.registry import IMPORTERS
from data_access.vocabulary.drafts import ActionDraft, ParsedFile
from tests.data_access.importers.test_cooperation_shape import HEADERS, action, codes
from tests.data_access.importers.test_nothing_is_dropped import TABLES, filled
from tests.data_access.importers.whole_workbook import parse

LACKING = [each if each != "Entidad(es)" else "Responsable" for each in HEADERS]


def sheet(name: str, *lines: list[object]) -> RawSheet:
    return RawSheet(name, [RawRow(number, list(line)) for number, line in enumerate(lines, 1)])


def told(parsed: ParsedFile[ActionDraft]) -> list[tuple[str, str, str | None, int | None]]:
    return [
        (each.code, each.severity, each.sheet, each.row)
        for each in parsed.issues
        if each.code in ("sheet.unread", "rows.above_header")
    ]


@pytest.mark.parametrize(
    "name", [name for name in TABLES if not TABLES[name][0].companion and name != "cooperation"]
)
def test_an_importer_of_one_sheet_names_the_others(name: str, tmp_path: Path) -> None:
    table, columns = TABLES[name]
    names = list(columns)
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for title in ("Uno", "Dos", "Vacía", "Instrucciones"):
            sheet = book.add_worksheet(title)
            for at in (0, 1, 2) if title != "Vacía" else ():
                row = filled(table.good, at + 1)
                sheet.write_row(at, 0, [row.get(each, "") for each in names] if at else names)
    parsed = IMPORTERS[name.split()[0]].read(Received(path, path.name), table.catalogue)
    (issue,) = [each for each in parsed.issues if each.code == "sheet.unread"]
    assert (issue.sheet, issue.severity) == ("Dos", "warning")
    assert "«Dos»" in issue.sentence and "«Uno»" in issue.sentence


def test_a_sheet_of_actions_that_lacks_a_column_is_told() -> None:
    sheets = [
        sheet("Uno", LACKING, action("B-1")),
        sheet("Dos", HEADERS, action("A-1")),
        sheet("Notas", ["Revisado por Ana"]),
        sheet("Vacía"),
        sheet("Listas", ["SDM"]),
    ]
    parsed = parse(sheets, "libro.xlsx")
    assert codes(parsed) == ["A-1"]
    assert told(parsed) == [
        ("sheet.unread", "warning", "Uno", None),
        ("sheet.unread", "warning", "Notas", None),
    ]
    (first, _) = [each.sentence for each in parsed.issues if each.code == "sheet.unread"]
    assert "en su fila 1 faltan las columnas «Entidad(es)»" in first


def test_rows_of_a_table_above_the_one_that_is_read_are_told() -> None:
    few = HEADERS[:4]
    lines = [few, action("B-1")[:4], action("B-2")[:4], [" "], HEADERS, action("A-1")]
    parsed = parse([sheet("Hoja", *lines)], "libro.xlsx")
    assert codes(parsed) == ["A-1"]
    assert told(parsed) == [("rows.above_header", "warning", "Hoja", 2)]
    (sentence,) = [each.sentence for each in parsed.issues if each.code == "rows.above_header"]
    assert "encabezado en la fila 1" in sentence and "filas 2-3" in sentence
    assert "desde el de la fila 5" in sentence


def test_what_stands_above_the_only_header_is_no_table() -> None:
    lines = [["Registro de cooperación"], ["Código", "de la", "entidad"], HEADERS, action("A-1")]
    assert told(parse([sheet("Hoja", *lines)], "libro.xlsx")) == []


def test_rows_below_another_header_are_returned() -> None:
    paid = ["Valor desembolsado" if each == "Valor comprometido" else each for each in HEADERS]
    lines = [HEADERS, action("A-1"), paid, action("A-2"), HEADERS, action("A-3")]
    parsed = parse([sheet("Hoja", *lines)], "libro.xlsx")
    assert codes(parsed) == ["A-1", None, None, "A-3"]
    found = [[each.code for each in row.issues] for row in parsed.rows]
    assert found[1:3] == [["row.other_header"]] * 2
    assert found[3] == []
    assert ("row.header", 5) in [(each.code, each.row) for each in parsed.issues]
    assert "En la fila 3" in parsed.rows[2].issues[0].sentence
