"""A page asked about a cut that is not there says so, and shows no figure as if it were."""

from types import ModuleType

import pytest
from flask import Flask

from dashboard.pages import draw
from data_access.store.store import Store
from data_access.vocabulary.actors import PUBLIC
from layouts.pages import alerts, goal, index, indicators, plan


@pytest.mark.parametrize(
    ("page", "key"),
    [(plan, ""), (alerts, ""), (indicators, ""), (index, ""), (goal, "PG-03")],
)
@pytest.mark.parametrize("screen", [{}, {"vista": "sala"}])
def test_a_page_tells_of_a_cut_outside_the_plan(
    sqlite_demo_store: Store, page: ModuleType, key: str, screen: dict[str, str]
) -> None:
    with Flask(__name__).test_request_context():
        said = str(draw(page, sqlite_demo_store, PUBLIC, key, {"corte": "2040-T1", **screen}))
    assert "El corte 2040-T1 está fuera del plan" in said
    for words in ("abierto:", "debe el reporte", "Tiempo transcurrido", "Todo al día"):
        assert words not in said
