"""Recognises the rows in which a table adds up the rows above them."""

import re
from collections.abc import Iterable

from data_access.validation.money_words import currency_code
from data_access.validation.readings import RawValue
from data_access.vocabulary.names import fold

_LONGEST_LABEL = 120
_BARE = re.compile(
    r"(?:gran |suma |grand )?(?:sub ?)?total(?:es)?(?: general(?:es)?| acumulado| final)?"
)
_NAMED = re.compile(r"(?:gran |suma |grand )?(?:sub ?)?total(?:es)?\b.*")
_LETTERS = re.compile(r"[^\W\d_]")


def is_bare_total(cell: RawValue) -> bool:
    """Whether a cell says that it is a total and nothing else.

    >>> is_bare_total("TOTAL GENERAL:"), is_bare_total("Total de becas")
    (True, False)
    """
    return _is(_BARE, cell)


def total_label(cells: Iterable[RawValue]) -> str:
    """What a row of totals is called, "" for any other row.

    Its words are only those of a total: beside ``SUBTOTAL EJE 1`` there are figures and codes of
    currencies, while a record that begins with the word also has words of other columns.

    >>> total_label([None, "SUBTOTAL EJE 1", 408, "USD"]), total_label(["Total de becas", "SDE"])
    ('SUBTOTAL EJE 1', '')
    """
    words = [cell.strip() for cell in cells if isinstance(cell, str) and _has_words(cell.strip())]
    return words[0] if words and all(_is(_NAMED, word) for word in words) else ""


def _has_words(text: str) -> bool:
    is_figure = text[:1].isdigit() or text[:1] in "$€£(-+#"
    return not is_figure and _LETTERS.search(text) is not None and currency_code(text) is None


def _is(pattern: re.Pattern[str], cell: RawValue) -> bool:
    is_near = isinstance(cell, str) and len(cell) <= _LONGEST_LABEL and "total" in cell.lower()
    return is_near and pattern.fullmatch(fold(str(cell))) is not None
