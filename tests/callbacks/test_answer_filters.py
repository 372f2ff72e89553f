"""One request answers every card of the page, and only what is asked."""

import json
from collections.abc import Callable
from typing import Any

import orjson
import pytest
from dash import dcc, html
from plotly.io.json import to_json_plotly

from callbacks.answer_filters import read_results, written
from data_access.measures.run import run_measure
from data_access.store.store import Store
from data_access.vocabulary.actors import PUBLIC
from data_access.vocabulary.filters import Filters
from layouts.components.panels import RECENT
from layouts.components.view import TOTALS, View, asked_view
from layouts.pages import cooperation
from layouts.texts.formats import number
from tests.callbacks.test_weight import unpacked

BY_COUNTRY = "cooperation.by_country"


def part(kind: str, name: str) -> str:
    return json.dumps({"name": name, "type": kind}, separators=(",", ":"))


def test_one_answer_holds_every_card_of_the_page(change_filters: Callable[..., Any]):
    answer = change_filters("pais=ESP", cooperation.CARDS, cooperation.PANEL_NAMES)
    assert answer.status_code == 200
    told = answer.get_json()["response"]
    for name in cooperation.CARDS:
        figure = unpacked(told[part("drawing", name)]["data"])
        assert figure["data"], name
        assert "template" not in figure["layout"]
        assert told[part("finding", name)]["children"]
        assert told[part("table", name)]["children"] == []
    for name in cooperation.PANEL_NAMES:
        assert told[part("panel", name)]["children"]


def test_the_count_is_that_of_the_measure(
    change_filters: Callable[..., Any], sqlite_demo_store: Store
):
    filters = Filters(pais=("ESP",), anio_desde=2022, anio_hasta=2024)
    actions = run_measure(sqlite_demo_store, PUBLIC, TOTALS, filters).total["actions"]
    assert actions > 1
    told = change_filters(filters.query()).get_json()["response"]
    assert told["count"]["children"] == f"{number(actions)} registros"


def test_a_value_that_does_not_exist_is_told_and_matches_nothing(
    change_filters: Callable[..., Any],
):
    told = change_filters("pais=ZZZ&anio_desde=ayer", [BY_COUNTRY]).get_json()["response"]
    assert told["count"]["children"]["props"] == {
        "children": "0 registros",
        "className": "no-records",
    }
    sentences = [notice["props"]["children"] for notice in told["notices"]["children"]]
    assert any("«ayer» no es un año" in sentence for sentence in sentences)
    assert any("«ZZZ»" in sentence and "País" in sentence for sentence in sentences)


def test_components_are_written_as_dash_writes_them_but_for_a_short_name():
    content = html.Div(
        [
            html.Span("a", id={"type": "x", "name": "y"}, **{"aria-label": "b", "data-n": 1}),
            dcc.Link(["c", None, html.B()], href="/", style={"color": "red"}),
        ],
        className="d",
    )
    by_dash = to_json_plotly(content).replace('"dash_html_components"', '"html"')
    assert json.loads(orjson.dumps(written(content))) == json.loads(by_dash)


def test_only_open_tables_travel(change_filters: Callable[..., Any]):
    cards = [BY_COUNTRY, "cooperation.by_sdg"]
    told = change_filters("", cards, open_tables=[BY_COUNTRY]).get_json()["response"]
    assert told[part("table", BY_COUNTRY)]["children"]
    assert told[part("table", "cooperation.by_sdg")]["children"] == []


def test_the_address_of_a_sheet_cannot_be_overruled(change_filters: Callable[..., Any]):
    spain = change_filters("", fixed="pais=ESP").get_json()["response"]["count"]
    both = change_filters("pais=DEU", fixed="pais=ESP").get_json()["response"]["count"]
    assert both == spain


def test_cards_that_do_not_exist_are_not_answered(change_filters: Callable[..., Any]):
    answer = change_filters("", ["cooperation.secret"], ["nothing"])
    assert answer.status_code == 200
    assert part("drawing", "cooperation.secret") not in answer.get_json()["response"]


@pytest.mark.parametrize("said", [None, 7, [], "pais=ESP", {"query": ["pais"]}, {"query": None}])
def test_a_forged_store_is_read_as_an_open_question(said: Any):
    assert asked_view(said, None).filters == Filters()


def test_the_theme_and_the_screen_are_taken_from_the_browser():
    view = asked_view({"query": "moneda=cop", "theme": "oscuro", "compact": True}, "entidad=SDM")
    assert (view.theme, view.is_compact) == ("oscuro", True)
    assert view.filters == Filters(moneda="COP", entidad=("SDM",))
    assert view.query == "moneda=COP"


def test_a_question_without_years_brings_its_last_whole_year(sqlite_demo_store: Store):
    results = read_results(sqlite_demo_store, PUBLIC, View(), [TOTALS], ["headline"])
    year = results[TOTALS].as_of.year - 1
    assert results[RECENT].filters.year_range() == (year, year)
    asked = View(filters=Filters(anio_desde=2024, anio_hasta=2024))
    assert RECENT not in read_results(sqlite_demo_store, PUBLIC, asked, [TOTALS], ["headline"])


@pytest.mark.parametrize(
    "path", ["/paises/ZZZ", "/entidades/XXX", "/aliados/999999", "/acciones/0"]
)
def test_a_sheet_about_nobody_is_not_found(app: Any, path: str):
    assert app.server.test_client().get(path).status_code == 404


@pytest.mark.parametrize("path", ["/paises/esp", "/acciones/1", "/cooperacion"])
def test_a_sheet_about_somebody_is_found(app: Any, path: str):
    assert app.server.test_client().get(path).status_code == 200
