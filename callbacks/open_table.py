"""Someone opens or closes the table of a figure."""

from typing import Any

from dash import MATCH, Dash, Input, Output, State

from callbacks._edge import current_actor, guarded, text_of
from data_access.measures.run import run_measure
from data_access.store.store import Store
from data_access.vocabulary.actors import Actor, Permission
from layouts.components.card import table_button_id, table_id
from layouts.components.filter_bar import ASKED, FIXED
from layouts.components.tables import measure_table
from layouts.components.view import View, asked_view
from layouts.indicators import INDICATORS


def register(app: Dash, store: Store) -> None:
    """One callback for the button of every card."""

    @guarded(
        app,
        Permission.READ_PUBLISHED,
        Output(table_id(MATCH), "children"),
        Output(table_button_id(MATCH), "aria-expanded"),
        Input(table_button_id(MATCH), "n_clicks"),
        State(table_button_id(MATCH), "id"),
        State(table_button_id(MATCH), "aria-expanded"),
        State(ASKED, "data"),
        State(FIXED, "data"),
        prevent_initial_call=True,
    )
    def open_table(
        _clicks: Any, button: Any, expanded: Any, asked: Any, fixed: Any
    ) -> tuple[Any, str]:
        if expanded == "true":
            return [], "false"
        view = asked_view(asked, fixed)
        return table_of(store, current_actor(), text_of(button, "name"), view), "true"


def table_of(store: Store, actor: Actor, name: str, view: View) -> Any:
    """The table of the measure ``name`` for a question; nothing for a name that has no card."""
    if name not in INDICATORS:
        return []
    result = run_measure(store, actor, name, view.filters, language=view.language)
    return measure_table(name, result, view)
