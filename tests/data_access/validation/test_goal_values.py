"""What stands in a number's place in a plan: read when it is a number, kept as text when not."""

from decimal import Decimal

import pytest

from data_access.validation.goal_values import (
    Habits,
    convention_of,
    is_percent,
    printed,
    read_goal_number,
)
from data_access.validation.numerals import COLOMBIAN, ENGLISH, UNKNOWN, Convention

COMMAS = Habits(COLOMBIAN)


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("13,6", "13.6"),
        ("183.389", "183389"),
        ("3.557.651", "3557651"),
        ("0,2", "0.2"),
        ("\xa00", "0"),
        ("9,10", "9.10"),
        ("100%", "100"),
        ("7,75 %", "7.75"),
        ("-3", "-3"),
        (1, "1"),
        (0.63, "0.63"),
        (0.7999999999999999, "0.8"),
        (0, "0"),
    ],
)
def test_numbers_are_read_without_a_word(written, number):
    reading = read_goal_number(written, COMMAS)
    assert (reading.value, reading.issues) == (Decimal(number), ())


@pytest.mark.parametrize(
    "written",
    [
        "< 125",
        "Mantener en 2.000",
        "2020-2023",
        "Tendencia a 2027",
        "Conoce su diagnóstico: 78,8%. Con acceso a tratamiento: 89,2%.",
        "18 Lts*Seg",
        "1e5",
        "5 m",
        "5m",
        "5㎜",
        "5MM",
        "2,5 M",
        "5k",
        "5mill",
        True,
    ],
)
def test_what_is_no_number_has_none_and_is_told(written):
    reading = read_goal_number(written, COMMAS)
    assert reading.value is None
    assert [(issue.code, issue.severity) for issue in reading.issues] == [
        ("number.not_a_number", "warning")
    ]


@pytest.mark.parametrize("written", ["No Aplica", "Pendiente", "Pend.", "SD", "S.D", "N/A"])
def test_the_words_for_nothing_are_told_apart_from_zero(written):
    reading = read_goal_number(written, COMMAS)
    assert (reading.value, reading.is_not_reported) == (None, True)
    assert [(issue.code, issue.severity) for issue in reading.issues] == [
        ("number.not_given", "info")
    ]


def test_an_empty_cell_is_nothing_to_tell():
    assert read_goal_number(None, COMMAS) == read_goal_number("  ", COMMAS)
    assert read_goal_number("", COMMAS).issues == ()


def test_words_around_a_number_are_told():
    money = read_goal_number("US$ 1,5 millones", COMMAS)
    assert money.value == 1_500_000
    assert [issue.values["taken"] for issue in money.issues] == ["1500000 USD"]
    length = read_goal_number("10,8 Km", COMMAS, unit="km")
    assert length.value == Decimal("10.8")
    assert [issue.code for issue in length.issues] == ["number.with_words"]
    assert read_goal_number("10,8 Km", COMMAS, unit="Número").value is None


def test_the_habit_of_the_file_says_what_a_lone_separator_is():
    assert convention_of(["13,6", "183.389", "3.557.651"]) == COLOMBIAN
    assert convention_of(["0.63", "1,527.5"]) == ENGLISH
    assert convention_of(["1.527", "3.557.651", 4, None]) == Convention(grouping=".")
    assert convention_of(["13,6", "0.63"]) == UNKNOWN
    assert convention_of(["0.5", "3.557.651"]) == UNKNOWN
    assert read_goal_number("1.527", COMMAS).value == 1527
    assert read_goal_number("1.527", Habits(ENGLISH)).value == Decimal("1.527")
    assert read_goal_number("1,527 km", COMMAS, unit="km").value == Decimal("1.527")
    unsure = read_goal_number("1.527", Habits())
    assert unsure.value == 1527
    assert [issue.code for issue in unsure.issues] == ["number.ambiguous_separator"]


def test_decimals_with_one_sign_do_not_show_that_the_other_groups():
    for written, other in (("1,08", "1.085"), ("1.08", "1,085"), ("0,125", "1.085")):
        habits = Habits(convention_of([written, other]))
        assert read_goal_number(written, habits).issues == ()
        unsure = read_goal_number(other, habits)
        assert unsure.value == 1085
        assert [issue.code for issue in unsure.issues] == ["number.ambiguous_separator"]


def test_a_percentage_takes_the_scale_of_the_other_numbers():
    whole = read_goal_number("100%", Habits(has_fractions=True))
    assert (whole.value, whole.issues[0].code) == (1, "number.percentage")
    assert read_goal_number("100%", Habits(has_fractions=True), is_fraction=False).value == 100
    assert read_goal_number("63%", Habits(), is_fraction=True).value == Decimal("0.63")


def test_what_a_person_sees_in_a_cell():
    assert [printed(cell) for cell in (None, 4, 0.1 + 0.2, " < 125 ", 1e-7, True)] == [
        "", "4", "0.3", "< 125", "0.0000001", "VERDADERO",
    ]  # fmt: skip
    assert [is_percent(unit) for unit in ("Porcentaje", "%", "Número", "")] == [
        True, True, False, False,
    ]  # fmt: skip
