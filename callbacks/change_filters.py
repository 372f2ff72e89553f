"""Someone changes the question: controls, clicks, chips and links become one store."""

from dash import ALL, ClientsideFunction, Dash, Input, Output, State

from data_access.store.store import Store
from layouts.components.card import figure_id
from layouts.components.filter_bar import (
    ASKED,
    CHIPS,
    FILTERS,
    FIXED,
    VISIT,
    WORDS,
    control_id,
    query_link_id,
)
from layouts.components.record_grid import GRID, REFRESHED

CONTROLS = control_id(ALL)
FIGURES = figure_id(ALL)
LINKS = query_link_id(ALL, ALL)


def register(app: Dash, store: Store) -> None:
    """Declare what the browser does by itself; none of it asks the server."""
    app.clientside_callback(
        ClientsideFunction("globo", "changeFilters"),
        Output(ASKED, "data"),
        Output(FILTERS, "data"),
        Output(CONTROLS, "value"),
        Output(FIGURES, "clickData"),
        Input(CONTROLS, "value"),
        Input(FIGURES, "clickData"),
        Input(VISIT, "data"),
        State(CONTROLS, "id"),
        State(FIGURES, "id"),
        State(ASKED, "data"),
        State(FIXED, "data"),
        prevent_initial_call=True,
    )
    app.clientside_callback(
        ClientsideFunction("globo", "showChips"),
        Output(CHIPS, "children"),
        Input(ASKED, "data"),
        State(CONTROLS, "id"),
        State(CONTROLS, "options"),
        State(WORDS, "data"),
    )
    app.clientside_callback(
        ClientsideFunction("globo", "keepLinks"),
        Output(LINKS, "href"),
        Input(ASKED, "data"),
        State(FIXED, "data"),
        State(LINKS, "id"),
        State(WORDS, "data"),
    )
    app.clientside_callback(
        ClientsideFunction("globo", "refreshGrid"),
        Output(REFRESHED, "data"),
        Input(ASKED, "data"),
        State(GRID, "id"),
        prevent_initial_call=True,
    )
