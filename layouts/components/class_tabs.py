"""The classes of flow as tabs with their counts: money is asked of one of them at a time."""

from collections.abc import Mapping
from typing import Any

from dash import html

from data_access.measures.result import MeasureResult
from data_access.vocabulary.flows import (
    CANCELLED,
    CLASS_CHOICES,
    EVERY_CLASS,
    FLOW_CLASSES,
    OUTSIDE,
)
from layouts.components.data_table import Heading, data_table, table_row
from layouts.components.table_rows import table_rows
from layouts.components.view import View
from layouts.indicators import INDICATORS
from layouts.texts.catalogue import _, translate
from layouts.texts.flow_words import CLASS_LABELS, elsewhere_words, where_words
from layouts.texts.formats import NO_BREAK, number


def class_tabs(result: MeasureResult, view: View) -> Any:
    """The tabs of ``cooperation.by_class``: links that set ``clase`` and keep the rest.

    Outside sources have no classes: there is nothing to choose where only they are asked for.
    """
    if not result.sources:
        missing = where_words(result)
        return [html.P(missing, className="class-note")] if missing else []
    if not result.is_own:
        words = _("Fuente externa: su propia regla; sus totales quedan como se publican.")
        return html.P(words, className="class-note")
    counts = {row["key"]: row["actions"] for row in result.rows}
    outside = counts.get(OUTSIDE, 0)
    counts[EVERY_CLASS] = result.total["actions"] - outside
    tabs = [_tab(code, counts.get(code, 0), view) for code in CLASS_CHOICES]
    note = _("En todas entran además las fuentes externas ({count}).", count=number(outside))
    chosen = view.filters.clase
    others = [(code, counts.get(code, 0)) for code in (*FLOW_CLASSES, CANCELLED)]
    missing = "" if counts.get(chosen) else elsewhere_words(each for each in others if each[1])
    return [
        html.Nav(tabs, className="class-tabs", **{"aria-label": _("Clase de flujo")}),
        *([html.P(missing, className="class-note")] if missing else []),
        *([html.P(note, className="class-note")] if outside else []),
    ]


def _tab(code: str, count: int, view: View) -> html.A:
    template = _("({count}, aparte)") if code == CANCELLED else "({count})"
    words = template.format(count=number(count)).replace(" ", NO_BREAK)
    parts = {} if count else {"className": "class-empty"}
    if view.filters.clase == code:
        parts["aria-current"] = "true"
    # Only the query: the tab stays on the page on which it is.
    name = translate(CLASS_LABELS[code])
    return html.A(f"{name} {words}", href=f"?{view.asking(clase=code)}", **parts)


def class_totals(result: MeasureResult) -> Any:
    """One total a class of flow, side by side: there is no sum of them."""
    indicator = INDICATORS[result.measure.name]
    table = table_rows(indicator, result)
    columns = [
        Heading(text, is_number)
        for text, is_number in zip(table.headings, table.is_number, strict=True)
    ]
    rows = [
        table_row(columns, cells, note=note)
        for cells, note, row in zip(table.rows, table.notes, result.rows, strict=True)
        if _counts(row)
    ]
    return html.Section(
        [
            data_table(_("Un total por clase de flujo"), columns, rows),
            html.P(_("Las clases no se suman entre sí."), className="note"),
        ],
        className="tile class-totals",
    )


def _counts(row: Mapping[str, Any]) -> bool:
    return bool(row["actions"]) and row["key"] != CANCELLED
