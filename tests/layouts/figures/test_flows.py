"""The Sankey: what enters an entity leaves it, and small nodes are joined, not lost."""

import pytest

from layouts.figures.flows import flows_figure
from tests.layouts.figures.answers import answer, link


def sankey(rows, **more):
    return flows_figure(answer("cooperation.flows", rows), "claro", **more)["data"][0]


def test_nodes_and_links_carry_their_filters_as_text():
    trace = sankey([link("pais=ESP", "entidad=SDM", 10), link("entidad=SDM", "sector_cad=210", 10)])
    assert trace["node"]["customdata"] == ["pais=ESP", "entidad=SDM", "sector_cad=210"]
    assert trace["link"]["customdata"] == ["pais=ESP&entidad=SDM", "entidad=SDM&sector_cad=210"]
    assert trace["link"]["source"] == [0, 1]
    assert trace["link"]["target"] == [1, 2]
    assert trace["link"]["value"] == [10, 10]


def test_small_nodes_are_joined_and_nothing_is_lost():
    rows = [link(f"pais=P{n:02}", "entidad=SDM", n) for n in range(1, 15)]
    trace = sankey(rows)
    assert len(trace["node"]["label"]) == 12
    assert sum(trace["link"]["value"]) == sum(range(1, 15))
    others = trace["node"]["customdata"].index("")
    assert trace["node"]["label"][others] == "Otros (10)"
    assert trace["link"]["customdata"][trace["link"]["source"].index(others)] == "entidad=SDM"


def test_others_of_the_measure_and_of_the_figure_are_one_node():
    rows = [link(f"pais=P{n:02}", "entidad=SDM", n) for n in range(1, 15)]
    trace = sankey([*rows, link("pais=otros", "entidad=SDM", 4)])
    assert trace["node"]["customdata"].count("") == 1
    assert sum(trace["link"]["value"]) == 105 + 4


def test_compact_has_fewer_nodes_and_the_same_total():
    rows = [link(f"pais=P{n:02}", "entidad=SDM", n) for n in range(1, 15)]
    trace = sankey(rows, compact=True)
    assert len(trace["node"]["label"]) == 9
    assert sum(trace["link"]["value"]) == pytest.approx(105)


def test_unassigned_keeps_its_node():
    rows = [link(f"pais=P{n:02}", "entidad=SDM", n + 5) for n in range(1, 15)]
    trace = sankey([*rows, link("pais=sin-asignar", "entidad=SDM", 1)])
    assert "pais=sin-asignar" in trace["node"]["customdata"]
