"""Numbers of indicators say no more digits than they have, and sentences carry them so."""

from decimal import Decimal

import pytest

from data_access.vocabulary.messages import Phrase
from layouts.texts.catalogue import use_language
from layouts.texts.phrases import say
from layouts.texts.quantities import colourless_words, cut_words, plain_number, quantity


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("2000", "2.000"),
        ("0", "0"),
        ("16.50", "16,5"),
        ("1.005", "1,01"),
        ("-0.25", "−0,25"),
        ("-0", "0"),
        ("-0.001", "0"),
    ],
)
def test_two_decimals_at_most_and_none_that_say_nothing(value: str, text: str):
    assert plain_number(Decimal(value)) == text


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        ("16", "Porcentaje", "16\xa0%"),
        ("100", "%", "100\xa0%"),
        ("99.997", "%", "99,997\xa0%"),
        ("-12.5", "%", "−12,5\xa0%"),
        ("73817119.000000", "Dólares", "73,8 millones"),
        ("4988640", "Dólares", "4.988.640"),
        (None, "Países", "sin reporte"),
    ],
)
def test_a_number_as_its_unit_reads_best(value: str | None, unit: str, text: str):
    assert quantity(None if value is None else Decimal(value), unit) == text


def test_a_sentence_rounds_quantities_and_leaves_years_and_quarters_alone():
    values = {"percentage": "151.515151", "years": "2026", "quarter": "2026-T3", "light": "rojo"}
    phrase = Phrase("{percentage} % en {years} y {quarter}: {light}", values)
    assert say(phrase) == "151,52 % en 2026 y 2026-T3: rojo"


def test_a_sentence_is_said_in_the_language_of_the_reader():
    with use_language("en"):
        assert say(Phrase("{value}", {"value": "2000.5"})) == "2,000.5"


def test_what_an_aggregate_cuts_is_said_at_both_ends_or_not_at_all():
    assert cut_words({"capped": 0, "floored": 0}) == ""
    assert cut_words({"capped": 2, "floored": 1}) == (
        "Cada indicador entra entre 0 y 100 %: 2 pasaron de su meta; 1 está por debajo de donde "
        "partió."
    )


def test_what_counts_without_a_colour_is_said_where_there_is_any():
    assert colourless_words({"counted_colourless": 0}) == ""
    assert colourless_words({"counted_colourless": 2}) == (
        "2 de ellos cuentan por su último reporte, aunque el semáforo los da sin dato."
    )
