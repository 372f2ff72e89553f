"""A column that stands twice in a header: which is read, and no row that contradicts itself."""

from pathlib import Path
from typing import Any

import pytest

from data_access.importers.reader import RawRow
from data_access.importers.repeated import numbered, places_by_key, repeated
from data_access.vocabulary.issues import Issue
from tests.data_access.importers.test_cooperation_shape import HEADERS, action, codes, table
from tests.data_access.importers.test_nothing_is_dropped import TABLES, filled
from tests.data_access.importers.test_too_wide import sent, text_of


def contradicted(parsed: Any) -> list[tuple[int | None, str | None]]:
    issues = [issue for row in parsed.rows for issue in row.issues]
    return [(each.row, each.column) for each in issues if each.code == "column.contradicted"]


def of_header(issues: list[Issue]) -> list[tuple[str | None, str]]:
    return [(each.column, each.severity) for each in issues if each.code == "column.repeated"]


@pytest.mark.parametrize("name", TABLES)
def test_every_importer_returns_the_row_that_contradicts_itself(name: str, tmp_path: Path):
    table, columns = TABLES[name]
    column = next(each for each in reversed(list(columns)) if table.good.get(each))
    rows = [filled(table.good, number) for number in (2, 3)]
    lines = text_of(list(columns), rows).split("\n")
    again = [column, rows[0][column], f"{rows[1][column]}9"]
    text = "\n".join(f"{line}|{more}" for line, more in zip(lines, again, strict=True))
    parsed = sent(name, table, tmp_path / "a.csv", text)
    assert contradicted(parsed) == [(3, "projects.csv" if table.companion else column)]
    assert [row.is_rejected for row in parsed.rows if row.row_number == 3] == [True]
    assert [rate.row for rate in parsed.rates] in ([], [2])
    assert of_header(parsed.issues) == [(column, "warning")]


def test_what_both_columns_say_is_told_with_their_letters():
    twice = repeated("Hoja", 1, ["valor", "x", "Valor"], {"valor": [0, 2], "x": [1]})
    (issue,) = twice.differing(RawRow(5, [1.5, "a", "2"]))
    assert "columnas A y C" in issue.sentence
    assert "«1.5» en una y «2» en la otra" in issue.sentence
    (issue,) = twice.issues()
    assert "«valor» (A), «Valor» (C)" in issue.sentence
    assert not twice.differing(RawRow(6, [2.0, "a", "2"])) and not twice.differing(RawRow(7, []))
    assert len(twice.differing(RawRow(8, [2.0]))) == 1


def test_a_column_of_its_own_name_goes_before_one_that_means_the_same():
    key_of = {"id": "code", "código": "code", "code": "code", "valor": "value"}.get
    headers = ["id", "valor", "", "código", "code", "otra"]
    assert places_by_key(headers, key_of, {"codigo"}) == {"code": [3, 4, 0], "value": [1]}


def test_headers_alike_get_numbers_that_no_other_has():
    assert numbered(["a", "", "a", "a (2)", "", "a"]) == (
        "a",
        "",
        "a (2)",
        "a (2) (2)",
        "",
        "a (3)",
    )


def test_the_code_is_the_column_that_is_called_so():
    parsed = table(["1", *action("A-1")], ["2", *action("A-2")], headers=["ID", *HEADERS])
    assert codes(parsed) == ["A-1", "A-2"]
    assert of_header(parsed.issues) == [("Código", "warning")]
    assert "«Código» (B), «ID» (A)" in parsed.issues[0].sentence
