"""The index laid open: its value and range, its sides, every component with its arithmetic."""

from collections.abc import Mapping
from decimal import Decimal
from itertools import groupby
from typing import Any

from dash import dcc, html

from data_access.measures.result import MeasureResult
from layouts.components.data_table import Heading, data_table, group_row, table_row
from layouts.components.indicator_words import sheet_address
from layouts.components.plan_bars import share_bar
from layouts.figures.index_bars import family_name, score_words
from layouts.texts.catalogue import _, ngettext
from layouts.texts.formats import number
from layouts.texts.quantities import plain_number, quantity

Row = Mapping[str, Any]
_HUNDRED = Decimal(100)


def index_headline(result: MeasureResult) -> html.Div:
    """The value of the index with its range, and the score of each side."""
    total = result.total
    if total["value"] is None:
        return html.Div(
            html.P(
                _("Ningún componente del índice tiene dato en el corte {cut}.",
                  cut=result.filters.corte)
            ),
            className="tile empty",
        )  # fmt: skip
    return html.Div(
        [_whole(result), html.Ul([_side(*pair) for pair in total["families"].items()],
                                 className="index-sides")],
        className="index-headline",
    )  # fmt: skip


def range_words(total: Mapping[str, Any]) -> str:
    """How far the index moves when the weights do."""
    return _(
        "Entre {low} y {high} si una ponderación se mueve ±25 %",
        low=score_words(total["low"]),
        high=score_words(total["high"]),
    )


def _whole(result: MeasureResult) -> html.Div:
    total = result.total
    return html.Div(
        [
            html.P(_("Índice al corte {cut}", cut=result.filters.corte), className="over-title"),
            html.P(
                [
                    html.Span(score_words(total["value"]), className="index-value"),
                    html.Span(" " + _("de 100"), className="unit"),
                ]
            ),
            html.P(range_words(total), className="note"),
        ],
        className="tile",
    )


def _side(family: str, side: Row) -> html.Li:
    words = score_words(side["score"])
    name = family_name(family)
    return html.Li(
        [
            html.Span(name),
            html.Strong(words, className="side-score"),
            share_bar(side["score"], f"{name}: {words}"),
            html.Span(_weight_words(side["weight"], side["used_weight"]), className="note"),
        ],
        className="tile",
    )


def _weight_words(public: Decimal, used: Decimal) -> str:
    if round(public, 2) == round(used, 2):
        return _("pesa {weight} de 100", weight=plain_number(public))
    return _(
        "pesa {weight} de 100; hoy {used}", weight=plain_number(public), used=plain_number(used)
    )


def index_details(result: MeasureResult) -> list[Any]:
    """What is missing, every component with its numbers, and how much each weight matters."""
    if not result.rows:
        return []
    return [*_missing(result), _components(result), _sensitivity(result)]


def _missing(result: MeasureResult) -> list[Any]:
    rows = [row for row in result.rows if row["score"] is None]
    if not rows:
        return [html.P(_("Todos los componentes tienen dato."), className="note")]
    count = ngettext(
        "Falta {count} de {all} componentes: no es cero, no entra.",
        "Faltan {count} de {all} componentes: no son cero, no entran.",
        len(rows), count=number(len(rows)), all=number(len(result.rows)),
    )  # fmt: skip
    return [
        html.Div(
            [
                html.P([html.Strong(count)]),
                html.Ul([html.Li(_missing_words(row, result)) for row in rows]),
            ],
            className="notice",
        )
    ]


def _missing_words(row: Row, result: MeasureResult) -> str:
    family = family_name(row["family"])
    values = {"name": row["label"], "weight": plain_number(row["weight"]), "family": family}
    if row["family_score"] is None:
        return _(
            "{name} (pesa {weight}): toda la familia {family} está sin dato y su ponderación se "
            "repartió entre las demás familias.",
            **values,
        )
    others = ", ".join(
        _("{name} pesa {used}", name=other["label"], used=plain_number(_used(other, result)))
        for other in result.rows
        if other["family"] == row["family"] and other["score"] is not None
    )
    return _(
        "{name} (pesa {weight}): su ponderación se repartió dentro de {family}; hoy {others}.",
        others=others,
        **values,
    )


def _used(row: Row, result: MeasureResult) -> Decimal:
    """What a component weighs of 100 in the whole index, once the missing ones are left out."""
    side: Decimal = result.total["families"][row["family"]]["used_weight"]
    used: Decimal = row["used_weight"]
    return used * side / _HUNDRED


def _components(result: MeasureResult) -> html.Section:
    title = _("Componentes, extremos y ponderaciones públicas")
    numbers = (
        _("Valor"), _("Vale 0 en"), _("Vale 100 en"), _("Puntaje"), _("Ponderación"),
        _("Usada hoy"),
    )  # fmt: skip
    columns = [
        Heading(_("Componente")),
        *(Heading(name, is_number=True) for name in numbers),
        Heading(_("Corte")),
    ]
    groups = [
        [
            group_row(family_name(family), columns),
            *(table_row(columns, _component(row, result)) for row in rows),
        ]
        for family, rows in groupby(result.rows, key=lambda row: row["family"])
    ]
    return _section(title, data_table(title, columns, *groups, style="index-components"))


def _component(row: Row, result: MeasureResult) -> list[Any]:
    name = dcc.Link(row["label"], href=sheet_address(row["indicator"], result.filters.corte))
    note = [html.Span(row["note"], className="note")] if row["note"] else []
    return [
        [name, *note],
        quantity(row["value"], "") if row["value"] is not None else _("sin dato"),
        _bound(row["worst"]),
        _bound(row["best"]),
        score_words(row["score"]),
        plain_number(row["weight"]),
        plain_number(_used(row, result)),
        row["last_report"] or "–",
    ]


def _bound(value: Decimal | None) -> str:
    return "–" if value is None else quantity(value, "")


def _sensitivity(result: MeasureResult) -> html.Section:
    title = _("Cuánto depende el índice de cada ponderación")
    columns = (
        Heading(_("Si se mueve ±25 % la ponderación de…")),
        Heading(_("El índice baja hasta"), is_number=True),
        Heading(_("y sube hasta"), is_number=True), Heading(_("Rango")),
    )  # fmt: skip
    low, high = result.total["low"], result.total["high"]
    sides = [
        (family_name(code), side, "row-group")
        for code, side in result.total["families"].items()
        if side["low"] is not None
    ]
    sides += [(row["label"], row, None) for row in result.rows if row["low"] is not None]
    sides.sort(key=lambda each: each[1]["low"] - each[1]["high"])
    rows = [
        table_row(
            columns,
            (
                name,
                score_words(each["low"]),
                score_words(each["high"]),
                _range_bar(each, low, high),
            ),
            style=style,
        )
        for name, each, style in sides
    ]
    table = data_table(title, columns, rows, style="index-sensitivity", stacks=False)
    return _section(title, table)


def _range_bar(each: Row, low: Decimal, high: Decimal) -> html.Span:
    span = (high - low) or Decimal(1)
    left, width = (each["low"] - low) / span, (each["high"] - each["low"]) / span
    fill = html.Span(style={"left": f"{left * 100:.1f}%", "width": f"{width * 100:.1f}%"})
    return html.Span(fill, className="range-bar", **{"aria-hidden": "true"})


def _section(title: str, table: html.Div) -> html.Section:
    return html.Section([html.H2(title), table], className="tile strip")
