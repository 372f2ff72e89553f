"""A headless Chromium that visits one site and tells what a reader would never see."""

import importlib.util
import shutil
from functools import cache
from pathlib import Path
from typing import Any, Self

from dash.testing.browser import Browser
from selenium.webdriver import ChromeOptions

from tests.waiting import PATIENCE, until

AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]
DESKTOP = (1366, 900)
PHONE = (375, 812)
QUIET = 4
"""How many looks in a row must find nothing new."""
_PROGRAMS = ("chromium", "chromium-browser", "google-chrome")


class ChromiumMissing(RuntimeError):
    """There is no Chromium or no chromedriver on this machine."""

    def __init__(self) -> None:
        super().__init__(
            "The browser tests need chromium and chromedriver: run `python3 tasks.py test`, "
            "or install the Debian packages chromium and chromium-driver."
        )


def chrome_options() -> ChromeOptions:
    """Headless, and unable to reach any host but this machine."""
    program = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if program is None or shutil.which("chromedriver") is None:
        raise ChromiumMissing
    options = ChromeOptions()
    options.binary_location = program
    for argument in (
        "--headless=new",
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
        "--lang=es-CO",
        "--force-prefers-reduced-motion",
        "--hide-scrollbars",
    ):
        options.add_argument(argument)
    return options


@cache
def axe_script() -> str:
    """The source of axe-core, from the package that carries it."""
    spec = importlib.util.find_spec("axe_playwright_python")
    folder = (spec.submodule_search_locations or [""])[0] if spec else ""
    return (Path(folder) / "axe.min.js").read_text(encoding="utf-8")


class SiteBrowser(Browser):
    """`dash.testing`'s browser bound to ``address``; :meth:`complaints` says what went wrong."""

    def __init__(self, address: str, download_path: Path) -> None:
        super().__init__(
            "chrome", options=[chrome_options()], percy_run=False,
            download_path=str(download_path), headless=True,
        )  # fmt: skip
        self.driver.set_page_load_timeout(PATIENCE)
        self.driver.set_script_timeout(PATIENCE)
        # What is not there yet is waited for by name; what must not be there is not.
        self.driver.implicitly_wait(0)
        self.address = address
        self._complaints: list[str] = []

    def __enter__(self) -> Self:
        return self

    def visit(self, path: str = "/") -> None:
        """Load a page of the site and wait until its callbacks have answered."""
        self._listen()
        self.driver.get(self.address + path)
        self.wait_until_idle()

    def wait_until_idle(self) -> None:
        """Wait until the page is loaded, drawn, and no callback or file is under way."""
        seen: list[int | None] = []

        def is_quiet() -> bool:
            # Parts of Dash arrive as files of their own: a page is drawn when no more come.
            seen.append(self._files_fetched() if self._is_idle() else None)
            return seen[-1] is not None and seen[-QUIET:] == [seen[-1]] * QUIET

        until(is_quiet, lambda: f"{self.driver.current_url} is idle")

    def resize(self, size: tuple[int, int]) -> None:
        """Give the page ``(width, height)`` in CSS pixels, narrower than a window can be."""
        self.driver.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {"width": size[0], "height": size[1], "deviceScaleFactor": 1, "mobile": False},
        )

    def prefer_dark(self, is_dark: bool) -> None:
        """Pretend that the reader's system asks for a dark or a light scheme."""
        value = "dark" if is_dark else "light"
        self.driver.execute_cdp_cmd(
            "Emulation.setEmulatedMedia",
            {
                "features": [
                    {"name": "prefers-color-scheme", "value": value},
                    {"name": "prefers-reduced-motion", "value": "reduce"},
                ]
            },
        )

    def axe(self) -> list[str]:
        """What axe finds against WCAG 2.1 A and AA: a line for each element at fault."""
        self.driver.execute_script(f"if (!window.axe) {{ {axe_script()} }}")
        found: list[dict[str, Any]] = self.driver.execute_async_script(
            "const done = arguments[arguments.length - 1];"
            "axe.run(document, {runOnly: {type: 'tag', values: arguments[0]},"
            " resultTypes: ['violations']})"
            ".then(result => done(result.violations), error => done([{id: String(error)}]));",
            AXE_RULES,
        )
        return [
            f"{rule['id']}: {node['target']} {node['html'][:160]}"
            for rule in found
            for node in rule.get("nodes") or [{"target": "", "html": ""}]
        ]

    def has_sideways_scroll(self) -> bool:
        """Whether the page is wider than the window."""
        return bool(
            self.driver.execute_script(
                "return document.documentElement.scrollWidth > window.innerWidth"
            )
        )

    def tables_with_sideways_scroll(self) -> list[str]:
        """The names of the tables that are wider than their place."""
        names: list[str] = self.driver.execute_script(
            "return [...document.querySelectorAll('.table-scroll')]"
            ".filter(place => place.scrollWidth > place.clientWidth + 1)"
            ".map(place => place.getAttribute('aria-label'))"
        )
        return names

    def complaints(self) -> list[str]:
        """Console errors and requests to other hosts since the last call; forgets them."""
        self._listen()
        found, self._complaints = self._complaints, []
        return found

    def start_afresh(self) -> None:
        """Forget cookies, storage, history and complaints: the next visit is a new reader's."""
        self.complaints()
        while len(self.driver.window_handles) > 1:
            self.driver.switch_to.window(self.driver.window_handles[-1])
            self.driver.close()
        self.driver.switch_to.window(self.driver.window_handles[0])
        if self.driver.current_url.startswith("http"):
            self.driver.execute_script("localStorage.clear(); sessionStorage.clear()")
        self.driver.delete_all_cookies()
        self.driver.get("about:blank")
        # Of fifty entries the browser drops those that it thinks nobody wants to go back to.
        self.driver.execute_cdp_cmd("Page.resetNavigationHistory", {})
        self.resize(DESKTOP)
        self.prefer_dark(False)

    def _is_idle(self) -> bool:
        return bool(
            self.driver.execute_script(
                "if (document.readyState !== 'complete') return false;"
                "if (!document.getElementById('react-entry-point')) return true;"
                "if (document.querySelector('script[data-webpack]')) return false;"
                "if (document.querySelector('._dash-loading, ._dash-loading-callback'))"
                " return false;"
                "if ([...document.querySelectorAll('.dash-graph')].some(graph =>"
                " graph.offsetParent && !graph.querySelector('.main-svg'))) return false;"
                "const store = window.store && window.store.getState();"
                "if (!store) return !document.title.startsWith('Updating');"
                "const calls = store.callbacks;"
                "return Object.keys(calls).every(kind =>"
                " kind === 'stored' || kind === 'completed' || !(calls[kind] || []).length);"
            )
        )

    def _files_fetched(self) -> int:
        return int(
            self.driver.execute_script("return performance.getEntriesByType('resource').length")
        )

    def _listen(self) -> None:
        self._complaints += [
            f"{entry['level']}: {entry['message']}" for entry in self.driver.get_log("browser")
        ]
        urls = self.driver.execute_script(
            "return performance.getEntriesByType('resource').map(entry => entry.name)"
        )
        self._complaints += [
            f"outside request: {url}"
            for url in urls
            if not url.startswith((self.address, "data:", "blob:"))
        ]
