"""Digits with their points and commas, in every convention, and what is doubtful told apart."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_access.validation.numerals import (
    COLOMBIAN,
    ENGLISH,
    SMALL,
    STANDARD,
    UNKNOWN,
    Convention,
    read_numeral,
)

CONVENTIONS = [UNKNOWN, STANDARD, ENGLISH, COLOMBIAN, SMALL]


@pytest.mark.parametrize("convention", CONVENTIONS)
@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("1.234,56", "1234.56"),
        ("1,234.56", "1234.56"),
        ("1234,56", "1234.56"),
        ("1234.5678", "1234.5678"),
        ("1234.567", "1234.567"),
        ("12.500.000,00", "12500000"),
        ("12,500,000", "12500000"),
        ("12 500 000,5", "12500000.5"),
        ("12\u00a0500\u00a0000", "12500000"),
        ("12'500'000.5", "12500000.5"),
        ("1'234.567,50", "1234567.5"),
        ("1'234,567.50", "1234567.5"),
        ("-12 500.000,5", "-12500000.5"),
        ("100,00", "100"),
        ("0,125", "0.125"),
        ("0.125", "0.125"),
        ("5000.", "5000"),
        (".5", "0.5"),
        (",5", "0.5"),
        ("007", "7"),
        ("+5", "5"),
        ("-1.234,5", "-1234.5"),
        ("\u22125", "-5"),
        (" 5\n", "5"),
        ("1234.3333333333333", "1234.3333333333"),
        ("33333.333333333336", "33333.3333333333"),
        ("0.10000000000000001", "0.1"),
        ("-" + "9" * 40 + ".5", "-" + "9" * 40 + ".5"),
        ("9" * 40 + ".99999999996", "1" + "0" * 40),
    ],
)
def test_what_the_digits_settle_is_the_same_in_every_convention(
    written: str, number: str, convention: Convention
) -> None:
    assert read_numeral(written, convention) == (Decimal(number), False)


@pytest.mark.parametrize(
    ("written", "convention", "number", "is_doubtful"),
    [
        ("1.500", UNKNOWN, "1500", True),
        ("1,500", UNKNOWN, "1500", True),
        ("1.500", STANDARD, "1.5", False),
        ("1,500", STANDARD, "1500", True),
        ("1.500", ENGLISH, "1.5", False),
        ("1,500", ENGLISH, "1500", False),
        ("1.500", COLOMBIAN, "1500", False),
        ("-1,500", COLOMBIAN, "-1.5", False),
        ("33.333", SMALL, "33.333", False),
        ("33,333", SMALL, "33.333", False),
    ],
)
def test_a_lone_separator_before_three_digits_is_what_the_convention_says(
    written: str, convention: Convention, number: str, is_doubtful: bool
) -> None:
    assert read_numeral(written, convention) == (Decimal(number), is_doubtful)


@pytest.mark.parametrize("convention", CONVENTIONS)
@pytest.mark.parametrize(
    "written",
    [
        "", "  ", ".", ",", "-", "1.0E7", "1,234,56", "1.234.56", "1.500.", "0.500.000", "1.2.3",
        "1,234.567,8", "12\n345", "1 2", "1 23", "5-", "- 5", "5%", "$5", "٣", "²", "½", "nan",
        "Infinity", "0x1F", "1_000", "1" * 101,
    ],
)  # fmt: skip
def test_what_writes_no_number_is_none(written: str, convention: Convention) -> None:
    assert read_numeral(written, convention) is None


@given(st.decimals(-(10**15), 10**15, places=2), st.sampled_from(CONVENTIONS))
def test_a_number_of_two_decimals_is_read_alike_in_both_conventions(
    number: Decimal, convention: Convention
) -> None:
    english = f"{number:,.2f}"
    colombian = english.translate(str.maketrans(",.", ".,"))
    assert read_numeral(english, convention) == read_numeral(colombian, convention)
    assert read_numeral(f"{number}", convention) == (number, False)


@given(st.text(st.sampled_from("0123456789.,'- \n%"), max_size=12), st.sampled_from(CONVENTIONS))
def test_no_digit_is_ever_lost(text: str, convention: Convention) -> None:
    numeral = read_numeral(text, convention)
    if numeral is not None:
        assert f"{numeral.value:f}".translate(str.maketrans("", "", ".-")).strip("0") == "".join(
            sign for sign in text if sign.isdigit()
        ).strip("0")


@pytest.mark.parametrize(
    ("text", "value", "is_doubtful"),
    [
        ("1 500 000", "1500000", False),
        ("1'500'000,50", "1500000.50", False),
        ("1'500.000", "1500000", True),
        ("1 500.000", "1500000", True),
        ("1.500'000", "1500000", True),
        ("1,500 000", "1500000", True),
        ("2'300.000.000", "2300000000", False),
    ],
)
def test_blanks_and_apostrophes_group_thousands_and_a_lone_sign_among_them_is_told(
    text: str, value: str, is_doubtful: bool
) -> None:
    assert read_numeral(text) == (Decimal(value), is_doubtful)


@pytest.mark.parametrize("text", ["2023 100", "1234 567", "1'500.00,50"])
def test_what_is_not_grouped_by_three_from_its_first_figures_is_no_number(text: str) -> None:
    assert read_numeral(text) is None
