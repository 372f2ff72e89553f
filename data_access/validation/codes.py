"""Reading of the codes that sources give: codes that look the same are one."""

import re
import unicodedata
from datetime import date

from data_access.validation.readings import RawValue, Reading, shown, wrong
from data_access.validation.texts import MAX_SIGNS, read_text
from data_access.vocabulary.issues import Issue, Severity
from data_access.vocabulary.messages import N_

# Soft hyphen, zero-width blanks and joiners, fillers, variation selectors: nobody sees them.
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200d\u2060-\u2065\u3164"
    "\ufe00-\ufe0f\ufeff\ufff0-\ufff8\U000e0000-\U000e0fff]"
)
# What looks like the hyphen of the keyboard; the longer dashes do not.
_HYPHENS = re.compile("[\u2010\u2011\u2212]")
# Forms of other widths and fonts of the same sign, but not raised ones or fractions.
_SAME_SIGN = ("<wide>", "<narrow>", "<font>")
# Letters of Cyrillic and Greek of which the capital, at least, looks Latin; and longer dashes.
_LOOK_ALIKE = str.maketrans(
    "\u0430\u0432\u0435\u043a\u043c\u043d\u043e\u0440\u0441\u0442\u0443\u0445\u0455\u0456\u0458"
    "\u03b1\u03b2\u03b5\u03b6\u03b7\u03b9\u03ba\u03bc\u03bd\u03bf\u03c1\u03c4\u03c5\u03c7"
    "\u2012\u2013\u2014\u2015",
    "abekmhopctyxsijabezhikmnoptyx----",
)


def plain_code(text: str) -> str:
    """``text`` without what the eye does not see: each blank, of any kind, is one space.

    >>> plain_code("ID-\\u200b1  \\u00a0b"), plain_code("ID\\u20111"), plain_code("\\uff21\\uff11")
    ('ID-1 b', 'ID-1', 'A1')
    """
    if not text.isascii():
        text = "".join(map(_usual_form, unicodedata.normalize("NFC", text)))
        text = _HYPHENS.sub("-", _INVISIBLE.sub("", text))
    return " ".join(text.split())


def look_of(code: str) -> str:
    """What ``code`` has in common with those that an eye may take for it.

    >>> look_of("Ab\\u20131") == look_of("\\u0410B-1"), look_of("A1") == look_of("A2")
    (True, False)
    """
    folded = code.casefold()
    return folded if folded.isascii() else folded.translate(_LOOK_ALIKE)


def _usual_form(sign: str) -> str:
    is_same = unicodedata.decomposition(sign).startswith(_SAME_SIGN)
    return unicodedata.normalize("NFKC", sign) if is_same else sign


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
