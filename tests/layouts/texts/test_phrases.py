"""Sentences with their values: numbers, days, colours and columns as the reader says them."""

import pytest

from data_access.vocabulary.messages import Phrase
from layouts.texts.catalogue import use_language
from layouts.texts.phrases import say


@pytest.mark.parametrize(
    ("message", "values", "words"),
    [
        ("Suman {sum}.", {"sum": "1234.50"}, "Suman 1.234,5."),
        ("Fuera de {years}.", {"years": "2024"}, "Fuera de 2024."),
        ("Empieza el {starts}.", {"starts": "2027-12-31"}, "Empieza el 31/12/2027."),
        ("Está en {light}.", {"light": "rojo"}, "Está en rojo."),
        ("Cambió «{field}».", {"field": "periodicity"}, "Cambió «periodicidad»."),
        ("Debe {quarter}.", {"quarter": "2025-T3"}, "Debe 2025-T3."),
    ],
)
def test_values_are_said_as_the_reader_writes_them(message: str, values: dict, words: str):
    assert say(Phrase(message, values)) == words


def test_a_column_has_its_name_in_english_too():
    with use_language("en"):
        assert say(Phrase("«{field}»", {"field": "baseline"})) == "«baseline»"
