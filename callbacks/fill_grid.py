"""The grid asks for a block of records."""

from collections.abc import Mapping
from typing import Any

from dash import Dash, Input, Output, State, no_update

from callbacks._edge import current_actor, guarded
from data_access.measures.result import Page
from data_access.measures.run import run_measure
from data_access.store.store import Store
from data_access.vocabulary.actors import Actor, Permission
from data_access.vocabulary.filters import Filters
from layouts.components.filter_bar import FILTERS, FIXED
from layouts.components.record_grid import BLOCK_ROWS, GRID, SORTABLE, grid_rows
from layouts.components.view import with_fixed
from layouts.texts.catalogue import language

LARGEST_BLOCK = 200


def register(app: Dash, store: Store) -> None:
    """One callback: the grid names the rows and their order, the store of filters the question."""

    @guarded(
        app,
        Permission.READ_PUBLISHED,
        Output(GRID, "getRowsResponse"),
        Input(GRID, "getRowsRequest"),
        State(FILTERS, "data"),
        State(FIXED, "data"),
        prevent_initial_call=True,
    )
    def fill_grid(request: Any, asked: Any, fixed: Any) -> Any:
        if not isinstance(request, Mapping):
            return no_update
        query = str((asked or {}).get("query") or "")
        filters = with_fixed(Filters.parse(query)[0], Filters.parse(str(fixed or ""))[0])
        return block(store, current_actor(), filters, request)


def block(
    store: Store, actor: Actor, filters: Filters, request: Mapping[str, Any]
) -> dict[str, Any]:
    """The rows that ``request`` names (``startRow``, ``endRow``, ``sortModel``) and their count."""
    result = run_measure(
        store,
        actor,
        "cooperation.records",
        filters,
        language=language(),
        page=asked_page(request),
    )
    return {
        "rowData": grid_rows(result),
        "rowCount": int(result.total.get("actions") or 0),
    }


def asked_page(request: Mapping[str, Any]) -> Page:
    """The page that the grid asks for, within what the server is willing to give."""
    first = _whole(request.get("startRow"), 0)
    last = _whole(request.get("endRow"), first + BLOCK_ROWS)
    limit = min(max(last - first, 1), LARGEST_BLOCK)
    order = request.get("sortModel") or []
    chosen = order[0] if isinstance(order, list) and order and isinstance(order[0], dict) else {}
    if chosen.get("colId") in SORTABLE:
        return Page(first, limit, str(chosen["colId"]), chosen.get("sort") == "desc")
    return Page(first, limit)


def _whole(value: Any, default: int) -> int:
    return value if isinstance(value, int) and 0 <= value <= 10**9 else default
