"""Signs in headers: the percentage of an amount, or its count, is not the amount."""

from pathlib import Path
from typing import Any

import pytest

from data_access.importers import cooperation, plan_figures
from data_access.importers.received import Received
from data_access.store.store import Store
from tests.data_access.importers.small_catalogue import CATALOGUE
from tests.data_access.importers.test_plan import take, targets
from tests.factories import add_catalogues

FACTS = "Código;Título;Entidad(es);País(es);Valor comprometido;Moneda"
PLAN = "codigo;nivel;padre;nombre;entidad;indicador;nombre_indicador;unidad;anualizacion"
GOAL = "M1;Meta;;Puertas abiertas;SDRI;I1;Puertas;Puertas;SUMA"


def write(path: Path, *lines: str) -> Path:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def one(folder: Path, header: str, cells: str) -> tuple[Any, list[str]]:
    """The only row of a workbook whose facts are followed by ``header``, and what is told."""
    lines = (f"{FACTS};{header}", f"A1;Puertas;SDS;España;1000;USD;{cells}")
    path = write(folder / "in.csv", *lines)
    reading = cooperation.read(Received(path, path.name), CATALOGUE)
    [row] = reading.rows
    return row, [issue.code for issue in (*reading.issues, *row.issues)]


def amounts(row: Any) -> list[tuple[str, str, str]]:
    return [(each.kind, str(each.amount), each.currency) for each in row.draft.amounts]


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("% Desembolso", "45"),
        ("Valor desembolsado (%)", "45"),
        ("% Desembolso", "45%"),
        ("Contrapartida (€)", "50000"),
        ("% Contrapartida", "30"),
        ("Aporte (%)", "60"),
        ("# Desembolsos", "3"),
    ],
)
def test_what_a_sign_says_is_no_amount_and_is_told(tmp_path: Path, header: str, cells: str) -> None:
    row, told = one(tmp_path, header, cells)
    assert amounts(row) == [("committed", "1000", "USD")]
    assert {"column.other_unit", "column.unread_money", "column.unknown"} & set(told)


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("Valor desembolsado;% Valor desembolsado", "450;45"),
        ("Desembolso;Desembolso (%)", "450;45"),
        ("Valor desembolsado;# ODS;ODS", "450;2;11"),
    ],
)
def test_a_column_and_its_percentage_are_not_twice_the_same(
    tmp_path: Path, header: str, cells: str
) -> None:
    row, told = one(tmp_path, header, cells)
    assert amounts(row) == [("committed", "1000", "USD"), ("disbursed", "450", "USD")]
    assert not {"column.repeated", "column.contradicted", "column.other_unit"} & set(told)


@pytest.mark.parametrize("header", ["Desembolso en dólares, número", "Desembolso USD, 10 % IVA"])
def test_another_header_of_money_is_still_told(tmp_path: Path, header: str) -> None:
    _, told = one(tmp_path, header, "450")
    assert "column.unread_money" in told


def test_what_the_template_writes_and_a_sign_of_pesos_say_the_same(tmp_path: Path) -> None:
    row, _ = one(tmp_path, "Contrapartida ($)", "50000")
    assert ("counterpart", "50000", "COP") in amounts(row)


def test_the_percentage_of_a_target_is_no_target_and_is_told(
    sqlite_store: Store, tmp_path: Path
) -> None:
    add_catalogues(sqlite_store)
    lines = (
        "codigo;nivel;nombre;unidad;anualizacion;linea_base;meta_final;% meta 2024;meta_2025",
        "M1;meta;Abrir puertas;Puertas;SUMA;0;29;25;4",
    )
    outcome = take(sqlite_store, write(tmp_path / "plan-2024-2025.csv", *lines))
    assert targets(sqlite_store, "M1") == [(2025, 1, 4, "4")]
    [told] = [each for each in outcome.issues if each.code == "column.other_unit"]
    assert (told.column, told.values["header"]) == ("% meta 2024", "meta_2024")


def test_a_budget_and_its_percentage_are_read_apart(tmp_path: Path) -> None:
    path = write(
        tmp_path / "budgets.csv",
        "codigo;anio;trimestre;recurso;apropiacion;comprometido;% comprometido;girado;girado (%)",
        "M1;2024;4;vigencia;1000;800;80;500;50",
    )
    parsed = plan_figures.read_budgets(Received(path, path.name), CATALOGUE)
    [row] = parsed.rows
    assert (row.draft.appropriation, row.draft.committed, row.draft.paid) == (1000, 800, 500)
    assert not row.issues
