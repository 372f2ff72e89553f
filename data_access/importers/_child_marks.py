"""What a sheet shows that the table parser does not give: filled in by a reader for each format."""

import re
from collections import defaultdict
from dataclasses import dataclass, field

from data_access.importers._child_currencies import Money
from data_access.importers._child_formats import Looks
from data_access.importers._child_words import Wording
from data_access.importers.limits import MAX_COLUMNS, MAX_ROWS

Texts = dict[int, dict[int, str]]
"""Row number → column index (0 is A) → text."""


def _texts() -> Texts:
    return defaultdict(dict)


_NOTHING = re.compile(r"0+(?:\.0*)?[a-z]*")


def is_nothing(size: str) -> bool:
    """Whether a height or a width, perhaps with its unit, hides what has it.

    >>> is_nothing("0"), is_nothing("0.00cm"), is_nothing("0.45cm"), is_nothing("")
    (True, True, False, False)
    """
    return _NOTHING.fullmatch(size) is not None


@dataclass
class Marks:
    """``failed`` are the texts in place of the values that formulas do not give, ``shown`` the
    numbers that the sheet shows as a code, ``currencies`` those that it shows beside numbers, or
    the sign %, ``worded`` the numbers between words as the sheet shows them; what is hidden is told
    by number and by index.
    ``empty_formulas`` are the places of those that gave an empty text, or perhaps nothing, and
    ``zero_formulas`` of those that gave 0 in a book that nobody has computed, as it says itself;
    ``covered`` those of cells that hold something below a merged one. ``days_ahead`` is how much
    later than other books this one begins to count days.
    """

    failed: Texts = field(default_factory=_texts)
    shown: Texts = field(default_factory=_texts)
    currencies: Texts = field(default_factory=_texts)
    worded: Texts = field(default_factory=_texts)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    empty_formulas: list[tuple[int, int]] = field(default_factory=list)
    zero_formulas: list[tuple[int, int]] = field(default_factory=list)
    covered: list[tuple[int, int]] = field(default_factory=list)
    days_ahead: int = 0

    def see(self, row: int, column: int, style: Looks, number: str) -> None:
        """Note what a cell with ``number`` shows by its style."""
        for look in style:
            if isinstance(look, Money):
                self.currencies[row][column] = look.currency
            elif (shown := look.show(number)) is not None:
                texts = self.worded if isinstance(look, Wording) else self.shown
                texts[row][column] = shown

    def hide_rows(self, first: int, last: int) -> None:
        """Note that these rows are hidden, as far as rows are read."""
        self.hidden_rows.update(range(first, min(last, MAX_ROWS) + 1))

    def hide_columns(self, first: int, last: int) -> None:
        """Note that these columns are hidden, as far as columns are read."""
        self.hidden_columns.update(range(first, min(last + 1, MAX_COLUMNS)))


SheetMarks = dict[str, Marks]
"""The marks of the sheets by their names."""
