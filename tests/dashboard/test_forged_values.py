"""Whatever a forged page sends to a callback, the server answers and tells no secrets."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from dash import ALL
from flask.testing import FlaskClient

from dashboard.config import Settings
from dashboard.factory import create_app
from data_access.store.store import Store

FORGED = [None, True, -1, 1e308, "", "x" * 5000, "=1+1", "sin-asignar", "../..", "'; DROP TABLE x",
          [], [None], ["ESP", 7], {}, {"a": {"b": []}}, [[1], {"c": 2}]]  # fmt: skip


@pytest.fixture(scope="module")
def app(sqlite_demo_store: Store, tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder = tmp_path_factory.mktemp("forged")
    return create_app(
        Settings(data_dir=folder, database_url=str(sqlite_demo_store.url)), sqlite_demo_store
    )


@pytest.fixture
def client(app: Any) -> Iterator[FlaskClient]:
    with app.server.test_client() as opened:
        yield opened


def prop(spec: dict[str, str], value: Any) -> Any:
    """One input as the page would send it; a pattern becomes a list of one component."""
    if not spec["id"].startswith("{"):
        return {"id": spec["id"], "property": spec["property"], "value": value}
    pattern = json.loads(spec["id"])
    key = {name: "x" if isinstance(part, list) else part for name, part in pattern.items()}
    found = {"id": key, "property": spec["property"], "value": value}
    return [found] if ["ALL"] in pattern.values() else found


def outputs_of(declared: dict[str, Any]) -> Any:
    """The outputs as the page would send them."""

    def one(output: Any) -> Any:
        key, is_list = output.component_id, False
        if isinstance(key, dict):
            is_list = any(part is ALL for part in key.values())
            key = {name: part if isinstance(part, str) else "x" for name, part in key.items()}
        found = {"id": key, "property": output.component_property}
        return [found] if is_list else found

    output = declared["output"]
    return [one(item) for item in output] if isinstance(output, list | tuple) else one(output)


def bodies(app: Any) -> Iterator[dict[str, Any]]:
    """A body for every callback with every forged value in all its places."""
    for output, declared in app.callback_map.items():
        if "callback" not in declared:
            continue
        for value in FORGED:
            body = {
                "output": output,
                "inputs": [prop(spec, value) for spec in declared["inputs"]],
                "state": [prop(spec, value) for spec in declared["state"]],
                "changedPropIds": [f"{declared['inputs'][0]['id']}.x"],
            }
            if not declared["no_output"]:
                body["outputs"] = outputs_of(declared)
            yield body


def test_no_forged_value_breaks_a_callback(app, client):
    broken = []
    for body in bodies(app):
        answer = client.post("/_dash-update-component", json=body)
        assert "Traceback" not in answer.get_data(as_text=True)
        if answer.status_code >= 500:
            values = body["inputs"][:1]
            broken.append((body["output"], values, answer.get_data(as_text=True)[:200]))
    assert broken == []


def test_every_callback_tells_its_permission(app):
    bare = [
        output
        for output, declared in app.callback_map.items()
        if "callback" in declared
        and "_pages_content" not in output
        and not hasattr(declared["callback"], "__permission__")
    ]
    assert bare == []
