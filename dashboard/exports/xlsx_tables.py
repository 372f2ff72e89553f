"""Writes a table as a workbook: a sheet of data with its total, and a sheet with the receipt."""

from __future__ import annotations

import io
import re
from decimal import Decimal
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from dashboard.exports.kinds import EXACT, FRACTION, INTEGER, MONEY, NUMBER
from dashboard.exports.tables import WHY, ExportTable, cell
from layouts.texts.catalogue import _

MAX_ROWS = 100_000
_MAX_TEXT = 32_767
_WIDEST = 60
_FORMATS = {
    INTEGER: "0",
    MONEY: "#,##0.00",
    FRACTION: "0.0%",
    NUMBER: "#,##0.######",
    EXACT: "General",
}
_CONTROL = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f￾￿]")
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def write_xlsx(table: ExportTable) -> bytes:
    """The bytes of the workbook. The rows are at most :data:`MAX_ROWS`; nothing is a formula."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, _OPTIONS) as workbook:
        workbook.set_properties({"title": table.title, "author": "GLOBO"})
        formats = {
            name: {
                weight: workbook.add_format({"num_format": pattern, "bold": weight == "total"})
                for weight in ("row", "total")
            }
            for name, pattern in {**_FORMATS, "text": "@"}.items()
        }
        heading = workbook.add_format(
            {"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}
        )
        _write_data(workbook.add_worksheet(_("Datos")), table, formats, heading)
        wrapped = workbook.add_format({"text_wrap": True, "valign": "top"})
        _write_receipt(workbook.add_worksheet(_("Ficha")), table, heading, wrapped)
    return buffer.getvalue()


def _write_data(
    sheet: Worksheet, table: ExportTable, formats: dict[str, dict[str, Format]], heading: Format
) -> None:
    widths = [len(column.heading) for column in table.columns]
    for index, column in enumerate(table.columns):
        sheet.write_string(0, index, column.heading, heading)
    last = 0
    for last, row in enumerate(table.rows, start=1):
        for index, column in enumerate(table.columns):
            value = cell(row, column)
            _write(sheet, last, index, value, formats[column.kind]["row"])
            widths[index] = max(widths[index], len(str(value or "")))
    if table.total:
        for index, column in enumerate(table.columns):
            value = table.total.get(column.key)
            if index == 0:
                value = table.total_name
            elif column.key != WHY and not isinstance(value, int | Decimal):
                continue
            _write(sheet, last + 1, index, value, formats[column.kind]["total"])
    for index, width in enumerate(widths):
        sheet.set_column(index, index, min(max(width, 10), _WIDEST) + 2)
    sheet.freeze_panes(1, 0)
    if last and table.columns:
        sheet.autofilter(0, 0, last, len(table.columns) - 1)


def _write_receipt(sheet: Worksheet, table: ExportTable, heading: Format, wrapped: Format) -> None:
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 1, 100)
    for index, (label, words) in enumerate(table.receipt):
        sheet.write_string(index, 0, _clean(label), heading)
        sheet.write_string(index, 1, _clean(words), wrapped)


def _write(sheet: Worksheet, row: int, column: int, value: Any, style: Format) -> None:
    if value is None:
        sheet.write_blank(row, column, None, style)
    elif isinstance(value, int | Decimal):
        # A zero that came out of a negative one has a sign of its own.
        sheet.write_number(row, column, value or 0, style)
    else:
        sheet.write_string(row, column, _clean(value), style)


def _clean(text: str) -> str:
    return _CONTROL.sub("", text)[:_MAX_TEXT]
