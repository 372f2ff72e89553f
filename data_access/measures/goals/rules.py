"""The rules of the arithmetic that somebody decided, each valid from a day on."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from operator import attrgetter
from typing import Any, NamedTuple


class ConstantRule(StrEnum):
    """What a CONSTANTE adds up to over several years."""

    MEAN = "mean"
    LAST = "last"


class PlanStart(StrEnum):
    """From when the time of a plan runs: 1 January of its first year, or the day of its norm."""

    FIRST_OF_JANUARY = "first_of_january"
    IN_FORCE = "in_force"


class Thresholds(NamedTuple):
    """The largest fractions that are still red, yellow and green; above the last it is orange."""

    red: Decimal
    yellow: Decimal
    green: Decimal


DEFAULT_THRESHOLDS = Thresholds(Decimal("0.50"), Decimal("0.75"), Decimal("1.25"))


@dataclass(frozen=True)
class Rules:
    """The rules in force on a day; each field is the key of a dated parameter.

    ``levels_from_baseline`` says whether the plain percentages of a CRECIENTE subtract its
    baseline; ``commitments_share`` is what sheet 1 weighs in a management agreement, a fraction.
    Raises ValueError for thresholds that do not grow and a share outside 0–1.
    """

    light: Thresholds = DEFAULT_THRESHOLDS
    constant: ConstantRule = ConstantRule.MEAN
    levels_from_baseline: bool = False
    plan_start: PlanStart = PlanStart.FIRST_OF_JANUARY
    commitments_share: Decimal = Decimal("0.80")

    def __post_init__(self) -> None:
        """Refuse rules that contradict themselves."""
        if not 0 < self.light.red < self.light.yellow < self.light.green:
            raise ValueError(self.light)
        if not 0 <= self.commitments_share <= 1:
            raise ValueError(self.commitments_share)


@dataclass(frozen=True)
class Parameter:
    """A rule as stored: a key of ``Rules``, the day it starts, a JSON value (decimals as text)."""

    key: str
    valid_from: date
    value: Any


def _decimal(value: Any) -> Decimal:
    try:
        return Decimal(str(value))
    except InvalidOperation as error:
        raise ValueError(value) from error


def _thresholds(value: Any) -> Thresholds:
    red, yellow, green = map(_decimal, value)
    return Thresholds(red, yellow, green)


def _yes_or_no(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError(value)
    return value


_READ: dict[str, Callable[[Any], Any]] = {
    "light": _thresholds,
    "constant": ConstantRule,
    "levels_from_baseline": _yes_or_no,
    "plan_start": PlanStart,
    "commitments_share": _decimal,
}


def rules_on(parameters: Iterable[Parameter], day: date) -> Rules:
    """The rules in force on ``day``: of each key the newest that has started, else the default.

    Raises ValueError for a key that is no rule and for a value that its rule cannot be.
    """
    chosen: dict[str, Any] = {}
    for parameter in sorted(parameters, key=attrgetter("valid_from")):
        if parameter.key not in _READ:
            raise ValueError(parameter.key)
        if parameter.valid_from <= day:
            chosen[parameter.key] = _READ[parameter.key](parameter.value)
    return Rules(**chosen)
