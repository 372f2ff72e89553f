"""Unchanging files are compressed once, kept, and never sent twice."""

import gzip
import re
from pathlib import Path

import brotli
import pytest
from werkzeug.test import Client
from werkzeug.wrappers import Response

from dashboard.borrowed_files import BOOTSTRAP_URL, icon, plotly_locale
from dashboard.compression import accepted_encoding
from dashboard.static_files import HOUR, YEAR, StaticFiles

CSS = b"".join(b".c%d { width: %dpx; color: #%06x }\n" % (n, n * n, n * 7919) for n in range(900))


class Site:
    """An application that counts how often it is asked."""

    def __init__(self) -> None:
        self.asked = 0

    def __call__(self, environ, start_response):
        self.asked += 1
        path = environ["PATH_INFO"]
        if path == "/assets/nada.css":
            return Response("no", status=404)(environ, start_response)
        kind = "image/png" if path.endswith(".png") else "text/css"
        answer = Response(CSS, mimetype=kind, headers={"X-Frame-Options": "DENY"})
        return answer(environ, start_response)


@pytest.fixture
def site() -> Site:
    return Site()


@pytest.fixture
def files(site: Site, tmp_path: Path) -> StaticFiles:
    return StaticFiles(site, tmp_path / "cache")


def get(files: StaticFiles, path: str = "/assets/a.css", **headers: str):
    return Client(files).get(path, headers={k.replace("_", "-"): v for k, v in headers.items()})


def test_what_a_browser_asks_for_by_itself_is_the_file_of_the_same_name(files, site):
    assert get(files, "/favicon.ico").data == CSS
    assert get(files, "/assets/favicon.ico").status_code == 200
    assert site.asked == 1


def test_each_browser_gets_the_form_that_it_takes(files, site):
    assert brotli.decompress(get(files, Accept_Encoding="gzip, br").data) == CSS
    zipped = get(files, Accept_Encoding="gzip")
    assert zipped.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(zipped.data) == CSS
    plain = get(files)
    assert plain.data == CSS
    assert "Content-Encoding" not in plain.headers
    assert plain.headers["Vary"] == "Accept-Encoding"
    assert plain.headers["X-Frame-Options"] == "DENY"
    assert site.asked == 1


def test_what_the_browser_has_is_not_sent_again(files):
    tag = get(files).headers["ETag"]
    again = get(files, If_None_Match=tag)
    assert again.status_code == 304
    assert again.data == b""
    assert get(files, If_None_Match='"other"').status_code == 200


def test_dated_addresses_are_kept_a_year_and_others_an_hour(files):
    assert get(files, "/assets/a.css?m=17").headers["Cache-Control"] == YEAR
    assert get(files, "/assets/a.css").headers["Cache-Control"] == HOUR
    suite = "/_dash-component-suites/dash/html/bundle.v4_4_1m17.min.js"
    assert get(files, suite).headers["Cache-Control"] == YEAR


def test_images_are_not_compressed(files):
    assert "Content-Encoding" not in get(files, "/assets/a.png", Accept_Encoding="br").headers


def test_a_missing_file_is_asked_for_each_time_and_passed_on(files, site):
    assert get(files, "/assets/nada.css").status_code == 404
    assert get(files, "/assets/nada.css").status_code == 404
    assert site.asked == 2


def test_the_smallest_form_replaces_the_quick_one_and_is_found_at_the_next_start(
    files, site, tmp_path
):
    quick = get(files, Accept_Encoding="br").data
    files.make_smallest()
    smallest = get(files, Accept_Encoding="br").data
    assert len(smallest) <= len(quick)
    assert brotli.decompress(smallest) == CSS
    later = StaticFiles(site, tmp_path / "cache")
    assert get(later, Accept_Encoding="br").data == smallest


def test_a_folder_that_cannot_be_written_does_not_stop_the_answer(site, tmp_path):
    (tmp_path / "file").write_text("")
    files = StaticFiles(site, tmp_path / "file")
    files.make_smallest()
    assert brotli.decompress(get(files, Accept_Encoding="br").data) == CSS


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("gzip, deflate, br", "br"),
        ("gzip;q=0.8, br;q=0", "gzip"),
        ("br;q=0.0", ""),
        ("identity", ""),
        ("", ""),
        ("*", ""),
    ],
)
def test_the_encoding_is_one_that_the_browser_named(accepted, encoding):
    assert accepted_encoding(accepted, ("br", "gzip")) == encoding


def test_bootstrap_is_served_by_us_and_asks_nobody_else(client):
    css = client.get(BOOTSTRAP_URL).get_data(as_text=True)
    assert "--bs-body-color" in css
    assert not re.search(r"url\(['\"]?http", css)
    assert "sourceMappingURL" not in css


def test_icons_are_cut_out_of_the_installed_sheet(client):
    svg = client.get("/static-ext/icons/download.svg").get_data(as_text=True)
    assert svg.startswith("<svg")
    assert 'fill="currentColor"' in svg
    assert icon("no-such-icon") is None


def test_plotly_learns_spanish_months_and_separators():
    script = plotly_locale()
    assert '"Enero"' in script
    assert '"decimal": ","' in script
    assert '"thousands": "."' in script


def test_pages_are_compressed_too(client):
    answer = client.get("/", headers={"Accept-Encoding": "br"})
    assert answer.headers["Content-Encoding"] == "br"
    assert "Accept-Encoding" in answer.headers["Vary"]
    assert b"react-entry-point" in brotli.decompress(answer.data)
