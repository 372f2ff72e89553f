"""The grid asks for a block of records; with the first come their count and what was not clear."""

from collections.abc import Mapping
from typing import Any

from dash import Dash, Input, Output, State, no_update

from callbacks._edge import current_actor, guarded
from data_access.measures.result import MeasureResult, Page
from data_access.measures.run import Ask, run_measures
from data_access.store.store import Store
from data_access.vocabulary.actors import Actor, Permission
from data_access.vocabulary.filters import Filters
from layouts.components.filter_bar import ASKED, COUNT, FIXED, NOTICES, count_words
from layouts.components.notices import filter_notices
from layouts.components.panels import CLASSES, draw_panel, panel_id
from layouts.components.record_grid import BLOCK_ROWS, GRID, SORTS, grid_rows
from layouts.components.view import asked_view
from layouts.texts.catalogue import language
from layouts.texts.flow_words import BY_CLASS

RECORDS = "cooperation.records"
LARGEST_BLOCK = 200


def register(app: Dash, store: Store) -> None:
    """One callback: the grid names the rows and their order, the store of filters the question."""

    @guarded(
        app,
        Permission.READ_PUBLISHED,
        Output(GRID, "getRowsResponse"),
        Output(COUNT, "children", allow_duplicate=True),
        Output(NOTICES, "children", allow_duplicate=True),
        Output(panel_id(CLASSES), "children", allow_duplicate=True),
        Input(GRID, "getRowsRequest"),
        State(ASKED, "data"),
        State(FIXED, "data"),
        prevent_initial_call=True,
    )
    def fill_grid(request: Any, asked: Any, fixed: Any) -> tuple[Any, Any, Any, Any]:
        if not isinstance(request, Mapping):
            return no_update, no_update, no_update, no_update
        view = asked_view(asked, fixed)
        found = grid_answers(store, current_actor(), view.filters, request)
        result = found[RECORDS]
        if asked_page(request).offset:
            return block(result), no_update, no_update, no_update
        notices = filter_notices(view, [result])
        return block(result), count_words(result), notices, draw_panel(CLASSES, found, view)


def grid_answers(
    store: Store, actor: Actor, filters: Filters, request: Mapping[str, Any]
) -> dict[str, MeasureResult]:
    """The records that ``request`` names by ``startRow``, ``endRow`` and ``sortModel``.

    With the first of them come the counts of the classes of flow.
    """
    page = asked_page(request)
    asked = {RECORDS: Ask(RECORDS, filters, page)}
    if not page.offset:
        asked[BY_CLASS] = Ask(BY_CLASS, filters, is_counted=True)
    return run_measures(store, actor, asked, language=language())


def block(result: MeasureResult) -> dict[str, Any]:
    """The rows of ``result`` and the count of all."""
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
    sort = SORTS.get(str(chosen.get("colId")))
    if sort:
        return Page(first, limit, sort, chosen.get("sort") == "desc")
    return Page(first, limit)


def _whole(value: Any, default: int) -> int:
    return value if isinstance(value, int) and 0 <= value <= 10**9 else default
