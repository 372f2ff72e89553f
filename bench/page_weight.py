"""``python -m bench.page_weight``: what each page weighs and how soon it is painted, in a browser.

Serves the demonstration and visits every kind of page in headless Chromium, first with an empty
cache and then again; prints requests, transferred bytes and first contentful paint.
"""

import tempfile
from pathlib import Path

from sqlalchemy import func, select

from bench.machine import describe
from bench.server import serving
from data_access.sample.load import load_sample
from data_access.store import schema
from data_access.store.store import Store, open_store
from data_access.store.tables.actions import Action, ActionEntity, ActionPartner
from data_access.store.tables.catalogues import Entity
from data_access.vocabulary.actors import OPERATOR
from tests.browser.site_browser import DESKTOP, SiteBrowser

_WEIGHED = """
const entries = [...performance.getEntriesByType('navigation'),
                 ...performance.getEntriesByType('resource')]
    .filter(entry => entry.name.startsWith('http'));
const paint = performance.getEntriesByName('first-contentful-paint')[0];
return [entries.filter(entry => entry.transferSize > 0).length,
        entries.reduce((sum, entry) => sum + entry.transferSize, 0),
        paint ? paint.startTime : 0];
"""


def main() -> None:
    """Measure and print."""
    print(describe())
    with tempfile.TemporaryDirectory(prefix="globo-bench-") as name:
        folder = Path(name)
        url = f"sqlite:///{folder}/globo.db"
        store = open_store(url)
        schema.upgrade(store)
        load_sample(store, OPERATOR)
        paths = _paths(store)
        store.close()
        with serving(url, folder) as server, SiteBrowser(server.url, folder / "files") as browser:
            browser.resize(DESKTOP)
            print(browser.driver.capabilities["browserVersion"], "Chromium;", server.url)
            print(f"{'':28}{'cold':^36}   {'again':^36}")
            print(f"{'page':28}" + 2 * f"{'requests':>9}{'bytes':>12}{'painted, ms':>15}   ")
            for path in paths:
                _forget(browser)
                cold = _visit(browser, path)
                print(f"{path:28}{cold}   {_visit(browser, path)}", flush=True)


def _paths(store: Store) -> list[str]:
    """One of each kind of page; the record, entity and partner with most to show."""
    with store.reading() as session:
        action = session.scalar(select(func.min(Action.action_id)))
        entity = session.scalar(
            select(Entity.acronym)
            .join(ActionEntity, ActionEntity.entity_id == Entity.entity_id)
            .group_by(Entity.acronym)
            .order_by(func.count().desc(), Entity.acronym)
        )
        partner = session.scalar(
            select(ActionPartner.partner_id)
            .group_by(ActionPartner.partner_id)
            .order_by(func.count().desc(), ActionPartner.partner_id)
        )
    return [
        "/", "/cooperacion", "/plan", "/plan/PG-01", "/indicadores", "/alertas", "/acciones",
        f"/acciones/{action}", "/datos", "/paises/ESP",
        f"/entidades/{entity}", f"/aliados/{partner}",
    ]  # fmt: skip


def _forget(browser: SiteBrowser) -> None:
    browser.start_afresh()
    browser.driver.execute_cdp_cmd("Network.clearBrowserCache", {})


def _visit(browser: SiteBrowser, path: str) -> str:
    """Requests that crossed the wire, their bytes with headers, and first contentful paint."""
    # Leaving first makes the next visit a navigation, not a reload that asks for everything again.
    browser.driver.get("about:blank")
    browser.visit(path)
    requests, transferred, painted = browser.driver.execute_script(_WEIGHED)
    return f"{requests:>9}{transferred:>12,}{painted:>15,.0f}"


if __name__ == "__main__":
    main()
