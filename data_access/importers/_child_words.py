"""Words with which a sheet shows its numbers: the 80 that it shows as 80 millones, or as S/ 80."""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from data_access.validation.money_words import read_words

_PART = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|(?P<filler>[_*].)|\[\$(?P<currency>[^\]-]*)[^\]]*\]'
    r"|(?P<bracketed>\[[^\]]*\])|(?P<digits>[0#?][0#?,.]*|General|Standard|Estándar)"
    r"|(?P<exponent>[Ee][+-]?[0#?]*)|(?P<end>;)|(?P<plain>.)",
    re.DOTALL,
)
_OF_DAYS = frozenset("dmyhsaDMYHSA")
_NUMBER = re.compile(r"[-+(]?\d[\d.,'’\s]*")
_LONGEST = 200


@dataclass(frozen=True)
class Wording:
    """A format that shows numbers between words, or divided by ``divisor``; or only as words."""

    before: str
    after: str
    places: int | None
    divisor: int
    has_number: bool

    def show(self, text: str) -> str | None:
        """The number ``text`` as the sheet shows it, None when that is not for sure.

        >>> wording('0 "millones"').show("80"), wording("0.0,,").show("80")
        ('80 millones', '0.0')
        """
        if not self.has_number:
            return self.before
        try:
            number = Decimal(format(float(text), ".15g")) / self.divisor
            if self.places is not None:
                number = number.quantize(Decimal(1).scaleb(-self.places), ROUND_HALF_UP)
        except (InvalidOperation, ValueError):
            return None
        return f"{self.before}{number:f}{self.after}"


def wording(code: str) -> Wording | None:
    """The wording of a format, None when it tells no more than the number and its currency.

    Millions of which each comma behind the digits takes away a thousand are told in full.
    """
    before = after = digits = ""
    for part in _PART.finditer(code[:_LONGEST]):
        kind, text = part.lastgroup or "", part[part.lastgroup or 0]
        if kind == "end":
            break
        if kind == "plain" and text in _OF_DAYS:
            return None
        if kind == "digits":
            # Between two groups of digits words are a part of codes or of telephone numbers.
            digits, after = digits + after + text, ""
        elif kind == "filler":
            before, after = (before, after + " ") if digits else (before + " ", after)
        elif kind in ("quoted", "escaped", "currency", "plain"):
            before, after = (before, after + text) if digits else (before + text, after)
    if not digits:
        return Wording(before.strip(), "", None, 1, False) if _has_letters(before) else None
    bare = digits.rstrip(",")
    divisor = 1000 ** (len(digits) - len(bare))
    if is_plain(before, after, divisor):
        return None
    has_places = not bare[:1].isalpha()
    places = len(bare.partition(".")[2]) if has_places else None
    return Wording(before.lstrip(), after.rstrip(), places, divisor, True)


def words_around(text: str) -> bool:
    """Whether ``text``, as a sheet shows a number, has words beside it that say more.

    >>> words_around("80 millones"), words_around("80,00 COP"), words_around("1.500")
    (True, False, False)
    """
    before, _, after = _NUMBER.sub("\0", text, count=1).partition("\0")
    return not is_plain(before, after, 1)


def is_plain(before: str, after: str, divisor: int) -> bool:
    """Whether a number between these words is the one that they and its digits write."""
    if not _has_letters(before + after):
        return divisor == 1
    words = read_words(before.strip(" -(+"), after.strip(" )-%"))
    return words is not None and words.scale == divisor


def _has_letters(text: str) -> bool:
    return any(map(str.isalpha, text))
