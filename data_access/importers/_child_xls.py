"""The marks of the sheets of an old .xls book."""

import struct
from collections.abc import Iterator
from pathlib import Path

from data_access.importers._child_formats import Looks, built_in, seen
from data_access.importers._child_marks import Marks, SheetMarks
from data_access.importers._old_book import Record, records
from data_access.validation.formulas import error_text

_FORMULA, _END, _SHEET, _COLUMNS, _MANY_NUMBERS, _STYLE = 0x06, 0x0A, 0x85, 0x7D, 0xBD, 0xE0
_NUMBER, _TRUTH_OR_ERROR, _ROW, _SMALL_NUMBER, _FORMAT, _BEGIN = (
    0x203, 0x205, 0x208, 0x27E, 0x41E, 0x809,
)  # fmt: skip
_NEWEST = 0x0600
_ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}
_IS_ERROR, _IS_EMPTY = 2, 3
_HIDDEN_ROW, _HIDDEN_COLUMN = 0x20, 0x01


def xls_marks(path: Path) -> SheetMarks | None:
    """The marks of each sheet of the book at ``path``, None when its records are of no known kind.

    The table parser reads some books that are older than what is known here.
    """
    try:
        return _Reader().read(path)
    except (ValueError, IndexError, struct.error):
        return None


class _Reader:
    """Goes through the records of a book: what all sheets share, then each sheet."""

    def __init__(self) -> None:
        self.sheets: SheetMarks = {}
        self._is_newest = False
        self._by_place: dict[int, Marks] = {}
        self._formats: dict[int, str] = {}
        self._pictures: list[Looks] = []
        self._marks = Marks()

    def read(self, path: Path) -> SheetMarks:
        """The marks by the name of the sheet."""
        depth = 0
        for record in records(path):
            if record.kind == _BEGIN:
                depth += 1
                if depth == 1:
                    self._is_newest = struct.unpack_from("<H", record.data)[0] == _NEWEST
                    self._marks = self._by_place.get(record.place, Marks())
            elif record.kind == _END:
                depth -= 1
            elif depth == 1:
                # What is deeper belongs to a chart that lies on the sheet.
                self._take(record)
        if not self.sheets:
            raise ValueError("no sheets")
        return self.sheets

    def _take(self, record: Record) -> None:
        kind, data = record.kind, record.data
        if kind == _SHEET:
            place = struct.unpack_from("<I", data)[0]
            name = self._text(data[6:], 1)
            self._by_place[place] = self.sheets.setdefault(name, Marks())
        elif kind == _FORMAT:
            number = struct.unpack_from("<H", data)[0]
            self._formats[number] = self._text(data[2:], 2 if self._is_newest else 1)
        elif kind == _STYLE:
            number = struct.unpack_from("<H", data, 2)[0]
            self._pictures.append(seen(self._formats.get(number, built_in(number))))
        elif kind == _ROW:
            row, flags = struct.unpack_from("<H10xH", data)
            if flags & _HIDDEN_ROW:
                self._marks.hide_rows(row + 1, row + 1)
        elif kind == _COLUMNS:
            first, last, width, _, flags = struct.unpack_from("<5H", data)
            if flags & _HIDDEN_COLUMN or not width:
                self._marks.hide_columns(first, last)
        else:
            self._take_cell(kind, data)

    def _take_cell(self, kind: int, data: bytes) -> None:
        if kind == _FORMULA:
            row, column, _, result, code, is_other = struct.unpack_from("<3HBxB3xH", data)
            if is_other == 0xFFFF and result == _IS_ERROR:
                self._marks.failed[row + 1][column] = _ERRORS.get(code, error_text(""))
            elif is_other == 0xFFFF and result == _IS_EMPTY:
                self._marks.empty_formulas.append((row + 1, column))
        elif kind == _TRUTH_OR_ERROR:
            row, column, _, code, is_error = struct.unpack_from("<3H2B", data)
            if is_error:
                self._marks.failed[row + 1][column] = _ERRORS.get(code, error_text(""))
        elif kind in (_NUMBER, _SMALL_NUMBER, _MANY_NUMBERS):
            for row, column, style, number in _numbers(kind, data):
                of_style = self._pictures[style] if style < len(self._pictures) else ()
                if of_style:
                    self._marks.see(row + 1, column, of_style, repr(number))

    def _text(self, data: bytes, length_bytes: int) -> str:
        length = int.from_bytes(data[:length_bytes], "little")
        if not self._is_newest:
            return data[length_bytes : length_bytes + length].decode("cp1252", "replace")
        start = length_bytes + 1
        if data[length_bytes] & 1:
            return data[start : start + 2 * length].decode("utf-16-le", "replace")
        return data[start : start + length].decode("latin-1")


def _numbers(kind: int, data: bytes) -> Iterator[tuple[int, int, int, float]]:
    row, column = struct.unpack_from("<2H", data)
    if kind == _NUMBER:
        yield (row, column, *struct.unpack_from("<Hd", data, 4))
        return
    for place in range(4, len(data) - 5, 6):
        style, packed = struct.unpack_from("<HI", data, place)
        yield row, column + (place - 4) // 6, style, _unpacked(packed)


def _unpacked(packed: int) -> float:
    """A number kept in 30 bits: whole or the first half of a float, perhaps in hundredths."""
    kept = packed & ~3
    if packed & 2:
        number = float((kept - (1 << 32) if kept >> 31 else kept) >> 2)
    else:
        number = struct.unpack("<d", struct.pack("<Q", kept << 32))[0]
    return number / 100 if packed & 1 else number
