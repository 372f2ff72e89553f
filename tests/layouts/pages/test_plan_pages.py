"""The plan and the sheets of its goals, drawn on the demonstration."""

import json
from collections.abc import Iterator
from typing import Any

import flask
import pytest
from dash.development.base_component import Component
from plotly.io.json import to_json_plotly

from dashboard.pages import draw
from data_access.measures.run import run_measure
from data_access.store.store import Store
from data_access.vocabulary.actors import PUBLIC
from data_access.vocabulary.filters import Filters
from layouts.pages import goal, plan
from layouts.texts.catalogue import use_language


@pytest.fixture(autouse=True)
def request_context() -> Iterator[None]:
    with flask.Flask("test").test_request_context("/"), use_language("es"):
        yield


def parts(page: Component) -> list[Component]:
    return [part for part in (page, *page._traverse()) if isinstance(part, Component)]


def text(page: Component) -> str:
    return json.dumps(json.loads(to_json_plotly(page)), ensure_ascii=False)


def of_class(page: Component, name: str) -> list[Component]:
    return [
        part for part in parts(page) if name in (getattr(part, "className", None) or "").split()
    ]


def shown_goals(page: Component) -> int:
    return len(of_class(page, "goal-name"))


def test_the_plan_means_the_plans_and_not_the_catalogue(sqlite_demo_store: Store):
    page = draw(plan, sqlite_demo_store, PUBLIC, "", {})
    filters = Filters(marco=("pdd-2024-2027",))
    total = run_measure(sqlite_demo_store, PUBLIC, "goals.summary", filters).total
    (count,) = of_class(page, "count")
    assert count.children == f"{total['indicators']} indicadores"
    assert shown_goals(page) == total["indicators"] - total["sin_regla"]


def test_every_invented_goal_is_marked_one_by_one(sqlite_demo_store: Store):
    page = draw(plan, sqlite_demo_store, PUBLIC, "", {"programa": "P22"})
    marks = [part for part in of_class(page, "badge-plain") if part.children == "ilustrativo"]
    assert len(marks) == shown_goals(page) == 18


def test_every_figure_names_its_method(sqlite_demo_store: Store):
    page = draw(plan, sqlite_demo_store, PUBLIC, "", {})
    notes = of_class(page, "method-note")
    cards = [name for name in plan.CARDS if name != "goals.budget"]
    assert len(notes) == len(cards) + 2
    assert {note.children for note in notes} == {"Método: meta prorrateada al corte."}


def test_files_carry_the_scope_of_the_page(sqlite_demo_store: Store):
    page = text(draw(plan, sqlite_demo_store, PUBLIC, "", {"entidad": "SG"}))
    for name in plan.INDICATOR_NAMES:
        assert f"/descargas/{name}.csv?entidad=SG&marco=pdd-2024-2027" in page


def test_a_question_that_nothing_answers_is_a_sentence(sqlite_demo_store: Store):
    page = text(draw(plan, sqlite_demo_store, PUBLIC, "", {"linea": "P22-L1", "estado": "naranja"}))
    assert "Ninguna meta responde a estos filtros en el corte" in page


def test_an_empty_plan_is_a_sentence(sqlite_store: Store):
    page = text(draw(plan, sqlite_store, PUBLIC, "", {}))
    assert "Ninguna meta responde a estos filtros en el corte" in page
    assert draw(plan, sqlite_store, PUBLIC, "", {"vista": "sala"})


def test_the_large_screen_has_the_same_figures_and_no_controls(sqlite_demo_store: Store):
    room = draw(plan, sqlite_demo_store, PUBLIC, "", {"vista": "sala"})
    page = draw(plan, sqlite_demo_store, PUBLIC, "", {})
    advance = of_class(page, "headline-value")[0].children
    assert of_class(room, "room-foot")[0].children[0].children == "Datos de demostración"
    assert of_class(room, "room-value")[0].children == advance
    kinds = {part._type for part in parts(room)}
    assert not kinds & {"Dropdown", "Select", "Input"}
    assert of_class(room, "page-room")


@pytest.mark.parametrize("language", ["es", "en"])
def test_every_goal_of_the_demonstration_has_a_sheet(sqlite_demo_store: Store, language: str):
    rows = run_measure(sqlite_demo_store, PUBLIC, "goals.progress", Filters(programa=("P22",))).rows
    assert len(rows) == 18
    with use_language(language):
        for row in rows:
            page = draw(goal, sqlite_demo_store, PUBLIC, row["code"], {})
            assert sum(part._type == "H1" for part in parts(page)) == 1


def test_a_sheet_writes_its_arithmetic_out_and_links_to_who_answers(sqlite_demo_store: Store):
    page = text(draw(goal, sqlite_demo_store, PUBLIC, "PG-03", {"corte": "2026-T3"}))
    # 12 challenges in four years: 2 + 4 + 4 × 9/12 = 9 to date, 4 of them reported.
    assert "4 de 9 programados a la fecha = 44,4\xa0%" in page
    assert "33,3\xa0% − 75,0\xa0%" in page
    assert "/entidades/SDA" in page
    assert "/alertas?corte=2026-T3&entidad=SDA" in page
    assert "/acciones/" in page


def test_a_target_that_was_changed_keeps_the_old_one_with_its_act(sqlite_demo_store: Store):
    page = draw(goal, sqlite_demo_store, PUBLIC, "PG-10", {"corte": "2026-T3"})
    replaced = [part for part in of_class(page, "was-replaced") if part._type == "Tr"]
    assert len(replaced) == 1
    assert "Acta de reprogramación 1 de 2026 (ilustrativo)" in text(page)


def test_the_value_of_the_register_stands_beside_the_reported_one(sqlite_demo_store: Store):
    page = text(draw(goal, sqlite_demo_store, PUBLIC, "PG-06", {"corte": "2026-T3"}))
    assert "El registro dice" in page
    assert "La entidad reportó" in page
    assert "cooperation.totals:countries" in page


def test_a_goal_of_the_law_keeps_its_printed_texts(sqlite_demo_store: Store):
    page = text(draw(goal, sqlite_demo_store, PUBLIC, "46", {}))
    assert "Línea base 9,0; meta final 35,0." in page
    assert "ilustrativo" not in page


@pytest.mark.parametrize("key", ["", "nadie", "../x", "P22"])
def test_what_is_no_goal_says_so(key: str, sqlite_demo_store: Store):
    assert "No se encontró la meta" in text(draw(goal, sqlite_demo_store, PUBLIC, key, {}))


def test_the_sheet_is_about_its_goal_whatever_the_link_says(sqlite_demo_store: Store):
    said: dict[str, Any] = {"entidad": "SDM", "corte": "2026-T3"}
    page = text(draw(goal, sqlite_demo_store, PUBLIC, "PG-03", said))
    assert "4 de 9 programados a la fecha" in page
