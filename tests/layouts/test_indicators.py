"""Every measure has its indicator; every figure is valid, light and clean; tables are honest."""

import json
import math
from decimal import Decimal

import plotly.graph_objects as go
import pytest

from data_access.measures.catalogue import MEASURES
from data_access.vocabulary.filters import Filters
from layouts.components.table_rows import table_rows
from layouts.figures.years import sparkline_figure
from layouts.indicators import INDICATORS
from layouts.texts.flow_words import BY_CLASS
from tests.layouts.figures.answers import UNASSIGNED, answer, link, row

THEMES = ("claro", "oscuro")
BREAKDOWNS = sorted(
    name for name in INDICATORS if name.startswith("cooperation.by_") and name != BY_CLASS
)
DRAWN = sorted(
    name
    for name, indicator in INDICATORS.items()
    if indicator.figure and name.startswith("cooperation.")
)


def sixty(name):
    """Sixty rows with long names for any drawn measure."""
    if name == "cooperation.flows":
        inward = [link(f"pais=P{n:02}", f"entidad=E{n % 9}", n + 1) for n in range(40)]
        onward = [link(f"entidad=E{n % 9}", f"sector_cad={n}", n + 1) for n in range(20)]
        return answer(name, inward + onward)
    if name == "cooperation.by_year":
        return answer(name, [row(str(1967 + n), n * 10**7) for n in range(60)])
    rows = [
        row(f"{n}", 3 * 10**9 // (n + 1), f"Agencia número {n}", latitude=1.5, longitude=-74.08)
        for n in range(59)
    ] + [row(UNASSIGNED, 10**7, "Sin asignar", latitude=None, longitude=None)]  # fmt: skip
    result = answer(name, rows if name != "cooperation.concentration" else rows[:5])
    result.total.update(
        hhi=Decimal("0.1"), top5_share=Decimal("0.4"), partners=59, assigned=Decimal(10)
    )
    return result


def numbers(value):
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list | tuple):
        for item in value:
            yield from numbers(item)
    elif isinstance(value, float):
        yield value


def test_every_measure_has_an_indicator():
    assert INDICATORS.keys() == MEASURES.keys()


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("compact", [False, True])
@pytest.mark.parametrize("name", DRAWN)
def test_figures_are_valid_light_and_without_nan(name, compact, theme):
    figure = INDICATORS[name].figure(sixty(name), theme, compact=compact)
    go.Figure(figure)
    assert len(json.dumps(figure, ensure_ascii=False).encode()) <= 12_000
    assert not any(math.isnan(value) for value in numbers(figure))


@pytest.mark.parametrize("name", DRAWN)
def test_figures_of_nothing_say_so(name):
    figure = INDICATORS[name].figure(answer(name, []), "claro")
    go.Figure(figure)
    assert figure["data"] == []
    assert figure["layout"]["annotations"][0]["text"] == "Ningún registro responde a estos filtros"


@pytest.mark.parametrize("name", DRAWN)
def test_figures_of_zeros_are_valid(name):
    rows = [row("2024", 0, latitude=1, longitude=1)]
    if name == "cooperation.flows":
        rows = [link("pais=ESP", "entidad=SDM", 0)]
    total = {"actions": 1, "hhi": None, "top5_share": None, "partners": 0, "value": Decimal(0)}
    result = answer(name, rows, total=total)
    go.Figure(INDICATORS[name].figure(result, "claro"))
    assert INDICATORS[name].finding(result)


def test_the_sparkline_is_valid():
    go.Figure(sparkline_figure(sixty("cooperation.by_year"), "oscuro"))


@pytest.mark.parametrize("name", BREAKDOWNS)
def test_tables_of_breakdowns(name):
    table = table_rows(INDICATORS[name], answer(name, [row("1", 3), row("2", 1), row("3", 0)]))
    assert table.is_number == (False, True, True, True, True)
    assert table.rows[0] == ("1", "1", "US$\xa03,00", "US$\xa01,50", "75,0\xa0%")
    assert table.rows[2][2:4] == ("US$\xa00,00", "US$\xa00,00")
    assert table.total == ("Total", "3", "US$\xa04,00", "US$\xa02,00", "100,0\xa0%")
    assert table.filters[0] == (MEASURES[name].dimension, "1")


def test_not_reported_is_never_zero_in_a_table():
    table = table_rows(
        INDICATORS["cooperation.by_partner"], answer("cooperation.by_partner", [row("1", None)])
    )
    assert table.rows == (("1", "1", "No reportado", "No reportado", "–"),)


def test_a_table_says_why_a_sum_is_not_known_and_what_another_leaves_out():
    some = {"lacking": {"committed": {"unrated": 1}, "disbursed": {"unvalued": 2}}}
    none = {"lacking": {"committed": {"unrated": 3}}, "disbursed": None}
    result = answer("cooperation.by_partner", [row("1", 4, **some), row("2", None, **none)])
    result.total["lacking"] = {"committed": {"unrated": 4}}
    table = table_rows(INDICATORS["cooperation.by_partner"], result)
    assert table.rows[0][2:] == ("US$\xa04,00", "US$\xa02,00", "100,0\xa0%")
    assert table.rows[1][2:] == ("Sin tasa", "No reportado", "–")
    assert table.notes == (
        "Sin sumar · Comprometido: 1 acción sin tasa; Desembolsado: 2 acciones sin valorar",
        "Sin sumar · Comprometido: 3 acciones sin tasa",
    )
    assert table.total_note == "Sin sumar · Comprometido: 4 acciones sin tasa"
    assert table.total is not None
    assert table.total[-1] == "100,0\xa0%"


def test_amounts_are_in_the_currency_of_the_question():
    result = answer("cooperation.by_partner", [row("1", 3)], filters=Filters(moneda="COP"))
    assert table_rows(INDICATORS["cooperation.by_partner"], result).rows[0][2].startswith("$\xa03")


def test_the_totals_are_one_row():
    total = {
        "actions": 2, "partners": 1, "countries": 1, "committed": Decimal(5),
        "disbursed": Decimal(0), "counterpart": Decimal(1), "unvalued": 3, "unpriced": 2,
        "unreported": 1, "unconverted": 0, "previous": None,
    }  # fmt: skip
    table = table_rows(
        INDICATORS["cooperation.totals"], answer("cooperation.totals", [], total=total)
    )
    assert table.rows == (
        ("2", "1", "1", "US$\xa05,00", "US$\xa00,00", "US$\xa01,00", "3", "2", "1", "0"),
    )
    assert table.headings[-4:] == (
        "Sin monto reportado", "De ellas, sin valorar", "De ellas, no reportadas",
        "Sin tasa de cambio",
    )  # fmt: skip
    assert table.total is None


def test_flows_filter_by_where_they_come_from():
    rows = [link("pais=ESP", "entidad=SDM", 4), link("pais=otros", "entidad=SDM", 1)]
    table = table_rows(INDICATORS["cooperation.flows"], answer("cooperation.flows", rows))
    assert table.rows[0] == ("Esp", "Sdm", "1", "US$\xa04,00")
    assert table.filters == (("pais", "ESP"), ("pais", ""))


def test_records_join_several_names():
    record = {
        "code": "A1", "title": "Ruta", "year": None, "entities": ("SDM", "SDE"), "partners": [],
        "countries": ["España"], "stage": "Ejecución", "modality": "", "committed": None,
        "disbursed": Decimal(2), "value": None, "source": "Registro", "action_id": 7,
    }  # fmt: skip
    table = table_rows(INDICATORS["cooperation.records"], answer("cooperation.records", [record]))
    assert table.rows[0] == (
        "A1", "Ruta", "Sin fecha", "SDM, SDE", "", "España", "Ejecución", "", "sin reporte",
        "US$\xa02,00", "Registro",
    )  # fmt: skip
    assert table.filters == (("", ""),)
