"""The classes of flow as tabs, and what is shown where their money is not added up."""

import json
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from data_access.measures.result import MeasureResult, SourceNote
from data_access.measures.run import run_measure
from data_access.store.store import Store
from data_access.vocabulary.actors import PUBLIC
from data_access.vocabulary.filters import Filters
from layouts.components.class_tabs import class_tabs, class_totals
from layouts.components.filter_words import question_in_words, remarks
from layouts.components.headline import headline_figures
from layouts.components.table_rows import table_rows
from layouts.components.tables import records_table
from layouts.components.view import View
from layouts.indicators import INDICATORS
from layouts.texts.catalogue import translate, use_language
from layouts.texts.flow_words import BY_CLASS, CLASS_LABELS, counting_words
from tests.layouts.figures.answers import answer, row

OUTSIDE = SourceNote("apc", "external", "APC", "", "", None)
COUNTS = {"recibida": 312, "creditos": 14, "ofrecida": 45, "sin-clase": 0, "canceladas": 12}


@pytest.fixture(autouse=True)
def spanish() -> Iterator[None]:
    with use_language("es"):
        yield


def classes(**said: Any) -> MeasureResult:
    rows = [
        row(key, None if key == "canceladas" else 10 * count, actions=count, label=key)
        for key, count in COUNTS.items()
    ]
    total = {"actions": 371, "committed": None, "disbursed": None, "value": None}
    return answer(BY_CLASS, rows, total=total, filters=Filters(**said))


def parts(component: Any, kind: str) -> list[dict[str, Any]]:
    """The properties of every part of a kind in a component."""
    plain = json.loads(json.dumps(component, default=lambda part: part.to_plotly_json()))
    found = []

    def walk(node: Any) -> None:
        if isinstance(node, list):
            for each in node:
                walk(each)
        elif isinstance(node, dict):
            if node.get("type") == kind:
                found.append(node["props"])
            walk(node.get("props", {}).get("children"))

    walk(plain)
    return found


def words(component: Any) -> str:
    """What a component says."""
    if isinstance(component, list):
        return "".join(map(words, component))
    if isinstance(component, dict):
        return words(component.get("props", component).get("children"))
    return str(component or "")


def test_each_tab_has_its_count_and_keeps_the_rest_of_the_question() -> None:
    view = View(filters=Filters(pais=("ESP",), clase="creditos"))
    tabs = parts(class_tabs(classes(clase="creditos"), view), "A")
    assert [words(tab).replace("\xa0", " ") for tab in tabs] == [
        "Recibida no reembolsable (312)", "Créditos (14)", "Ofrecida (45)", "Sin clase (0)",
        "Canceladas (12, aparte)", "Todas (371)",
    ]  # fmt: skip
    assert [tab["href"] for tab in tabs][:2] == ["?pais=ESP", "?clase=creditos&pais=ESP"]
    assert [tab.get("aria-current") for tab in tabs] == [None, "true", None, None, None, None]
    assert [tab.get("className") for tab in tabs].index("class-empty") == 3


def test_a_class_without_actions_says_where_there_are_some() -> None:
    told = words(
        json.loads(
            json.dumps(
                class_tabs(classes(clase="sin-clase"), View(filters=Filters(clase="sin-clase"))),
                default=lambda part: part.to_plotly_json(),
            )
        )
    )
    assert told.endswith(
        "No hay acciones de esta clase de flujo; sí las hay en otras: «Recibida no reembolsable» "
        "(312), «Créditos» (14), «Ofrecida» (45), «Canceladas» (12)."
    )


@pytest.mark.parametrize("name", ["by_country", "by_year", "totals", "records", "flows"])
def test_every_sentence_about_nothing_says_where_there_is_something(name: str) -> None:
    empty = answer(f"cooperation.{name}", [], total={"actions": 0, "value": Decimal(0)})
    nothing = INDICATORS[f"cooperation.{name}"].sentence(empty)
    assert nothing == "Recibida no reembolsable · Ningún registro responde a estos filtros."
    told = INDICATORS[f"cooperation.{name}"].sentence(
        replace(empty, elsewhere=(("sin-clase", 12),))
    )
    assert told == (
        "Recibida no reembolsable · No hay acciones de esta clase de flujo; sí las hay en otras: "
        "«Sin clase» (12)."
    )


def test_what_has_no_class_is_a_residue() -> None:
    result = answer(
        "cooperation.by_country", [row("ESP", 5, "España")], filters=Filters(clase="sin-clase")
    )
    told = INDICATORS["cooperation.by_country"].sentence(result)
    assert told.startswith("Sin clase (residuo: lo que no cabe en otra) · España")
    assert counting_words(result)[-1].endswith(
        "un residuo de cosas distintas, no una cifra de cooperación."
    )


def test_a_sheet_does_not_repeat_what_its_address_says() -> None:
    view = View(filters=Filters(pais=("ESP",)), fixed=Filters(pais=("ESP",)))
    hrefs = [tab["href"] for tab in parts(class_tabs(classes(), view), "A")]
    assert hrefs[:2] == ["?", "?clase=creditos"]


def test_outside_sources_have_no_classes() -> None:
    outside = replace(classes(), sources=(OUTSIDE,))
    assert words(class_tabs(outside, View()).to_plotly_json()["props"]) == (
        "Fuente externa: su propia regla; sus totales quedan como se publican."
    )
    assert dict(question_in_words(outside, str))["Clase de flujo"] == (
        "Fuente externa: su propia regla"
    )
    assert counting_words(outside)[-1].startswith("Las fuentes externas tienen su propia regla")
    assert class_tabs(replace(classes(), sources=()), View()) == []


def test_one_total_a_class_and_no_sum() -> None:
    table = table_rows(INDICATORS[BY_CLASS], classes())
    assert table.rows[1][:3] == ("creditos", "14", "US$\xa0140,00")
    assert table.rows[-1][2] == "No se suma"
    assert table.rows[3][2] == "Sin acciones"
    assert table.total is not None
    assert table.total[0] == "Total, sin canceladas"
    assert table.total[1:4] == ("371", "—", "—")
    shown = [words(cell) for cell in parts(class_totals(classes()), "Th")]
    assert shown == [
        "Clase de flujo", "Registros", "Comprometido", "Desembolsado",
        "recibida", "creditos", "ofrecida",
    ]  # fmt: skip


def mixed(clase: str) -> MeasureResult:
    rows = [row("ESP", None, "España", actions=3), row("FRA", None, "Francia", actions=2)]
    total = {"actions": 4, "committed": None, "disbursed": None, "value": None}
    found = answer("cooperation.by_country", rows, total=total, filters=Filters(clase=clase))
    return replace(found, has_sum=False)


@pytest.mark.parametrize(
    ("clase", "told"), [("todas", "Todas las clases de flujo"), ("canceladas", "Canceladas")]
)
def test_where_money_is_not_added_up_actions_are_counted(clase: str, told: str) -> None:
    indicator, result = INDICATORS["cooperation.by_country"], mixed(clase)
    assert indicator.sentence(result) == (
        f"{told} · Donde más acciones hay es en España: 3 de 4; su dinero no se suma."
    )
    table = table_rows(indicator, result)
    assert (table.headings, table.rows[0]) == (("País", "Acciones"), ("España", "3"))
    assert "sin reporte" not in json.dumps(indicator.figure(result, "claro"), default=str)


def test_every_sentence_about_the_register_names_its_class() -> None:
    result = answer("cooperation.by_country", [row("ESP", 5, "España")])
    told = INDICATORS["cooperation.by_country"].sentence(result)
    assert told == (
        "Recibida no reembolsable · España reúne US$\xa05, el 100\xa0% de lo comprometido."
    )
    outside = INDICATORS["cooperation.by_country"].sentence(replace(result, sources=(OUTSIDE,)))
    assert outside.startswith("España")


def test_the_headline_of_what_is_not_added_up_has_counts_alone() -> None:
    numbers = {"actions": 5, "partners": 2, "countries": 1, "previous": None, "value": None}
    result = replace(answer("cooperation.totals", [], total=numbers), has_sum=False)
    assert [words(name) for name in parts(headline_figures(result), "Dt")] == [
        "Registros", "Aliados", "Países",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("monto", "name"), [("gastado", "Gastado"), ("programado", "Programado"),
                        ("entrante", "Entrante")]
)  # fmt: skip
def test_another_kind_of_amount_has_its_own_figure_column_and_words(monto: str, name: str) -> None:
    filters = Filters(monto=monto)
    numbers = {
        "actions": 5, "partners": 2, "countries": 1, "previous": None, "unvalued": 0,
        "committed": Decimal(1), "disbursed": Decimal(2), "value": Decimal(3),
    }  # fmt: skip
    totals = answer("cooperation.totals", [], total=numbers, filters=filters)
    assert words(parts(headline_figures(totals), "Dt")[0]) == name
    assert f"; lo {name.lower()}: US$\xa03" in INDICATORS["cooperation.totals"].sentence(totals)
    result = answer("cooperation.by_country", [row("ESP", 5, "España")], filters=filters)
    table = table_rows(INDICATORS["cooperation.by_country"], result)
    assert table.headings[2:5] == ("Comprometido", "Desembolsado", name)
    assert f"de lo {name.lower()}" in INDICATORS["cooperation.by_country"].sentence(result)


def test_the_classes_are_called_the_same_in_both_languages(sqlite_demo_store: Store) -> None:
    for language in ("es", "en"):
        answered = run_measure(sqlite_demo_store, PUBLIC, BY_CLASS, Filters(), language=language)
        with use_language(language):
            named = {key: translate(label) for key, label in CLASS_LABELS.items()}
        assert all(named[each["key"]] == each["label"] for each in answered.rows)


OTHERS = (
    "El registro de la ciudad no tiene acciones; sí las hay en fuentes externas: «apc» (693), "
    "«iati» (3). Pida «fuente=apc» en la dirección de la página, o con -f en la línea de órdenes."
)


@pytest.mark.parametrize("name", ["by_country", "by_year", "totals", "records", "flows"])
def test_an_empty_register_names_the_sources_that_have_actions(name: str) -> None:
    empty = answer(f"cooperation.{name}", [], total={"actions": 0, "value": Decimal(0)})
    told = replace(empty, sources=(), other_sources=(("apc", 693), ("iati", 3)))
    assert INDICATORS[f"cooperation.{name}"].sentence(told).endswith(OTHERS)
    assert OTHERS in str(records_table(told))
    assert OTHERS in str(class_tabs(told, View()))
    assert remarks(told) == [OTHERS]
