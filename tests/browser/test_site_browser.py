"""The browser of the tests does notice what it must never let pass."""

from collections.abc import Iterator

import pytest
from werkzeug.wrappers import Request, Response

from tests.browser.conftest import served
from tests.browser.site_browser import PHONE, SiteBrowser

BAD = """<!doctype html><html><head><title>x</title></head><body>
<img src="http://elsewhere.example/x.png"><script>console.error("rota")</script>
<div style="width:900px">ancho</div></body></html>"""
GOOD = """<!doctype html><html lang="es"><head><title>Bien</title>
<link rel="icon" href="data:,"></head><body><main><h1>Bien</h1></main></body></html>"""


@Request.application
def application(request: Request) -> Response:
    return Response(BAD if request.path == "/bad" else GOOD, mimetype="text/html")


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SiteBrowser]:
    with (
        served(application) as address,
        SiteBrowser(address, tmp_path_factory.mktemp("downloads")) as opened,
    ):
        yield opened


def test_a_good_page_gives_no_complaint(plain: SiteBrowser):
    plain.start_afresh()
    plain.visit("/")
    assert plain.axe() == []
    assert plain.complaints() == []


def test_a_new_reader_has_been_nowhere(plain: SiteBrowser):
    plain.visit("/")
    plain.start_afresh()
    history = plain.driver.execute_cdp_cmd("Page.getNavigationHistory", {})
    assert [entry["url"] for entry in history["entries"]] == ["about:blank"]


def test_a_bad_page_is_told(plain: SiteBrowser):
    plain.start_afresh()
    plain.resize(PHONE)
    plain.visit("/bad")
    assert plain.driver.execute_script("return window.innerWidth") == 375
    assert plain.has_sideways_scroll()
    assert {line.split(":")[0] for line in plain.axe()} >= {"html-has-lang", "image-alt"}
    complaints = "\n".join(plain.complaints())
    assert "rota" in complaints
    assert "outside request: http://elsewhere.example/x.png" in complaints
