"""Days that are bare numbers in a book that counts its days from 1904."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from data_access.importers.reader import RawRow
from data_access.importers.received import Received
from data_access.importers.registry import IMPORTERS
from tests.data_access.importers.test_nothing_is_dropped import TABLES, filled

# 2024-03-05 is 45356 days after 1899-12-30 and 43894 after 1904-01-01, which is 1462 days later.
DAY, SERIAL, SERIAL_1904 = date(2024, 3, 5), 45356, 43894


def read(name: str, path: Path, serial: int, columns: list[str], *, is_1904: bool) -> Any:
    table, every = TABLES[name]
    row = dict(filled(table.good, 2)) | dict.fromkeys(columns, serial)
    with xlsxwriter.Workbook(path, {"date_1904": is_1904}) as book:
        sheet = book.add_worksheet("Datos")
        sheet.write_row(0, 0, list(every))
        sheet.write_row(1, 0, [row.get(each, "") for each in every])
    parsed = IMPORTERS[name].read(Received(path, path.name), table.catalogue)
    parsed.rows = list(parsed.rows)
    assert not any(row.is_rejected for row in parsed.rows)
    return parsed


def days_of(name: str, parsed: Any) -> list[date | None]:
    if name in ("trm", "rates"):
        return [parsed.rates[0].valid_from, parsed.rates[0].valid_to]
    draft = parsed.rows[0].draft
    if name == "cooperation":
        return [draft.starts_on, draft.ends_on]
    if name == "plan":
        return [draft.indicator.facts["starts_on"], draft.indicator.facts["ends_on"]]
    return [draft.decided_on]


@pytest.mark.parametrize(
    ("name", "columns"),
    [
        ("cooperation", ["Fecha de inicio", "Fecha de fin"]),
        ("trm", ["VIGENCIADESDE", "VIGENCIAHASTA"]),
        ("rates", ["valid_from", "valid_to"]),
        ("plan", ["fecha_inicio", "fecha_fin"]),
        ("reprogrammed", ["fecha"]),
    ],
)
def test_a_bare_number_is_a_day_of_its_own_book(name: str, columns: list[str], tmp_path: Path):
    for serial, is_1904 in ((SERIAL, False), (SERIAL_1904, True)):
        parsed = read(name, tmp_path / "a.xlsx", serial, columns, is_1904=is_1904)
        assert days_of(name, parsed) == [DAY] * len(columns)


def test_years_texts_and_other_columns_stay():
    row = RawRow(2, [2024, "43894", 43894.5, None, True, 43894])
    assert row.with_days([0, 1, 2, 3, 4, 9], 1462).cells == [
        2024, "43894", 45356.5, None, True, 43894,
    ]  # fmt: skip
    assert row.with_days([2], 0) is row
