"""What happens when someone acts."""

from dash import Dash

from callbacks import (
    answer_filters,
    change_filters,
    fill_grid,
    open_table,
    show_receipt,
    switch_theme,
)
from data_access.store.store import Store

MODULES = (
    change_filters,
    answer_filters,
    open_table,
    show_receipt,
    fill_grid,
    switch_theme,
)


def register_all(app: Dash, store: Store) -> None:
    """Register the callbacks of every act on ``app``."""
    for module in MODULES:
        module.register(app, store)
