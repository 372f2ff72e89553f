"""Reading of workbooks and text tables; it runs in the child process."""

from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from datetime import date, time, timedelta
from math import isfinite
from pathlib import Path
from typing import Any

import python_calamine

from data_access.importers._child_book import sheets
from data_access.importers._child_marks import Marks, SheetMarks
from data_access.importers._child_ods import ods_marks
from data_access.importers._child_sheet import about_covered, about_formulas, about_shape
from data_access.importers._child_text import read_text_table
from data_access.importers._child_xls import xls_marks
from data_access.importers._child_xlsx import xlsx_marks
from data_access.importers.gate import FileKind, kind_of
from data_access.importers.gate_refusals import damaged_workbook, encrypted
from data_access.importers.gate_sheets import too_many_columns, too_many_rows
from data_access.importers.limits import MAX_CELL_SIGNS, MAX_COLUMNS, MAX_ROWS
from data_access.importers.refusal import Refused, refuse
from data_access.vocabulary.messages import N_

_EXACT_INTEGERS = 2**53


def read(path: Path) -> Iterator[Any]:
    """Yield ``{"sheet", "is_hidden", "issues"}`` for each sheet, then each of its rows as
    ``[number, cells]``, followed by the places of the cells that are days or instants (ISO 8601)
    and by ``[place, text]`` for each number that the sheet shows as a code,
    ``[place, currency, true]`` for each that it shows with a currency or as a percentage, and
    ``[place, text, true, true]`` for each that it shows between words.

    Of a workbook it also tells ``hidden_rows`` and ``hidden_columns`` that hold something, whether
    the sheet ``is_empty``, and as ``merged`` the first and the last row, and then column, of each
    merged cell; and as ``days_ahead`` how much later than others the book begins to count days.
    """
    kind = kind_of(path)
    if kind is FileKind.XML:
        raise refuse(
            "file.not_a_table",
            N_("Se esperaba una tabla (.xlsx, .xls, .ods o .csv) y el archivo es XML."),
        )
    if kind is FileKind.TEXT:
        return read_text_table(path)
    return _read_workbook(path)


def _read_workbook(path: Path) -> Iterator[Any]:
    try:
        # The table parser lets other threads work, and neither waits for the other.
        with ThreadPoolExecutor(1) as beside:
            marking = beside.submit(_marks, path)
            for sheet, rows in sheets(path):
                marks = (marking.result() or {}).get(sheet.name, Marks())
                issues = [
                    *about_formulas(sheet.name, marks, is_known=marking.result() is not None),
                    *about_covered(sheet.name, rows, marks),
                ]
                is_hidden = sheet.visible is not python_calamine.SheetVisibleEnum.Visible
                yield {
                    "sheet": sheet.name,
                    "is_hidden": is_hidden,
                    "issues": [asdict(issue) for issue in issues],
                    **about_shape(rows, marks),
                }
                yield from _rows(rows, marks)
    except python_calamine.PasswordError as error:
        raise encrypted() from error
    except (Refused, MemoryError, GeneratorExit):
        raise
    except BaseException as error:  # a panic of the parser is not an Exception
        raise damaged_workbook() from error


def _marks(path: Path) -> SheetMarks | None:
    if kind_of(path) is FileKind.OLD_WORKBOOK:
        return xls_marks(path)
    return ods_marks(path) or xlsx_marks(path)


def _rows(sheet: python_calamine.CalamineSheet, marks: Marks) -> Iterator[list[Any]]:
    first_row, first_column = sheet.start or (0, 0)
    if first_column + sheet.width > MAX_COLUMNS:
        raise too_many_columns()
    if first_row + sheet.height > MAX_ROWS:
        raise too_many_rows()
    margin = [None] * first_column
    number = 0
    for number, values in enumerate(sheet.iter_rows() if sheet.start else (), start=1):
        days = [
            place
            for place, value in enumerate(values, start=first_column)
            if isinstance(value, date)
        ]
        cells = margin + [_cell(value) for value in values]
        _fill(cells, marks.failed.get(number, {}))
        while cells and cells[-1] is None:
            cells.pop()
        if cells:
            yield [number, cells, *days, *_shown(cells, marks, number)]
    # The parser leaves out the rows and columns at the end in which nothing has a value.
    for beyond in sorted(each for each in marks.failed if each > number):
        cells = []
        _fill(cells, marks.failed[beyond])
        yield [beyond, cells]


def _fill(cells: list[Any], failed: Mapping[int, str]) -> None:
    for place, text in failed.items():
        cells += [None] * (place + 1 - len(cells))
        cells[place] = text


def _shown(cells: list[Any], marks: Marks, row: int) -> list[list[Any]]:
    """What a row shows beside its numbers."""
    told: list[list[Any]] = []
    for texts, more in (
        (marks.shown, []),
        (marks.currencies, [True]),
        (marks.worded, [True, True]),
    ):
        told += (
            [place, text, *more]
            for place, text in texts.get(row, {}).items()
            if place < len(cells) and type(cells[place]) in (int, float)
        )
    return told


def _cell(value: Any) -> Any:
    if isinstance(value, str):
        if len(value) > MAX_CELL_SIGNS:
            raise cell_too_long()
        return value or None
    if isinstance(value, float):
        if not isfinite(value):
            return str(value)
        return int(value) if value.is_integer() and abs(value) < _EXACT_INTEGERS else value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time | timedelta):
        return str(value)
    return value


def cell_too_long() -> Refused:
    """The refusal of a file with a text that no spreadsheet could hold."""
    return refuse(
        "file.cell_too_long",
        N_(
            "Una celda tiene más de {limit} caracteres. Acorte el texto o llévelo a un documento "
            "aparte."
        ),
        limit=str(MAX_CELL_SIGNS),
    )
