"""The grid of records: rows come from the server in blocks, in the order that the reader chooses."""

from typing import Any

import dash_ag_grid as dag
from dash import html

from layouts.texts.catalogue import _

GRID = "record-grid"
BLOCK_ROWS = 50
SORTABLE = ("code", "title", "year", "stage", "modality", "committed", "disbursed", "source")


def record_grid() -> html.Div:
    """The grid, of fixed height so that it asks for one block at a time."""
    grid = dag.AgGrid(
        id=GRID,
        rowModelType="infinite",
        columnDefs=_columns(),
        defaultColDef={
            "resizable": True,
            "sortable": False,
            "suppressMovable": True,
            "wrapHeaderText": True,
            "autoHeaderHeight": True,
        },
        dashGridOptions={
            "cacheBlockSize": BLOCK_ROWS,
            "maxBlocksInCache": 20,
            "infiniteInitialRowCount": BLOCK_ROWS,
            "rowHeight": 48,
            "enableCellTextSelection": True,
            "ensureDomOrder": True,
            "suppressCellFocus": False,
            "animateRows": False,
            "localeText": _grid_words(),
        },
        columnSize=None,
        style={"height": "640px"},
        className="ag-theme-globo",
    )
    return html.Div(grid, className="rejilla-registros", **{"aria-label": _("Registros")}, role="region")


def _columns() -> list[dict[str, Any]]:
    number = {"type": "rightAligned", "cellClass": "numero"}
    columns: list[tuple[str, str, int, dict[str, Any]]] = [
        ("title", _("Registro"), 380, {"cellRenderer": "RecordLink", "pinned": None}),
        ("year", _("Año"), 90, number),
        ("entities", _("Entidades"), 150, {}),
        ("partners", _("Aliados"), 240, {}),
        ("countries", _("Países"), 150, {}),
        ("stage", _("Etapa"), 130, {}),
        ("modality", _("Modalidad"), 160, {}),
        ("committed", _("Comprometido"), 160, number),
        ("disbursed", _("Desembolsado"), 160, number),
        ("code", _("Código"), 130, {}),
        ("source", _("Fuente"), 180, {}),
    ]
    return [
        {
            "field": field,
            "headerName": heading,
            "width": width,
            "sortable": field in SORTABLE,
            "tooltipField": field,
            **more,
        }
        for field, heading, width, more in columns
    ]


def _grid_words() -> dict[str, str]:
    return {
        "loadingOoo": _("Cargando…"),
        "noRowsToShow": _("Ningún registro responde a estos filtros."),
        "ariaSortableColumn": _("Oprima Enter para ordenar"),
        "ariaLabelLoading": _("Cargando…"),
        "ariaRowSelect": _("Oprima espacio para elegir la fila"),
    }
