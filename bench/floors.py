"""What the machine allows at best: a bare Flask answer, a trivial Dash callback; SQL counted."""

import statistics
import time
from collections.abc import Callable, Sequence

from dash import Dash, Input, Output, html
from flask import Flask
from sqlalchemy import Engine, event

from callbacks.answer_filters import read_results
from data_access.measures.run import hold_in_memory
from data_access.store.store import open_store
from data_access.vocabulary.actors import PUBLIC
from data_access.vocabulary.filters import Filters
from layouts.components.view import View
from layouts.pages import cooperation

ROUNDS = 300


def measure() -> tuple[float, float]:
    """Median milliseconds of a bare Flask answer and of a trivial Dash callback, in process."""
    server = Flask("floor")
    server.add_url_rule("/", view_func=lambda: {"answer": 1})
    app = Dash("floor")
    app.layout = html.Div([html.Div(id="a"), html.Div(id="b")])
    app.callback(Output("b", "children"), Input("a", "children"))(lambda value: value)
    body = {
        "output": "b.children",
        "outputs": {"id": "b", "property": "children"},
        "inputs": [{"id": "a", "property": "children", "value": 1}],
        "changedPropIds": ["a.children"],
    }
    flask_client, dash_client = server.test_client(), app.server.test_client()
    dash_client.get("/")
    return (
        _median(lambda: flask_client.get("/")),
        _median(lambda: dash_client.post("/_dash-update-component", json=body)),
    )


def statements(url: str, queries: Sequence[str]) -> str:
    """Statements that the answers of ``/cooperacion`` send, as in a server: mean and most."""
    counts: list[int] = []
    store = open_store(url)
    hold_in_memory(store)

    def count(*_: object) -> None:
        counts[-1] += 1

    event.listen(Engine, "before_cursor_execute", count)
    try:
        for query in queries:
            counts.append(0)
            view = View(language="es", filters=Filters.parse(query)[0])
            read_results(store, PUBLIC, view, cooperation.INDICATOR_NAMES, cooperation.PANEL_NAMES)
    finally:
        event.remove(Engine, "before_cursor_execute", count)
        store.close()
    return f"{statistics.mean(counts):.0f} (most {max(counts)})"


def _median(act: Callable[[], object]) -> float:
    times = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        act()
        times.append((time.perf_counter() - began) * 1000)
    return statistics.median(times)
