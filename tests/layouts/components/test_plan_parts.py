"""What the plan's screens say of goals whose figures one can add by hand."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from data_access.measures.result import MeasureResult
from data_access.measures.run import run_measure
from data_access.store.store import Store
from data_access.vocabulary.actors import PUBLIC
from data_access.vocabulary.filters import Filters
from layouts.components.plan_arithmetic import arithmetic, prorated_steps, yearly_steps
from layouts.components.plan_bars import trajectory_bar
from layouts.components.plan_goals import FIRST, age_words, goal_list, worst_first
from layouts.components.plan_headline import left_out_words, plan_headline
from layouts.components.plan_lights import light_rule, row_light, state_words
from layouts.components.plan_sheet import reached_words, series_finding
from layouts.components.view import View
from layouts.indicators import INDICATORS
from layouts.texts.catalogue import use_language
from tests.small_plan import CUT, TODAY, add_small_plan

Ask = Callable[..., MeasureResult]


@pytest.fixture(scope="module")
def plan_store(new_store: Callable[..., Any]) -> Iterator[Store]:
    """A store with the small plan: read it, never write to it."""
    with new_store("sqlite") as opened:
        add_small_plan(opened)
        yield opened


@pytest.fixture
def ask(plan_store: Store) -> Ask:
    """``ask("goals.progress", "meta=M1")`` at the cut of the small plan."""

    def answer(name: str, query: str = "") -> MeasureResult:
        filters = Filters.parse(f"marco=plan&corte={CUT}&{query}")[0]
        return run_measure(plan_store, PUBLIC, name, filters, today=TODAY)

    return answer


def told(component: Any) -> str:
    return json.dumps(
        component.to_plotly_json(), default=lambda part: part.to_plotly_json(), ensure_ascii=False
    )


def steps(ask: Ask, code: str) -> dict[str, tuple[str, str]]:
    (row,) = ask("goals.progress", f"meta={code}").rows
    series = ask("goals.series", f"meta={code}").rows
    found = [*prorated_steps(row, series), *yearly_steps(row)]
    return {step.code: (step.words, step.result) for step in found}


def test_a_sum_is_written_out(ask: Ask):
    assert steps(ask, "M1") == {
        "MP": ("20 programados en 2025 × 9 de 12 meses = 15", "15"),
        "MA": ("10 + 15 = 25", "25"),
        "AV": ("10 + 5 + 3 = 18", "18"),
        "PAV": ("8 de 15 programados en 2025 a la fecha = 53,3\xa0%", "53,3\xa0%"),
        "PHV": ("18 de 25 programados a la fecha = 72,0\xa0%", "72,0\xa0%"),
        "PAF": ("18 de 60 de la meta final = 30,0\xa0%", "30,0\xa0%"),
        "TID": ("25 programados a la fecha de 60 de la meta final = 41,7\xa0%", "41,7\xa0%"),
        "Brecha": ("30,0\xa0% − 41,7\xa0%", "−11,7\xa0pp"),
        "% vigencia": ("8 ÷ 20 = 40,0\xa0%", "40,0\xa0%"),
        "% transcurrido": ("18 ÷ 30 = 60,0\xa0%", "60,0\xa0%"),
        "% del plan": ("18 ÷ 60 = 30,0\xa0%", "30,0\xa0%"),
    }


def test_a_falling_level_subtracts_its_baseline(ask: Ask):
    found = steps(ask, "M3")
    assert found["MP"][0] == ("De 28 a 25 en 2025: 28 + (25 − 28) × 9 de 12 meses = 25,75")
    assert found["AV"] == ("Último reporte, 2025-T3: 26", "26")
    assert found["PAF"][0] == "(26 − 30) ÷ (20 − 30) = −4 ÷ −10 = 40,0\xa0%"


def test_what_has_to_fall_is_not_said_to_be_a_part_of_its_goal(ask: Ask):
    (sum_of_years,) = ask("goals.progress", "meta=M1").rows
    (falling,) = ask("goals.progress", "meta=M3").rows
    assert reached_words(sum_of_years).startswith("Lleva 18 de 60 (")
    assert reached_words(falling).startswith("Va en 26 y debe bajar a 20 (")


def test_a_flat_level_is_not_prorated_and_its_mean_says_of_what(ask: Ask):
    found = steps(ask, "M4")
    assert found["MP"] == ("Meta de 2025, igual a la anterior: 100", "100")
    assert found["% del plan"][0] == "0,48 años sostenidos de 4 programados = 12,0\xa0%"


def test_what_nobody_reported_has_no_figure_of_the_year(ask: Ask):
    found = steps(ask, "M5")
    assert found["PAV"] == ("Sin reporte en el año: no se toma el de otro año.", "sin dato")
    assert found["AV"][0] == "No hay reportes."
    assert found["% del plan"] == ("No hay avance reportado.", "sin dato")


def test_words_without_a_rule_are_said_and_not_computed(ask: Ask):
    (row,) = ask("goals.progress", "meta=M6").rows
    assert "sin inventar la regla" in told(arithmetic(row, []))
    text = told(goal_list(ask("goals.progress", "meta=M6"), View()))
    assert "Línea base 9,0; meta final Mantener en 2.000." in text


def test_the_worst_comes_first_and_what_has_no_rule_last(ask: Ask):
    rows = worst_first(ask("goals.progress").rows)
    assert [row["key"] for row in rows] == ["M4", "M1", "M2", "M3", "M5", "M6"]


def test_the_list_marks_the_invented_ones_and_counts_those_without_rule(ask: Ask):
    text = told(goal_list(ask("goals.progress"), View()))
    assert text.count("ilustrativo") == 1
    assert "1 indicador sin regla de cálculo" in text
    assert "?estado=sin_regla" in text
    assert "/plan/M1?corte=2025-T3&marco=plan" in text


def test_what_nobody_reported_is_not_drawn_as_zero(ask: Ask):
    text = told(goal_list(ask("goals.progress", "meta=M5"), View()))
    assert "Sin reporte" in text
    assert "0,0\xa0%" not in text


def test_a_goal_without_distance_to_go_is_not_said_to_lack_a_report(ask: Ask):
    result = ask("goals.progress", "meta=M1")
    level = {"light": "sin_dato", "phv": None, "phv_denominator": Decimal(0)}
    said = told(row_light({**result.rows[0], **level}, result.total))
    assert "lo programado a la fecha es igual al punto de partida" in said
    silent = {**result.rows[0], "light": "sin_dato", "phv": None, "last_report": ""}
    assert "no hay un reporte" in told(row_light(silent, result.total))


def test_a_phone_shows_the_worst_and_unfolds_the_rest(ask: Ask):
    result = ask("goals.progress")
    rows = [{**result.rows[0], "key": f"K{n}"} for n in range(FIRST + 3)]
    many = MeasureResult(**{**vars(result), "rows": rows})
    assert "Ver 3 metas más" in told(goal_list(many, View(is_compact=True)))
    assert "Ver 3 metas" not in told(goal_list(many, View()))


def test_a_light_says_its_rule_with_the_numbers_that_made_it(ask: Ask):
    result = ask("goals.progress", "meta=M1")
    rule = "Amarillo: más del 50\xa0% y hasta el 75\xa0% de lo programado a la fecha."
    assert light_rule("amarillo", result.total) == rule
    text = told(row_light(result.rows[0], result.total))
    assert f"Va en el 72,0\xa0% de lo programado a la fecha. {rule}" in text
    assert '"Amarillo"' in text


def test_a_state_is_said_where_the_light_does_not(ask: Ask):
    rows = {row["key"]: row for row in ask("goals.progress").rows}
    assert state_words(rows["M1"]) == ""
    assert state_words(rows["M5"]) == "Vencido: debe el reporte de 2024-T1"
    assert state_words(rows["M6"]) == "Sin regla de cálculo"


def test_the_headline_weighs_counts_and_tells_the_money(ask: Ask):
    result = ask("goals.summary")
    text = told(plan_headline(result, View()))
    # (40 × 0,30 + 30 × 0,35 + 20 × 0,40 + 10 × 0,48) ÷ 100
    assert '"35,3\xa0%"' in text
    assert "▼ 13,0\xa0pp por debajo" in text
    assert "La trayectoria ideal va en 48,3\xa0%." in text
    assert "Tiempo transcurrido: 43,7\xa0% (638 de 1.460 días)." in text
    assert "Comprometido: 60,0\xa0% · $\xa0600,0 millones" in text
    assert "Reserva, aparte: $\xa0100,0 millones, de los que se giraron $\xa090,0 millones." in text
    assert "meta prorrateada al corte" in text
    assert left_out_words(result.total) == (
        "Entran 4 de 6 indicadores: fuera 1 sin regla de cálculo, 1 sin dato."
    )


def test_no_goal_is_a_sentence(ask: Ask):
    text = told(plan_headline(ask("goals.summary", "linea=nada"), View()))
    assert "Ninguna meta responde a estos filtros en el corte 2025-T3." in text


def test_bars_stay_inside_their_track_and_speak():
    bar = trajectory_bar(Decimal("1.2"), Decimal("0.5"))
    fill, mark = bar.children
    assert (fill.style, mark.style) == ({"width": "100.00%"}, {"left": "50.00%"})
    words = "Ejecutado: 120,0\xa0% de la meta final; programado a la fecha: 50,0\xa0%."
    assert told(bar).count(words) == 1
    assert trajectory_bar(None, None).children == []


def test_the_age_of_a_report():
    assert age_words("", None) == "nunca ha reportado"
    assert age_words("2025-T3", 1) == "último reporte: 2025-T3, cerró hace 1 día"
    assert age_words("2025-T3", -5) == "último reporte: 2025-T3"
    with use_language("en"):
        assert age_words("2025-T3", 10) == "last report: 2025-T3, closed 10 days ago"


def test_targets_and_reports_are_counted(ask: Ask):
    (row,) = ask("goals.progress", "meta=M1").rows
    series = ask("goals.series", "meta=M1").rows
    assert series_finding(row, series) == "4 metas anuales y 3 reportes al corte 2025-T3."


def test_an_empty_answer_says_what_there_is_none_of(ask: Ask):
    goals = ask("goals.progress")
    nothing = {
        name: INDICATORS[name].finding(replace(goals, rows=[]))
        for name in ("goals.budget", "goals.contributions", "goals.progress")
    }
    assert nothing == {
        "goals.budget": "No hay presupuesto reportado de estas metas.",
        "goals.contributions": "Ninguna acción aporta a estas metas.",
        "goals.progress": "Ninguna meta responde a estos filtros.",
    }
