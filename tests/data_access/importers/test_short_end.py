"""A text table whose last row alone is short may have been cut off, and that is told."""

from pathlib import Path

import pytest

from data_access.importers.reader import read_table

HEADER = "Código;Título;Valor;Moneda"
FULL = "A1;Uno;100;USD"


def told(tmp_path: Path, *lines: str, end: str = "\n") -> list[tuple[int | None, dict[str, str]]]:
    path = tmp_path / "a.csv"
    path.write_text("\n".join(lines) + end, encoding="utf-8")
    (sheet,) = read_table(path)
    found = [issue for issue in sheet.issues if issue.code == "file.short_end"]
    assert {issue.severity.value for issue in found} <= {"warning"}
    return [(issue.row, issue.values) for issue in found]


@pytest.mark.parametrize("end", ["", "\n", "\n\n;;;\n"])
def test_a_short_last_row_is_told_with_its_place(tmp_path: Path, end: str) -> None:
    lines = ("Un título", HEADER, FULL, FULL, "A3;Tre")
    assert told(tmp_path, *lines, end=end) == [(5, {"cells": "2", "width": "4"})]


@pytest.mark.parametrize(
    "lines",
    [
        (HEADER, FULL, FULL),
        (HEADER, FULL, "A2;Dos;7;"),
        (HEADER, "A1;Uno", FULL, "A2;Dos"),
        (HEADER, FULL, "A1;Uno", "A2;Dos"),
        (HEADER, FULL, "A1;Uno", FULL),
        (HEADER, "A1;Uno"),
    ],
)
def test_other_tables_are_not_cut(tmp_path: Path, lines: tuple[str, ...]) -> None:
    assert told(tmp_path, *lines) == []
