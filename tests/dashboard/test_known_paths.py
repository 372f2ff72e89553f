"""Which addresses have a page."""

import pytest

from dashboard.known_paths import KnownPaths

PATHS = KnownPaths(
    [
        {"module": "layouts.pages.home", "path": "/", "path_template": None},
        {"module": "layouts.pages.actions", "path": "/acciones", "path_template": None},
        {"module": "layouts.pages.action", "path": "/a/none", "path_template": "/acciones/<clave>"},
        {"module": "layouts.pages.not_found_404", "path": "/not-found-404", "path_template": None},
    ]
)


@pytest.mark.parametrize(
    ("path", "module"),
    [
        ("/", "home"),
        ("/acciones", "actions"),
        ("/acciones/", "actions"),
        ("/acciones/17", "action"),
        ("/acciones/17/x", None),
        ("/accionesx", None),
        ("/not-found-404", None),
        ("/nada", None),
    ],
)
def test_the_page_of_an_address(path, module):
    found = PATHS.find(path)
    assert (found and found[0]["module"].rpartition(".")[2]) == module


def test_a_page_about_nothing_is_not_known():
    page = {"module": "layouts.pages.action", "path": "/a", "path_template": "/acciones/<clave>"}
    paths = KnownPaths([{**page, "is_known": lambda key: key == "17"}])
    assert paths.has("/acciones/17")
    assert not paths.has("/acciones/18")


def test_the_variables_of_a_template():
    found = PATHS.find("/acciones/17")
    assert found is not None
    assert found[1] == {"clave": "17"}
