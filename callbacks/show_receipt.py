"""Someone asks where a figure comes from: its receipt opens."""

from dataclasses import replace
from typing import Any

from dash import ALL, ClientsideFunction, Dash, Input, Output, State, ctx, no_update

from callbacks._edge import current_actor, guarded, text_of
from data_access.measures.catalogue import MEASURES
from data_access.measures.catalogue_goals import GOAL_MEASURES
from data_access.measures.goal_options import goal_options
from data_access.measures.options import filter_options
from data_access.measures.run import run_measure
from data_access.store.store import Store
from data_access.vocabulary.actors import Actor, Permission
from data_access.vocabulary.filters import Filters
from layouts.components.card import receipt_button_id
from layouts.components.filter_bar import ASKED, FIXED
from layouts.components.receipt import CONTENT, DIALOG, OPENED, receipt
from layouts.components.view import View, asked_view
from layouts.texts.catalogue import translate


def register(app: Dash, store: Store) -> None:
    """One callback for every button of a receipt; the browser opens the dialog."""

    @guarded(
        app,
        Permission.READ_PUBLISHED,
        Output(CONTENT, "children"),
        Input(receipt_button_id(ALL, ALL), "n_clicks"),
        State(ASKED, "data"),
        State(FIXED, "data"),
        prevent_initial_call=True,
    )
    def show_receipt(clicks: Any, asked: Any, fixed: Any) -> Any:
        if not any(clicks) or not isinstance(ctx.triggered_id, dict):
            return no_update
        name = text_of(ctx.triggered_id, "name")
        return receipt_of(store, current_actor(), name, asked_view(asked, fixed))

    app.clientside_callback(
        ClientsideFunction("globo", "openReceipt"),
        Output(OPENED, "data"),
        Input(CONTENT, "children"),
        State(DIALOG, "id"),
        prevent_initial_call=True,
    )


def receipt_of(store: Store, actor: Actor, name: str, view: View) -> Any:
    """The receipt of the measure ``name`` for a question; nothing for an unknown name."""
    if name not in MEASURES:
        return no_update
    result = run_measure(store, actor, name, view.filters, language=view.language)
    options = (
        goal_options(store, actor, language=view.language).by_filter
        if name in GOAL_MEASURES
        else filter_options(
            store, actor, Filters(fuente=view.filters.fuente), language=view.language
        ).by_filter
    )
    told = replace(view, options=options)
    return receipt(result, f"?{view.query}", lambda *pair: translate(told.label_of(*pair)))
