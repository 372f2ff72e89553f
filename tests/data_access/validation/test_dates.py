"""How people write days and years, and what is made of each way."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_access.validation.dates import read_date, read_year

MARCH_5 = date(2024, 3, 5)


@pytest.mark.parametrize(
    "written",
    [
        "2024-03-05",
        "05/03/2024",
        "5/3/2024",
        "5-3-24",
        "5.3.2024",
        "2024/03/05",
        "2024-03-05T10:00:00Z",
        "5 de marzo de 2024",
        "5-mar-2024",
        "March 5, 2024",
        " 5/3/2024 ",
        45356,
        45356.75,
        "45356",
        MARCH_5,
        datetime(2024, 3, 5, 10, tzinfo=UTC),
    ],
)
def test_the_same_day_in_many_forms(written: object) -> None:
    reading = read_date(written)  # type: ignore[arg-type]
    assert (reading.value, reading.issues) == (MARCH_5, ())


@pytest.mark.parametrize(
    "written", ["24-01-01", "24-12-31", "25-03-01", "24.03.05", "05-03-24", "31.12.24", "01-02-03"]
)
def test_two_digits_that_may_be_day_or_year_give_no_day_and_are_told(written: str) -> None:
    reading = read_date(written)
    assert (reading.value, reading.is_not_reported) == (None, True)
    assert [(issue.code, issue.severity) for issue in reading.issues] == [
        ("date.two_orders", "warning")
    ]


@pytest.mark.parametrize(
    ("written", "day"),
    [("31/12/24", date(2024, 12, 31)), ("05/03/24", MARCH_5), ("24/12/31", date(2031, 12, 24))],
)
def test_two_digits_between_strokes_begin_with_the_day_and_are_told(
    written: str, day: date
) -> None:
    reading = read_date(written)
    assert (reading.value, [issue.code for issue in reading.issues]) == (day, ["date.day_first"])


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("31/12/45", date(2045, 12, 31)),
        ("15/06/98", date(1998, 6, 15)),
        ("5/3/24", MARCH_5),
        ("24/03/24", date(2024, 3, 24)),
        ("24-mar-05", date(2005, 3, 24)),
    ],
)
def test_a_year_of_two_digits_is_read_where_only_one_day_can_be_meant(
    written: str, day: date
) -> None:
    assert read_date(written) == (day, False, (), "")


@pytest.mark.parametrize("written", ["marzo de 2024", "mar-24", "03/2024", "2024-03", "Marzo 2024"])
def test_a_month_is_its_first_day_and_told(written: str) -> None:
    reading = read_date(written)
    assert reading.value == date(2024, 3, 1)
    assert [issue.code for issue in reading.issues] == ["date.month_only"]


def test_a_year_is_its_first_day_and_told() -> None:
    for written in ("2024", 2024):
        reading = read_date(written)
        assert reading.value == date(2024, 1, 1)
        assert [issue.code for issue in reading.issues] == ["date.year_only"]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("31/02/2024", "date.impossible"),
        ("12/25/2024", "date.impossible"),
        ("0015-01-01", "date.out_of_range"),
        ("1/1/2101", "date.out_of_range"),
        (date(1989, 12, 31), "date.out_of_range"),
        ("10000-01-01", "date.not_a_date"),
        ("ayer", "date.not_a_date"),
        ("5 de brumario de 2024", "date.not_a_date"),
        (1.5, "date.not_a_date"),
        (1e300, "date.not_a_date"),
        (float("nan"), "date.not_a_date"),
        (True, "date.not_a_date"),
    ],
)
def test_wrong_dates(written: object, code: str) -> None:
    reading = read_date(written)  # type: ignore[arg-type]
    assert (reading.value, [issue.code for issue in reading.issues]) == (None, [code])


@pytest.mark.parametrize("written", [None, "", "ND", "Ningún dato", "-"])
def test_no_date_is_not_reported(written: str | None) -> None:
    assert read_date(written).is_not_reported
    assert read_year(written).is_not_reported


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)))
def test_every_day_of_range_reads_back(day: date) -> None:
    serial = (day - date(1899, 12, 30)).days
    assert [read_date(form).value for form in (day.isoformat(), f"{day:%d/%m/%Y}", serial)] == (
        [day] * 3
    )


@given(st.text())
def test_any_text_is_value_or_not_reported_or_error(text: str) -> None:
    reading = read_date(text)
    is_wrong = any(issue.severity == "error" for issue in reading.issues)
    assert (reading.value is not None) + reading.is_not_reported + is_wrong == 1


def test_years() -> None:
    assert [read_year(form).value for form in ("2024", 2024, 2024.0, MARCH_5)] == [2024] * 4
    assert [read_year(form).issues[0].code for form in ("24", "abc", 2101, True)] == [
        "year.not_a_year",
        "year.not_a_year",
        "date.out_of_range",
        "year.not_a_year",
    ]
