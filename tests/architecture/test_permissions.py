"""Pages, callbacks, routes and measures each say which permission they ask for."""

import ast
from pathlib import Path
from typing import Any

import dash
import pytest
from flask import Flask

from data_access.measures.catalogue import MEASURES
from data_access.vocabulary.actors import Permission
from tests.architecture.sources import ROOT, dotted, place, python_files, tree

# Dash's own addresses and files without data; its pages are guarded one by one.
OPEN_RULES = ("/_dash", "/_favicon", "/_alive", "/_reload", "/assets", "/static", "/<path:path>")
REGISTERING = {"app.callback", "app.clientside_callback", "callback", "clientside_callback"}


def pages_without_permission(folder: Path) -> list[str]:
    """The page modules of a folder that set no ``PERMISSION = Permission.…``."""
    return [
        place(path)
        for path in sorted(folder.glob("*.py"))
        if not path.stem.startswith("_")
        and not any(
            isinstance(node, ast.Assign)
            and dotted(node.targets[0]) == "PERMISSION"
            and dotted(node.value).startswith("Permission.")
            for node in tree(path).body
        )
    ]


def callbacks_without_permission(callback_map: dict[str, Any]) -> list[str]:
    """The outputs that the server computes without asking who is acting."""
    return [
        output
        for output, entry in callback_map.items()
        if "callback" in entry
        and not output.strip(".").startswith("_pages_")
        and not isinstance(getattr(entry["callback"], "__permission__", None), Permission)
    ]


def routes_without_permission(server: Flask) -> list[str]:
    """The addresses whose view has no ``permission``."""
    return [
        str(rule)
        for rule in server.url_map.iter_rules()
        if str(rule) != "/"
        and not str(rule).startswith(OPEN_RULES)
        and not isinstance(
            getattr(server.view_functions[rule.endpoint], "permission", None), Permission
        )
    ]


def unguarded(path: Path) -> list[str]:
    """Where a file registers a server callback without going through ``guarded``."""
    return [
        place(path, node)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
        and dotted(node.func) in REGISTERING
        and not dotted(node.func).endswith("clientside_callback")
    ]


def test_every_page_declares_a_permission():
    assert pages_without_permission(ROOT / "layouts" / "pages") == []


def test_every_callback_is_registered_through_the_edge():
    files = [path for path in python_files("callbacks", "dashboard") if path.stem != "_edge"]
    assert [line for path in files for line in unguarded(path)] == []


def test_every_callback_and_route_declares_a_permission(make_app):
    app = make_app()
    assert callbacks_without_permission(app.callback_map) == []
    assert routes_without_permission(app.server) == []


def test_every_measure_declares_a_permission():
    assert MEASURES
    assert all(isinstance(measure.permission, Permission) for measure in MEASURES.values())
    assert all(name == measure.name for name, measure in MEASURES.items())


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_what_declares_none_is_found(tmp_path: Path):
    (tmp_path / "page.py").write_text("PATH = '/x'\n")
    assert pages_without_permission(tmp_path) == ["page.py:1"]
    (tmp_path / "act.py").write_text("@app.callback(Output(A, 'b'), Input(C, 'd'))\ndef f(): ...\n")
    assert unguarded(tmp_path / "act.py") == ["act.py:1"]

    app = dash.Dash("planted", server=Flask("planted"))
    app.layout = dash.html.Div(id="a")
    app.callback(dash.Output("a", "children"), dash.Input("a", "n_clicks"))(lambda _: "")
    app.server.add_url_rule("/datos", "datos", lambda: "")
    app._setup_server()
    assert callbacks_without_permission(app.callback_map) == ["a.children"]
    assert routes_without_permission(app.server) == ["/datos"]
