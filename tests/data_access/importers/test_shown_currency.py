"""The currency that a cell shows: told where it is not that of the row, never taken for it."""

from pathlib import Path

import pytest
import xlsxwriter

from data_access.importers._child_currencies import money
from data_access.importers.gate import inspect
from data_access.importers.reader import RawRow, read_table
from data_access.vocabulary.drafts import ActionDraft, ParsedFile
from tests.data_access.importers.hostile_files import ods_cell, open_document
from tests.data_access.importers.old_books import number, old_book
from tests.data_access.importers.whole_workbook import parse

HEADERS = ("Código", "Título", "Entidad(es)", "País(es)", "Moneda", "Valor comprometido")
ROW = ("A1", "Uno", "SDM", "España")


@pytest.mark.parametrize(
    ("code", "currency"),
    [
        ("#,##0.00 [$€-407]", "EUR"),
        ("[$EUR] #,##0.00", "EUR"),
        (r'_-* #,##0.00\ "€"_-;-* #,##0', "EUR"),
        ("#,##0 €", "EUR"),
        (r"\£#,##0", "GBP"),
        ('"COP" #,##0', "COP"),
        ('"US$"#,##0', "USD"),
        ("0%", "%"),
        ("0.00 %", "%"),
        # What many share, and what is no money.
        ('0" % de avance"', ""),
        ('"$"#,##0', ""),
        ("[$$-409]#,##0", ""),
        ("[$-F800]dddd", ""),
        ('0" km"', ""),
        ("0000", ""),
        ('0;"€"', ""),
    ],
)
def test_the_currency_of_a_format(code: str, currency: str):
    found = money(code)
    assert (found.currency if found else "") == currency


def read(path: Path) -> ParsedFile[ActionDraft]:
    inspect(path)
    return parse(read_table(path), path.name)


def told(parsed: ParsedFile[ActionDraft]) -> list[tuple[str, str, str]]:
    return [
        (issue.code, issue.values["written"], issue.values["currency"])
        for row in parsed.rows
        for issue in row.issues
    ]


def amounts(parsed: ParsedFile[ActionDraft]) -> list[tuple[int, str]]:
    return [(row.draft.amounts[0].amount, row.draft.amounts[0].currency) for row in parsed.rows]


def workbook(path: Path, code: str, currency: str) -> Path:
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADERS)
        sheet.write_row(1, 0, [*ROW, currency])
        sheet.write_number(1, 5, 1500, book.add_format({"num_format": code}))
    return path


@pytest.mark.parametrize(
    ("code", "currency", "wanted"),
    [
        ("#,##0.00 [$€-407]", "USD", [("currency.other_format", "EUR", "USD")]),
        ("#,##0.00 [$€-407]", "EUR", []),
        ('"$"#,##0', "USD", []),
        ("0.00", "USD", []),
    ],
)
def test_a_format_of_another_currency_is_told(
    tmp_path: Path, code: str, currency: str, wanted: list
):
    parsed = read(workbook(tmp_path / "a.xlsx", code, currency))
    assert (told(parsed), amounts(parsed)) == (wanted, [(1500, currency)])


@pytest.mark.parametrize(
    ("stated", "shown", "wanted"),
    [
        ("EUR", "1.500,00 €", [("currency.other_format", "EUR", "USD")]),
        ("EUR", "", [("currency.other_format", "EUR", "USD")]),
        ("USD", "US$ 1.500", []),
        # The button of a Colombian spreadsheet says COP of whatever it shows as $.
        ("COP", "$ 1.500", []),
        ("COP", "1.500 COP", [("currency.other_format", "COP", "USD")]),
    ],
)
def test_a_cell_of_an_open_document_states_its_currency(
    tmp_path: Path, stated: str, shown: str, wanted: list
):
    head = "".join(map(ods_cell, HEADERS))
    body = "".join(map(ods_cell, (*ROW, "USD")))
    amount = (
        f'<table:table-cell office:value-type="currency" office:currency="{stated}" '
        f'office:value="1500"><text:p>{shown}</text:p></table:table-cell>'
    )
    rows = (
        f"<table:table-row>{head}</table:table-row><table:table-row>{body}{amount}"
        "</table:table-row>"
    )
    parsed = read(open_document(tmp_path / "a.ods", rows))
    assert (told(parsed), amounts(parsed)) == (wanted, [(1500, "USD")])


def test_an_amount_that_is_shown_as_a_percentage_is_its_number_and_told(tmp_path: Path):
    books = [
        workbook(tmp_path / "a.xlsx", "0%", "USD"),
        workbook(tmp_path / "b.xlsx", "0.0%", "USD"),
    ]
    for path in books:
        (row,) = read(path).rows
        assert [(issue.code, issue.column) for issue in row.issues] == [
            ("amount.percentage", "Valor comprometido")
        ]
        assert row.draft is not None
        assert [amount.amount for amount in row.draft.amounts] == [1500]


def test_a_percentage_of_an_open_document_is_told_too(tmp_path: Path):
    head = "".join(map(ods_cell, HEADERS))
    body = "".join(map(ods_cell, (*ROW, "USD")))
    amount = (
        '<table:table-cell office:value-type="percentage" office:value="0.4"><text:p>40 %</text:p>'
        "</table:table-cell>"
    )
    rows = (
        f"<table:table-row>{head}</table:table-row><table:table-row>{body}{amount}"
        "</table:table-row>"
    )
    (row,) = read(open_document(tmp_path / "a.ods", rows)).rows
    assert [issue.code for issue in row.issues] == ["amount.percentage"]


def test_an_old_book_marks_percentages_too(tmp_path: Path):
    path = old_book(tmp_path / "a.xls", [number(0, 0, 0.4, 1)], ["0.00%"])
    (sheet,) = read_table(path)
    assert list(sheet.rows) == [RawRow(1, [0.4], {}, {0: "%"})]


def test_a_code_with_a_currency_stays_itself(tmp_path: Path):
    path = old_book(
        tmp_path / "a.xls", [number(0, 0, 7, 1), number(0, 1, 7, 2)], ["0 [$EUR]", "000"]
    )
    (sheet,) = read_table(path)
    (row,) = sheet.rows
    assert row == RawRow(1, [7, 7], {1: "007"}, {0: "EUR"})
    assert row.with_codes([0, 1]).cells == [7, "007"]
