"""Counts the rows and columns that a sheet's XML asks for, before a parser makes room for them."""

from collections.abc import Callable
from itertools import product
from string import ascii_uppercase

from data_access.importers.limits import MAX_COLUMNS, MAX_ROWS
from data_access.importers.refusal import Refused, refuse
from data_access.vocabulary.messages import N_

_DIGITS = "0123456789"
_LETTERS = [*ascii_uppercase, *(a + b for a, b in product(ascii_uppercase, repeat=2))]
_CONTENTS = ("v", "is", "f")
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
    Only cells that hold something count: the parser makes no room for those with a format alone.
    """
    row = _Row()

    def check(name: str, attributes: dict[str, str]) -> None:
        if name == "c":
            row.begin_cell(attributes.get("r", ""))
        elif name in _CONTENTS:
            row.fill_cell()
        elif name == "row":
            row.begin(attributes.get("r", ""))
        elif ":" in name:
            check(name.rpartition(":")[2], attributes)

    return check


class _Row:
    """Where the reading of a sheet is: its row, and the cell in it that may be filled."""

    def __init__(self) -> None:
        self._rows = self._cells = self._filled = 0
        self._cell: str | None = None
        self._last_row = ""

    def begin(self, reference: str) -> None:
        """A row begins; a far one counts when something is in it."""
        self._cells = self._filled = 0
        if _number(reference) <= MAX_ROWS:
            self._rows += 1
        if self._rows > MAX_ROWS:
            raise too_many_rows()

    def begin_cell(self, reference: str) -> None:
        """A cell begins. The calculation chain also lists cells, but fills none."""
        self._cells += 1
        self._cell = reference

    def fill_cell(self) -> None:
        """The cell holds a value, a text or a formula."""
        if self._cell is None:
            return
        self._filled += 1
        if self._cell:
            column = self._cell.rstrip(_DIGITS)
            row = self._cell[len(column) :]
            if row != self._last_row or column not in _ALLOWED_COLUMNS:
                _check_reference(column, row)
                self._last_row = row
        elif self._cells > MAX_COLUMNS:
            raise too_many_columns()
        self._cell = None
        if self._filled > MAX_COLUMNS:
            raise too_many_columns()


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
