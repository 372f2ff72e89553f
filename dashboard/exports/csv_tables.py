"""Writes a table as CSV.

The first line has the headings, so that any program finds the table at once; after the last row an
empty line and lines that begin with ``#`` tell the total, the filters, the cut-off, the source and
the licence (``pandas.read_csv(…, comment="#")`` leaves them out). UTF-8 with a mark, commas between
cells, a point before decimals.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from dashboard.exports.tables import WHY, ExportTable, cell, plain, written

MARK = b"\xef\xbb\xbf"
_ROWS_AT_ONCE = 500
_STARTS_FORMULA = re.compile("^[\\s\0]*[=+\\-@＝＋－＠]|^[\t\r\n\0]")
_PLAIN_NUMBER = re.compile(r"[+-]?\d{1,18}([.,]\d+)?")


def harmless(text: str) -> str:
    """``text`` so written that no spreadsheet takes it for a formula.

    An apostrophe goes before what a spreadsheet would calculate; a plain number stays as it is.
    """
    if _STARTS_FORMULA.match(text) and not _PLAIN_NUMBER.fullmatch(text):
        text = f"'{text}"
    return text.replace("\0", "")


def write_csv(table: ExportTable) -> Iterator[bytes]:
    """The bytes of the file, some hundred rows at a time."""
    yield MARK
    buffer = io.StringIO()
    writer = csv.writer(buffer, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    writer.writerow([harmless(column.heading) for column in table.columns])
    for number, row in enumerate(table.rows, start=1):
        writer.writerow([_csv_cell(cell(row, column), column.kind) for column in table.columns])
        if number % _ROWS_AT_ONCE == 0:
            yield _taken(buffer)
    for line in _foot(table):
        buffer.write(f"{line}\r\n")
    yield _taken(buffer)


def _csv_cell(value: Any, kind: str) -> Any:
    if isinstance(value, Decimal):
        return _Number(value, kind)
    return harmless(value) if isinstance(value, str) else "" if value is None else value


class _Number(float):
    """A decimal that the csv module writes without quotes and without losing a digit."""

    text: str

    def __new__(cls, value: Decimal, kind: str) -> _Number:
        number = super().__new__(cls, value)
        number.text = written(value, kind)
        return number

    def __str__(self) -> str:
        return self.text

    __repr__ = __str__


def _foot(table: ExportTable) -> Iterator[str]:
    yield ""
    for column in table.columns:
        value = table.total.get(column.key)
        told = plain(value) if isinstance(value, int | Decimal) else value
        if told and (told is not value or column.key == WHY):
            yield f"# {table.total_name} · {column.heading}: {' '.join(told.split())}"
    for label, words in table.receipt:
        yield f"# {label}: {' '.join(words.split())}"


def _taken(buffer: io.StringIO) -> bytes:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text.encode("utf-8")
