"""A row of a text table with more cells than its header is returned by every importer."""

from pathlib import Path

import pytest
import xlsxwriter

from data_access.importers.apc import PROJECT_COLUMNS
from data_access.importers.reader import read_table
from data_access.importers.received import Received
from data_access.importers.registry import IMPORTERS
from data_access.vocabulary.drafts import ParsedFile
from tests.data_access.importers.test_nothing_is_dropped import TABLES, Table, filled

RATES = "currency_code,quote_code,valid_from,valid_to,rate,rate_source"
DAY = "USD,COP,2024-01-0{0},2024-01-0{0},{1},Banco"


def sent(name: str, table: Table, path: Path, text: str) -> ParsedFile:
    path.write_text(text, encoding="utf-8")
    companions = {}
    if table.companion:
        companions[table.companion] = path
        first, columns = TABLES["apc"]
        path = path.with_name("primera.csv")
        rows = [filled(first.good, at) for at in (2, 3)]
        path.write_text(text_of(list(columns), rows), encoding="utf-8")
    parsed = IMPORTERS[name.split()[0]].read(
        Received(path, path.name, companions, {}), table.catalogue
    )
    parsed.rows = list(parsed.rows)
    return parsed


def text_of(columns: list[str], rows: list[dict[str, str]], more: tuple[str, ...] = ()) -> str:
    """The table; its last row has ``more`` beyond its header."""
    lines = [columns, *([row.get(name, "") for name in columns] for row in rows)]
    lines[-1] = [*lines[-1], *more]
    return "\n".join("|".join(line) for line in lines)


def wide(parsed: ParsedFile) -> list[int | None]:
    return [
        issue.row for row in parsed.rows for issue in row.issues if issue.code == "row.too_wide"
    ]


@pytest.mark.parametrize("name", TABLES)
def test_every_importer_returns_the_row_that_is_too_wide(name: str, tmp_path: Path):
    table, columns = TABLES[name]
    rows = [filled(table.good, number) for number in (2, 3)]
    good = sent(name, table, tmp_path / "a.csv", text_of(list(columns), rows, ("", " ")))
    assert wide(good) == []
    parsed = sent(name, table, tmp_path / "a.csv", text_of(list(columns), rows, ("", "05")))
    assert wide(parsed) == [3]
    assert [row.is_rejected for row in parsed.rows if row.row_number == 3] == [True]
    assert [rate.row for rate in parsed.rates] in ([], [2])
    assert "column.unnamed" not in [issue.code for issue in parsed.issues]


def rates_of(tmp_path: Path, *lines: str) -> ParsedFile:
    table, _ = TABLES["rates"]
    return sent("rates", table, tmp_path / "a.csv", "\n".join(lines))


def test_decimal_commas_between_commas_are_no_rates(tmp_path: Path):
    lines = [DAY.format(day, f"{4324 + day},05") for day in (1, 2, 3)]
    parsed = rates_of(tmp_path, RATES, *lines)
    assert (parsed.rates, wide(parsed)) == ([], [2, 3, 4])
    assert "tiene 7 celdas y el encabezado 6" in parsed.rows[0].issues[0].sentence
    assert [issue.code for issue in parsed.rows[0].issues] == ["row.too_wide"]


def test_a_column_whose_header_is_empty_makes_no_row_too_wide(tmp_path: Path):
    parsed = rates_of(tmp_path, f"{RATES},,", f"{DAY.format(1, 4325)},nota,", DAY.format(2, 4326))
    assert ([rate.rate for rate in parsed.rates], wide(parsed)) == ([4325, 4326], [])
    assert "column.unnamed" in [issue.code for issue in parsed.issues]


def test_a_workbook_says_itself_in_which_column_its_cells_are(tmp_path: Path):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, RATES.split(","))
        sheet.write_row(1, 0, [*DAY.format(1, 4325).split(","), "nota"])
    (found,) = read_table(path)
    assert found.width(found.rows[0]) == 0
    table, _ = TABLES["rates"]
    parsed = IMPORTERS["rates"].read(Received(path, path.name), table.catalogue)
    assert [rate.rate for rate in parsed.rates] == [4325]


def test_a_wide_row_of_a_companion_leaves_out_the_project_that_it_tells_of(tmp_path: Path):
    table, _ = TABLES["apc projects"]
    rows = [filled(table.good, number) for number in (2, 3)]
    text = text_of(list(PROJECT_COLUMNS), rows, ("05",))
    parsed = sent("apc projects", table, tmp_path / "projects.csv", text)
    assert [(row.row_number, row.is_rejected) for row in parsed.rows] == [(2, False), (3, True)]
