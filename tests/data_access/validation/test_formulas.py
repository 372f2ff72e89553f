"""What formulas that gave nothing are told as, whatever reads their cell."""

import pytest

from data_access.validation.formulas import UNSAVED, is_cell_error
from data_access.validation.goal_values import Habits, read_goal_number
from data_access.validation.values import (
    is_not_reported,
    read_amount,
    read_code,
    read_date,
    read_percentage,
    read_text,
    read_year,
)

FORMULA = f"{UNSAVED}=1000*2"


READERS = [
    read_amount,
    read_code,
    read_date,
    read_percentage,
    read_text,
    read_year,
    lambda raw: read_goal_number(raw, Habits()),
]
FAILED = ["#N/A", "#NULL!", "#N/D", "#¡NULO!", "#DIV/0!", " #n/a ", "Err:502"]


@pytest.mark.parametrize("read", READERS)
def test_a_formula_without_a_value_is_told_and_gives_none(read) -> None:
    reading = read(FORMULA)
    assert (reading.value, reading.is_not_reported) == (None, False)
    assert [each.code for each in reading.issues] == ["text.unsaved_formula"]
    assert reading.issues[0].values == {"value": "=1000*2"}


@pytest.mark.parametrize(
    "text", ["#REF!", "#¡VALOR!", "#¿NOMBRE?", "#N/D", "#NULO!", "#spill!", "Err:502", "#DIV/0! "]
)
def test_what_spreadsheets_show_for_a_failed_formula(text: str) -> None:
    assert is_cell_error(text)
    assert [each.code for each in read_text(text).issues] == ["text.broken_formula"]


@pytest.mark.parametrize("text", ["#", "#1", "#REFERENTES!", "Error", "Err: 5", "N/A", "E"])
def test_what_people_write_is_no_failed_formula(text: str) -> None:
    assert not is_cell_error(text)
    assert read_text(text).value == text


@pytest.mark.parametrize("text", FAILED)
@pytest.mark.parametrize("read", READERS)
def test_a_failed_formula_is_never_a_way_of_saying_not_reported(read, text: str) -> None:
    reading = read(text)
    assert (reading.value, reading.is_not_reported) == (None, False)
    assert [each.code for each in reading.issues] == ["text.broken_formula"]
    assert reading.issues[0].values == {"value": text.strip()}


def test_an_amount_says_that_it_is_none_and_that_a_formula_failed() -> None:
    assert [each.sentence for each in read_amount("#DIV/0!").issues] == [
        "«#DIV/0!» no es un monto: la celda contiene una fórmula con error. Corrija la fórmula o "
        "escriba el número."
    ]


@pytest.mark.parametrize("read", [read_amount, read_date, read_percentage, read_year])
@pytest.mark.parametrize("text", ["N/A", "NA", "null", "N/D"])
def test_the_words_that_look_like_one_still_say_so(read, text: str) -> None:
    assert read(text).is_not_reported


def test_a_number_that_its_column_was_too_narrow_for_is_not_nothing() -> None:
    assert not is_not_reported("#######")
    assert [each.code for each in read_amount("#######").issues] == ["amount.not_a_number"]
