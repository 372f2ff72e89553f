"""The same question is answered once while the data stays as it is."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from callbacks import answer_filters
from dashboard import kept_answers
from dashboard.kept_answers import KeptAnswers
from layouts.pages import cooperation


@pytest.fixture
def readings(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What is read from the store, one entry for each answer that was made."""
    made: list[Any] = []
    read = answer_filters.read_results

    def count(*args: Any) -> Any:
        made.append(args[2].filters)
        return read(*args)

    monkeypatch.setattr(answer_filters, "read_results", count)
    return made


def test_the_same_question_is_answered_once(
    change_filters: Callable[..., Any], readings: list[Any]
):
    first = change_filters("pais=PER", cooperation.CARDS, cooperation.PANEL_NAMES)
    again = change_filters("pais=PER", cooperation.CARDS, cooperation.PANEL_NAMES)
    assert again.data == first.data
    assert again.headers["Content-Security-Policy"] == first.headers["Content-Security-Policy"]
    assert len(readings) == 1
    change_filters("pais=CHL", cooperation.CARDS, cooperation.PANEL_NAMES)
    assert len(readings) == 2


def test_changed_data_and_another_day_are_answered_anew(
    change_filters: Callable[..., Any], readings: list[Any], monkeypatch: pytest.MonkeyPatch
):
    version, day = 10**6, date(2026, 11, 22)
    stamps = [(version, day), (version + 1, day), (version + 1, day + timedelta(days=1))]
    for count, stamp in enumerate(stamps, start=1):
        monkeypatch.setattr(kept_answers, "data_stamp", lambda _store, said=stamp: said)
        for _again in range(2):
            change_filters("pais=ARG", cooperation.CARDS, cooperation.PANEL_NAMES)
            assert len(readings) == count


def test_the_oldest_answers_make_room():
    kept = KeptAnswers(most_bytes=10)
    kept.keep(("a",), b"12345")
    kept.keep(("b",), b"12345")
    assert kept.find(("a",)) == b"12345"
    kept.keep(("c",), b"123")
    assert kept.find(("b",)) is None
    assert kept.find(("a",)) == b"12345"
    kept.keep(("a",), b"1")
    kept.keep(("d",), b"123456")
    assert [kept.find((name,)) for name in "acd"] == [b"1", b"123", b"123456"]
