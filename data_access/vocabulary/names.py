"""Folding of names, so that accents, case and punctuation do not make two names of one."""

import re
import unicodedata
from functools import lru_cache

_NOT_WORD = re.compile(r"[^0-9a-z]+")


# An import folds the same few thousand names once per row.
@lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    """Return ``text`` in lower case, without accents, with every other sign as one space.

    >>> fold("  UNIÓN  Europea - U.E. ")
    'union europea u e'
    """
    if text.isascii():
        return _NOT_WORD.sub(" ", text.lower()).strip()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    return _NOT_WORD.sub(" ", plain).strip()
