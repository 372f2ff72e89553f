"""Codes of a plan are said as words, in both languages."""

import pytest

from layouts.texts.catalogue import use_language
from layouts.texts.plan_words import plan_word, printed_word


@pytest.mark.parametrize(
    ("word", "spanish", "english"),
    [
        ("linea", "Línea", "Line"),
        ("numero", "Número", "Number"),
        ("meta producto", "Meta producto", "Product goal"),
        ("proyecto", "Proyecto", "Proyecto"),
        ("", "", ""),
    ],
)
def test_a_word_of_a_plan_has_its_accents_and_its_english(word: str, spanish: str, english: str):
    assert plan_word(word) == spanish
    with use_language("en"):
        assert plan_word(word) == english


@pytest.mark.parametrize(
    ("printed", "spanish", "english"),
    [
        ("No Aplica", "No aplica", "Not applicable"),
        ("Pendiente", "Pendiente", "Pending"),
        ("Mantener en 2.000", "Mantener en 2.000", "Mantener en 2.000"),
        ("CC BY 4.0 (por confirmar)", "CC BY 4.0 (por confirmar)", "CC BY 4.0 (to be confirmed)"),
    ],
)
def test_what_a_plan_prints_for_no_figure_is_read_in_both_languages(
    printed: str, spanish: str, english: str
):
    assert printed_word(printed) == spanish
    with use_language("en"):
        assert printed_word(printed) == english
