"""The scales on which a percentage is written, by the words that people have for them."""

from collections.abc import Collection, Iterable
from decimal import Decimal
from enum import StrEnum

from data_access.vocabulary.names import fold


class Scale(StrEnum):
    """Whether the whole is 100 or 1."""

    PERCENTAGE = "%"
    FRACTION = "0-1"


_WORDS = {
    "": Scale.PERCENTAGE,
    "porcentaje": Scale.PERCENTAGE,
    "porcentual": Scale.PERCENTAGE,
    "percentage": Scale.PERCENTAGE,
    "0 100": Scale.PERCENTAGE,
    "0 1": Scale.FRACTION,
    "fraccion": Scale.FRACTION,
    "fraction": Scale.FRACTION,
}


_ABOVE_A_FRACTION = Decimal("1.5")
"""What is larger is no fraction of 1, overshoot included."""

_TENS = Decimal(10)


def scale_of(words: str) -> Scale | None:
    """The scale that ``words`` name; None when they are empty or name something else.

    >>> scale_of("Fracción"), scale_of("%"), scale_of("número"), scale_of("")
    (<Scale.FRACTION: '0-1'>, <Scale.PERCENTAGE: '%'>, None, None)
    """
    # The sign % folds to nothing, as empty words do.
    is_sign = words.strip() == Scale.PERCENTAGE.value
    folded = fold(words)
    return _WORDS.get(folded) if folded or is_sign else None


def known_scale(written: str, shown: str) -> Scale | None:
    """The scale of an indicator as its source says it, or else as its cells showed it."""
    return scale_of(written) or scale_of(shown)


def is_mixed(sizes: Iterable[Decimal], scale: Scale | None = None) -> bool:
    """Whether some of these sizes can only be fractions of 1 and others only parts of 100.

    On the scale from 0 to 1 one that is too large is enough.

    >>> is_mixed([Decimal("0.7"), Decimal(80)]), is_mixed([Decimal(72)], Scale.FRACTION)
    (True, True)
    >>> is_mixed([Decimal("0.7"), Decimal("1.2")]), is_mixed([Decimal(72)], Scale.PERCENTAGE)
    (False, False)
    """
    found = [size for size in sizes if size]
    is_large = max(found, default=Decimal(0)) > _ABOVE_A_FRACTION
    return is_large and (scale is Scale.FRACTION or min(found) < 1)


def has_lone_one(sizes: Collection[Decimal], others: Iterable[Decimal]) -> bool:
    """Whether a 1 stands among parts of 100 that are tens: it may as well be the whole.

    >>> has_lone_one([Decimal(1)], [Decimal(1), Decimal(100)]), has_lone_one([Decimal(1)], [])
    (True, False)
    >>> has_lone_one([Decimal(1)], [Decimal(2), Decimal(100)])
    False
    """
    rest = [abs(size) for size in others if size and abs(size) != 1]
    return 1 in sizes and bool(rest) and min(rest) >= _TENS
