"""The catalogue of indicators: one table per family, each row with its series in miniature."""

from collections.abc import Mapping
from itertools import groupby
from typing import Any

from dash import dcc, html

from data_access.measures.goal_options import FAMILY_TITLES
from data_access.measures.result import MeasureResult
from data_access.vocabulary.filters import Filters
from layouts.components.data_table import Heading, headings, plain_table, table_row
from layouts.components.indicator_words import (
    goal_words,
    series_words,
    sheet_address,
    trend_words,
)
from layouts.components.plan_goals import illustrative_mark
from layouts.components.plan_lights import row_light, state_words
from layouts.components.sparkline import sparkline
from layouts.components.view import View
from layouts.figures.index_bars import family_name
from layouts.texts.catalogue import _, ngettext
from layouts.texts.formats import number, percent
from layouts.texts.quantities import is_percentage, quantity

MOST_COMPARED = 4
"""Panels of a comparison that still read on one screen."""


def indicator_list(result: MeasureResult, view: View) -> list[Any]:
    """The rows of ``indicators.catalogue`` by family; the question of ``view`` says which of them
    are being compared.
    """
    if not result.rows:
        return [html.P(_("Ningún indicador responde a estos filtros."), className="empty")]
    families = groupby(sorted(result.rows, key=_place), key=lambda row: row["family"])
    return [_family(name, list(rows), result.total, view.filters) for name, rows in families]


def _place(row: Mapping[str, Any]) -> tuple[int, str]:
    """The families in their own order, those that only this city has after them."""
    order = list(FAMILY_TITLES)
    family = row["family"]
    return (order.index(family) if family in order else len(order)), family


def _family(
    family: str, rows: list[dict[str, Any]], limits: Mapping[str, Any], filters: Filters
) -> html.Section:
    name = family_name(family)
    count = ngettext("{count} indicador", "{count} indicadores", len(rows), count=number(len(rows)))
    columns = _columns()
    rows_shown = [table_row(columns, _cells(row, limits, filters)) for row in rows]
    table = plain_table(name, columns, rows_shown, style="indicators")
    title = html.Div([html.H2(name), html.Span(count, className="note")], className="strip-head")
    return html.Section([title, table], className="tile strip", id=family)


def _columns() -> list[Heading]:
    return headings(
        _("Indicador"), _("Serie"), _("Último valor"), _("Tendencia"), _("Meta final"),
        _("Semáforo"), _("Comparar"),
    )  # fmt: skip


def _cells(row: Mapping[str, Any], limits: Mapping[str, Any], filters: Filters) -> list[Any]:
    return [
        _name(row, filters),
        [sparkline(row["series"]), html.Span(series_words(row), className="readers-only")],
        _last_value(row),
        trend_words(row),
        [
            # Where rows are cards, no heading says what the number is.
            html.Span(_("Meta:") + " ", className="cell-name"),
            html.Span(goal_words(row)),
            _advance(row),
        ],
        [row_light(row, limits), html.Span(state_words(row), className="note")],
        _compare(row, filters),
    ]


def _name(row: Mapping[str, Any], filters: Filters) -> list[Any]:
    notes = [row["key"], row["entity"] or _("sin responsable")]
    if not row["is_valid"]:
        notes.append(_("retirado"))
    return [
        dcc.Link(row["label"], href=sheet_address(row["key"], filters.corte)),
        html.Span(
            [" · ".join(notes), " ", illustrative_mark(row["is_illustrative"])], className="note"
        ),
    ]


def _last_value(row: Mapping[str, Any]) -> list[Any]:
    if row["value"] is None:
        return [html.Span(_("sin dato"), className="note")]
    unit = [] if is_percentage(row["unit"]) or not row["unit"] else [row["unit"], " · "]
    return [
        html.Strong(quantity(row["value"], row["unit"]), className="indicator-value"),
        html.Span([*unit, html.Span(row["last_report"], className="unbroken")], className="note"),
    ]


def _advance(row: Mapping[str, Any]) -> Any:
    if row["paf"] is None or row["value"] is None:
        return None
    return html.Span(_("avance {share}", share=percent(row["paf"])), className="note")


def _compare(row: Mapping[str, Any], filters: Filters) -> Any:
    is_chosen = row["key"] in filters.indicador
    if not is_chosen and len(filters.indicador) >= MOST_COMPARED:
        return html.Span(_("ya hay cuatro"), className="note")
    return dcc.Link(
        [
            _("Quitar") if is_chosen else _("Comparar"),
            html.Span(" " + row["label"], className="readers-only"),
        ],
        # Only the query: the link stays on the page.
        href="?" + filters.toggled("indicador", row["key"]).query(),
        className="compare-on" if is_chosen else None,
    )
