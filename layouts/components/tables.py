"""Tables of figures and of records, in plain HTML that reads aloud and prints."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from dash import dcc, html

from data_access.measures.result import MeasureResult
from data_access.vocabulary.categories import UNASSIGNED_KEY
from data_access.vocabulary.filters import LIST_FILTERS, Filters
from layouts.components.notices import empty_notice
from layouts.components.view import View, address
from layouts.indicators import INDICATORS, Table, table_rows
from layouts.texts.catalogue import _, ngettext, translate
from layouts.texts.formats import money, year_label

SHEETS = {"pais": "/paises/", "entidad": "/entidades/", "aliado": "/aliados/"}
SHOWN_ROWS = 60
TITLE_SIGNS = 110
NAMED_PARTNERS = 1


def measure_table(name: str, result: MeasureResult, view: View | None = None) -> html.Div:
    """The table of a measure; a row's name adds it to the filters, the arrow opens its sheet.

    The longest tables are cut at :data:`SHOWN_ROWS` rows; their files hold every row.
    """
    indicator = INDICATORS[name]
    table = table_rows(indicator, result)
    asked = view.asked if view else result.filters
    fixed_names = {key for key, _value in view.fixed.pairs()} if view else set()
    rows = list(zip(table.rows, table.filters, strict=True))[:SHOWN_ROWS]
    head = [_heading(text, table.is_number[i]) for i, text in enumerate(table.headings)]
    body = [html.Tr(_cells(row, pair, table, asked, fixed_names)) for row, pair in rows]
    foot = [html.Tfoot(html.Tr(_plain(table.total, table.is_number)))] if table.total else []
    parts: list[Any] = [
        html.Caption(translate(indicator.title), className="readers-only"),
        html.Thead(html.Tr(head)),
        html.Tbody(body),
        *foot,
    ]
    left_out = len(table.rows) - len(rows)
    note = (
        [
            html.P(
                ngettext(
                    "{n} fila más en los archivos CSV y XLSX.",
                    "{n} filas más en los archivos CSV y XLSX.",
                    left_out,
                ),
                className="note",
            )
        ]
        if left_out > 0
        else []
    )
    return html.Div(
        [html.Table(parts, className="table-plain"), *note],
        className="table-scroll",
        tabIndex="0",
        role="region",
        **{"aria-label": translate(indicator.title)},
    )


def _heading(text: str, is_number: bool) -> html.Th:
    return html.Th(text, scope="col", className="numeric" if is_number else None)


def _plain(texts: tuple[str, ...], is_number: tuple[bool, ...]) -> list[Any]:
    first, *rest = texts
    return [
        html.Th(first, scope="row"),
        *(
            html.Td(text, className="numeric" if is_number[index] else None)
            for index, text in enumerate(rest, start=1)
        ),
    ]


def _cells(
    row: tuple[str, ...],
    pair: tuple[str, str],
    table: Table,
    asked: Filters,
    fixed_names: set[str],
) -> list[Any]:
    cells = _plain(row, table.is_number)
    name, value = pair
    if name and name not in fixed_names:
        cells[0] = html.Th(
            [_filter_link(row[0], name, value, asked), *_sheet_link(name, value, row[0])],
            scope="row",
        )
    return cells


def _filter_link(text: str, name: str, value: str, filters: Filters) -> Any:
    if name in LIST_FILTERS:
        query = filters.toggled(name, value).query()
    elif name == "anio":
        query = filters.with_values(anio_desde=int(value), anio_hasta=int(value)).query()
    else:
        return text
    # Only the query: the link stays on the page on which the table is.
    return dcc.Link(text, href=f"?{query}", title=_("Filtrar por {name}", name=text))


def _sheet_link(name: str, value: str, text: str) -> list[Any]:
    if name not in SHEETS or value in (UNASSIGNED_KEY, "MUL"):
        return []
    label = html.Span(_("Ficha de {name}", name=text), className="readers-only")
    href = SHEETS[name] + quote(value, safe="")
    return [" ", dcc.Link([html.Span("↗", **{"aria-hidden": "true"}), label], href=href)]


def records_table(result: MeasureResult, *, limit: int = 10) -> Any:
    """The first ``limit`` rows of ``cooperation.records``, each with a link to its record."""
    if not result.rows:
        return empty_notice()
    currency, query = result.filters.moneda, result.filters.query()
    head = [
        html.Th(_("Registro"), scope="col"),
        html.Th(_("Año"), scope="col", className="numeric"),
        html.Th(_("Entidades"), scope="col"),
        html.Th(_("Aliados"), scope="col"),
        html.Th(_("Monto"), scope="col", className="numeric"),
    ]
    body = [_record_row(row, query, currency) for row in result.rows[:limit]]
    return html.Div(
        html.Table([html.Thead(html.Tr(head)), html.Tbody(body)], className="table-plain records"),
        className="table-scroll",
        tabIndex="0",
        role="region",
        **{"aria-label": _("Registros")},
    )


def _record_row(row: Mapping[str, Any], query: str, currency: str) -> html.Tr:
    link = dcc.Link(
        cut(row["title"], TITLE_SIGNS), href=address(f"/acciones/{row['action_id']}", query)
    )
    return html.Tr(
        [
            html.Th(link, scope="row"),
            html.Td(year_label(row["year"] or 0)),
            html.Td(joined(row["entities"])),
            html.Td(joined(row["partners"], most=NAMED_PARTNERS)),
            html.Td(record_amount(row, currency, compact=True)),
        ]
    )


def cut(text: str, signs: int) -> str:
    """``text`` with an ellipsis where it is longer than ``signs``."""
    return text if len(text) <= signs else text[: signs - 1].rstrip() + "…"


def joined(names: Any, *, most: int = 0) -> str:
    """Several names as one text, from ``most`` on only their number; a text stays as it is."""
    if not names:
        return _("Sin asignar")
    if isinstance(names, str):
        return names
    rest = len(names) - most if most else 0
    if rest <= 0:
        return ", ".join(str(name) for name in names)
    return _("{names} y {n} más", names=", ".join(map(str, names[:most])), n=rest)


def record_amount(row: Mapping[str, Any], currency: str, *, compact: bool = False) -> str:
    """The amount of a record in words that tell nothing apart from zero."""
    if row["valuation"] != "reported":
        return _("Sin valorar")
    # The part that answers the question may be nothing although the record has amounts.
    return money(row["value"], currency, compact=compact) if row["value"] else "—"
