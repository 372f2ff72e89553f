"""Number formats with which a number is a code: 7 that a sheet shows as 0007, 1.1 as 1.10."""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import cached_property

from data_access.importers._child_currencies import Money, money
from data_access.importers._child_words import Wording, wording

_TOKEN = re.compile(r'"([^"]*)"|\\(.)|([_*].)|(\[[^\]]*\])|(.)', re.DOTALL)
_DIGITS = "0#?"
_LITERALS = " -+()!&'~{}<>="
_COLOUR = re.compile(r"\[(?:[A-Za-z]+\d*)\]")
_BUILT_IN = {2: "0.00", 9: "0%", 10: "0.00%"}
_DIGITS_KEPT = 15
_LARGEST = Decimal(10) ** _DIGITS_KEPT


@dataclass(frozen=True)
class Picture:
    """How a format shows a number: the signs before and after its point, ``0#?`` are digits.

    Each sign comes with whether it stands for a digit.
    """

    whole: tuple[tuple[bool, str], ...]
    decimals: tuple[tuple[bool, str], ...]
    has_point: bool

    def show(self, text: str) -> str | None:
        """The number ``text`` as the sheet shows it, None when that is not for sure.

        >>> picture("0000").show("7"), picture("0.00").show("1.1")
        ('0007', '1.10')
        """
        whole, _, decimals = text.partition(".")
        is_exact = len(text) <= _DIGITS_KEPT and f"{whole}{decimals}".isdecimal()
        if self._plain is not None and is_exact and len(decimals) <= self._plain[2]:
            # Most formats need no more, and whole columns have them.
            before, zeros, places = self._plain
            shown = before + whole.lstrip("0").rjust(zeros, "0")
            return f"{shown}.{decimals.ljust(places, '0')}" if self.has_point else shown
        return self._rounded(text)

    def _rounded(self, text: str) -> str | None:
        try:
            number = Decimal(format(float(text), ".15g"))
        except (InvalidOperation, ValueError):
            return None
        if not 0 <= number < _LARGEST:
            return None
        places = sum(is_digit for is_digit, _ in self.decimals)
        rounded = format(number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP), "f")
        whole, _, decimals = rounded.partition(".")
        return self._whole(whole) + ("." if self.has_point else "") + self._decimals(decimals)

    @cached_property
    def _plain(self) -> tuple[str, int, int] | None:
        """The signs before the digits, the zeros after them and the decimals, if all are zeros."""
        signs = "".join(sign if is_digit else "x" for is_digit, sign in self.whole + self.decimals)
        before = len(signs) - len(signs.lstrip("x"))
        if signs[before:].strip("0") or before > len(self.whole):
            return None
        literal = "".join(sign for _, sign in self.whole[:before])
        return literal, len(self.whole) - before, len(self.decimals)

    def _whole(self, digits: str) -> str:
        left = list(digits.lstrip("0"))
        first = next((at for at, (is_digit, _) in enumerate(self.whole) if is_digit), None)
        shown: list[str] = []
        for at, (is_digit, sign) in reversed(list(enumerate(self.whole))):
            if not is_digit:
                shown.insert(0, sign)
            elif at == first:
                shown.insert(0, "".join(left) or ("0" if sign == "0" else ""))
            elif left or sign == "0":
                shown.insert(0, left.pop() if left else "0")
        return "".join(shown)

    def _decimals(self, digits: str) -> str:
        left = list(digits)
        shown = ""
        for is_digit, sign in self.decimals:
            digit = left.pop(0) if is_digit else sign
            is_dropped = is_digit and sign != "0" and not f"{digit}{''.join(left)}".strip("0")
            shown += "" if is_dropped else digit
        return shown


Looks = tuple[Picture | Money | Wording, ...]
"""What a format adds to numbers, nothing for most."""

Pictures = dict[str, Looks]
"""The styles that add something to numbers, by the index that cells give."""


def seen(code: str) -> Looks:
    """What a format adds to the numbers that it shows."""
    found = (picture(code) or money(code), wording(code))
    return tuple(each for each in found if each is not None)


def picture(code: str) -> Picture | None:
    """The picture of a format that makes codes of numbers; None for any other.

    Those of days, percentages, money and thousands make none, nor does one that changes nothing.
    """
    signs = _signs(code)
    if signs is None:
        return None
    points = [at for at, (is_digit, sign) in enumerate(signs) if not is_digit and sign == "\0"]
    point = points[0] if points else len(signs)
    whole, decimals = tuple(signs[:point]), tuple(signs[point + 1 :])
    zeros = sum(is_digit and sign == "0" for is_digit, sign in whole)
    is_worded = any(sign.isalnum() for is_digit, sign in signs if not is_digit)
    has_digits = any(is_digit for is_digit, _ in whole)
    makes_codes = zeros > 1 or any(is_digit for is_digit, _ in decimals) or is_worded
    if len(points) > 1 or not has_digits or not makes_codes:
        return None
    return Picture(whole, decimals, bool(points))


def _signs(code: str) -> list[tuple[bool, str]] | None:
    """The signs of the first section of a format, its point as NUL; None if it makes no codes."""
    signs: list[tuple[bool, str]] = []
    for quoted, escaped, _filler, bracketed, plain in _TOKEN.findall(code):
        if plain == ";":
            break
        if quoted or escaped:
            signs += [(False, sign) for sign in quoted or escaped]
        elif bracketed:
            if not _COLOUR.fullmatch(bracketed):
                return None
        elif plain == ".":
            signs.append((False, "\0"))
        elif plain in _DIGITS and plain:
            signs.append((True, plain))
        elif plain in _LITERALS and plain:
            signs.append((False, plain))
        elif plain:
            return None
    return signs


def built_in(number: int) -> str:
    """The code of a format that every book has by its number; "" when nothing is seen by it."""
    return _BUILT_IN.get(number, "")
