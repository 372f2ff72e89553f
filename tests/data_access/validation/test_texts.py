"""Texts that may enter, texts that may not, and percentages."""

from decimal import Decimal

import pytest

from data_access.validation.readings import is_not_reported, shown
from data_access.validation.texts import read_percentage, read_text


def test_texts_come_as_they_are() -> None:
    written = ["  Ñandú «áé» 日本 🙂\nsegunda línea ", 5.0, 5.5, True, '=HYPERLINK("x")']
    assert [read_text(text).value for text in written] == [
        "Ñandú «áé» 日本 🙂\nsegunda línea",
        "5",
        "5.5",
        "VERDADERO",
        '=HYPERLINK("x")',
    ]


@pytest.mark.parametrize(
    ("poison", "code"),
    [
        ("a\0b", "text.forbidden_sign"),
        ("a\x1bb", "text.forbidden_sign"),
        ("a\ud800b", "text.forbidden_sign"),
        ("a\u202eb", "text.forbidden_sign"),
        ("a\u2066b", "text.forbidden_sign"),
        ("#REF!", "text.broken_formula"),
        ("#¡DIV/0!", "text.broken_formula"),
        ("x" * 40_000, "text.too_long"),
    ],
)
def test_poisoned_texts(poison: str, code: str) -> None:
    reading = read_text(poison)
    assert (reading.value, [issue.code for issue in reading.issues]) == (None, [code])


def test_what_is_shown_of_a_value_is_one_short_printable_line() -> None:
    assert shown("a\0b\nc") == "a b c"
    assert len(shown("x" * 1000)) == 201


def test_names_in_other_scripts_are_not_absent() -> None:
    assert not is_not_reported("日本")
    assert is_not_reported("···")


@pytest.mark.parametrize(
    ("written", "percentage", "codes"),
    [
        ("40 %", "40", []),
        ("12,5", "12.5", []),
        ("100%", "100", []),
        (0, "0", []),
        (33.5, "33.5", []),
        (0.63, "63", ["percentage.fraction"]),
        (1, "100", ["percentage.fraction"]),
        ("1 %", "1", []),
        ("33,333", "33.333", []),
        ("33.333 %", "33.333", []),
        (".5 %", "0.5", []),
        ("66,67%", "66.67", []),
    ],
)
def test_percentages(written: object, percentage: str, codes: list[str]) -> None:
    reading = read_percentage(written)  # type: ignore[arg-type]
    assert reading.value == Decimal(percentage)
    assert [issue.code for issue in reading.issues] == codes


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("101 %", "percentage.out_of_range"),
        (-1, "percentage.out_of_range"),
        ("mucho", "percentage.not_a_number"),
        (float("nan"), "percentage.not_a_number"),
    ],
)
def test_wrong_percentages(written: object, code: str) -> None:
    assert [issue.code for issue in read_percentage(written).issues] == [code]  # type: ignore[arg-type]
