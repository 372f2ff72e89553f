"""Every page draws on the demonstration, in both languages, with sound ids and one heading."""

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

import flask
import pytest
from dash.development.base_component import Component
from plotly.io.json import to_json_plotly

from dashboard.pages import PAGES, draw
from data_access.store.store import Store
from data_access.vocabulary.actors import PUBLIC
from layouts.components.filter_bar import ASKED
from layouts.components.notices import issue_sentence
from layouts.components.view import asked_view
from layouts.pages import action, actions, cooperation, country, entity, goal, home, partner, plan
from layouts.texts.catalogue import use_language


@pytest.fixture(autouse=True)
def request_context() -> Iterator[None]:
    with flask.Flask("test").test_request_context("/"), use_language("es"):
        yield


def parts(page: Component) -> list[Component]:
    return [page, *page._traverse()]


def ids(page: Component) -> list[str]:
    return [
        json.dumps(part.id, sort_keys=True)
        for part in parts(page)
        if isinstance(part, Component) and getattr(part, "id", None)
    ]


def text(page: Component) -> str:
    return to_json_plotly(page)


KEYS = {country: "ESP", entity: "SDM", partner: "1", action: "1", goal: "PG-03"}


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("module", PAGES, ids=lambda module: module.NAME)
def test_a_page_has_one_heading_one_main_and_no_id_twice(
    module: Any, language: str, sqlite_demo_store: Store
):
    with use_language(language):
        page = draw(module, sqlite_demo_store, PUBLIC, KEYS.get(module, ""), {})
    kinds = Counter(part._type for part in parts(page) if isinstance(part, Component))
    assert kinds["H1"] == 1
    assert kinds["Main"] == 1
    assert [name for name, times in Counter(ids(page)).items() if times > 1] == []
    assert text(page)


def test_every_card_of_the_page_has_its_records_receipt_table_and_files(sqlite_demo_store: Store):
    page = text(draw(cooperation, sqlite_demo_store, PUBLIC, "", {"pais": "ESP"}))
    for name in cooperation.CARDS:
        assert f"descargas\\u002f{name}.csv?pais=ESP&lang=es" in page or (
            f"/descargas/{name}.csv?pais=ESP" in page
        )
    assert page.count("Ficha de la cifra") >= len(cooperation.CARDS)


def test_the_demonstration_says_so(sqlite_demo_store: Store):
    assert "Datos de demostraci" in text(draw(home, sqlite_demo_store, PUBLIC, "", {}))


@pytest.mark.parametrize("module", [country, entity, partner, action])
@pytest.mark.parametrize("key", ["", "nadie", "999999999", "../x", "１"])
def test_an_address_that_names_nothing_says_so(module: Any, key: str, sqlite_demo_store: Store):
    page = text(draw(module, sqlite_demo_store, PUBLIC, key, {}))
    assert "no encontrado" in page or "No se encontr" in page


def notices(page: Component) -> list[str]:
    return [
        str(part.children)
        for part in parts(page)
        if getattr(part, "className", None) == "notice" and getattr(part, "role", None) == "alert"
    ]


UNKNOWN = (
    "La dirección dice «x=1», pero no hay un filtro con ese nombre: esa parte no se aplicó."
)  # fmt: skip


@pytest.mark.parametrize("module", PAGES, ids=lambda module: module.NAME)
def test_what_of_an_address_is_not_understood_is_told(module: Any, sqlite_demo_store: Store):
    query = {"x": "1", "corte": "ayer", "utm_source": "boletin", "lang": "es"}
    page = draw(module, sqlite_demo_store, PUBLIC, KEYS.get(module, ""), query)
    assert notices(page)[:2] == [
        UNKNOWN, "«ayer» no es un corte: escriba el año y el trimestre, como 2025-T3."
    ]  # fmt: skip


def test_what_was_not_understood_is_told_again_with_the_first_rows_of_a_grid(
    sqlite_demo_store: Store,
):
    page = draw(actions, sqlite_demo_store, PUBLIC, "", {"x": "1", "pais": "ESP"})
    asked = next(part.data for part in parts(page) if getattr(part, "id", None) == ASKED)
    assert asked["query"] == "pais=ESP"
    assert [issue_sentence(issue) for issue in asked_view(asked, "").issues] == [UNKNOWN]
    asked.pop("said")
    assert asked_view(asked, "").issues == ()


def test_a_filter_that_nothing_on_the_page_knows_is_told(sqlite_demo_store: Store):
    told = "Estos filtros no se aplican aquí: Desde, País."
    query = {"pais": "ESP", "anio_desde": "2020", "entidad": "SG"}
    assert notices(draw(plan, sqlite_demo_store, PUBLIC, "", query)) == [told]
    # Where something does, what does not tells it.
    panorama = draw(home, sqlite_demo_store, PUBLIC, "", query)
    assert notices(panorama) == []
    said = [part.children for part in parts(panorama) if getattr(part, "className", "") == "note"]
    assert told in said
    # The index is of the whole city, and quality of the whole of each source.
    assert said.count("Estos filtros no se aplican aquí: Desde, Entidad, País.") == 2
    # The sheet of one goal is about it alone.
    assert notices(draw(goal, sqlite_demo_store, PUBLIC, "PG-03", query)) == []


def test_a_sheet_does_not_offer_its_own_filter(sqlite_demo_store: Store):
    page = draw(country, sqlite_demo_store, PUBLIC, "ESP", {"pais": "FRA"})
    controls = [found for found in ids(page) if '"type": "filter"' in found]
    assert '{"name": "pais", "type": "filter"}' not in controls
    assert '{"name": "entidad", "type": "filter"}' in controls
