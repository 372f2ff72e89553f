"""What merged cells hide, also where one of them reaches the end of the sheet."""

from pathlib import Path

import pytest
import xlsxwriter

from data_access.importers.merged import merged_across, merged_down
from data_access.importers.reader import Merged
from data_access.importers.received import Received
from data_access.importers.registry import IMPORTERS
from tests.data_access.importers.test_nothing_is_dropped import TABLES, filled


def test_cells_merged_to_the_end_of_the_sheet_are_told_as_one_stretch() -> None:
    whole = Merged(first_row=2, last_row=1_048_576, first_column=0, last_column=16_383)
    (issue,) = merged_down([whole] * 3, 1, {0: "Código"}, "Hoja1")
    assert (issue.row, issue.column) == (3, "Código")
    assert issue.values["rows"] == "3-1048576"


def test_several_merged_cells_of_a_column_are_told_together() -> None:
    cells = [Merged(2, 4, 1, 1), Merged(6, 7, 0, 1), Merged(9, 10, 5, 6)]
    (issue,) = merged_down(cells, 1, {1: "Aliado"}, "")
    assert issue.values["rows"] == "3-4, 7"


def test_cells_merged_across_columns_are_told_with_their_places() -> None:
    cells = [Merged(9, 9, 0, 2), Merged(1, 1, 0, 9), Merged(3, 4, 1, 2), Merged(5, 5, 3, 4)]
    (issue,) = merged_across(cells, 1, {1: "Aliado", 3: "Valor"}, "Hoja1")
    assert (issue.row, issue.sheet, issue.values["places"]) == (9, "Hoja1", "A9:C9")
    (issue,) = merged_across(cells, 1, {2: "Aliado", 4: "Valor"}, "")
    assert issue.values["places"] == "B3:C4, D5:E5, A9:C9"


@pytest.mark.parametrize("name", [name for name in TABLES if not TABLES[name][0].companion])
def test_every_importer_tells_merged_cells(name: str, tmp_path: Path) -> None:
    table, columns = TABLES[name]
    names = list(columns)
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Datos")
        rows = [filled(table.good, at) for at in (2, 3, 4)]
        lines = [names, *([row.get(each, "") for each in names] for row in rows)]
        for at, line in enumerate(lines):
            sheet.write_row(at, 0, line)
        sheet.merge_range(1, 1, 2, 1, lines[1][1])
        sheet.merge_range(3, 0, 3, 1, lines[3][0])
    parsed = IMPORTERS[name.split()[0]].read(Received(path, path.name), table.catalogue)
    list(parsed.rows)
    told = [(each.code, each.row, each.column) for each in parsed.issues if "merged" in each.code]
    assert told == [("cell.merged", 3, names[1]), ("cell.merged_across", 4, None)]
