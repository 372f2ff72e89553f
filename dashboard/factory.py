"""Builds the application: store, pages, callbacks, downloads, and the guards around them."""

from __future__ import annotations

import dash
from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

import callbacks
from dashboard import borrowed_files, pages, security
from dashboard.compression import compress_answer
from dashboard.config import Settings
from dashboard.downloads import routes
from dashboard.kept_answers import answering, keep_answers
from dashboard.known_paths import KnownPaths
from dashboard.package_guard import check_packages
from dashboard.page_shell import PageShell, shell_options
from dashboard.paths import assets_folder
from dashboard.static_files import StaticFiles
from data_access.store.store import Store, open_store


def create_app(settings: Settings, store: Store | None = None) -> dash.Dash:
    """Return an app that is ready to serve: nothing is left for its first request to register.

    ``store`` is opened from the settings unless given. Raises
    :class:`~dashboard.package_guard.ForeignPackage` when the installation is mixed with another.
    """
    check_packages()
    store = store or open_store(settings.database_url)
    dash.page_registry.clear()
    app = PageShell(
        "globo",
        server=Flask("dashboard", static_folder=None),
        use_pages=True,
        pages_folder="",
        include_pages_meta=False,
        assets_folder=str(assets_folder()),
        suppress_callback_exceptions=True,
        enable_mcp=False,
        external_stylesheets=[borrowed_files.BOOTSTRAP_URL],
        external_scripts=[borrowed_files.PLOTLY_LOCALE_URL],
        **shell_options(),
    )
    app.server.extensions["globo_store"] = store
    pages.register_pages(app, store)
    app.layout = pages.shell_layout(store)
    callbacks.register_all(app, store)
    borrowed_files.register(app.server)
    routes.register(app.server, store)
    # The last to be registered sees the answer first: compression must see it last.
    app.server.after_request(compress_answer)
    keep_answers(app.server, store, answering(app.callback_map))
    app.known_paths = KnownPaths(dash.page_registry.values())
    security.protect(app, settings)
    _finish_registration(app, settings)
    _wrap(app.server, settings)
    return app


def _wrap(server: Flask, settings: Settings) -> None:
    files = StaticFiles(server.wsgi_app, settings.data_dir / "cache" / "static")
    server.extensions["globo_static_files"] = files
    # Flask documents this place for what stands in front; mypy sees a method there.
    server.wsgi_app = files  # type: ignore[method-assign]
    if settings.proxy_hops:
        hops = settings.proxy_hops
        server.wsgi_app = ProxyFix(files, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]


def _finish_registration(app: dash.Dash, settings: Settings) -> None:
    # Dash registers its router and scripts during the first request; concurrent first requests
    # would find them half done.
    host = settings.trusted_hosts[0].lstrip(".")
    with app.server.test_request_context("/", base_url=f"http://{host}"):
        app.server.preprocess_request()
        app.index()
