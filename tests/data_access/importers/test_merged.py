"""What merged cells hide, also where one of them reaches the end of the sheet."""

from data_access.importers.merged import merged_down
from data_access.importers.reader import Merged


def test_cells_merged_to_the_end_of_the_sheet_are_told_as_one_stretch() -> None:
    whole = Merged(first_row=2, last_row=1_048_576, first_column=0, last_column=16_383)
    (issue,) = merged_down([whole] * 3, 1, {0: "Código"}, "Hoja1")
    assert (issue.row, issue.column) == (3, "Código")
    assert issue.values["rows"] == "3-1048576"


def test_several_merged_cells_of_a_column_are_told_together() -> None:
    cells = [Merged(2, 4, 1, 1), Merged(6, 7, 0, 1), Merged(9, 10, 5, 6)]
    (issue,) = merged_down(cells, 1, {1: "Aliado"}, "")
    assert issue.values["rows"] == "3-4, 7"
