"""When the store is out of reach people read what to do, and the log tells what happened."""

from collections.abc import Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient

from dashboard.config import Settings
from data_access.store.store import Store, open_store

NOWHERE = "postgresql://globo@/globo?host=/no/such/folder"


@pytest.fixture
def away(
    sqlite_demo_store: Store, tmp_path_factory: pytest.TempPathFactory, monkeypatch: Any
) -> Iterator[FlaskClient]:
    """A visitor of an application whose store went away after it was started."""
    from dashboard.factory import create_app

    settings = Settings(
        data_dir=tmp_path_factory.mktemp("away"), database_url=str(sqlite_demo_store.url)
    )
    app = create_app(settings, sqlite_demo_store)
    nowhere = open_store(NOWHERE)
    for engine in ("_read_engine", "_glance_engine"):
        monkeypatch.setattr(sqlite_demo_store, engine, getattr(nowhere, engine))
    with app.server.test_client() as client:
        yield client


@pytest.mark.parametrize("path", ["/", "/cooperacion", "/paises/ESP", "/acciones/1", "/nada"])
def test_every_page_says_that_the_data_are_away(
    path: str, away: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    answer = away.get(path, headers={"Accept": "text/html"})
    text = answer.get_data(as_text=True)
    assert answer.status_code == 503
    assert "Los datos no están disponibles en este momento." in text
    assert "/no/such/folder" not in text
    assert "/no/such/folder" in caplog.text


def test_the_page_has_the_theme_and_the_language_of_the_reader(away: FlaskClient) -> None:
    away.set_cookie("tema", "oscuro")
    away.set_cookie("idioma", "en")
    text = away.get("/", headers={"Accept": "text/html"}).get_data(as_text=True)
    assert '<html lang="en" data-bs-theme="dark"' in text
    assert "/assets/00_tokens.css" in text


def test_a_program_is_told_so_too(away: FlaskClient) -> None:
    answer = away.get("/_dash-layout")
    assert answer.status_code == 503
    assert answer.get_json()["error"] == "GLOBO no está listo"
