"""How people write amounts of money, and what is made of each way."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_access.validation.amounts import MAX_AMOUNT, read_amount
from data_access.validation.money_words import currency_code
from data_access.validation.numerals import ENGLISH


@pytest.mark.parametrize(
    ("written", "amount", "currency"),
    [
        ("1.460.674,00", "1460674", ""),
        ("1,460,674.00", "1460674", ""),
        ("1460674", "1460674", ""),
        ("1 460 674,50", "1460674.5", ""),
        ("1\u00a0460\u00a0674", "1460674", ""),
        ("1'460'674", "1460674", ""),
        ("US$ 1,5 millones", "1500000", "USD"),
        ("US$1.460.674,00", "1460674", "USD"),
        ("1,5 k", "1500", ""),
        ("5 €", "5", "EUR"),
        ("１２ ＵＳＤ", "12", "USD"),
        ("USD 2 mil", "2000", "USD"),
        ("2 mil millones de pesos", "2000000000", "COP"),
        ("1 billón", "1000000000000", ""),
        ("€ 12", "12", "EUR"),
        ("12,5 EUR", "12.5", "EUR"),
        ("$4,008.70", "4008.7", ""),
        ("0,125", "0.125", ""),
        ("(1.200,00)", "-1200", ""),
        ("-5", "-5", ""),
        ("\u22125", "-5", ""),
        ("5-", "-5", ""),
        ("0", "0", ""),
        ("0,00", "0", ""),
        ("1000 (USD)", "1000", "USD"),
        ("1.000.000 (COP)", "1000000", "COP"),
        ("USD (1000)", "-1000", "USD"),
        ("(5) EUR", "-5", "EUR"),
    ],
)
def test_amount_as_written(written: str, amount: str, currency: str) -> None:
    reading = read_amount(written)
    assert (reading.value, reading.currency, reading.issues) == (Decimal(amount), currency, ())


@pytest.mark.parametrize(
    ("written", "amount", "currency"),
    [
        ("1.5 M", "1500000", ""),
        ("5MM", "5000000", ""),
        ("5 Ｍ", "5000000", ""),
        ("5 M€", "5000000", "EUR"),
        ("US$ 1.5m", "1500000", "USD"),
        ("5 mm COP", "5000000", "COP"),
    ],
)
def test_a_short_word_for_millions_is_told(written: str, amount: str, currency: str) -> None:
    reading = read_amount(written)
    assert (reading.value, reading.currency) == (Decimal(amount), currency)
    assert [(issue.code, issue.values["taken"]) for issue in reading.issues] == [
        ("amount.short_scale", amount)
    ]


@pytest.mark.parametrize(
    "written",
    ["5 mm", "5m", "5㎜", "5 ㎜", "5㏁", "5ℳ", "5Ⅿ", "5 ㎘", "5①", "①", "½", "5½", "⑸", "5𝟏",
     "5 Mω", "5 Mm", "5 dólares香港", "1000 (mil)", "500 (aprox.)", "1000 ()", "1000 (mil USD)"],
)  # fmt: skip
def test_a_unit_or_a_sign_made_of_others_makes_no_amount(written: str) -> None:
    reading = read_amount(written)
    assert (reading.value, reading.currency) == (None, "")
    assert [issue.code for issue in reading.issues] == ["amount.not_a_number"]


@pytest.mark.parametrize("number", [0, 7, 7.5, -3])
def test_a_number_is_itself(number: float) -> None:
    assert read_amount(number).value == Decimal(str(number))


@pytest.mark.parametrize("written", ["1.234", "1,234", "12.345", "US$ 1.234"])
def test_three_digits_after_one_separator_are_thousands_and_told(written: str) -> None:
    reading = read_amount(written)
    assert reading.value in (1234, 12345)
    assert [issue.code for issue in reading.issues] == ["amount.ambiguous_separator"]


@pytest.mark.parametrize(
    "written",
    [
        "NO ESPECIFICA",
        "Ningún dato",
        "SD",
        "S/D",
        "N/A",
        "NA",
        "ND",
        "No reportado",
        "-",
        "—",
        "",
        "  ",
        None,
    ],
)
def test_ways_of_not_reporting(written: str | None) -> None:
    reading = read_amount(written)
    assert (reading.value, reading.is_not_reported, reading.issues) == (None, True, ())


@pytest.mark.parametrize(
    "written",
    [
        "abc",
        "12abc",
        "1.2.3",
        "1,234,56",
        "1 2 3",
        "1e400",
        "10 %",
        "10²",
        "12\n345",
        "0.500.000",
        "((5))",
        "日本",
        True,
        float("inf"),
        float("nan"),
        date(2024, 1, 1),
    ],
)
def test_not_an_amount(written: object) -> None:
    reading = read_amount(written)  # type: ignore[arg-type]
    assert reading.value is None
    assert [issue.code for issue in reading.issues] == ["amount.not_a_number"]
    assert "{" not in reading.issues[0].sentence


def test_the_convention_of_a_file_settles_a_lone_separator() -> None:
    assert (read_amount("1,500", ENGLISH).value, read_amount("1.500", ENGLISH).issues) == (1500, ())


def test_a_number_has_the_decimals_that_are_kept() -> None:
    assert read_amount(0.1 + 0.2).value == Decimal("0.3")


def test_an_amount_has_a_limit() -> None:
    assert [issue.code for issue in read_amount(2**63).issues] == ["amount.too_large"]


def test_a_bare_sign_says_no_currency() -> None:
    signs = ("$", "US$", "euros", "zzz")
    assert [currency_code(sign) for sign in signs] == ["", "USD", "EUR", None]


@given(st.decimals(0, MAX_AMOUNT, places=2))
def test_colombian_and_english_forms_agree(amount: Decimal) -> None:
    english = f"{amount:,.2f}"
    colombian = english.translate(str.maketrans(",.", ".,"))
    assert read_amount(english).value == read_amount(colombian).value == amount


@given(st.text())
def test_any_text_is_value_or_not_reported_or_error(text: str) -> None:
    reading = read_amount(text)
    is_wrong = any(issue.severity == "error" for issue in reading.issues)
    assert (reading.value is not None) + reading.is_not_reported + is_wrong == 1


@pytest.mark.parametrize(("written", "amount"), [("05", 5), ("00", 0), ("USD 07", 7)])
def test_what_looks_like_the_decimals_of_the_cell_before_is_told(written: str, amount: int) -> None:
    reading = read_amount(written)
    assert reading.value == amount
    assert [(issue.code, issue.severity) for issue in reading.issues] == [
        ("amount.cents", "warning")
    ]


@pytest.mark.parametrize("written", ["0", "50", "0,5", "0.05", "005"])
def test_other_small_amounts_are_no_decimals_of_another(written: str) -> None:
    assert read_amount(written).issues == ()
