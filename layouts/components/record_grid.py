"""The grid of records: rows come from the server in blocks, in the order asked for."""

from typing import Any

import dash_ag_grid as dag
from dash import dcc, html

from data_access.measures.result import MeasureResult
from data_access.vocabulary.filter_values import AMOUNT_KINDS
from data_access.vocabulary.filters import Filters
from layouts.components.tables import joined
from layouts.texts.catalogue import _, translate
from layouts.texts.flow_words import AMOUNT_KIND_LABELS, has_own_column
from layouts.texts.formats import year_label
from layouts.texts.unknown_money import sum_in_full

GRID = "record-grid"
REFRESHED = "record-grid-refreshed"
BLOCK_ROWS = 50
_AS_THEY_ARE = ("action_id", "title", "code", "stage", "modality", "flow_class")
OWN_KINDS = tuple(kind for kind in AMOUNT_KINDS if has_own_column(Filters(monto=kind)))
"""Kinds of amount with a column that shows while they are chosen."""
SORTS = {
    **{name: name for name in ("code", "title", "year", "stage", "modality")},
    **{name: name for name in ("committed", "disbursed")},
    **dict.fromkeys(OWN_KINDS, "value"),
}
"""Columns that order the records, and by what of them."""


def record_grid(chosen: str, *, compact: bool = False) -> html.Div:
    """The grid, of fixed height so that it asks for one block at a time.

    ``chosen`` is the kind of amount whose column shows beside the two that always do.
    ``compact`` shows, on a narrow screen, the amount of a record beside its name.
    """
    grid = dag.AgGrid(
        id=GRID,
        rowModelType="infinite",
        columnDefs=_columns(chosen, compact=compact),
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
            "rowHeight": 92 if compact else 52,
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
    return html.Div(
        [grid, dcc.Store(id=REFRESHED)],
        className="record-grid-frame",
        role="region",
        **{"aria-label": _("Registros")},
    )


def grid_rows(result: MeasureResult) -> list[dict[str, Any]]:
    """The rows of ``cooperation.records`` as the grid shows them: words and formatted money."""
    sources = {note.code: note.name for note in result.sources}
    return [
        {
            **{key: row[key] for key in _AS_THEY_ARE},
            "year": year_label(row["year"] or 0),
            "source": sources.get(row["source"], row["source"]),
            **{key: joined(row[key]) for key in ("entities", "partners", "countries")},
            **{key: sum_in_full(row, key, result) for key in ("committed", "disbursed")},
            result.filters.monto: sum_in_full(row, "value", result),
        }
        for row in result.rows
    ]


def _columns(chosen: str, *, compact: bool) -> list[dict[str, Any]]:
    number = {"type": "rightAligned", "cellClass": "numeric"}
    long = {"cellClass": "two-lines", "cellRenderer": "TwoLines"}
    title = {"cellClass": "two-lines", "cellRenderer": "RecordLink"}
    columns: list[tuple[str, str, int, dict[str, Any]]] = [
        ("title", _("Registro"), 150 if compact else 300, title),
        ("year", _("Año"), 84, number),
        ("committed", _("Comprometido"), 193, number),
        ("disbursed", _("Desembolsado"), 193, number),
        *(
            (kind, translate(AMOUNT_KIND_LABELS[kind]), 193, {**number, "hide": kind != chosen})
            for kind in OWN_KINDS
        ),
        ("entities", _("Entidades"), 130, {}),
        ("partners", _("Aliados"), 250, long),
        ("countries", _("Países"), 140, long),
        ("stage", _("Etapa"), 150, long),
        ("modality", _("Modalidad"), 170, long),
        ("flow_class", _("Clase de flujo"), 170, long),
        ("code", _("Código"), 130, {}),
        ("source", _("Fuente"), 200, long),
    ]
    if compact:
        columns[1:3] = columns[2], columns[1]
    return [
        {
            "field": field,
            "headerName": heading,
            "width": width,
            "sortable": field in SORTS,
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
