"""Facts about paper: nothing is cut, no control is on it, and the screen comes back as it was."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from tests.browser.site_browser import DESKTOP, SiteBrowser
from tests.waiting import until

A4_WIDTH = 688
"""Pixels of a sheet of A4 within its margins."""
_LABELS = """
return [...document.querySelectorAll('.js-plotly-plot')]
  .filter(plot => plot.layout.yaxis && plot.layout.yaxis.ticklabelposition === 'inside top')
  .map(plot => {
    const edge = plot.closest('.tile').getBoundingClientRect().right;
    const texts = [...plot.querySelectorAll('.ytick text')];
    return {texts: texts.map(text => text.textContent),
      over: texts.filter(text => text.getBoundingClientRect().right > edge).length};
  });
"""
_WIDER = """
const width = document.documentElement.clientWidth;
return [...document.querySelectorAll('main *, footer *')]
  .filter(each => each.getBoundingClientRect().right > width + 1)
  .filter(each => !each.closest('.readers-only') && !each.ownerSVGElement)
  .map(each => each.outerHTML.slice(0, 120));
"""
_SHOWN = """
return [...document.querySelectorAll('.navigation, .main-filters, .tools, .button, .link-button')]
  .filter(each => each.getClientRects().length).map(each => each.className);
"""


@contextmanager
def on_paper(browser: SiteBrowser) -> Iterator[None]:
    """The page as a browser lays it out while it prints on A4."""
    command: Any = browser.driver.execute_cdp_cmd
    command("Emulation.setEmulatedMedia", {"media": "print"})
    size = {"width": A4_WIDTH, "height": 1000, "deviceScaleFactor": 1, "mobile": False}
    command("Emulation.setDeviceMetricsOverride", size)
    # A sheet of paper makes no window smaller: what answers to that is waited for.
    browser.wait_until_idle()
    browser.driver.execute_script("window.dispatchEvent(new Event('beforeprint'))")
    try:
        yield
    finally:
        browser.driver.execute_script("window.dispatchEvent(new Event('afterprint'))")
        command("Emulation.setEmulatedMedia", {"media": ""})
        command("Emulation.clearDeviceMetricsOverride", {})
        browser.wait_until_idle()


@pytest.mark.parametrize("path", ["/paises/ESP", "/cooperacion", "/plan", "/plan/PG-03", "/indice"])
def test_a_printed_page_is_whole_and_has_no_controls(browser: SiteBrowser, path: str):
    browser.driver.set_window_size(*DESKTOP)
    browser.visit(path)
    before = browser.driver.execute_script(_LABELS)
    with on_paper(browser):
        printed = browser.driver.execute_script(_LABELS)
        assert browser.driver.execute_script(_WIDER) == []
        assert browser.driver.execute_script(_SHOWN) == []
    assert [plot["over"] for plot in printed] == [0] * len(before)
    # A name may be shorter on paper; the amount at its end never is.
    for screen, paper in zip(before, printed, strict=True):
        for text, short in zip(screen["texts"], paper["texts"], strict=True):
            name, mark, amount = short.rpartition("…  ")
            assert short == text or (mark and text.startswith(name) and text.endswith(amount))
    until(lambda: browser.driver.execute_script(_LABELS) == before)
    assert browser.complaints() == []


def test_paper_tells_that_the_grid_has_more_rows_than_it_shows(browser: SiteBrowser):
    browser.driver.set_window_size(*DESKTOP)
    browser.visit("/acciones")
    seen = "return document.querySelector(arguments[0]).getClientRects().length > 0"
    note, bar = ".only-on-paper", ".ag-body-horizontal-scroll"
    assert [browser.driver.execute_script(seen, each) for each in (note, bar)] == [False, True]
    with on_paper(browser):
        assert [browser.driver.execute_script(seen, each) for each in (note, bar)] == [True, False]
