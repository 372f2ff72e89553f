"""The scales on which a percentage is written, by the words that people have for them."""

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


def scale_of(words: str) -> Scale | None:
    """The scale that ``words`` name; None when they are empty or name something else.

    >>> scale_of("Fracción"), scale_of("%"), scale_of("número"), scale_of("")
    (<Scale.FRACTION: '0-1'>, <Scale.PERCENTAGE: '%'>, None, None)
    """
    # The sign % folds to nothing, as empty words do.
    is_sign = words.strip() == Scale.PERCENTAGE.value
    folded = fold(words)
    return _WORDS.get(folded) if folded or is_sign else None
