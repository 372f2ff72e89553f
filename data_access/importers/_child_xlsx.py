"""The marks of the sheets of an .xlsx book."""

import zipfile
from pathlib import Path
from xml.parsers import expat

from data_access.importers._book_parts import Book
from data_access.importers._child_formats import Pictures, built_in, seen
from data_access.importers._child_marks import Marks, SheetMarks, is_nothing
from data_access.importers._child_rows import QuickRows
from data_access.importers.limits import CHUNK_BYTES
from data_access.importers.places import place_of
from data_access.validation.formulas import UNSAVED, error_text

_TRUE = ("1", "true")
_NUMBER_KINDS = ("n", "")


def xlsx_marks(path: Path) -> SheetMarks:
    """The marks of each sheet of the book at ``path``."""
    with zipfile.ZipFile(path) as archive:
        book = Book(archive)
        pictures = _pictures(book)
        finds_zeros = not book.is_computed()
        found = {
            name: _marks(archive, part, pictures, finds_zeros=finds_zeros)
            for name, part in book.sheets().items()
        }
        days_ahead = book.days_ahead()
        for marks in found.values():
            marks.days_ahead = days_ahead
        return found


def _pictures(book: Book) -> Pictures:
    part = book.styles()
    codes: dict[str, str] = {}
    found: Pictures = {}
    is_of_cells, index = False, 0
    for each in book.elements(part, "numFmt", "cellXfs", "cellStyles", "xf") if part else ():
        local = each.tag.rpartition("}")[2]
        if local == "numFmt":
            codes[each.get("numFmtId", "")] = each.get("formatCode", "")
        elif local == "xf" and is_of_cells:
            number = each.get("numFmtId", "0")
            of_style = seen(codes.get(number, built_in(int(number))))
            if of_style:
                found[str(index)] = of_style
            index += 1
        else:
            is_of_cells = local == "cellXfs"
    return found


def _marks(
    archive: zipfile.ZipFile, part: str, pictures: Pictures, *, finds_zeros: bool
) -> Marks:  # fmt: skip
    reader = _Reader(pictures, finds_zeros=finds_zeros)
    rows = QuickRows(pictures, reader.marks, finds_zeros=finds_zeros)
    with archive.open(part) as file:
        for xml in rows.unread(iter(lambda: file.read(CHUNK_BYTES), b"")):
            reader.parser.Parse(xml, False)
    reader.parser.Parse(b"", True)
    return reader.marks


class _Reader:
    """Gathers the marks of one sheet while its XML is parsed.

    A row or a cell without a reference comes behind the one before it.
    """

    def __init__(self, pictures: Pictures, *, finds_zeros: bool) -> None:
        self.marks = Marks()
        self._finds_zeros = finds_zeros
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self._pictures = pictures
        self._row, self._column = 0, -1
        self._kind = self._style = ""
        self._formula: str | None = None
        self._value: str | None = None

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        if local == "c":
            self._start_cell(attributes)
        elif local == "f":
            self._formula = ""
            self.parser.CharacterDataHandler = self._formula_text
        elif local in ("v", "is"):
            self._value = ""
            self.parser.CharacterDataHandler = self._value_text
        elif local == "row":
            self._start_row(attributes)
        elif local == "col" and _is_hidden(attributes, "width"):
            first, last = int(attributes.get("min", "1")), int(attributes.get("max", "1"))
            self.marks.hide_columns(first - 1, last - 1)

    def _start_row(self, attributes: dict[str, str]) -> None:
        self._row = int(attributes["r"]) if "r" in attributes else self._row + 1
        self._column = -1
        if _is_hidden(attributes, "ht"):
            self.marks.hide_rows(self._row, self._row)

    def _start_cell(self, attributes: dict[str, str]) -> None:
        if "r" in attributes:
            self._row, self._column = place_of(attributes["r"])
        else:
            self._column += 1
        self._kind, self._style = attributes.get("t", ""), attributes.get("s", "0")
        self._formula = self._value = None

    def _formula_text(self, data: str) -> None:
        self._formula = (self._formula or "") + data

    def _value_text(self, data: str) -> None:
        self._value = (self._value or "") + data

    def _end(self, name: str) -> None:
        local = name.rpartition(":")[2]
        if local == "c":
            self._end_cell()
        elif local in ("f", "v", "is"):
            self.parser.CharacterDataHandler = None

    def _end_cell(self) -> None:
        # A formula may give an empty text, which is kept as such.
        is_text = self._kind == "str" and self._value is not None
        if self._kind == "e":
            self.marks.failed[self._row][self._column] = error_text(self._value or "")
        elif self._formula is not None and not self._value and not is_text:
            self.marks.failed[self._row][self._column] = f"{UNSAVED}={self._formula or '…'}"
        elif self._formula is not None and self._value == "0" and self._finds_zeros:
            self.marks.zero_formulas.append((self._row, self._column))
        elif self._value and self._style in self._pictures and self._kind in _NUMBER_KINDS:
            self.marks.see(self._row, self._column, self._pictures[self._style], self._value)


def _is_hidden(attributes: dict[str, str], size: str) -> bool:
    # A sheet may also give no height to the rows that it does not list: those are empty.
    return attributes.get("hidden") in _TRUE or is_nothing(attributes.get(size, ""))
