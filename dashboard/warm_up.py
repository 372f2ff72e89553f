"""Asks the app for everything that a first visit asks for, before there is a visit."""

from __future__ import annotations

import os
import re
import threading
from concurrent.futures import ThreadPoolExecutor

import dash

from dashboard.config import Settings
from dashboard.static_files import StaticFiles

LATER_FILES = (
    "/_dash-component-suites/plotly/package_data/plotly.min.js",
    "/_dash-component-suites/dash/dcc/async-graph.js",
    "/_dash-component-suites/dash/dcc/async-dropdown.js",
    "/_dash-component-suites/dash_ag_grid/async-community.js",
    "/assets/topojson/world_110m.json",
)
"""What the page asks for after its first scripts."""

_LOWEST_PRIORITY = 19
_LINK = re.compile(r'(?:src|href)="(/[^"]+)"')


def warm_app(app: dash.Dash, settings: Settings) -> list[str]:
    """Ask for the first page and its files; return the addresses that were not answered 200."""
    client = app.server.test_client()
    base_url = f"http://{settings.trusted_hosts[0].lstrip('.')}"

    def status(path: str) -> int:
        return client.get(path, base_url=base_url).status_code

    page = client.get("/", base_url=base_url)
    paths = ["/_dash-layout", "/_dash-dependencies", *_LINK.findall(page.get_data(as_text=True))]
    paths += [path for path in LATER_FILES if path not in paths]
    with ThreadPoolExecutor(2) as pool:
        answers = dict(zip(paths, pool.map(status, paths), strict=True))
    return [path for path, code in {"/": page.status_code, **answers}.items() if code != 200]


def make_smallest_later(files: StaticFiles) -> None:
    """Start a thread of the lowest priority that compresses ``files`` as far as it goes."""

    def work() -> None:
        if hasattr(os, "setpriority"):
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _LOWEST_PRIORITY)
        files.make_smallest()

    threading.Thread(target=work, name="make-smallest", daemon=True).start()
