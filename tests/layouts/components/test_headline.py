"""The headline figures say how they compare, with numbers one can do in one's head."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from data_access.measures.catalogue import MEASURES
from data_access.measures.result import MeasureResult
from data_access.vocabulary.filters import Filters
from layouts.components.headline import headline_figures, recent_filters
from layouts.texts.catalogue import use_language

NOW = datetime(2026, 11, 22, tzinfo=UTC)
NUMBERS = {
    "actions": 12,
    "partners": 3,
    "countries": 2,
    "committed": Decimal(150),
    "disbursed": Decimal(0),
    "unvalued": 3,
    "unpriced": 1,
    "unreported": 2,
    "unconverted": 0,
}


def totals(filters: Filters, previous: dict[str, Any] | None) -> MeasureResult:
    return MeasureResult(
        measure=MEASURES["cooperation.totals"],
        filters=filters,
        rows=[],
        total={**NUMBERS, "previous": previous},
        as_of=NOW,
        sources=(),
        data_version=1,
    )


def told(component: Any) -> str:
    return json.dumps(
        component.to_plotly_json(),
        default=lambda part: part.to_plotly_json(),
        ensure_ascii=False,
    ).replace("\u00a0", " ")


@pytest.fixture(autouse=True)
def spanish():
    with use_language("es"):
        yield


def test_a_year_is_compared_with_the_year_before():
    before = {**NUMBERS, "actions": 10, "partners": 3, "committed": Decimal(100)}
    text = told(headline_figures(totals(Filters(anio_desde=2025, anio_hasta=2025), before)))
    assert "2 más que en 2024" in text
    assert "Igual que en 2024" in text
    assert "50 % más que en 2024" in text


def test_several_years_are_compared_with_as_many_before():
    before = {**NUMBERS, "actions": 13}
    text = told(headline_figures(totals(Filters(anio_desde=2024, anio_hasta=2025), before)))
    assert "1 menos que en 2022–2023" in text


def test_a_question_without_years_tells_its_last_whole_year():
    everything = totals(Filters(), None)
    year = totals(Filters(anio_desde=2025, anio_hasta=2025), {**NUMBERS, "actions": 4})
    assert "En 2025: 12; 8 más que en 2024" in told(headline_figures(everything, year))


def compared(now: int, before: int, **more: Any) -> list[str]:
    """What is told of a year with so much money against the year before, beside its counts."""
    result = totals(
        Filters(anio_desde=2025, anio_hasta=2025), {**NUMBERS, "committed": Decimal(before)}
    )
    result = replace(result, total={**result.total, "committed": Decimal(now), **more})
    words = told(headline_figures(result)).split('"')
    return [each for each in words if "que en 2024" in each and not each.startswith("Igual")]


def test_growth_beyond_ten_times_is_told_as_an_amount():
    assert compared(1100, 100) == ["1.000 % más que en 2024"]
    assert compared(1101, 100) == ["US$ 1.001 más que en 2024"]


def test_growth_too_small_for_a_proportion_is_told_as_an_amount():
    assert compared(100_200, 100_000) == ["0,2 % más que en 2024"]
    assert compared(100_001, 100_000) == ["US$ 1 más que en 2024"]


def test_money_below_zero_is_told_as_an_amount():
    assert compared(0, 100) == ["100 % menos que en 2024"]
    assert compared(-57, 100) == ["US$ 157 menos que en 2024"]


@pytest.mark.parametrize("before", [0, -100])
def test_what_was_not_positive_is_compared_with_nothing(before: int):
    assert compared(500, before) == []


def test_nothing_is_compared_with_nothing():
    none = dict.fromkeys(NUMBERS, 0)
    result = totals(Filters(anio_desde=2025, anio_hasta=2025), none)
    empty = replace(result, total={**none, "previous": none})
    assert "que en" not in told(headline_figures(empty))


def test_records_without_value_are_told_beside_the_money():
    lacking = {"committed": {"unrated": 2, "unvalued": 1}, "disbursed": {"unrated": 1}}
    numbers = {**NUMBERS, "disbursed": None, "lacking": lacking, "previous": None}
    text = told(headline_figures(replace(totals(Filters(), None), total=numbers)))
    assert "No suma 2 acciones sin tasa y 1 sin valorar" in text
    assert "3 sin monto reportado: 1 sin valorar y 2 no reportadas" in text
    assert "Sin tasa" in text
    assert "No suma 1 acción sin tasa" in text


def test_the_recent_year_is_the_last_whole_one():
    recent = recent_filters(Filters(pais=("ESP",)))
    assert recent is not None
    assert recent(NOW) == Filters(pais=("ESP",), anio_desde=2025, anio_hasta=2025)
    assert recent_filters(Filters(anio_desde=2020)) is None
