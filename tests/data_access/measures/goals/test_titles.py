"""Whatever a goal can be has a name to show."""

from enum import StrEnum

import pytest

from data_access.measures.goals.aggregate import LEFT_OUT_TITLES, LeftOut
from data_access.measures.goals.progress import METHOD_TITLES, Method
from data_access.measures.goals.states import LIGHT_TITLES, STATE_TITLES, Light, State


@pytest.mark.parametrize(
    ("words", "titles"),
    [
        (State, STATE_TITLES),
        (Light, LIGHT_TITLES),
        (LeftOut, LEFT_OUT_TITLES),
        (Method, METHOD_TITLES),
    ],
)
def test_each_word_has_a_title(words: type[StrEnum], titles: dict[StrEnum, str]):
    assert titles.keys() == set(words)
