"""Looks through the rows of a sheet as bytes, so that only those with a mark are parsed."""

import re
from collections.abc import Iterable, Iterator

from data_access.importers._child_formats import Pictures
from data_access.importers._child_marks import Marks
from data_access.importers.limits import CHUNK_BYTES
from data_access.importers.places import place_of

# Failed formulas, hidden rows and columns, and attributes that are not written as usual.
_MARKS = (
    b'"e"', b"'e'", b'hidden="1', b'hidden="t', b"hidden='", b' ht="0', b" ht='", b" =", b"= ",
)  # fmt: skip
_NO_VALUE = rb"(?:<v\s*/>|<v[^>/]*>\s*</v>)"
_UNSAVED = re.compile(rb"(?:</f>|<f[^>]*/>)\s*(?:</c>|%s)" % _NO_VALUE)
_ZERO = re.compile(rb"(?:</f>|<f[^>]*/>)\s*<v>0</v>")
# A formula that gave an empty text, as many a column has.
_EMPTY_TEXT = re.compile(
    rb'<c [^>]*\bt="str"[^>]*>\s*(?:<f[^>]*/>|<f[^>]*>[^<]*</f>)\s*%s' % _NO_VALUE
)
_ROW, _NUMBERED_ROW, _ROW_END = b"<row", b'<row r="', b"</row>"


class QuickRows:
    """Takes the rows without a mark out of the XML of a sheet: nearly all rows of most sheets.

    Numbers that a style shows as codes, which whole columns may be, go to ``marks`` from here when
    they are written as usual.
    """

    def __init__(self, pictures: Pictures, marks: Marks, *, finds_zeros: bool) -> None:
        self._finds_zeros = finds_zeros
        self._pictures = pictures
        self._marks = marks
        # A cell without a style has the first one.
        self._is_usual = "0" not in pictures
        styles = "|".join(pictures).encode()
        self._styled = re.compile(rb"\ss=[\"'](?:%s)[\"']" % styles) if pictures else None
        self._number = re.compile(
            rb'<c r="([A-Z]{1,3}[0-9]+)" s="(%s)"(?: t="n")?><v>([^<]+)</v></c>' % styles
        )

    def unread(self, chunks: Iterable[bytes]) -> Iterator[bytes]:
        """The XML that is still to be parsed, in which a row has lost its cells or is gone."""
        left = b""
        for chunk in chunks:
            left += chunk
            end = left.rfind(_ROW_END) + len(_ROW_END)
            # Inside a comment nothing is a row, and rows of prefixed elements end otherwise.
            is_cut = b"<!" in left or len(left) - end > 2 * CHUNK_BYTES
            self._is_usual = self._is_usual and not is_cut
            if not self._is_usual:
                yield left
                left = b""
            elif end >= len(_ROW_END):
                yield self._lighter(left[:end])
                left = left[end:]
        yield left

    def _lighter(self, rows: bytes) -> bytes:
        is_numbered = rows.count(_ROW) == rows.count(_NUMBERED_ROW)
        if is_numbered and not self._has_mark(rows) and not self._is_styled(rows):
            return rows[: rows.find(_ROW)]
        return b"".join(map(self._lighter_row, rows.split(_ROW_END)[:-1]))

    def _lighter_row(self, row: bytes) -> bytes:
        head = row[: row.find(b">")]
        is_one_row = head.lstrip().startswith(b"<row ") and not head.endswith(b"/")
        if not is_one_row or head.count(b'"') % 2 or self._has_mark(row) or not self._taken(row):
            return row + _ROW_END
        return head + b"/>"

    def _taken(self, row: bytes) -> bool:
        """Whether every number of the row that is shown as a code was taken, if there is any."""
        if self._styled is None:
            return True
        found = self._number.findall(row)
        if len(found) != len(self._styled.findall(row)):
            return False
        for reference, style, value in found:
            number, column = place_of(reference.decode())
            self._marks.see(number, column, self._pictures[style.decode()], value.decode())
        return True

    def _is_styled(self, rows: bytes) -> bool:
        return self._styled is not None and self._styled.search(rows) is not None

    def _has_mark(self, rows: bytes) -> bool:
        if any(mark in rows for mark in _MARKS):
            return True
        if b"<f" not in rows:
            return False
        if self._finds_zeros and _ZERO.search(rows):
            return True
        unsaved = len(_UNSAVED.findall(rows))
        return unsaved > 0 and unsaved != len(_EMPTY_TEXT.findall(rows))
