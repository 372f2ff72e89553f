"""Actions: search the register and read it as a grid of any number of rows."""

from collections.abc import Mapping
from typing import Any

from dash import dcc, html

from data_access.measures.result import MeasureResult
from data_access.vocabulary.actors import Permission
from data_access.vocabulary.messages import N_
from layouts.components.card import receipt_button_id
from layouts.components.filter_bar import query_link_id, search_box
from layouts.components.page_frame import page_frame
from layouts.components.panels import panel
from layouts.components.record_grid import record_grid
from layouts.components.view import TOTALS, View, address
from layouts.texts.catalogue import _

NAME = "actions"
PATH = "/acciones"
TITLE = N_("Acciones")
PERMISSION = Permission.READ_PUBLISHED
INDICATOR_NAMES = (TOTALS,)
PANEL_NAMES = ("classes",)
_FILES = {"CSV": "/descargas/registros.csv", "XLSX": "/descargas/cooperation.records.xlsx"}


def layout(view: View, results: Mapping[str, MeasureResult]) -> html.Div:
    """The page for ``view``; the grid asks for its rows by itself."""
    children: list[Any] = [
        html.Div(
            [html.H1(_("Acciones internacionales"), tabIndex="-1"), _tools(view)],
            className="page-title",
        ),
        panel("classes", results, view),
        search_box(view),
        html.P(
            _(
                "Aquí están sólo las filas que se veían al imprimir; los archivos CSV y XLSX de la "
                "página las tienen todas."
            ),
            className="note only-on-paper",
        ),
        record_grid(view.filters.monto, compact=view.is_compact),
        html.P(
            dcc.Link(
                _("Ver las cifras de estos registros"),
                href=address("/cooperacion", view.query),
                id=query_link_id("figures", "/cooperacion"),
            )
        ),
    ]
    return page_frame(view, results, children, has_search_outside=True)


def _tools(view: View) -> html.Div:
    files = [
        html.A(
            kind,
            href=address(base, view.filters.query(), lang=view.language),
            id=query_link_id("grid", base),
            className="button",
            **{"aria-label": _("Descargar los registros en {kind}", kind=kind)},
        )
        for kind, base in _FILES.items()
    ]
    receipt = html.Button(
        _("Ficha de la cifra"),
        id=receipt_button_id("cooperation.records", "grid"),
        type="button",
        className="link-button",
        **{"aria-haspopup": "dialog"},
    )
    return html.Div([receipt, *files], className="page-actions")
