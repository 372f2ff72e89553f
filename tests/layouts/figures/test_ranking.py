"""Ranked bars add to the total, keep the unassigned, and say when there is no money."""

from decimal import Decimal

import pytest

from layouts.figures._bars import bars_height
from layouts.figures.ranking import concentration_figure, ranking_figure
from layouts.texts.catalogue import use_language
from tests.layouts.figures.answers import UNASSIGNED, answer, row


def bars(figure):
    return figure["data"][0]


def texts(figure):
    return figure["layout"]["yaxis"]["ticktext"]


def test_largest_others_and_unassigned_add_to_the_total():
    rows = [row(str(n), n) for n in range(15, 0, -1)] + [row(UNASSIGNED, 5, "Sin asignar")]
    figure = ranking_figure(answer("cooperation.by_partner", rows), "claro", limit=3)
    assert bars(figure)["x"] == [15, 14, 13, 78, 5]
    assert sum(bars(figure)["x"]) == sum(range(1, 16)) + 5
    assert bars(figure)["customdata"] == [
        ["aliado", "15"], ["aliado", "14"], ["aliado", "13"], ["", ""], ["aliado", UNASSIGNED],
    ]  # fmt: skip
    assert texts(figure)[3].startswith("Otros (12)")
    assert bars(figure)["marker"]["pattern"]["shape"] == ["", "", "", "", "/"]


def test_compact_has_eight_names_at_most_and_still_adds():
    rows = [row(str(n), n) for n in range(15, 0, -1)]
    figure = ranking_figure(answer("cooperation.by_partner", rows), "claro", compact=True)
    assert len(bars(figure)["x"]) == 9
    assert sum(bars(figure)["x"]) == 120


def test_without_money_bars_count_actions_and_there_are_no_others():
    rows = [row(str(n), 0, actions=n) for n in range(5, 0, -1)]
    figure = ranking_figure(answer("cooperation.by_entity", rows), "claro", limit=3)
    assert bars(figure)["x"] == [5, 4, 3]
    assert texts(figure)[0] == "5  <b>5 acciones</b>"


def test_not_reported_is_not_a_zero():
    rows = [row("1", 10), row("2", None), row("3", 0)]
    figure = ranking_figure(answer("cooperation.by_partner", rows), "claro")
    assert bars(figure)["x"] == [10, None, 0]
    assert "Desembolsado: No reportado" in bars(figure)["hovertext"][1]
    assert "Comprometido: US$\xa00" in bars(figure)["hovertext"][2]


def test_no_rate_is_not_a_zero_and_a_part_without_one_is_told():
    some = {"lacking": {"committed": {"unrated": 1, "unvalued": 2}}}
    none = {"lacking": {"committed": {"unrated": 3}, "value": {"unrated": 3}}}
    rows = [row("1", 10, **some), row("2", None, **none)]
    figure = ranking_figure(answer("cooperation.by_partner", rows), "claro")
    assert texts(figure)[1] == "2  <b>Sin tasa</b>"
    first, second = bars(figure)["hovertext"]
    assert "Comprometido: US$\xa010 (1 acción sin tasa y 2 sin valorar)" in first
    assert "Comprometido: Sin tasa (3 acciones sin tasa)" in second


def test_a_hostile_name_is_text():
    rows = [row("1", 10, '<a href="javascript:x">Rara & Cía</a>')]
    figure = ranking_figure(answer("cooperation.by_partner", rows), "claro")
    assert "<a" not in texts(figure)[0]
    assert "&lt;a href" in texts(figure)[0]


def test_goals_carry_their_number():
    rows = [row("4", 10, "Educación de calidad")]
    figure = ranking_figure(answer("cooperation.by_sdg", rows), "claro")
    assert texts(figure) == ["4. Educación de calidad  <b>US$\xa010 · 100\xa0%</b>"]


@pytest.mark.parametrize(("code", "expected"), [("es", "1.234 acciones"), ("en", "1,234")])
def test_numbers_are_those_of_the_language(code, expected):
    rows = [row("1", 0, actions=1234)]
    with use_language(code):
        figure = ranking_figure(answer("cooperation.by_partner", rows), "claro")
        assert expected in texts(figure)[0]
        assert figure["layout"]["separators"] == (",." if code == "es" else ".,")


def test_concentration_adds_to_one_hundred():
    rows = [row("1", 60, share=Decimal("0.6")), row("2", 20, share=Decimal("0.2"))]
    total = {
        "actions": 5, "value": Decimal(100), "assigned": Decimal(100), "partners": 4,
        "hhi": Decimal("0.42"), "top5_share": Decimal("0.8"),
    }  # fmt: skip
    figure = concentration_figure(answer("cooperation.concentration", rows, total=total), "claro")
    assert bars(figure)["x"] == [60, 20, 20]
    assert texts(figure)[2] == "Los demás aliados (2)  <b>20\xa0%</b>"
    assert bars(figure)["customdata"][2] == ["", ""]


def test_entities_are_told_by_their_acronym_first():
    rows = [row("SDS", 10, "Secretaría Distrital de Salud"), row(UNASSIGNED, 5, "Sin asignar")]
    figure = ranking_figure(answer("cooperation.by_entity", rows), "claro")
    assert texts(figure)[0].startswith("SDS · Secretaría Distrital de Salud  <b>")
    assert texts(figure)[1].startswith("Sin asignar  <b>")


def test_on_a_narrow_screen_the_amount_has_a_line_of_its_own():
    rows = [row("1", 10, "Programa de las Naciones Unidas para el Desarrollo")]
    figure = ranking_figure(answer("cooperation.by_partner", rows), "claro", compact=True)
    name, amount = texts(figure)[0].split("<br>")
    assert name.startswith("Programa de las Naciones Unidas para el Des")
    assert amount == "<b>US$\xa010 · 100\xa0%</b>"


def test_a_figure_of_bars_is_as_high_as_its_bars_need():
    rows = [row(str(n), n) for n in range(1, 4)]
    result = answer("cooperation.by_partner", rows)
    figure = ranking_figure(result, "claro")
    assert bars_height(figure, is_compact=False) == 3 * 40 + 4
    assert bars_height({"data": []}, is_compact=True) == 0
