"""Codes that look the same are one, and what was not seen in them is told."""

from datetime import date

import pytest

from data_access.validation.codes import read_code


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("ID-\u200b1", "ID-1"),
        ("\ufeffID-1\u2060", "ID-1"),
        ("ID\u00ad-1", "ID-1"),
        ("ID\u20111", "ID-1"),
        ("ID\u20101", "ID-1"),
        ("id con  dos espacios", "id con dos espacios"),
        ("id\u00a0con\u2009dos\tespacios", "id con dos espacios"),
        ("ID-1\nbis", "ID-1 bis"),
        ("ID-1\r\n\r\nbis", "ID-1 bis"),
        ("N\u0303-1", "Ñ-1"),
        ("\uff29\uff24\uff0d\uff11", "ID-1"),
        ("ID\u22121", "ID-1"),
        ("ID-1\u3164", "ID-1"),
        ("ID-1\u115f\uffa0", "ID-1"),
        ("\U0001d408D-1", "ID-1"),
    ],
)
def test_what_nobody_sees_is_left_out_and_told(written: str, code: str) -> None:
    reading = read_code(written)
    assert reading.value == code
    assert [(each.code, each.severity, each.values) for each in reading.issues] == [
        ("code.made_plain", "info", {"code": code})
    ]


@pytest.mark.parametrize(
    "written", ["ID-1", " ID-1 ", "Ñ-1", "ID–1", "Meta 1º", "m²", "\u0410-1", "a b", "1.10", 7]
)
def test_a_plain_code_stays_as_it_is(written: str | int) -> None:
    assert read_code(written) == (str(written).strip(), False, (), "")


def test_a_day_is_no_code() -> None:
    reading = read_code(date(2024, 3, 1))
    assert (reading.value, [issue.code for issue in reading.issues]) == (None, ["code.is_a_day"])


def test_a_code_of_nothing_is_none() -> None:
    assert read_code("\u200b\ufeff").value is None
    assert [issue.code for issue in read_code("a\x00b").issues] == ["text.forbidden_sign"]
