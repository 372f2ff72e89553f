"""The demonstration behind an app, asked over the wire as a browser would ask."""

import re
from collections.abc import Callable, Iterable
from typing import Any

import pytest

from dashboard.config import Settings
from data_access.store.store import Store
from layouts.components.filter_bar import COUNT, FILTERS, FIXED, NOTICES


@pytest.fixture(scope="session")
def app(sqlite_demo_store: Store, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The application on the demonstration."""
    from dashboard.factory import create_app

    settings = Settings(
        data_dir=tmp_path_factory.mktemp("wire"), database_url=str(sqlite_demo_store.url)
    )
    return create_app(settings, sqlite_demo_store)


@pytest.fixture
def change_filters(app: Any) -> Callable[..., Any]:
    """``change_filters(query, cards, panels, open_tables)`` sends one filter change."""
    key = next(output for output in app.callback_map if '"drawing"' in output and COUNT in output)
    table = re.search(r'"table"\}\.(children@[0-9a-f]+)', key)
    assert table

    def ask(
        query: Any,
        cards: Iterable[str] = (),
        panels: Iterable[str] = (),
        open_tables: Iterable[str] = (),
        *,
        fixed: str = "",
        scope: str = "",
        theme: str = "claro",
    ) -> Any:
        names, opened = list(cards), set(open_tables)

        def part(kind: str, prop: str, members: Iterable[str]) -> list[dict[str, Any]]:
            return [{"id": {"type": kind, "name": name}, "property": prop} for name in members]

        buttons = part("table-button", "id", names)
        body = {
            "output": key,
            "outputs": [
                part("drawing", "data", names),
                part("finding", "children", names),
                part("panel", "children", panels),
                part("table", table[1], names),
                {"id": COUNT, "property": "children"},
                {"id": NOTICES, "property": "children"},
            ],
            "inputs": [
                {
                    "id": FILTERS,
                    "property": "data",
                    "value": {
                        "query": query,
                        "scope": scope,
                        "theme": theme,
                        "compact": False,
                    },
                }
            ],
            "state": [
                {"id": FIXED, "property": "data", "value": fixed},
                [{**button, "value": button["id"]} for button in buttons],
                [
                    {
                        **button,
                        "property": "aria-expanded",
                        "value": "true" if button["id"]["name"] in opened else "false",
                    }
                    for button in buttons
                ],
            ],
            "changedPropIds": [f"{FILTERS}.data"],
        }
        return app.server.test_client().post(
            "/_dash-update-component", json=body, headers={"Sec-Fetch-Site": "same-origin"}
        )

    return ask
