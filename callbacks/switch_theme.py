"""Someone switches between the light and the dark theme: only the browser works."""

from dash import ALL, ClientsideFunction, Dash, Input, Output, State

from data_access.store.store import Store
from layouts.components.card import figure_id
from layouts.shell import TEMPLATES_STORE, THEME_BUTTON


def register(app: Dash, store: Store) -> None:
    """The figures on the page get the other template without a request."""
    app.clientside_callback(
        ClientsideFunction("globo", "switchTheme"),
        Output(figure_id(ALL), "figure", allow_duplicate=True),
        Input(THEME_BUTTON, "n_clicks"),
        State(TEMPLATES_STORE, "data"),
        State(figure_id(ALL), "figure"),
        prevent_initial_call=True,
    )
