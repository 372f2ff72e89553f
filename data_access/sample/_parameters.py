"""What the value of each dated parameter of a plan must be, so that a wrong one is told at once."""

import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise
from typing import Any, NamedTuple

from data_access.measures.goals.rules import ConstantRule, PlanStart
from data_access.vocabulary.messages import N_

MOST = 10
"""No threshold of a light is so many times its goal: who writes 40 means 0.40."""
_LIGHTS = 3
_FRACTION = re.compile(r"[0-9]+(\.[0-9]+)?")
_CALENDAR = ["due_days", "closing_days"]


class Check(NamedTuple):
    """Whether a value fits, and what is said of one that does not."""

    fits: Callable[[Any], bool]
    message: str
    known: tuple[str, ...] = ()


def _one_of(words: type[StrEnum]) -> Check:
    known = tuple(words)
    message = N_("«valor» de «{key}» tiene que ser, entre comillas, uno de estos: {known}")
    return Check(lambda value: isinstance(value, str) and value in known, message, known)


def _fraction(value: Any) -> Decimal | None:
    """A number as ``"0.50"`` or ``0.5``; None for anything else."""
    is_one = type(value) in (str, int, float) and _FRACTION.fullmatch(str(value))
    return Decimal(str(value)) if is_one else None


def _are_thresholds(value: Any) -> bool:
    found = [_fraction(each) for each in value] if isinstance(value, list) else []
    numbers = [Decimal(0), *(number for number in found if number is not None)]
    grow = all(less < more for less, more in pairwise(numbers))
    return len(found) == _LIGHTS == len(numbers) - 1 and grow and numbers[-1] <= MOST


def _is_share(value: Any) -> bool:
    number = _fraction(value)
    return number is not None and number <= 1


def _is_calendar(value: Any) -> bool:
    if not isinstance(value, dict) or sorted(value) != sorted(_CALENDAR):
        return False
    days: Sequence[Any] = [value[key] for key in _CALENDAR]
    return all(type(each) is int and each > 0 for each in days) and days[0] <= days[1]


CHECKS = {
    "light": Check(
        _are_thresholds,
        N_(
            "«valor» de «{key}» tiene que ser una lista de tres fracciones, de menor a mayor, "
            'mayores que 0 y hasta 10, como ["0.50", "0.75", "1.25"]: el 50 % se escribe 0.50, con '
            "punto"
        ),
    ),
    "constant": _one_of(ConstantRule),
    "plan_start": _one_of(PlanStart),
    "levels_from_baseline": Check(
        lambda value: isinstance(value, bool),
        N_("«valor» de «{key}» tiene que ser true o false, sin comillas"),
    ),
    "commitments_share": Check(
        _is_share,
        N_(
            '«valor» de «{key}» tiene que ser una fracción de 0 a 1, como "0.80": el 80 % se '
            "escribe 0.80, con punto"
        ),
    ),
    "cut_calendar": Check(
        _is_calendar,
        N_(
            "«valor» de «{key}» tiene que decir los días para informar y para cerrar, enteros y en "
            'ese orden, como {{"due_days": 15, "closing_days": 30}}'
        ),
    ),
}
"""By the key of a parameter. The calendar is written down beside its cuts."""
