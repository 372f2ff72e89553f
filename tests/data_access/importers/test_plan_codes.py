"""Codes that a spreadsheet took for days come back when their neighbours allow it."""

from datetime import date, datetime

from data_access.importers.plan_codes import read_codes


def texts(*cells):
    return [code.text for code in read_codes(cells)]


def test_codes_stay_as_they_are():
    assert texts("1.1.1", "9.1.1.", "28.3.1 ", None, 7, 1.1) == [
        "1.1.1", "9.1.1", "28.3.1", "", "7", "1.1",
    ]  # fmt: skip
    assert texts("MP-01", "12-2024", "OBJ 3") == ["MP-01", "12-2024", "OBJ 3"]


def test_a_day_between_codes_is_the_code_that_fits():
    # In Spanish 5.2 becomes the fifth of February; the other way round it would be 2.5.
    assert texts("5.1", date(2024, 2, 5), "5.3") == ["5.1", "5.2", "5.3"]
    assert texts("1.1.1", datetime.fromisoformat("2002-01-01"), "1.1.3") == [
        "1.1.1",
        "1.1.2",
        "1.1.3",
    ]
    assert texts("5.1", "5-feb", "5.3") == ["5.1", "5.2", "5.3"]
    assert texts("1.1.1", "2002-01-01 00:00:00", "1.1.3") == ["1.1.1", "1.1.2", "1.1.3"]


def test_what_was_given_back_is_told():
    issue = read_codes(["5.1", date(2024, 2, 5), "5.3"])[1].issue
    assert issue is not None
    assert (issue.code, issue.severity, issue.values["code"]) == (
        "code.given_back", "warning", "5.2",
    )  # fmt: skip


def test_a_day_that_may_be_two_codes_is_an_error():
    codes = read_codes(["1.1", date(2024, 2, 3), "9.9"])
    assert codes[1].text == ""
    assert codes[1].issue is not None
    assert (codes[1].issue.code, codes[1].issue.severity) == ("code.lost", "error")


def test_a_day_among_whole_numbers_is_an_error():
    assert [code.issue and code.issue.code for code in read_codes([1, date(2024, 2, 3), 3])] == [
        None, "code.lost", None,
    ]  # fmt: skip


def test_a_comma_among_dots_is_a_dot():
    code = read_codes(["1.1", "2.1", "2,2 "])[2]
    assert code.text == "2.2"
    assert code.issue is not None
    assert texts("1,1", "1,2") == ["1,1", "1,2"]


def test_a_day_of_a_two_digit_year_is_given_back_too():
    assert texts("1.1.1", "01/01/02", "1.1.3") == ["1.1.1", "1.1.2", "1.1.3"]
