"""How numbers, money and dates read in each language."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from layouts.texts.catalogue import use_language
from layouts.texts.formats import (
    day,
    instant,
    money,
    number,
    percent,
    rate,
    rate_places,
    use_time_zone,
    year_label,
    zoned_instant,
)


@pytest.mark.parametrize(
    ("amount", "currency", "spanish", "english"),
    [
        ("849400000", "USD", "US$\xa0849,4 millones", "US$\xa0849.4 million"),
        ("1460674000", "USD", "US$\xa01.460,7 millones", "US$\xa01.5 billion"),
        ("3600000000000", "COP", "$\xa03,6 billones", "COP\xa03.6 trillion"),
        ("999949", "USD", "US$\xa0999.949", "US$\xa0999,949"),
        ("1000000", "USD", "US$\xa01,0 millones", "US$\xa01.0 million"),
        ("850000000000", "COP", "$\xa0850.000 millones", "COP\xa0850.0 billion"),
        ("-2500000", "USD", "−US$\xa02,5 millones", "−US$\xa02.5 million"),
        ("0", "USD", "US$\xa00", "US$\xa00"),
        ("0.000", "USD", "US$\xa00", "US$\xa00"),
        ("-0.4", "USD", "−US$\xa00,40", "−US$\xa00.40"),
        ("0.024", "USD", "US$\xa00,02", "US$\xa00.02"),
        ("0.5", "COP", "$\xa00,50", "COP\xa00.50"),
        ("0.004", "USD", "<US$\xa00,01", "<US$\xa00.01"),
        ("-0.004", "COP", ">−$\xa00,01", ">−COP\xa00.01"),
        ("0.4", "JPY", "<JPY\xa01", "<JPY\xa01"),
        ("7", "USD", "US$\xa07", "US$\xa07"),
        ("9.99", "USD", "US$\xa09,99", "US$\xa09.99"),
        ("10.5", "USD", "US$\xa011", "US$\xa011"),
    ],
)
def test_compact_money(amount, currency, spanish, english):
    assert money(Decimal(amount), currency, compact=True) == spanish
    with use_language("en"):
        assert money(Decimal(amount), currency, compact=True) == english


def test_full_money_rounds_half_up():
    assert money(Decimal("832342858.725")) == "US$\xa0832.342.858,73"
    assert money(Decimal("-0")) == money(Decimal("0.000")) == "US$\xa00,00"
    assert money(Decimal("0.001")) == "<US$\xa00,01"
    assert money(Decimal("-0.001")) == ">−US$\xa00,01"
    assert money(Decimal("-0.005")) == "−US$\xa00,01"
    assert money(Decimal("1500.5"), "JPY") == "JPY\xa01.501"
    with use_language("en"):
        assert money(Decimal("832342858.725")) == "US$\xa0832,342,858.73"


def test_nothing_is_not_zero():
    assert money(None) == number(None) == percent(None) == "sin reporte"
    assert number(0) == "0"
    assert day(None) == instant(None) == "sin fecha"
    with use_language("en"):
        assert money(None) == "not reported"


def test_numbers_and_shares():
    assert number(1234) == "1.234"
    assert number(Decimal("0.5")) == "1"
    assert number(Decimal("-0.4")) == "0"
    assert percent(Decimal("0.1235")) == "12,4\xa0%"
    with use_language("en"):
        assert number(1234567.25, 1) == "1,234,567.3"
        assert percent(0.5, 0) == "50%"


@pytest.mark.parametrize(
    ("fraction", "decimals", "text"),
    [
        ("1", 0, "100"), ("1", 1, "100,0"), ("0", 0, "0"), ("0.00", 1, "0,0"), ("-0", 1, "0,0"),
        ("0.994", 0, "99"), ("0.9987", 0, "99,9"), ("0.9997", 1, "99,97"),
        ("0.9999999", 1, ">99,999"), ("1.0003", 0, "100,03"), ("1.0000001", 1, "<100,001"),
        ("0.004", 0, "0,4"), ("0.0003", 1, "0,03"), ("0.000001", 1, "<0,001"),
        ("-0.0003", 1, "−0,03"), ("-0.000001", 1, ">−0,001"), ("1.5", 0, "150"),
    ],
)  # fmt: skip
def test_a_part_is_neither_nothing_nor_the_whole(fraction: str, decimals: int, text: str):
    assert percent(Decimal(fraction), decimals) == f"{text}\xa0%"


@pytest.mark.parametrize(
    ("value", "text", "places"),
    [
        ("4128.45", "4.128,4500", 4),
        ("4128.456789", "4.128,4568", 4),
        ("1.08123", "1,08123", 5),
        ("0.000231", "0,000231", 6),
        ("0.00023145678912", "0,00023145679", 11),
        ("0", "0,0000", 4),
    ],
)
def test_a_rate_has_figures_enough_to_do_its_sums_again(value: str, text: str, places: int):
    assert (rate(Decimal(value)), rate_places(Decimal(value))) == (text, places)


def test_days_and_instants():
    assert day(date(2026, 11, 22)) == "22/11/2026"
    assert day(date(2026, 11, 22), long=True) == "22 de noviembre de 2026"
    use_time_zone("Etc/GMT+5")
    assert instant(datetime(2026, 11, 22, 3, 5, tzinfo=UTC)) == "21/11/2026, 22:05"
    assert zoned_instant(datetime(2026, 11, 22, 3, 5, tzinfo=UTC)) == (
        "21/11/2026, 22:05 (Etc/GMT+5)"
    )
    assert zoned_instant(None) == "sin fecha"
    with use_language("en"):
        assert day(date(2026, 11, 22)) == "Nov 22, 2026"
        assert instant(datetime(2026, 11, 22, 3, 5, tzinfo=UTC)) == "Nov 21, 2026, 22:05"
    use_time_zone("UTC")


def test_year_zero_is_undated():
    assert year_label("0") == year_label(0) == "Sin fecha"
    assert year_label("2021") == "2021"
