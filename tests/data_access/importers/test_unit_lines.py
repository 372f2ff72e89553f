"""Tables that say beside their figures that they are thousands, millions or of a currency."""

from pathlib import Path

import pytest

from data_access.importers.reader import RawRow, RawSheet
from data_access.importers.received import Received
from data_access.importers.registry import IMPORTERS
from data_access.importers.unit_lines import unit_lines
from data_access.vocabulary.issues import Issue
from tests.data_access.importers.small_catalogue import CATALOGUE
from tests.data_access.importers.whole_workbook import parse

HEADERS = ["Código", "Título", "Entidad(es)", "País(es)", "Valor comprometido", "Moneda"]
ACTION = ["A-1", "Calles tranquilas", "SDM", "España", 80, "USD"]


def places(issues: list[Issue]) -> list[tuple[str, str, int | None]]:
    return [(each.code, each.severity, each.row) for each in issues]


@pytest.mark.parametrize(
    "text",
    [
        "Cifras en millones de pesos", "En miles", "(miles)", "Millones de USD", "MM COP",
        "Valores expresados en miles de millones", "Amounts in thousands", "USD millones",
        "Monto (USD, en miles)",
    ],
)  # fmt: skip
def test_a_line_that_says_the_unit(text: str) -> None:
    (issue,) = unit_lines("Hoja", [RawRow(3, [None, text, 7, text])])
    assert (issue.sheet, issue.row, issue.values["text"]) == ("Hoja", 3, text)


@pytest.mark.parametrize(
    "text",
    [
        "Registro de cooperación", "Un millón de árboles", "Miles de niños beneficiados",
        "Escriba la cifra completa", "Familia", 1000, None,
    ],
)  # fmt: skip
def test_a_line_that_says_none(text: str | int | None) -> None:
    assert list(unit_lines("Hoja", [RawRow(1, [text])])) == []


def test_the_unit_above_the_header_of_cooperation_is_told() -> None:
    lines = [["Registro"], [None] * 4 + ["En miles"], HEADERS, ACTION]
    rows = [RawRow(number, line) for number, line in enumerate(lines, 1)]
    parsed = parse([RawSheet("Hoja", rows)], "libro.xlsx")
    assert places(parsed.issues) == [("table.unit_above", "warning", 2)]
    assert parsed.rows[0].draft is not None
    assert parsed.rows[0].draft.amounts[0].amount == 80


@pytest.mark.parametrize(
    ("importer", "lines"),
    [
        ("plan", ["codigo;nivel;nombre;meta_final", "M1;meta;Sembrar;40"]),
        ("progress", ["indicador;anio;trimestre;valor", "M1;2025;1;40"]),
    ],
)
def test_it_is_told_of_goals_too(importer: str, lines: list[str], tmp_path: Path) -> None:
    path = tmp_path / "tabla.csv"
    path.write_text("\n".join(["Cifras en millones;;;", *lines]), encoding="utf-8")
    parsed = IMPORTERS[importer].read(Received(path, path.name), CATALOGUE)
    assert ("table.unit_above", "warning", 1) in places(parsed.issues)


@pytest.mark.parametrize(
    ("header", "meant"),
    [
        ("Valor comprometido (miles)", "Valor comprometido"),
        ("Valor (millones de USD)", "Valor comprometido"),
        ("Valor comprometido\n(en miles de USD)", "Valor comprometido"),
        ("Valor total COP", "Valor comprometido"),
        ("Monto (USD)", "Valor comprometido"),
        ("Aporte en pesos", "Valor comprometido"),
        ("Desembolsos USD", "Valor desembolsado"),
        ("Contrapartida en millones", "Contrapartida (COP)"),
    ],
)
def test_a_header_of_money_with_its_unit_is_told(header: str, meant: str) -> None:
    rows = [RawRow(1, [*HEADERS[:4], header, "Moneda"]), RawRow(2, ACTION)]
    (issue,) = parse([RawSheet("Hoja", rows)], "libro.xlsx").issues
    assert places([issue]) == [("column.unread_money", "warning", 1)]
    assert (issue.values["header"], issue.column) == (meant, " ".join(header.split()))


@pytest.mark.parametrize("header", ["Valor en pesos", "Notas"])
def test_a_column_beside_that_of_the_money_is_only_unused(header: str) -> None:
    rows = [RawRow(1, [*HEADERS, header]), RawRow(2, [*ACTION, 7])]
    found = parse([RawSheet("Hoja", rows)], "libro.xlsx").issues
    assert places(found) == [("column.unknown", "info", 1)]


def test_the_aim_of_a_compromise_is_no_money() -> None:
    rows = [RawRow(1, [*HEADERS[:4], "Compromiso de la entidad"]), RawRow(2, ACTION[:4])]
    found = parse([RawSheet("Hoja", rows)], "libro.xlsx").issues
    assert places(found) == [("column.unknown", "info", 1)]
