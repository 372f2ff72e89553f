"""The section with the largest records behind a page's figures, and the way to all of them."""

from collections.abc import Mapping

from dash import dcc, html

from data_access.measures.result import MeasureResult
from layouts.components.filter_bar import query_link_id
from layouts.components.panels import panel
from layouts.components.view import View, address
from layouts.texts.catalogue import _

_NAME = "record-list"
_FILES = {"CSV": "/descargas/registros.csv", "XLSX": "/descargas/cooperation.records.xlsx"}


def record_list(view: View, results: Mapping[str, MeasureResult]) -> html.Section:
    """The largest records of the question with links to the grid and to the files."""
    query = view.filters.query()
    grid = dcc.Link(
        _("Ver todos los registros"),
        href=address("/acciones", query),
        id=query_link_id(_NAME, "/acciones"),
    )
    files = [
        html.A(
            kind,
            href=address(base, query, lang=view.language),
            id=query_link_id(_NAME, base),
            className="download",
            **{"aria-label": _("Descargar los registros en {kind}", kind=kind)},
        )
        for kind, base in _FILES.items()
    ]
    return html.Section(
        [
            panel("largest", results, view),
            html.Div([grid, *files], className="tools"),
        ],
        className="tile strip",
    )
