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
_OF = re.compile(r"(?:gran |suma |grand )?(?:sub ?)?total(?:es)?(?: general(?:es)?)? (.+)")
_LINKS = re.compile(r"(?:(?:de|del|la|el|los|las|en|por|para) )+")
_GROUP = re.compile(
    r"(?:(?:vigencia|ano|periodo|cuatrienio|semestre|trimestre|mes|programa|objetivo|eje|linea"
    r"|componente|sector|entidad|pais)(?: [0-9ivx]+)*|(?:19|20)[0-9]{2})"
)
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


def is_total_of_its_row(cell: RawValue, cells: Iterable[RawValue]) -> bool:
    """Whether the code or the name of a row says that it is a total: a bare one, that of a period
    or a group, or that of what ``cells``, the others of the row, name.

    >>> is_total_of_its_row("Total SDA", ["SDA", "España"]), is_total_of_its_row("Total 2024", [])
    (True, True)
    >>> is_total_of_its_row("Total de becas", ["SDA", "España"]), is_total_of_its_row("A-1", [])
    (False, False)
    """
    if not _is(_NAMED, cell):
        return False
    found = _OF.fullmatch(fold(str(cell)))
    group = _LINKS.sub("", found[1], count=1) if found else ""
    others = (fold(other) for other in cells if isinstance(other, str))
    return is_bare_total(cell) or _GROUP.fullmatch(group) is not None or group in set(others)


def _has_words(text: str) -> bool:
    is_figure = text[:1].isdigit() or text[:1] in "$€£(-+#"
    return not is_figure and _LETTERS.search(text) is not None and currency_code(text) is None


def _is(pattern: re.Pattern[str], cell: RawValue) -> bool:
    is_near = isinstance(cell, str) and len(cell) <= _LONGEST_LABEL and "total" in cell.lower()
    return is_near and pattern.fullmatch(fold(str(cell))) is not None
