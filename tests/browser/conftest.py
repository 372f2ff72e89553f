"""The served demonstration and a browser that must stay silent."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from werkzeug.serving import make_server

from dashboard.config import Settings
from data_access.store.store import Store
from tests.browser.site_browser import SiteBrowser, chrome_options


@pytest.hookimpl(optionalhook=True)
def pytest_setup_options() -> Any:
    """The options of the browser that dash's own fixtures start."""
    return chrome_options()


@contextmanager
def served(application: Any) -> Iterator[str]:
    """Serve a WSGI application from a thread on a free port; gives its address."""
    server = make_server("127.0.0.1", 0, application, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture(scope="session")
def site(sqlite_demo_store: Store, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of GLOBO, serving the demonstration."""
    from dashboard.factory import create_app

    settings = Settings(
        data_dir=tmp_path_factory.mktemp("site"), database_url=str(sqlite_demo_store.url)
    )
    with served(create_app(settings, sqlite_demo_store).server) as address:
        yield address


@pytest.fixture(scope="session")
def chromium(site: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SiteBrowser]:
    """One browser for the whole session; ask for ``browser`` instead."""
    with SiteBrowser(site, tmp_path_factory.mktemp("downloads")) as opened:
        yield opened


@pytest.fixture
def browser(chromium: SiteBrowser) -> Iterator[SiteBrowser]:
    """A reader who never came before; the test fails on any console error or outside request."""
    chromium.start_afresh()
    yield chromium
    assert chromium.complaints() == []
