"""Pesos of which nobody says whose: of the row, of the city's country, or told."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from data_access.importers.cooperation import parse
from data_access.importers.reader import RawRow, RawSheet
from data_access.vocabulary.drafts import RowDraft
from tests.data_access.importers.small_catalogue import CATALOGUE

LEAST = {"Código": "A-1", "Título": "Calles", "Entidad(es)": "SDM", "País(es)": "España"}
OTHERS = "ARS, CLP, CUP, DOP, MXN, PHP, UYU"


def one(home: str, cells: Mapping[str, Any]) -> RowDraft:
    """The row of a workbook of a city in the country ``home``."""
    catalogue = replace(CATALOGUE, labels={**CATALOGUE.labels, "place": {"home_country": home}})
    row = LEAST | cells
    sheet = RawSheet("Cooperación", [RawRow(1, list(row)), RawRow(2, list(row.values()))])
    (draft,) = parse([sheet], catalogue, "libro.xlsx").rows
    return draft


def money(row: RowDraft) -> list[tuple[str, int, str]]:
    assert row.draft is not None, [issue.sentence for issue in row.issues]
    return [
        (each.kind, int(each.amount), each.currency)
        for each in row.draft.amounts
        if each.amount is not None
    ]


def told(row: RowDraft) -> list[tuple[str | None, dict[str, str]]]:
    assert {issue.code for issue in row.issues} <= {"currency.other_pesos"}
    assert {issue.severity for issue in row.issues} <= {"warning"}
    return [(issue.column, dict(issue.values)) for issue in row.issues]


@pytest.mark.parametrize("home", ["COL", "MEX", "PER"])
@pytest.mark.parametrize("written", ["1800 pesos", "$ 1800", "1800"])
def test_pesos_of_a_row_in_pesos_are_those_of_the_row(home: str, written: str) -> None:
    row = one(home, {"Valor comprometido": written, "Moneda": "MXN"})
    assert money(row) == [("committed", 1800, "MXN")]
    assert row.issues == []


@pytest.mark.parametrize(
    ("written", "currency"),
    [
        ("1800 pesos colombianos", "MXN"),
        ("COP 1800", "MXN"),
        ("COP 1800 pesos", "MXN"),
        ("COL$ 1800 pesos", "MXN"),
        ("1800 MXN", "COP"),
        ("1800 pesos", "USD"),
    ],
)
def test_what_names_another_currency_contradicts_the_row(written: str, currency: str) -> None:
    row = one("COL", {"Valor comprometido": written, "Moneda": currency})
    assert row.is_rejected
    assert [issue.code for issue in row.issues] == ["currency.conflict"]


@pytest.mark.parametrize("cells", [{"Moneda": "pesos"}, {"Valor comprometido": "500 pesos"}])
@pytest.mark.parametrize(
    ("home", "countries", "taken", "others"),
    [
        ("COL", "España", "COP", ""),
        ("COL", "México; Colombia", "COP", ""),
        ("COL", "México", "COP", "MXN"),
        ("COL", "México; España", "COP", "MXN"),
        ("MEX", "España", "MXN", ""),
        ("MEX", "México; Colombia", "MXN", ""),
        ("MEX", "Colombia", "MXN", "COP"),
        ("PER", "España", "COP", OTHERS),
        ("PER", "México", "COP", "MXN"),
        ("PER", "Colombia", "COP", ""),
    ],
)
def test_bare_pesos_are_of_the_city_and_told_where_they_may_be_others(
    cells: dict[str, str], home: str, countries: str, taken: str, others: str
) -> None:
    row = one(home, {"Valor comprometido": 500, "País(es)": countries, **cells})
    assert money(row) == [("committed", 500, taken)]
    column = next(iter(cells))
    assert told(row) == ([(column, {"taken": taken, "others": others})] if others else [])


@pytest.mark.parametrize(
    "cells",
    [
        {"Moneda": "pesos colombianos"},
        {"Moneda": "COP"},
        {"Moneda": "COP", "Valor comprometido": "500 pesos"},
        {"Moneda": "pesos", "Valor comprometido": None},
    ],
)
def test_nothing_is_told_of_pesos_that_are_known_or_none(cells: dict[str, Any]) -> None:
    row = one("COL", {"Valor comprometido": 500, "País(es)": "México", **cells})
    assert told(row) == []


@pytest.mark.parametrize(
    ("home", "header", "written", "others"),
    [
        ("COL", "Contrapartida en pesos", 900, ""),
        ("COL", "Contrapartida", "900 pesos", ""),
        ("MEX", "Contrapartida", 900, ""),
        ("MEX", "Contrapartida", "900 pesos colombianos", ""),
        ("MEX", "Contrapartida", "900 pesos", "MXN"),
        ("MEX", "Contrapartida en pesos", 900, "MXN"),
        ("MEX", "Contrapartida en pesos", "COP 900", ""),
        ("PER", "Contrapartida en pesos", 900, OTHERS),
    ],
)
def test_a_counterpart_is_in_colombian_pesos_and_told_where_its_pesos_may_be_others(
    home: str, header: str, written: Any, others: str
) -> None:
    row = one(home, {header: written})
    assert money(row) == [("counterpart", 900, "COP")]
    assert told(row) == ([(header, {"taken": "COP", "others": others})] if others else [])
