"""Folding of names, so that accents, case and punctuation do not make two names of one."""

import re
import unicodedata
from functools import lru_cache

_WORD = re.compile(r"[0-9a-z]+")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")


# An import folds the same few thousand names once per row.
@lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    """Return ``text`` in lower case, without accents, with every other sign as one space.

    >>> fold("  UNIÓN  Europea - U.E. ")
    'union europea u e'
    """
    return fold_long(text)


def fold_long(text: str) -> str:
    """The same as :func:`fold` for texts that do not come again, whose folding is not kept."""
    if text.isascii():
        return " ".join(_WORD.findall(text.lower()))
    plain = _NOT_ASCII.sub(_without_marks, unicodedata.normalize("NFKD", text.casefold()))
    return " ".join(_WORD.findall(plain))


def _without_marks(found: re.Match[str]) -> str:
    return "".join(sign for sign in found[0] if not unicodedata.combining(sign))
