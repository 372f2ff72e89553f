"""Folding of names, so that accents, case and punctuation do not make two names of one."""

import re
import unicodedata
from functools import lru_cache

_WORD = re.compile(r"[0-9a-z]+")
_DIGITS_OR_LETTERS = re.compile(r"[0-9]+|[a-z]+")
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
    try:
        plain = text.casefold().encode("latin-1").translate(_PLAIN_LATIN)
    except UnicodeEncodeError:
        return _fold_any(text)
    for sign, digits in _FRACTIONS.items():
        plain = plain.replace(sign, digits)
    return b" ".join(plain.split()).decode()


def natural_order(text: str) -> tuple[tuple[str, int, str], ...]:
    """The place of ``text`` among others as people order them: numbers by their size.

    >>> sorted(["Acuerdo 10", "acuerdo 9", "M1.10", "M1.2"], key=natural_order)
    ['acuerdo 9', 'Acuerdo 10', 'M1.2', 'M1.10']
    """
    parts = _DIGITS_OR_LETTERS.findall(fold_long(text)) or [text]
    return tuple(map(_place, parts))


def _place(part: str) -> tuple[str, int, str]:
    """Numbers before words; of two without idle zeros the longer one is the greater one."""
    if not part.isdigit():
        return part, 0, ""
    digits = part.lstrip("0")
    return "", len(digits), digits


def _fold_any(text: str) -> str:
    plain = _NOT_ASCII.sub(_without_marks, unicodedata.normalize("NFKD", text.casefold()))
    return " ".join(_WORD.findall(plain))


def _without_marks(found: re.Match[str]) -> str:
    return "".join(sign for sign in found[0] if not unicodedata.combining(sign))


# Nearly all names are of Western letters, each of which folds to one sign at most; the signs of
# quarters and halves alone fold to two digits.
_FRACTIONS = {b"\x01": b"1 4", b"\x02": b"1 2", b"\x03": b"3 4"}
_PLAIN_LATIN = (
    "".join(_fold_any(chr(code)) or " " for code in range(0xBC))
    + "\x01\x02\x03"
    + "".join(_fold_any(chr(code)) or " " for code in range(0xBF, 0x100)).replace("ss", "s")
).encode()
