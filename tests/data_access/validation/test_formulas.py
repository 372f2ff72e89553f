"""What formulas that gave nothing are told as, whatever reads their cell."""

import pytest

from data_access.validation.formulas import UNSAVED, is_cell_error
from data_access.validation.goal_values import Habits, read_goal_number
from data_access.validation.values import (
    read_date,
    read_percentage,
    read_text,
    read_year,
)

FORMULA = f"{UNSAVED}=1000*2"


@pytest.mark.parametrize(
    "read",
    [
        read_date,
        read_percentage,
        read_text,
        read_year,
        lambda raw: read_goal_number(raw, Habits()),
    ],
)
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
