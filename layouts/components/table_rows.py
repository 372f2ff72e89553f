"""The rows of an answer as the cells of its table, ready to print."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from data_access.measures.result import MeasureResult
from layouts.figures._cells import LEFT_OUT, row_cell
from layouts.figures.flows import OTHERS
from layouts.indicators import Column, Indicator
from layouts.texts.catalogue import _, translate
from layouts.texts.flow_words import BY_CLASS, total_words

_NOT_ADDED = "—"


@dataclass(frozen=True)
class Table:
    """A table ready to print: translated headings, formatted cells, and the filter of each row.

    ``notes`` says under the name of each row what its sums leave out, ``total_note`` of the total.
    """

    headings: tuple[str, ...]
    is_number: tuple[bool, ...]
    rows: tuple[tuple[str, ...], ...]
    total: tuple[str, ...] | None
    filters: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    total_note: str = ""


def table_rows(indicator: Indicator, result: MeasureResult) -> Table:
    """The rows of ``result`` as formatted cells, with the total when the columns have one.

    A measure without rows (totals) gives its total as the only row. ``filters`` holds, for each
    row, the filter that it sets, or two empty texts.
    """
    rows = [result.total] if indicator.measure == "cooperation.totals" else result.rows
    columns = indicator.shown_columns(result)
    total = _total(indicator, columns, result) if rows is result.rows else None
    return Table(
        headings=tuple(translate(column.heading) for column in columns),
        is_number=tuple(column.kind != "text" for column in columns),
        rows=tuple(
            tuple(row_cell(row, column.key, column.kind, result) for column in columns)
            for row in rows
        ),
        total=total,
        filters=tuple(_row_filter(result, row) for row in rows),
        notes=tuple(_note(row, result) for row in rows),
        total_note=_note(result.total, result) if total else "",
    )


def _note(row: Mapping[str, Any], result: MeasureResult) -> str:
    told = row_cell(row, LEFT_OUT, "text", result)
    return _("Sin sumar · {actions}", actions=told) if told else ""


def _row_filter(result: MeasureResult, row: Mapping[str, Any]) -> tuple[str, str]:
    if "source_filter" in row:
        return row["source_filter"], "" if row["source"] == OTHERS else row["source"]
    if not result.measure.dimension or "key" not in row:
        return "", ""
    return result.measure.dimension, row["key"]


def _total(
    indicator: Indicator, columns: Sequence[Column], result: MeasureResult
) -> tuple[str, ...] | None:
    """The last row: the whole question, which is not the sum where one action counts twice."""
    if not result.rows:
        return None
    total = result.total | {"share": 1 if result.total.get("value") else None}
    if indicator.measure == "cooperation.concentration":
        # Shares are of what has a partner, so that is the whole they are read against.
        total = {"value": total["assigned"], "share": total["share"]}
    cells = [total_words(result)]
    for column in columns[1:]:
        if column.kind == "money" and indicator.measure == BY_CLASS:
            cells.append(_NOT_ADDED)
        else:
            is_told = column.key in total
            cells.append(row_cell(total, column.key, column.kind, result) if is_told else "")
    return tuple(cells)
