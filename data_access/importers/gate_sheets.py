"""Counts the rows and columns that a sheet's XML asks for, before a parser makes room for them."""

from collections.abc import Callable
from itertools import product
from string import ascii_uppercase

from data_access.importers.limits import MAX_COLUMNS, MAX_ROWS
from data_access.importers.refusal import Refused, refuse
from data_access.vocabulary.messages import N_

_DIGITS = "0123456789"
_LETTERS = [*ascii_uppercase, *(a + b for a, b in product(ascii_uppercase, repeat=2))]
_ALLOWED_COLUMNS = frozenset(_LETTERS[:MAX_COLUMNS])


def too_many_rows() -> Refused:
    """The refusal of a sheet that is too long."""
    return refuse(
        "file.too_many_rows",
        N_(
            "El archivo usa más de {limit} filas. Borre las filas vacías con formato que haya al "
            "final, o divida el archivo."
        ),
        limit=str(MAX_ROWS),
    )


def too_many_columns() -> Refused:
    """The refusal of a sheet that is too wide."""
    return refuse(
        "file.too_many_columns",
        N_(
            "El archivo usa más de {limit} columnas. Deje sólo las columnas de la plantilla y "
            "borre las demás."
        ),
        limit=str(MAX_COLUMNS),
    )


def xlsx_checker() -> Callable[[str, dict[str, str]], None]:
    """A reader of start tags that refuses cells beyond the limits in a part of an .xlsx book.

    Rows and cells are told by their ``r`` reference and, when they have none, by their number.
    """
    rows = cells_of_row = 0
    last_row = ""

    def check(name: str, attributes: dict[str, str]) -> None:
        nonlocal rows, cells_of_row, last_row
        if name == "c":
            cells_of_row += 1
            reference = attributes.get("r")
            if reference:
                column = reference.rstrip(_DIGITS)
                row = reference[len(column) :]
                if row != last_row or column not in _ALLOWED_COLUMNS:
                    _check_reference(column, row)
                    last_row = row
            # The calculation chain also lists cells, but outside any row.
            if rows and cells_of_row > MAX_COLUMNS:
                raise too_many_columns()
        elif name == "row":
            rows += 1
            cells_of_row = 0
            if rows > MAX_ROWS or _number(attributes.get("r", "")) > MAX_ROWS:
                raise too_many_rows()
        elif ":" in name:
            check(name.rpartition(":")[2], attributes)

    return check


def ods_checker() -> Callable[[str, dict[str, str]], None]:
    """The same for ``content.xml`` of an .ods book, where one tag may stand for many cells.

    Empty repeated rows and cells are how LibreOffice fills a sheet, so only those that hold
    something count.
    """
    row = pending_rows = column = filled_cells = 0
    repeats = 1

    def check(name: str, attributes: dict[str, str]) -> None:
        nonlocal row, pending_rows, column, repeats, filled_cells
        local = name.rpartition(":")[2]
        if local == "table":
            row = pending_rows = column = 0
        elif local == "table-row":
            row += pending_rows
            repeats = _number(attributes.get("table:number-rows-repeated", "1"))
            pending_rows = repeats
            column = 0
        elif local in ("table-cell", "covered-table-cell"):
            width = _number(attributes.get("table:number-columns-repeated", "1"))
            column += width
            if "office:value-type" in attributes or "table:formula" in attributes:
                filled_cells += width * repeats
                if column > MAX_COLUMNS:
                    raise too_many_columns()
                if row + repeats > MAX_ROWS or filled_cells > MAX_ROWS * MAX_COLUMNS:
                    raise too_many_rows()

    return check


def _check_reference(column: str, row: str) -> None:
    if column.upper() not in _ALLOWED_COLUMNS:
        raise too_many_columns()
    if _number(row) > MAX_ROWS:
        raise too_many_rows()


def _number(text: str) -> int:
    if not text:
        return 0
    if len(text) > 9 or not text.isdecimal():
        raise too_many_rows()
    return int(text)
