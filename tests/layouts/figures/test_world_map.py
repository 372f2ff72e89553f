"""The map: five steps, bubbles for small places, and nothing without a place."""

from layouts.figures.world_map import by_country_figure, step_edges
from tests.layouts.figures.answers import UNASSIGNED, answer, row


def place(key, value, **more):
    return row(key, value, latitude=1.5, longitude=2.5, **more)


def drawn(*rows):
    return by_country_figure(answer("cooperation.by_country", list(rows)), "claro")


def test_steps_go_by_one_and_three():
    assert step_edges([120.0, 5.0]) == [3, 10, 30, 100]
    assert step_edges([30.0]) == [1, 3, 10, 30]
    assert step_edges([1000.0]) == [30, 100, 300, 1000]
    assert step_edges([]) == [1, 3, 10, 30]


def test_countries_fall_into_their_step():
    countries = drawn(place("ESP", 100), place("FRA", 29), place("DEU", 2))["data"][0]
    assert countries["locations"] == ["ESP", "FRA", "DEU"]
    assert countries["z"] == [4, 2, 0]
    assert countries["customdata"][0] == ["pais", "ESP"]


def test_small_places_get_a_bubble_of_the_same_colour():
    countries, bubbles = drawn(place("ESP", 100), place("SGP", 30))["data"]
    assert (bubbles["lat"], bubbles["lon"]) == ([1.5], [2.5])
    assert bubbles["customdata"] == [["pais", "SGP"]]
    assert bubbles["marker"]["color"] == countries["z"][1:]


def test_rows_without_a_place_are_not_drawn():
    nowhere = row(UNASSIGNED, 50, latitude=None, longitude=None)
    assert drawn(place("ESP", 10), nowhere)["data"][0]["locations"] == ["ESP"]


def test_a_country_without_amount_is_neither_empty_nor_in_the_scale():
    unvalued = {"lacking": {"committed": {"unvalued": 1}, "value": {"unvalued": 1}}}
    countries, silent = drawn(place("ESP", 10), place("KEN", None) | unvalued)["data"]
    assert countries["locations"] == ["ESP"]
    assert silent["locations"] == ["KEN"]
    assert "Comprometido: Sin valorar (1 acción sin valorar)" in silent["hovertext"][0]


def test_the_legend_names_every_edge_and_the_unit():
    legend = drawn(place("ESP", 120_000_000))["layout"]["coloraxis"]["colorbar"]
    assert legend["ticktext"] == ["3", "10", "30", "100"]
    assert legend["title"]["text"] == "millones de US$"


def test_the_legend_tells_what_grey_is_where_there_is_grey():
    legend = drawn(place("ESP", 120_000_000), place("KEN", 0))["layout"]["coloraxis"]["colorbar"]
    assert legend["title"]["text"] == "millones de US$ · gris: sin monto"


def test_small_amounts_have_an_edge_that_is_not_zero():
    legend = drawn(place("AUS", 242_750))["layout"]["coloraxis"]["colorbar"]
    assert legend["ticktext"] == ["3", "10", "30", "100"]
    assert legend["title"]["text"] == "miles de US$"


def test_an_edge_below_a_tenth_is_not_written_as_zero():
    legend = drawn(place("ESP", 1_800_000))["layout"]["coloraxis"]["colorbar"]
    assert legend["ticktext"] == ["0,03", "0,1", "0,3", "1"]
    assert legend["title"]["text"] == "millones de US$"


def test_few_actions_are_not_told_by_parts_of_one():
    few = drawn(place("ESP", None, actions=1), place("FRA", None, actions=4))
    legend = few["layout"]["coloraxis"]["colorbar"]
    assert legend["ticktext"] == ["3", "10", "30", "100"]
    assert legend["title"]["text"] == "acciones"
    assert few["data"][0]["z"] == [0, 1]


def test_many_actions_have_the_legend_of_their_size():
    many = drawn(place("ESP", None, actions=1_200))
    assert many["layout"]["coloraxis"]["colorbar"]["ticktext"] == ["30", "100", "300", "1.000"]


def test_the_map_shows_the_whole_world():
    assert drawn(place("ESP", 10))["layout"]["geo"]["fitbounds"] is False
