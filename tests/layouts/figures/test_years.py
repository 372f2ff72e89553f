"""The yearly bars: every year in its place, the undated apart, the year in course lighter."""

from data_access.vocabulary.filters import Filters
from layouts.figures._amounts import axis_steps
from layouts.figures._theme import PRIMARY
from layouts.figures.years import by_year_figure, sparkline_figure
from tests.layouts.figures.answers import answer, row


def years(*rows, **more):
    return answer("cooperation.by_year", list(rows), **more)


def test_committed_and_disbursed_stand_side_by_side():
    figure = by_year_figure(years(row("2024", 10), row("2025", 30), row("0", 6)), "claro")
    committed, disbursed = figure["data"]
    assert committed["x"] == [2024, 2025, 2027]
    assert (committed["y"], disbursed["y"]) == ([10, 30, 6], [5, 15, 3])
    assert committed["customdata"] == [["anio", "2024"], ["anio", "2025"], ["anio", "0"]]
    assert committed["marker"]["color"] == PRIMARY != disbursed["marker"]["color"]
    assert figure["layout"]["xaxis"]["ticktext"] == ["2025", "2024", "Sin<br>fecha"]


def test_the_chosen_kind_has_the_colour():
    result = years(row("2024", 10), filters=Filters(monto="desembolsado"))
    committed, disbursed = by_year_figure(result, "claro")["data"]
    assert disbursed["marker"]["color"] == PRIMARY != committed["marker"]["color"]


def test_a_year_without_rows_keeps_its_place():
    committed = by_year_figure(years(row("2021", 1), row("2024", 1)), "claro")["data"][0]
    assert committed["x"] == [2021, 2024]


def test_the_year_in_course_is_lighter():
    committed = by_year_figure(years(row("2025", 1), row("2026", 1)), "claro")["data"][0]
    assert committed["marker"]["opacity"] == [1, 0.5]
    assert "Año en curso" in committed["hovertext"][1]


def test_years_without_money_are_left_to_the_table():
    figure = by_year_figure(years(row("2025", 4), row("2030", 0)), "claro")
    assert figure["data"][0]["x"] == [2025]
    assert figure["layout"]["template"]["layout"]["legend"]["orientation"] == "h"


def test_only_undated_rows_draw():
    figure = by_year_figure(years(row("0", 5)), "claro")
    assert figure["data"][0]["y"] == [5]


def test_without_money_bars_count_actions():
    figure = by_year_figure(years(row("2024", 0, actions=7)), "claro")
    assert [trace["y"] for trace in figure["data"]] == [[7]]


def test_axis_steps_are_round_and_hold_zero():
    assert axis_steps(0, 100) == [0, 25, 50, 75, 100]
    assert axis_steps(-10, 30) == [-10, 0, 10, 20, 30]
    assert axis_steps(0, 0) == [0]


def test_sparkline_leaves_out_the_year_in_course_and_the_undated():
    figure = sparkline_figure(
        years(row("2024", 4), row("2025", 8), row("2026", 1), row("0", 9)), "claro"
    )
    line, last = figure["data"]
    assert (line["x"], line["y"]) == ([2024, 2025], [4, 8])
    assert (last["x"], last["y"]) == ([2025], [8])
