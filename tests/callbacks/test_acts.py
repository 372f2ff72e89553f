"""Tables, receipts and blocks of the grid, called without a browser."""

import json
from typing import Any

import pytest
from dash import no_update

from callbacks.fill_grid import LARGEST_BLOCK, RECORDS, asked_page, grid_answers
from callbacks.fill_grid import block as rows_and_count
from callbacks.open_table import table_of
from callbacks.show_receipt import receipt_of
from data_access.measures.result import Page
from data_access.measures.run import run_measure
from data_access.store.store import Store
from data_access.vocabulary.actors import PUBLIC, Actor
from data_access.vocabulary.filters import Filters
from layouts.components.view import View, asked_view
from layouts.texts.catalogue import use_language


def block(store: Store, actor: Actor, filters: Filters, request: dict[str, Any]) -> dict[str, Any]:
    return rows_and_count(grid_answers(store, actor, filters, request)[RECORDS])


def told(component: Any) -> str:
    return json.dumps(component.to_plotly_json(), default=lambda part: part.to_plotly_json())


def test_the_table_has_a_row_for_each_row_of_the_measure(sqlite_demo_store: Store):
    name = "cooperation.by_direction"
    rows = run_measure(sqlite_demo_store, PUBLIC, name, Filters()).rows
    text = told(table_of(sqlite_demo_store, PUBLIC, name, View()))
    assert all(json.dumps(row["label"])[1:-1] in text for row in rows)


def test_rows_of_a_table_filter_but_not_on_the_sheet_of_that_filter(sqlite_demo_store: Store):
    name = "cooperation.by_country"
    assert '"?pais=ESP"' in told(table_of(sqlite_demo_store, PUBLIC, name, View()))
    on_sheet = told(table_of(sqlite_demo_store, PUBLIC, name, asked_view({}, "pais=ESP")))
    assert '"?pais' not in on_sheet


def test_no_table_and_no_receipt_for_an_unknown_name(sqlite_demo_store: Store):
    assert table_of(sqlite_demo_store, PUBLIC, "cooperation.secret", View()) == []
    assert receipt_of(sqlite_demo_store, PUBLIC, "cooperation.secret", View()) is no_update


def test_the_receipt_tells_the_filters_in_words_and_links_back(sqlite_demo_store: Store):
    query = "anio_desde=2023&pais=ESP"
    with use_language("es"):
        view = asked_view({"query": query}, "")
        text = told(receipt_of(sqlite_demo_store, PUBLIC, "cooperation.by_year", view))
    assert json.dumps("España")[1:-1] in text
    assert "desde 2023" in text
    assert f'"href": "?{query}"' in text
    assert json.dumps("Regla de conteo")[1:-1] in text


def test_the_receipt_tells_the_filters_that_its_figure_does_not_know(sqlite_demo_store: Store):
    with use_language("es"):
        view = asked_view({"query": "entidad=SG&pais=ESP"}, "")
        goals = told(receipt_of(sqlite_demo_store, PUBLIC, "goals.by_line", view))
        money = told(receipt_of(sqlite_demo_store, PUBLIC, "cooperation.by_year", view))
    sentence = json.dumps("Este filtro no se aplica aquí: País.")[1:-1]
    assert sentence in goals
    assert sentence not in money


def test_a_block_has_its_rows_and_the_count_of_all(sqlite_demo_store: Store):
    every = Filters(clase="todas")
    answer = block(sqlite_demo_store, PUBLIC, every, {"startRow": 50, "endRow": 60})
    assert len(answer["rowData"]) == 10
    # Of the 400 of the demonstration 11 are cancelled.
    assert answer["rowCount"] == 389
    apart = block(sqlite_demo_store, PUBLIC, Filters(clase="canceladas"), {})
    assert apart["rowCount"] == len(apart["rowData"]) == 11


def test_blocks_follow_each_other_in_the_order_asked_for(sqlite_demo_store: Store):
    order = {"sortModel": [{"colId": "title", "sort": "asc"}]}
    whole = block(sqlite_demo_store, PUBLIC, Filters(), {"startRow": 0, "endRow": 20, **order})
    parts = [
        block(
            sqlite_demo_store, PUBLIC, Filters(), {"startRow": start, "endRow": start + 10, **order}
        )
        for start in (0, 10)
    ]
    assert [*parts[0]["rowData"], *parts[1]["rowData"]] == whole["rowData"]


@pytest.mark.parametrize(
    ("request_", "page"),
    [
        ({}, Page(0, 50)),
        ({"startRow": -5, "endRow": "x"}, Page(0, 50)),
        ({"startRow": 0, "endRow": 10**8}, Page(0, LARGEST_BLOCK)),
        (
            {"startRow": 0, "endRow": 50, "sortModel": [{"colId": "year", "sort": "asc"}]},
            Page(0, 50, "year", descending=False),
        ),
        ({"sortModel": [{"colId": "action_id; DROP TABLE action", "sort": "asc"}]}, Page(0, 50)),
        ({"sortModel": "title"}, Page(0, 50)),
    ],
)
def test_the_grid_gets_only_what_the_server_is_willing_to_give(
    request_: dict[str, Any], page: Page
):
    assert asked_page(request_) == page
