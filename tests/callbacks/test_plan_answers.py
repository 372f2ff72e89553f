"""A filter change on the plan is one answer, about the plans alone, equal to its files."""

import csv
import gzip
import io
from collections.abc import Callable
from typing import Any

import pytest

from data_access.measures.run import run_measure
from data_access.store.store import Store
from data_access.vocabulary.actors import PUBLIC
from data_access.vocabulary.filters import Filters
from layouts.components.view import View, asked_view, totals_of
from layouts.pages import plan
from layouts.texts.formats import percent
from tests.callbacks.test_answer_filters import part
from tests.callbacks.test_weight import MOST_BYTES, restored, unpacked

SCOPE = "marco=pdd-2024-2027"


def texts(part_: Any) -> str:
    """All the words of a drawn part, in order."""
    if isinstance(part_, str):
        return part_
    if isinstance(part_, list):
        return " ".join(map(texts, part_))
    children = (part_ or {}).get("props", {}).get("children") if isinstance(part_, dict) else None
    return texts(children) if children is not None else ""


def test_one_answer_holds_headline_list_and_every_card(change_filters: Callable[..., Any]):
    answer = change_filters("linea=P22-L1", plan.CARDS, plan.PANEL_NAMES, scope=SCOPE)
    assert answer.status_code == 200
    told = answer.get_json()["response"]
    assert told["count"]["children"] == "5 indicadores"
    for name in plan.CARDS:
        assert unpacked(told[part("drawing", name)]["data"])["data"], name
        assert told[part("finding", name)]["children"]
    assert "Avance ponderado" in texts(told[part("panel", "plan")]["children"])
    assert texts(told[part("panel", "goals")]["children"]).count("ejecutado") == 5
    assert len(answer.data) <= MOST_BYTES


def test_the_whole_plan_is_light_on_its_way(change_filters: Callable[..., Any]):
    answer = change_filters("", plan.CARDS, plan.PANEL_NAMES, scope=SCOPE)
    # The list is plain HTML, which repeats itself a lot and travels compressed.
    assert len(gzip.compress(answer.data)) <= 15_000


@pytest.mark.parametrize("name", plan.CARDS)
def test_what_arrives_is_what_was_drawn(name: str, change_filters: Callable[..., Any]):
    told = change_filters("", [name], scope=SCOPE).get_json()["response"]
    figure = restored(unpacked(told[part("drawing", name)]["data"]))
    assert figure["data"]
    assert all("type" in trace for trace in figure["data"])


def test_the_page_means_its_plans_until_it_is_asked_for_others(
    change_filters: Callable[..., Any], sqlite_demo_store: Store
):
    def count(query: str) -> str:
        told = change_filters(query, ["goals.by_line"], scope=SCOPE).get_json()["response"]
        return str(told["count"]["children"])

    plans = run_measure(
        sqlite_demo_store, PUBLIC, "goals.summary", Filters(marco=("pdd-2024-2027",))
    ).total["indicators"]
    assert count("") == f"{plans} indicadores"
    assert count("marco=internacionalizacion") != count("")


def test_screen_and_file_say_the_same(app: Any, change_filters: Callable[..., Any]):
    query = "corte=2026-T2&entidad=SG&linea=P22-L3"
    told = change_filters(query, ["goals.by_line"], ["plan"], scope=SCOPE).get_json()["response"]
    file = app.server.test_client().get(f"/descargas/goals.by_line.csv?{query}&{SCOPE}")
    assert file.status_code == 200
    rows = list(csv.reader(io.StringIO(file.get_data(as_text=True).lstrip("\ufeff"))))
    head = next(row for row in rows if "Código" in row)
    (line,) = [row for row in rows if row[:1] == ["P22-L3"]]
    advance = percent(float(line[head.index("Avance ponderado")]))
    assert advance in texts(told[part("panel", "plan")]["children"])


def test_the_scope_is_not_told_as_asked():
    view = asked_view({"query": "entidad=SG", "scope": SCOPE}, "")
    assert view.filters == Filters(entidad=("SG",), marco=("pdd-2024-2027",))
    assert view.asked == Filters(entidad=("SG",))
    assert view.query == "entidad=SG"
    other = asked_view({"query": "marco=otro", "scope": SCOPE}, "")
    assert (other.filters.marco, other.query) == (("otro",), "marco=otro")


@pytest.mark.parametrize(
    ("names", "totals"),
    [
        ([], "cooperation.totals"),
        (["goals.tree"], "goals.summary"),
        (["goals.tree", "cooperation.by_year"], "cooperation.totals"),
    ],
)
def test_what_a_page_counts(names: list[str], totals: str):
    assert totals_of(names) == totals


def test_a_goal_that_is_not_there_is_not_found(app: Any):
    client = app.server.test_client()
    assert client.get("/plan/PG-03").status_code == 200
    assert client.get("/plan/nadie").status_code == 404


def test_a_view_without_scope_asks_what_it_shows():
    assert View(filters=Filters(linea=("L1",))).asked == Filters(linea=("L1",))
