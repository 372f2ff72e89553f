"""Folding of names, so that accents, case and punctuation do not make two names of one."""

import re
import unicodedata

_NOT_WORD = re.compile(r"[^0-9a-z]+")


def fold(text: str) -> str:
    """Return ``text`` in lower case, without accents, with every other sign as one space.

    >>> fold("  UNIÓN  Europea - U.E. ")
    'union europea u e'
    """
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    return _NOT_WORD.sub(" ", plain).strip()
