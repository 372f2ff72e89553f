"""Which rows of a table are sums of others."""

import pytest

from data_access.validation.totals import is_bare_total, is_total_of_its_row, total_label


@pytest.mark.parametrize(
    "text",
    [
        "TOTAL",
        "Totales",
        "Total general:",
        "Sub-total",
        "SUBTOTAL",
        "Gran Total",
        "Suma total",
        "TOTAL.",
    ],
)
def test_a_bare_total(text: str) -> None:
    assert is_bare_total(text)
    assert total_label([text, None, 400]) == text


@pytest.mark.parametrize(
    "cell", ["Total de becas", "Totalizador", "SUMA", "A-1", "", None, 7, "Sumas y más"]
)
def test_what_is_no_bare_total(cell: str | int | None) -> None:
    assert not is_bare_total(cell)


@pytest.mark.parametrize(
    ("cells", "label"),
    [
        (["SUBTOTAL EJE 1", None, 408, 102.5, "USD"], "SUBTOTAL EJE 1"),
        ([None, "Total Programa 22", "$ 1.000", "#REF!"], "Total Programa 22"),
        (["Total", "Total general", 3], "Total"),
        # A record may begin with the word: the words of its other columns tell it.
        (["Total de becas entregadas", "SDE", "España", 400], ""),
        (["T-1", "Total de becas", "SDE"], ""),
        ([400, None, 500], ""),
        ([], ""),
    ],
)
def test_the_label_of_a_row(cells: list[str | float | None], label: str) -> None:
    assert total_label(cells) == label


@pytest.mark.parametrize(
    "cell",
    [
        "TOTAL", "Gran total", "Total SDA", "Subtotal de la SDA", "Total España",
        "Total de la vigencia 2024", "TOTAL 2024", "Total general eje 1", "Subtotal programa IV",
    ],
)  # fmt: skip
def test_a_code_that_is_a_total_of_its_row(cell: str) -> None:
    assert is_total_of_its_row(cell, [cell, "SDA", "España", 80])


@pytest.mark.parametrize(
    "cell", ["Total de becas", "TOTAL-01", "TotalEnergies", "T-1", "Total SDM", 7, None, "SDA"]
)
def test_a_code_that_is_none(cell: str | int | None) -> None:
    assert not is_total_of_its_row(cell, ["SDA", "España", 80])
