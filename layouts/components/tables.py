"""Tables of figures and of records, in plain HTML that reads aloud and prints."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from dash import dcc, html

from data_access.measures.result import MeasureResult
from data_access.vocabulary.categories import UNASSIGNED_KEY
from data_access.vocabulary.filters import LIST_FILTERS, Filters
from layouts.components.data_table import Heading, data_table, table_row
from layouts.components.notices import empty_notice
from layouts.components.table_rows import table_rows
from layouts.components.view import View, address
from layouts.indicators import INDICATORS
from layouts.texts.catalogue import _, ngettext, translate
from layouts.texts.flow_words import AMOUNT_KIND_LABELS, where_words
from layouts.texts.formats import year_label
from layouts.texts.unknown_money import sum_in_full

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
    columns = [
        Heading(text, is_number)
        for text, is_number in zip(table.headings, table.is_number, strict=True)
    ]
    rows = list(zip(table.rows, table.filters, table.notes, strict=True))[:SHOWN_ROWS]
    left_out = len(table.rows) - len(rows)
    return data_table(
        translate(indicator.title),
        columns,
        [
            table_row(columns, _cells(row, pair, asked, fixed_names), note=note)
            for row, pair, note in rows
        ],
        foot=[table_row(columns, table.total, note=table.total_note)] if table.total else (),
        note=_left_out_note(left_out) if left_out else None,
    )


def _left_out_note(count: int) -> html.P:
    words = ngettext(
        "{n} fila más en los archivos CSV y XLSX.",
        "{n} filas más en los archivos CSV y XLSX.",
        count,
    )
    return html.P(words, className="note")


def _cells(
    row: tuple[str, ...], pair: tuple[str, str], asked: Filters, fixed_names: set[str]
) -> list[Any]:
    first, *rest = row
    name, value = pair
    if not name or name in fixed_names:
        return list(row)
    return [[_filter_link(first, name, value, asked), *_sheet_link(name, value, first)], *rest]


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


def largest_records(result: MeasureResult) -> list[Any]:
    """The records with the largest amounts."""
    title = _("Registros de mayor monto")
    return [html.H2(title, className="records-head"), records_table(result)]


def records_table(result: MeasureResult, *, limit: int = 10) -> Any:
    """The first ``limit`` rows of ``cooperation.records``, each with a link to its record.

    Where their money is not added up, each row names its class of flow, too.
    """
    if not result.rows:
        return empty_notice(where_words(result))
    query = result.filters.query()
    columns = (
        Heading(_("Registro")), Heading(_("Año"), is_number=True), Heading(_("Entidades")),
        Heading(_("Aliados")), *([] if result.has_sum else [Heading(_("Clase de flujo"))]),
        Heading(translate(AMOUNT_KIND_LABELS[result.filters.monto]), is_number=True),
    )  # fmt: skip
    rows = [table_row(columns, _record(row, query, result)) for row in result.rows[:limit]]
    return data_table(_("Registros"), columns, rows, style="records")


def _record(row: Mapping[str, Any], query: str, result: MeasureResult) -> list[Any]:
    link = dcc.Link(
        cut(row["title"], TITLE_SIGNS), href=address(f"/acciones/{row['action_id']}", query)
    )
    return [
        link,
        year_label(row["year"] or 0),
        joined(row["entities"]),
        joined(row["partners"], most=NAMED_PARTNERS),
        *([] if result.has_sum else [row["flow_class"]]),
        sum_in_full(row, "value", result, compact=True),
    ]


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
