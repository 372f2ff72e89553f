"""The marks of the sheets of an .ods book."""

import re
import zipfile
from pathlib import Path
from xml.parsers import expat

from data_access.importers._child_currencies import shown_currency
from data_access.importers._child_marks import Marks, SheetMarks, is_nothing
from data_access.importers._child_words import words_around
from data_access.importers.limits import CHUNK_BYTES, MAX_COLUMNS, MAX_ROWS
from data_access.validation.formulas import UNSAVED, error_text, is_cell_error
from data_access.validation.goal_values import PERCENT

_CONTENT = "content.xml"
_NAMES = "urn:oasis:names:tc:opendocument:xmlns:"
_TABLE, _OFFICE, _TEXT, _STYLE = (
    f"{_NAMES}{each}:1.0 " for each in ("table", "office", "text", "style")
)
_CALC = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 "
# What a content without any mark does not have: failed or unsaved formulas, hidden rows and
# columns, formats with leading zeros, decimals or words, money and percentages.
_MARK = re.compile(
    rb"formula=|\"error\"|visibility=|min-integer-digits=\"(?:[2-9]|1\d)|decimal-places=\"[1-9]"
    rb"|<number:text>[^<]*[A-Za-z]|covered-|office:currency=|\"percentage\"|(?:row-height|column-width)=\"0+(?:\.0*)?[a-z]*\""
)
_HIDDEN = ("collapse", "filter")
_SIZES = ("row-height", "column-width")
_CODE = re.compile(r"(?:[^\W\d_]+[-. ]?|)0\d+|[^\W\d_]+[-. ]?\d+|\d+[.,]\d*0")


def ods_marks(path: Path) -> SheetMarks:
    """The marks of each sheet of the book at ``path``."""
    with zipfile.ZipFile(path) as archive:
        if _CONTENT not in archive.namelist() or not _has_mark(archive):
            return {}
        reader = _Reader()
        with archive.open(_CONTENT) as file:
            reader.parser.ParseFile(file)
        return reader.sheets


def _has_mark(archive: zipfile.ZipFile) -> bool:
    tail = b""
    with archive.open(_CONTENT) as file:
        while chunk := file.read(CHUNK_BYTES):
            if _MARK.search(tail + chunk):
                return True
            tail = chunk[-32:]
    return False


class _Reader:
    """Gathers the marks of all sheets while the content is parsed.

    One element may stand for many rows or cells.
    """

    def __init__(self) -> None:
        self.sheets: SheetMarks = {}
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self._marks = Marks()
        self._style = ""
        self._hiding: set[str] = set()
        self._row = self._rows = self._column = self._columns = 0
        self._cell: dict[str, str] | None = None
        self._text = ""
        self._notes = 0

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name == f"{_TABLE}table":
            self._marks = self.sheets.setdefault(attributes.get(f"{_TABLE}name", ""), Marks())
            self._row, self._rows, self._column = 1, 0, 0
        elif name == f"{_TABLE}table-column":
            self._start_column(attributes)
        elif name == f"{_TABLE}table-row":
            self._start_row(attributes)
        elif name in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
            self._start_cell(attributes, is_covered=name != f"{_TABLE}table-cell")
        elif name == f"{_OFFICE}annotation":
            self._notes += 1
        elif name.startswith(_STYLE):
            self._start_style(name, attributes)
        elif name == f"{_TEXT}p" and self._cell is not None and not self._notes:
            self.parser.CharacterDataHandler = self._add_text

    def _start_style(self, name: str, attributes: dict[str, str]) -> None:
        if name == f"{_STYLE}style":
            self._style = attributes.get(f"{_STYLE}name", "")
        elif any(is_nothing(attributes.get(f"{_STYLE}{each}", "")) for each in _SIZES):
            self._hiding.add(self._style)

    def _is_hidden(self, attributes: dict[str, str]) -> bool:
        is_hiding = attributes.get(f"{_TABLE}style-name") in self._hiding
        return is_hiding or attributes.get(f"{_TABLE}visibility") in _HIDDEN

    def _start_column(self, attributes: dict[str, str]) -> None:
        columns = int(attributes.get(f"{_TABLE}number-columns-repeated", "1"))
        if self._is_hidden(attributes):
            self._marks.hide_columns(self._column, self._column + columns - 1)
        self._column += columns

    def _start_row(self, attributes: dict[str, str]) -> None:
        self._row += self._rows
        self._rows = int(attributes.get(f"{_TABLE}number-rows-repeated", "1"))
        self._column = self._columns = 0
        if self._is_hidden(attributes):
            self._marks.hide_rows(self._row, self._row + self._rows - 1)

    def _start_cell(self, attributes: dict[str, str], *, is_covered: bool) -> None:
        self._column += self._columns
        self._columns = int(attributes.get(f"{_TABLE}number-columns-repeated", "1"))
        kind = attributes.get(f"{_OFFICE}value-type")
        if kind and is_covered:
            self._marks.covered.append((self._row, self._column))
        is_number = kind in ("float", "currency", "percentage")
        if is_number or f"{_TABLE}formula" in attributes or _is_error(attributes):
            self._cell, self._text = attributes, ""

    def _add_text(self, data: str) -> None:
        self._text += data

    def _end(self, name: str) -> None:
        if name == f"{_TEXT}p":
            self.parser.CharacterDataHandler = None
        elif name == f"{_OFFICE}annotation":
            self._notes -= 1
        elif name in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
            if self._cell is not None:
                self._end_cell(self._cell)
            self._cell = None

    def _end_cell(self, cell: dict[str, str]) -> None:
        formula = cell.get(f"{_TABLE}formula", "")
        kind = cell.get(f"{_OFFICE}value-type")
        if _is_error(cell) or (formula and is_cell_error(self._text)):
            self._mark(self._marks.failed, error_text(self._text))
        elif formula and kind is None:
            self._mark(self._marks.failed, f"{UNSAVED}={formula.partition('=')[2]}")
        elif kind == "currency":
            currency = shown_currency(self._text, cell.get(f"{_OFFICE}currency", ""))
            self._mark(self._marks.currencies, currency)
        elif kind == "percentage":
            self._mark(self._marks.currencies, PERCENT)
        elif kind == "float" and words_around(self._text):
            self._mark(self._marks.worded, self._text)
        elif kind == "float" and _CODE.fullmatch(self._text):
            self._mark(self._marks.shown, self._text.replace(",", "."))

    def _mark(self, texts: dict[int, dict[int, str]], text: str) -> None:
        last_row = min(self._row + self._rows - 1, MAX_ROWS)
        last_column = min(self._column + self._columns, MAX_COLUMNS)
        for row in range(self._row, last_row + 1):
            texts[row].update(dict.fromkeys(range(self._column, last_column), text))


def _is_error(cell: dict[str, str]) -> bool:
    return cell.get(f"{_CALC}value-type") == "error"
