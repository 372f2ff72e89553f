"""What a cell of a table says: a value in the words and signs of the reader's language."""

from collections.abc import Callable, Mapping
from typing import Any

from data_access.measures.result import MeasureResult
from data_access.vocabulary.messages import Phrase
from layouts.texts.formats import day, instant, money, number, percent, rate, year_label
from layouts.texts.phrases import say
from layouts.texts.unknown_money import all_left_out, sum_or_reason

_UNKNOWN = "–"
_WRITTEN: dict[str, Callable[[Any], str]] = {
    "rate": rate,
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


LEFT_OUT = "lacking"
"""The column that tells what the sums of a row leave out."""


def row_cell(row: Mapping[str, Any], key: str, kind: str, result: MeasureResult) -> str:
    """What a row has in the column ``key``; where money is not known, why."""
    if key == LEFT_OUT:
        return all_left_out(row, result)
    if kind == "money" and LEFT_OUT in row:
        return sum_or_reason(row, key, result)
    return cell_text(row.get(key), kind, result.filters.moneda)


def cell_text(value: Any, kind: str, currency: str) -> str:
    """``value`` as a cell of a column of that ``kind``; money of ``money`` is in ``currency``."""
    if kind == "money":
        return money(value, currency)
    if kind in _WRITTEN:
        return _WRITTEN[kind](value)
    if kind in _WRITTEN_IF_KNOWN:
        return _UNKNOWN if value is None else _WRITTEN_IF_KNOWN[kind](value)
    if isinstance(value, Phrase):
        return say(value)
    if isinstance(value, list | tuple):
        return ", ".join(str(item) for item in value)
    return str(value or "")
