"""Sentences that come with their values: said with the numbers and words of the reader."""

import re
from decimal import Decimal
from typing import Any

from data_access.vocabulary.messages import N_, Phrase
from layouts.texts.catalogue import translate
from layouts.texts.quantities import plain_number

_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_PLAIN = frozenset({"years", "field"})
"""Placeholders whose digits are not a quantity."""
_LIGHT = "light"
_LIGHTS = {
    "rojo": N_("rojo"),
    "amarillo": N_("amarillo"),
    "verde": N_("verde"),
    "naranja": N_("naranja"),
}


def say(phrase: Phrase) -> str:
    """``phrase`` in the reader's language; quantities, which travel as exact text, are rounded."""
    return translate(
        phrase.message, **{name: _value(name, value) for name, value in phrase.values.items()}
    )


def _value(name: str, value: Any) -> Any:
    if name == _LIGHT and value in _LIGHTS:
        return translate(_LIGHTS[value])
    if name not in _PLAIN and isinstance(value, str) and _NUMBER.fullmatch(value):
        return plain_number(Decimal(value))
    return value
