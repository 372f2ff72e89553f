"""What a cell of a table says: a value in the words and signs of the reader's language."""

from collections.abc import Callable
from typing import Any

from data_access.vocabulary.messages import Phrase
from layouts.figures._amounts import sum_text
from layouts.texts.formats import day, instant, money, number, percent, year_label
from layouts.texts.phrases import say

_UNKNOWN = "–"
_WRITTEN: dict[str, Callable[[Any], str]] = {
    "rate": lambda value: number(value, 4),
    "integer": number,
    "year": lambda value: year_label(value or 0),
}
_WRITTEN_IF_KNOWN: dict[str, Callable[[Any], str]] = {
    "percent": percent,
    "number": lambda value: number(value, 2 if value % 1 else 0),
    "pesos": lambda value: money(value, "COP"),
    "day": day,
    "instant": instant,
}


def cell_text(value: Any, kind: str, currency: str) -> str:
    """``value`` as a cell of a column of that ``kind``; money of ``money`` is in ``currency``."""
    if kind == "money":
        return sum_text(value, currency)
    if kind in _WRITTEN:
        return _WRITTEN[kind](value)
    if kind in _WRITTEN_IF_KNOWN:
        return _UNKNOWN if value is None else _WRITTEN_IF_KNOWN[kind](value)
    if isinstance(value, Phrase):
        return say(value)
    if isinstance(value, list | tuple):
        return ", ".join(str(item) for item in value)
    return str(value or "")
