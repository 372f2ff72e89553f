"""A small app behind the real guards, so that tests of the house do not depend on the screens."""

from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import dash
import pytest
from dash import ALL, Input, Output, State, dcc, html
from flask.testing import FlaskClient

from callbacks._edge import guarded, permitted
from dashboard import factory
from dashboard.config import Settings
from data_access.store.store import Store
from data_access.vocabulary.actors import Permission


def _page(text: str) -> Callable[..., Any]:
    return permitted(Permission.READ_PUBLISHED)(lambda **_: html.Div(text))


def register_pages(_app: dash.Dash, _store: Store) -> None:
    """Two open pages and one that nobody may open."""
    dash.register_page("layouts.pages.home", path="/", title="Inicio", layout=_page("inicio"))
    dash.register_page(
        "layouts.pages.country",
        path_template="/paises/<iso3>",
        title=lambda iso3="": f"País {iso3}",
        layout=_page("país"),
    )
    dash.register_page(
        "layouts.pages.closed",
        path="/cerrada",
        title="Cerrada",
        layout=permitted(Permission.MANAGE_STORE)(lambda **_: html.Div("secreto-7391")),
    )


def register_callbacks(app: dash.Dash, _store: Store) -> None:
    """One open callback, one closed, one that breaks, one with a pattern, one in the browser."""
    read, manage = Permission.READ_PUBLISHED, Permission.MANAGE_STORE

    @guarded(
        app, read, Output("answer", "children"), Input("name", "value"), State("extra", "data")
    )
    def greet(name: str, extra: Any) -> str:
        return f"hola {name} {extra}"

    @guarded(app, manage, Output("secret", "children"), Input("button", "n_clicks"))
    def reveal(_clicks: int) -> str:
        return "secreto-7391"

    @guarded(app, read, Output("broken", "children"), Input("button", "n_clicks"))
    def fail(_clicks: int) -> str:
        raise RuntimeError("/etc/secreto-7391")

    @guarded(app, read, Output("sum", "children"), Input({"kind": "n", "name": ALL}, "value"))
    def add(values: list[int]) -> str:
        return str(sum(values))

    app.clientside_callback(
        dash.ClientsideFunction("globo", "nothing"), Output("client", "children"),
        Input("name", "value"),
    )  # fmt: skip


def _layout() -> html.Div:
    return html.Div([dcc.Store(id="extra"), dash.page_container])


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings of a server that keeps its files in a folder of the tests."""
    folder = tmp_path_factory.mktemp("globo")
    return Settings(data_dir=folder, database_url=f"sqlite:///{folder / 'globo.db'}")


@pytest.fixture(scope="module")
def make_app(new_store: Callable[..., Any]) -> Iterator[Callable[..., dash.Dash]]:
    """``make_app(settings)``: an app with the small pages and callbacks above."""
    with pytest.MonkeyPatch.context() as patch, new_store("sqlite") as empty:
        pages = SimpleNamespace(register_pages=register_pages, shell_layout=lambda _store: _layout)
        patch.setattr(factory, "pages", pages)
        patch.setattr(factory, "callbacks", SimpleNamespace(register_all=register_callbacks))
        yield lambda settings, store=empty: factory.create_app(settings, store)


@pytest.fixture(scope="module")
def app(make_app: Callable[..., dash.Dash], settings: Settings) -> dash.Dash:
    """The small app."""
    return make_app(settings)


@pytest.fixture
def client(app: dash.Dash) -> Iterator[FlaskClient]:
    """A browser without a window for the small app, with no cookies yet."""
    with app.server.test_client() as opened:
        yield opened
