"""Reading of workbooks and text tables; it runs in the child process."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from datetime import date, time, timedelta
from math import isfinite
from pathlib import Path
from typing import Any

import python_calamine

from data_access.importers._child_errors import ErrorCells, error_cells
from data_access.importers._child_text import read_text_table
from data_access.importers.gate import FileKind, kind_of
from data_access.importers.gate_archive import damaged_workbook, encrypted
from data_access.importers.gate_sheets import too_many_columns, too_many_rows
from data_access.importers.limits import MAX_CELL_SIGNS, MAX_COLUMNS, MAX_ROWS
from data_access.importers.refusal import Refused, refuse
from data_access.vocabulary.issues import Issue, Severity
from data_access.vocabulary.messages import N_

_EXACT_INTEGERS = 2**53


def read(path: Path) -> Iterator[Any]:
    """Yield ``{"sheet", "is_hidden", "issues"}`` for each sheet, then each of its rows as
    ``[number, cells]``, followed by the places of the cells that are days or instants (ISO 8601).
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
    is_old = kind_of(path) is FileKind.OLD_WORKBOOK
    told = [asdict(_about_old_workbooks())] if is_old else []
    try:
        # The table parser lets other threads work, and neither waits for the other.
        with (
            ThreadPoolExecutor(1) as beside,
            python_calamine.CalamineWorkbook.from_path(path) as book,
        ):
            errors = beside.submit(lambda: {} if is_old else error_cells(path))
            for index, sheet in enumerate(book.sheets_metadata):
                if sheet.typ is not python_calamine.SheetTypeEnum.WorkSheet:
                    continue
                is_hidden = sheet.visible is not python_calamine.SheetVisibleEnum.Visible
                yield {"sheet": sheet.name, "is_hidden": is_hidden, "issues": told}
                told = []
                rows = book.get_sheet_by_index(index)
                yield from _rows(rows, errors.result().get(sheet.name, {}))
    except python_calamine.PasswordError as error:
        raise encrypted() from error
    except (Refused, MemoryError, GeneratorExit):
        raise
    except BaseException as error:  # a panic of the parser is not an Exception
        raise damaged_workbook() from error


def _about_old_workbooks() -> Issue:
    # The parser gives failed formulas of this format as empty cells, and nothing tells them apart.
    return Issue(
        "file.old_workbook",
        N_(
            "El libro está en el formato antiguo .xls, en el que una fórmula con error se lee como "
            "celda vacía. Guárdelo como .xlsx para que se revise todo."
        ),
        Severity.WARNING,
    )


def _rows(sheet: python_calamine.CalamineSheet, errors: ErrorCells) -> Iterator[list[Any]]:
    start = sheet.start
    if start is None:
        return
    first_row, first_column = start
    if first_column + sheet.width > MAX_COLUMNS:
        raise too_many_columns()
    if first_row + sheet.height > MAX_ROWS:
        raise too_many_rows()
    margin = [None] * first_column
    # The iterator begins at the first row of the sheet, but at its first filled column.
    for number, values in enumerate(sheet.iter_rows(), start=1):
        days = [
            place
            for place, value in enumerate(values, start=first_column)
            if isinstance(value, date)
        ]
        cells = margin + [_cell(value) for value in values]
        for place, text in errors.get(number, {}).items():
            cells[place] = text
        while cells and cells[-1] is None:
            cells.pop()
        if cells:
            yield [number, cells, *days]


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
