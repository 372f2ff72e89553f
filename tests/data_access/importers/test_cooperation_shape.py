"""Tables of cooperation with totals, columns without a header, merged cells and odd codes."""

from typing import Any

import pytest

from data_access.importers.reader import Merged, RawRow, RawSheet
from data_access.validation.formulas import UNSAVED
from data_access.vocabulary.drafts import ActionDraft, ParsedFile
from tests.data_access.importers.whole_workbook import parse

HEADERS = ["Código", "Título", "Entidad(es)", "País(es)", "Valor comprometido", "Moneda"]


def action(code: Any, *rest: Any) -> list[Any]:
    return [code, "Calles tranquilas", "SDM", "España", *(rest or (100, "USD"))]


def table(
    *lines: list[Any],
    headers: list[Any] | None = None,
    merged: tuple[Merged, ...] = (),
    **shown: str,
) -> ParsedFile[ActionDraft]:
    rows = [RawRow(1, list(headers or HEADERS))]
    rows += [
        RawRow(at, line, {0: shown[f"row_{at}"]} if f"row_{at}" in shown else {})
        for at, line in enumerate(lines, 2)
    ]
    return parse([RawSheet("Hoja", rows, merged=merged)], "libro.xlsx")


def told(parsed: ParsedFile[ActionDraft]) -> list[tuple[str, str, int | None, str | None]]:
    return [(each.code, each.severity, each.row, each.column) for each in parsed.issues]


def codes(parsed: ParsedFile[ActionDraft]) -> list[str | None]:
    return [row.draft.external_id if row.draft else None for row in parsed.rows]


@pytest.mark.parametrize(
    "total",
    [
        [None, "TOTAL GENERAL", None, None, 200, "USD"],
        ["Subtotal SDM", None, None, None, 200],
        ["TOTAL", "2 acciones", "SDM", None, 200, "USD"],
        [None, None, None, None, "Total", 200],
        ["Total SDM", "Total SDM", "SDM", "España", 200, "USD"],
        ["Gran total", "2 acciones", "SDM", "España", 200, "USD"],
        ["Total de la vigencia 2024", "2 acciones", "SDM", "España", 200, "USD"],
        ["T", "Total España", "SDM", "España", 200, "USD"],
    ],
)
def test_a_total_is_told_and_is_no_action(total: list[Any]) -> None:
    parsed = table(action("A-1"), action("A-2"), total)
    assert codes(parsed) == ["A-1", "A-2"]
    assert parsed.rows_read == 2
    assert told(parsed) == [("row.total", "warning", 4, None)]


@pytest.mark.parametrize(("code", "title"), [("A-1", "Total de becas"), ("TOTAL-01", "Becas")])
def test_an_action_about_totals_is_an_action(code: str, title: str) -> None:
    assert codes(table([code, title, *action("")[2:]])) == [code]


def test_a_column_without_a_header_that_has_data_is_told() -> None:
    headers = [*HEADERS[:5], None, "Moneda"]
    parsed = table(
        action("A-1", 100, 900, "USD"),
        action("A-2", 100, " ", "USD"),
        action("A-3", 100, 700, "USD", None, "nota"),
        action("A-4", 100, 600, "USD"),
        headers=headers,
    )
    assert codes(parsed) == ["A-1", "A-2", "A-3", "A-4"]
    assert told(parsed) == [
        ("column.unnamed", "warning", 2, "F"),
        ("column.unnamed", "warning", 4, "I"),
    ]
    assert "«900»; filas 2, 4-5" in parsed.issues[0].sentence


def test_an_amount_over_two_columns_is_not_its_first_part() -> None:
    headers = [*HEADERS[:5], None, "Moneda"]
    lines = (action("A-1", 100, 900, "USD"), action("A-2", 100, None, "USD"))
    parsed = table(*lines, headers=headers, merged=(Merged(1, 1, 4, 5),))
    assert codes(parsed) == [None, "A-2"]
    first, _ = parsed.rows
    assert [(each.code, each.column) for each in first.issues] == [
        ("column.merged", "Valor comprometido")
    ]
    assert "columna F" in first.issues[0].sentence


def test_cells_merged_downwards_are_told() -> None:
    parsed = table(
        action("A-1"),
        action("A-2", None, "USD"),
        action("A-3", None, "USD"),
        merged=(Merged(2, 4, 4, 4), Merged(2, 3, 9, 9), Merged(2, 2, 1, 2)),
    )
    assert told(parsed) == [
        ("cell.merged", "warning", 3, "Valor comprometido"),
        ("cell.merged_across", "warning", 2, None),
    ]
    assert "filas 3-4" in parsed.issues[0].sentence
    assert "(B2:C2)" in parsed.issues[1].sentence


def test_a_code_is_what_the_sheet_shows() -> None:
    parsed = table(action(7), action(7), action(7), row_2="0007", row_3="BOG-0007")
    assert codes(parsed) == ["0007", "BOG-0007", "7"]
    # So it is in the row that is kept, and goes back if it is rejected.
    assert [row.cells["Código"] for row in parsed.rows] == ["0007", "BOG-0007", 7]


@pytest.mark.parametrize("key", HEADERS)
def test_a_formula_without_a_value_rejects_as_a_failed_one_does(key: str) -> None:
    line = action("A-1")
    line[HEADERS.index(key)] = f"{UNSAVED}=1000*2"
    (row,) = table(line).rows
    assert row.draft is None
    assert [(each.code, each.column) for each in row.issues] == [("text.unsaved_formula", key)]
    assert "=1000*2" in row.issues[0].sentence
    assert "guárdelo" in row.issues[0].sentence


def test_a_day_may_be_a_formula_without_a_value() -> None:
    headers = [*HEADERS, "Fecha de inicio"]
    (row,) = table(action("A-1", 100, "USD", f"{UNSAVED}=DATE(2024,2,1)"), headers=headers).rows
    assert [(each.code, each.column) for each in row.issues] == [
        ("text.unsaved_formula", "Fecha de inicio")
    ]


def test_the_header_again_is_told_and_is_no_action() -> None:
    parsed = table(action("A-1"), ["CÓDIGO *", *HEADERS[1:]], action("A-2"))
    assert codes(parsed) == ["A-1", "A-2"]
    assert (parsed.rows_read, told(parsed)) == (2, [("row.header", "warning", 3, None)])


def test_the_counterpart_goes_in_pesos() -> None:
    parsed = table(action("A-1", 100, "USD", "USD 500"), headers=[*HEADERS, "Contrapartida (COP)"])
    (issue,) = parsed.rows[0].issues
    assert (issue.code, issue.column) == ("currency.conflict", "Contrapartida (COP)")
    assert issue.sentence.startswith("La contrapartida va en pesos colombianos (COP) y la celda")


def test_a_partner_in_place_of_a_country_is_told_as_one() -> None:
    line = action("A-1")
    line[3] = "ONU-Hábitat"
    (issue,) = table(line).rows[0].issues
    assert (issue.code, issue.column) == ("country.is_partner", "País(es)")
    assert "Aliado(s)" in issue.sentence
