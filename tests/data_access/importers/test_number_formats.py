"""Numbers that a sheet shows as codes, and places as people write them."""

import pytest

from data_access.importers._child_formats import picture
from data_access.importers.places import column_letters, place_of
from data_access.vocabulary.runs import runs


@pytest.mark.parametrize(
    ("code", "number", "shown"),
    [
        ("0000", "7", "0007"),
        ("0000", "7.0", "0007"),
        ("00000", "1234567", "1234567"),
        ('"BOG-"0000', "7", "BOG-0007"),
        ("\\M\\-00", "3", "M-03"),
        ("000-000", "12345", "012-345"),
        ("0.00", "1.1", "1.10"),
        ("0.00", "1.1000000000000001", "1.10"),
        ("0.00", "1.105", "1.11"),
        ("0.0", "1", "1.0"),
        ("0.0#", "1.1", "1.1"),
        ("#.##", "1.25", "1.25"),
        ("0.00_);(0.00)", "5", "5.00"),
        ("[Red]000", "5", "005"),
        ("0.00", "3E2", "300.00"),
        ("00", "0", "00"),
    ],
)
def test_a_number_as_the_sheet_shows_it(code: str, number: str, shown: str) -> None:
    found = picture(code)
    assert found is not None
    assert found.show(number) == shown


@pytest.mark.parametrize(
    "code",
    [
        "General",
        "0",
        "#,##0.00",
        "0%",
        "dd/mm/yyyy",
        "[h]:mm",
        "0.00E+00",
        "# ?/?",
        "@",
        "",
        "[$€]0.00",
    ],
)
def test_formats_that_make_no_codes(code: str) -> None:
    assert picture(code) is None


@pytest.mark.parametrize("number", ["-1", "1e400", "x", "9999999999999999"])
def test_a_number_whose_look_is_not_for_sure_has_none(number: str) -> None:
    found = picture("0000.0")
    assert found is not None
    assert found.show(number) is None


def test_places() -> None:
    assert [column_letters(at) for at in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
    assert place_of("ZZ10") == (10, 701)
    assert runs([5, 3, 4, 9]) == "3-5, 9"
    assert runs(range(0, 100, 2)).endswith("38…")
