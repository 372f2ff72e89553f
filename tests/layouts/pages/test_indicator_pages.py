"""The pages of indicators, the index and alerts, and what other pages tell of the plan."""

from collections.abc import Iterator
from typing import Any

import flask
import pytest
from plotly.io.json import to_json_plotly

from dashboard.pages import draw
from data_access.measures.run import run_measure
from data_access.store.store import Store
from data_access.vocabulary.actors import PUBLIC
from data_access.vocabulary.filters import Filters
from layouts.pages import alerts, entity, home, index, indicator, indicators
from layouts.texts.catalogue import use_language
from layouts.texts.formats import number, percent
from tests.factories import add_catalogues, draft, save


@pytest.fixture(autouse=True)
def request_context() -> Iterator[None]:
    with flask.Flask("test").test_request_context("/"), use_language("es"):
        yield


def told(module: Any, store: Store, key: str = "", **query: str) -> str:
    page = draw(module, store, PUBLIC, key, query)
    return to_json_plotly(page).replace("\\u002f", "/")


def ask(store: Store, name: str, query: str = "") -> Any:
    return run_measure(store, PUBLIC, name, Filters.parse(query)[0])


def test_the_catalogue_lists_every_indicator_that_has_a_family(sqlite_demo_store: Store):
    page = told(indicators, sqlite_demo_store)
    rows = ask(sqlite_demo_store, "indicators.catalogue").rows
    assert len(rows) > 20
    assert all(f'"href":"/indicadores/{row["key"]}"' in page for row in rows)
    assert f"{len(rows)} indicadores" in page


def test_a_comparison_leaves_the_whole_catalogue_below(sqlite_demo_store: Store):
    page = told(indicators, sqlite_demo_store, indicador="IC-03,IG-01")
    rows = ask(sqlite_demo_store, "indicators.catalogue").rows
    assert all(f'"href":"/indicadores/{row["key"]}"' in page for row in rows)
    assert "2 indicadores, cada uno en su propia escala" in page
    assert "/descargas/indicators.catalogue.csv?indicador=IC-03,IG-01&lang=es" in page


def test_the_sheet_says_what_how_from_where_and_who(sqlite_demo_store: Store):
    page = told(indicator, sqlite_demo_store, "IC-03")
    for words in ("Definición", "Fórmula", "Regla de conteo", "Responsable",
                  "Lo calcula el registro", "cooperation.totals", "pesa 8 de 100"):  # fmt: skip
        assert words in page
    assert '"href":"/cooperacion?clase=todas&anio_desde=' in page


def test_the_sheet_of_the_indicator_of_a_goal_leads_to_the_goal(sqlite_demo_store: Store):
    assert '"href":"/plan/PG-03?marco=pdd-2024-2027"' in told(indicator, sqlite_demo_store, "PG-03")


def test_an_indicator_without_data_says_so(sqlite_demo_store: Store):
    page = told(indicator, sqlite_demo_store, "IG-03")
    assert "Todavía no hay dos valores que comparar." in page
    assert "Graph" not in page


@pytest.mark.parametrize("key", ["", "nadie", "../x", "PG-99"])
def test_an_address_that_names_no_indicator_says_so(key: str, sqlite_demo_store: Store):
    assert "No se encontró el indicador" in told(indicator, sqlite_demo_store, key)


def test_the_index_shows_every_component_with_its_weight(sqlite_demo_store: Store):
    page = told(index, sqlite_demo_store)
    result = ask(sqlite_demo_store, "indicators.index")
    assert all(row["label"] in page for row in result.rows)
    assert number(result.total["value"] * 100, 1) in page
    assert sum(row["weight"] for row in result.rows) == 100


def test_the_alerts_of_an_entity_are_those_of_the_measure(sqlite_demo_store: Store):
    page = told(alerts, sqlite_demo_store, entidad="SCRD")
    count = ask(sqlite_demo_store, "goals.alerts", "entidad=SCRD").total["alerts"]
    assert count > 1
    assert f"{count} alertas" in page
    assert '"href":"/entidades/SCRD"' in page


def test_the_panorama_tells_the_advance_of_the_plan_and_the_index(sqlite_demo_store: Store):
    page = told(home, sqlite_demo_store)
    plan = ask(sqlite_demo_store, "goals.tree").rows[0]
    assert plan["depth"] == 0
    assert percent(plan["advance"]) in page
    value = ask(sqlite_demo_store, "indicators.index").total["value"]
    assert number(value * 100, 1) in page


def test_the_sheet_of_an_entity_tells_its_goals_and_alerts(sqlite_demo_store: Store):
    page = told(entity, sqlite_demo_store, "SCRD")
    assert "Metas e indicadores a su cargo" in page
    assert "Sus alertas" in page
    assert '"href":"/plan?entidad=SCRD"' in page


def test_a_store_without_a_plan_tells_of_none(sqlite_store: Store):
    add_catalogues(sqlite_store)
    save(sqlite_store, [draft("A1", "10")])
    for page in (told(home, sqlite_store), told(entity, sqlite_store, "SDS")):
        for words in (
            "Plan y metas",
            "Índice de internacionalización",
            "Sus alertas",
            "a su cargo",
        ):
            assert words not in page
    assert "Ningún indicador responde" in told(indicators, sqlite_store)
    assert "Todo al día" in told(alerts, sqlite_store)
    assert "Ningún componente del índice tiene dato" in told(index, sqlite_store)
