"""Reading of the codes that sources give: codes that look the same are one."""

import re
import unicodedata
from datetime import date

from data_access.validation.readings import RawValue, Reading, shown, wrong
from data_access.validation.texts import MAX_SIGNS, read_text
from data_access.vocabulary.issues import Issue, Severity
from data_access.vocabulary.messages import N_

# Soft hyphen, zero-width blanks and joiners, variation selectors: nobody sees them.
_INVISIBLE = re.compile("[\u00ad\u034f\u180e\u200b-\u200d\u2060-\u2064\ufe00-\ufe0f\ufeff]")
# The hyphens that look like the one of the keyboard; the longer dashes do not.
_HYPHENS = re.compile("[\u2010\u2011]")


def plain_code(text: str) -> str:
    """``text`` without what the eye does not see: each blank, of any kind, is one space.

    >>> plain_code("ID-\\u200b1  \\u00a0b"), plain_code("ID\\u20111")
    ('ID-1 b', 'ID-1')
    """
    if not text.isascii():
        text = _HYPHENS.sub("-", _INVISIBLE.sub("", unicodedata.normalize("NFC", text)))
    return " ".join(text.split())


def read_code(raw: RawValue, *, max_signs: int = MAX_SIGNS) -> Reading[str]:
    """Read a code as ``read_text`` does, in its plain form; an issue tells where that differs.

    A day is none: a spreadsheet made it of a code such as 1-3, and which one is not known.
    """
    if isinstance(raw, date):
        return wrong(
            "code.is_a_day",
            N_(
                "«{value}» es una fecha donde va un código: la hoja de cálculo la puso en su "
                "lugar. Escriba el código como texto."
            ),
            value=shown(raw),
        )
    reading = read_text(raw, max_signs=max_signs)
    if reading.value is None:
        return reading
    code = plain_code(reading.value)
    if code == reading.value:
        return reading
    return Reading(code or None, is_not_reported=not code, issues=(made_plain(code),))


def made_plain(code: str) -> Issue:
    """What is told of a code that was written otherwise."""
    return Issue(
        "code.made_plain",
        N_(
            "El código trae signos que no se ven o que parecen otros, espacios de más o saltos de "
            "línea: se leyó como «{code}»."
        ),
        Severity.INFO,
        values={"code": code},
    )
