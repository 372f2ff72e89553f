"""Reading of digits with their points and commas, which every reader of numbers stands on."""

import re
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import NamedTuple

PLACES = Decimal(1).scaleb(-10)
"""Numbers are kept with ten decimals on every engine."""

_ROUNDING = Context(prec=200, rounding=ROUND_HALF_UP)
_LONGEST = 100
# Never a line break: digits on two lines are two numbers.
_GAP = re.compile("(?<=[0-9])[ \u00a0\u2009\u202f'’](?=[0-9]{3}(?![0-9]))")
_SHAPE = re.compile("([+\u2212-]?)([0-9.,]+)")
# Up to three digits that do not begin with a zero, one sign, three digits: thousands or decimals.
_EITHER = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")
_ONE_SIGN = re.compile(r"[0-9]+[.,]?[0-9]*|[.,][0-9]+")
_GROUPED = {sign: re.compile(rf"[1-9][0-9]{{0,2}}(?:\{sign}[0-9]{{3}})+") for sign in ".,"}
_BLANKS = " \u00a0\u2009\u202f'’"
_ALL_GROUPED = re.compile(f"[1-9][0-9]{{0,2}}(?:[{_BLANKS}.,][0-9]{{3}})+")
_GAPS_THEN_DECIMALS = re.compile(f"[1-9][0-9]{{0,2}}(?:[{_BLANKS}][0-9]{{3}})+(?:[.,][0-9]*)?")
_OTHER = {".": ",", ",": "."}
# Millions and thousands of two hands, and decimals after the one sign that has not grouped.
_MIXED_GAPS = re.compile(
    "|".join(
        f"[1-9][0-9]{{0,2}}(?:[{_BLANKS}{_OTHER[sign]}][0-9]{{3}})+[{sign}][0-9]+" for sign in ".,"
    )
)
_LAST_NUMBER = re.compile(r"[0-9][0-9.,]*(?=[^0-9]*$)")


class Convention(NamedTuple):
    """What a point or a comma means where the digits alone do not tell, as in 1.500 and 1,500.

    ``decimal`` has the signs that then start decimals, ``grouping`` those that group thousands;
    with a sign in neither the number is read as thousands and is doubtful.
    """

    decimal: str = ""
    grouping: str = ""


UNKNOWN = Convention()
"""Nothing is known: 1.500 and 1,500 are 1500, both doubtful."""

STANDARD = Convention(decimal=".")
"""xsd:decimal, as in IATI: 1.500 is 1.5; a comma is not of the standard, so 1,500 is doubtful."""

ENGLISH = Convention(decimal=".", grouping=",")
COLOMBIAN = Convention(decimal=",", grouping=".")

SMALL = Convention(decimal=".,")
"""Numbers without thousands, such as percentages: 33.333 and 33,333 have decimals."""


def shown_convention(texts: Iterable[str]) -> Convention:
    """What the last numbers of ``texts`` show of points and commas where they leave no doubt.

    A sign that is shown to start decimals says nothing of the other one: beside 1,08 the text
    1.085 may still be of another hand. Texts that contradict each other show nothing.

    >>> shown_convention(["13,6", "1.085"]), shown_convention(["13,6", "3.557.651"])
    (Convention(decimal=',', grouping=''), Convention(decimal=',', grouping='.'))
    """
    shown = [_shown_by(text) for text in texts]
    decimal = {each.decimal for each in shown if each.decimal}
    grouping = {each.grouping for each in shown if each.grouping}
    if len(decimal) > 1 or len(grouping) > 1 or decimal & grouping:
        return UNKNOWN
    return Convention("".join(decimal), "".join(grouping))


def _shown_by(text: str) -> Convention:
    found = _LAST_NUMBER.search(text)
    digits = found[0].rstrip(".,") if found else ""
    points, commas = digits.count("."), digits.count(",")
    if points and commas:
        sign = "." if digits.rfind(".") > digits.rfind(",") else ","
        return Convention(sign, _OTHER[sign]) if _mixed(digits, sign) else UNKNOWN
    sign = "." if points else ","
    if points + commas > 1:
        return Convention(grouping=sign) if _grouped(digits, sign) else UNKNOWN
    is_decimal = text.count(sign) == 1 and sign in digits and not _EITHER.fullmatch(digits)
    return Convention(sign) if is_decimal else UNKNOWN


class Numeral(NamedTuple):
    """The number that a text writes; doubtful when its only sign may group or start decimals."""

    value: Decimal
    is_doubtful: bool = False


def read_numeral(text: str, convention: Convention = UNKNOWN) -> Numeral | None:
    """The number that ``text`` writes, or None when it writes none.

    Takes digits with an optional sign before them, in every convention: the last of two kinds of
    separator starts the decimals and one that is repeated groups thousands, as blanks and
    apostrophes do, always by three digits. Only a lone separator before three digits needs
    ``convention``. The words around a number, its limits and what to tell of a doubtful one are
    the caller's. Decimals beyond the tenth are rounded.

    >>> [str(read_numeral(text).value) for text in ("1.234,56", "1,234.56", "5000.", ".5")]
    ['1234.56', '1234.56', '5000', '0.5']
    >>> read_numeral("1.500"), read_numeral("1,5,0")
    (Numeral(value=Decimal('1500'), is_doubtful=True), None)
    >>> read_numeral("1.500", STANDARD)
    Numeral(value=Decimal('1.500'), is_doubtful=False)
    """
    if len(text) > _LONGEST:
        return None
    text = text.strip()
    found = _SHAPE.fullmatch(_GAP.sub("", text))
    numeral = _unsigned(found[2], convention) if found else None
    if _GAP.search(text):
        numeral = _with_gaps(text.lstrip("+\u2212-"), numeral)
    if found is None or numeral is None:
        return None
    value = kept(numeral.value)
    # Not the minus of Python, which rounds to 28 digits.
    is_negative = found[1] not in ("", "+")
    return Numeral(value.copy_negate() if is_negative else value, numeral.is_doubtful)


def kept(value: Decimal) -> Decimal:
    """``value`` with no more decimals than are kept."""
    exponent = value.as_tuple().exponent
    is_long = isinstance(exponent, int) and exponent < -10
    return value.quantize(PLACES, context=_ROUNDING) if is_long else value


def _with_gaps(text: str, numeral: Numeral | None) -> Numeral | None:
    """What digits with blanks or apostrophes write: these group thousands, and by three.

    A lone point or comma among them may group as well: 1'500.000 is one and a half million, and
    1'234.567,50 has decimals behind the other sign.
    """
    if _ALL_GROUPED.fullmatch(text):
        digits = "".join(filter(str.isdigit, text))
        signs = [sign for sign in text if sign in ".,"]
        return Numeral(Decimal(digits), is_doubtful=len(signs) == 1 or len(set(signs)) > 1)
    if _MIXED_GAPS.fullmatch(text):
        whole, _, decimals = text.rpartition("." if text.rfind(".") > text.rfind(",") else ",")
        return Numeral(Decimal(f"{''.join(filter(str.isdigit, whole))}.{decimals}"))
    return numeral if _GAPS_THEN_DECIMALS.fullmatch(text) else None


def _unsigned(digits: str, convention: Convention) -> Numeral | None:
    points, commas = digits.count("."), digits.count(",")
    if points and commas:
        return _mixed(digits, "." if digits.rfind(".") > digits.rfind(",") else ",")
    if points + commas > 1:
        return _grouped(digits, "." if points else ",")
    return _with_one_sign(digits, convention)


def _mixed(digits: str, decimal_sign: str) -> Numeral | None:
    whole, _, decimals = digits.rpartition(decimal_sign)
    # What is left of a repeated decimal sign does not group.
    grouped = _grouped(whole, _OTHER[decimal_sign])
    return grouped and Numeral(Decimal(f"{grouped.value}.{decimals or 0}"))


def _grouped(digits: str, sign: str) -> Numeral | None:
    is_grouped = _GROUPED[sign].fullmatch(digits)
    return Numeral(Decimal(digits.replace(sign, ""))) if is_grouped else None


def _with_one_sign(digits: str, convention: Convention) -> Numeral | None:
    if not _ONE_SIGN.fullmatch(digits):
        return None
    if _EITHER.fullmatch(digits):
        sign = digits[-4]
        if sign not in convention.decimal:
            whole = Decimal(digits.replace(sign, ""))
            return Numeral(whole, is_doubtful=sign not in convention.grouping)
    return Numeral(Decimal(digits.replace(",", ".")))
