"""What the page of alerts says: how many of each severity, whose they are, and each of them."""

from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from typing import Any
from urllib.parse import quote

from dash import dcc, html

from data_access.measures.result import MeasureResult
from data_access.vocabulary.categories import UNASSIGNED_KEY
from data_access.vocabulary.filters import Filters
from layouts.components.alert_list import SEVERITIES, Row, alert_list, severity_sign
from layouts.components.data_table import Heading, data_table, table_row
from layouts.components.notices import issue_sentence
from layouts.components.view import View, address
from layouts.texts.catalogue import _, ngettext, translate
from layouts.texts.formats import number


def alert_overview(result: MeasureResult, view: View) -> list[Any]:
    """Counts by severity and by entity, which filter, and the alerts of each entity."""
    filters = view.filters
    if not result.rows:
        return [_nothing(result)]
    entities = _by_entity(result.rows)
    return [
        html.Ul([_tile(name, result, filters) for name in SEVERITIES], className="severity-tiles"),
        _counts(entities, filters),
        *(_entity(code, rows, result.filters.corte, filters) for code, rows in entities),
    ]


def _nothing(result: MeasureResult) -> html.Div:
    if result.issues:
        why = [html.P(issue_sentence(issue)) for issue in result.issues]
        return html.Div(why, className="tile empty")
    return html.Div(
        [
            html.P("✓", className="all-well", **{"aria-hidden": "true"}),
            html.P(html.Strong(_("Todo al día en el corte {cut}.", cut=result.filters.corte))),
            html.P(_("Ninguna regla del catálogo levanta una alerta con estos filtros.")),
        ],
        className="tile empty",
    )


def _by_entity(rows: Sequence[Row]) -> list[tuple[str, list[Row]]]:
    """The rows of each entity: first whoever has most grave ones; without entity, the last."""
    found = [
        (code, list(group))
        for code, group in groupby(
            sorted(rows, key=lambda row: row["entity"]), key=lambda row: row["entity"]
        )
    ]
    return sorted(found, key=lambda pair: (not pair[0], *_order(_severities(pair[1])), pair[0]))


def _order(counts: Counter[str]) -> list[int]:
    return [-counts[name] for name in SEVERITIES]


def _severities(rows: Sequence[Row]) -> Counter[str]:
    return Counter(row["severity"] for row in rows)


def _tile(severity: str, result: MeasureResult, filters: Filters) -> html.Li:
    count = result.total[severity]
    _sign, one, several = SEVERITIES[severity]
    is_chosen = severity in filters.gravedad
    return html.Li(
        dcc.Link(
            [
                html.Span([severity_sign(severity), translate(one if count == 1 else several)]),
                html.Strong(number(count)),
            ],
            href=_toggled(filters, "gravedad", severity),
            className="severity-tile chosen" if is_chosen else "severity-tile",
            title=_("Quitar el filtro") if is_chosen else _("Ver solo estas"),
        )
    )


def _toggled(filters: Filters, name: str, value: str) -> str:
    return "?" + filters.toggled(name, value).query()


def _counts(entities: list[tuple[str, list[Row]]], filters: Filters) -> html.Div:
    title = _("Alertas por entidad")
    columns = [
        Heading(_("Entidad")),
        *(
            Heading(translate(several), is_number=True, shown=_severity_head(name))
            for name, (_sign, _one, several) in SEVERITIES.items()
        ),
        Heading(_("Total"), is_number=True),
    ]
    rows = [table_row(columns, _counted(code, found, filters)) for code, found in entities]
    table = data_table(title, columns, rows, style="alert-counts", stacks=False)
    return html.Section([html.H2(title), table], className="tile strip")


def _severity_head(severity: str) -> list[Any]:
    _sign, _one, several = SEVERITIES[severity]
    return [severity_sign(severity), html.Span(translate(several), className="severity-word")]


def _counted(code: str, rows: list[Row], filters: Filters) -> list[Any]:
    counts = _severities(rows)
    name = _entity_name(code, rows)
    link = dcc.Link(
        name, href=_toggled(filters, "entidad", code or UNASSIGNED_KEY),
        title=_("Filtrar por {name}", name=name),
    )  # fmt: skip
    found = [number(counts[name]) if counts[name] else "–" for name in SEVERITIES]
    return [link, *found, number(len(rows))]


def _entity_name(code: str, rows: list[Row]) -> str:
    return rows[0]["entity_label"] if code else _("Sin entidad responsable")


def _entity(code: str, rows: list[Row], cut: str, filters: Filters) -> html.Section:
    count = ngettext("{count} alerta", "{count} alertas", len(rows), count=number(len(rows)))
    notes: list[Any] = [html.Span(count)]
    if code:
        notes += [" · ", dcc.Link(_("Ficha de la entidad"), href=_sheet(code, filters))]
    title = html.H2(_entity_name(code, rows))
    head = html.Div([title, html.Span(notes, className="note")], className="strip-head")
    order = {name: place for place, name in enumerate(SEVERITIES)}
    ordered = sorted(rows, key=lambda row: (order[row["severity"]], row["key"], row["subject"]))
    return html.Section([head, alert_list(ordered, cut)], className="tile strip")


def _sheet(code: str, filters: Filters) -> str:
    query = f"corte={filters.corte}" if filters.corte else ""
    return address(f"/entidades/{quote(code, safe='')}", query)
