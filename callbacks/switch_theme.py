"""Figures take the template of the theme, when they arrive and when the reader switches it."""

from dash import ALL, ClientsideFunction, Dash, Input, Output, State

from data_access.store.store import Store
from layouts.components.card import drawing_id, figure_id
from layouts.shell import TEMPLATES_STORE, THEME_BUTTON


def register(app: Dash, store: Store) -> None:
    """Both work in the browser, without a request."""
    app.clientside_callback(
        ClientsideFunction("globo", "draw"),
        Output(figure_id(ALL), "figure"),
        Input(drawing_id(ALL), "data"),
        State(TEMPLATES_STORE, "data"),
        prevent_initial_call=True,
    )
    app.clientside_callback(
        ClientsideFunction("globo", "switchTheme"),
        Output(figure_id(ALL), "figure", allow_duplicate=True),
        Input(THEME_BUTTON, "n_clicks"),
        State(TEMPLATES_STORE, "data"),
        State(figure_id(ALL), "figure"),
        prevent_initial_call=True,
    )
