"""What separates the cells of a table kept as text, and how many it has in a row."""

import csv
import re
from collections.abc import Iterator, Sequence
from itertools import islice

from data_access.importers.limits import SEARCHED_ROWS

DELIMITERS = {",": "coma", ";": "punto y coma", "\t": "tabulador", "|": "barra"}
"""What may separate cells → how it is called."""

SAMPLE_SIGNS = 65_536
# A name has a letter before its digits and no cells of its own; a year is a header, too.
_NAME = re.compile(r"[^;\t|\d]*[^\W\d_][^;\t|]*|(?:19|20)\d\d")
_LEAST_LIKENESS = 0.1


def find_delimiter(sample: str) -> tuple[str, int]:
    """The delimiter of a table that begins with ``sample``, and the width of its header.

    The header may have titles above it. It is the row, among the first ones, that has the most
    cells, reads the most like a header, and has the most rows as wide as itself below: commas in
    a title or in decimals make no columns of that kind.
    """
    headers = {delimiter: _header(_rows(sample, delimiter)) for delimiter in DELIMITERS}
    delimiter = max(headers, key=lambda each: headers[each][0])
    return delimiter, headers[delimiter][1]


def first_widths(sample: str, delimiter: str) -> list[int]:
    """How many cells each of the first rows of a table that begins with ``sample`` has."""
    widths = []
    try:
        for row in islice(_reader(sample, delimiter), SEARCHED_ROWS):
            widths.append(len(row))
    except csv.Error:
        return widths
    return widths


def _header(rows: Sequence[Sequence[str]]) -> tuple[float, int]:
    """How well the best header among ``rows`` does, and how many cells it has."""
    best = (0.0, 0)
    for number, row in enumerate(rows[:SEARCHED_ROWS]):
        if len(row) > 1:
            alike = sum(len(other) == len(row) for other in rows[number:]) / len(rows)
            best = max(best, (len(row) * alike * _likeness(row), len(row)))
    return best


def _reader(sample: str, delimiter: str) -> Iterator[list[str]]:
    return csv.reader(sample.splitlines(keepends=True), delimiter=delimiter)


def _likeness(row: Sequence[str]) -> float:
    """How much ``row`` is like a header: the part of its cells that may be names of columns."""
    names = sum(_NAME.fullmatch(cell.strip()) is not None for cell in row)
    return max(names / len(row), _LEAST_LIKENESS)


def _rows(sample: str, delimiter: str) -> list[list[str]]:
    """The rows of the sample that are not empty."""
    rows = []
    try:
        for row in _reader(sample, delimiter):
            if any(row):
                rows.append(row)
    except csv.Error:
        return rows
    # The sample may end in the middle of its last row.
    return rows[:-1] if len(rows) > 1 and len(sample) == SAMPLE_SIGNS else rows
