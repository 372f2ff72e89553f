"""No rate, no price and no report are not zero, nor one another; what is left out is counted."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any
from weakref import WeakKeyDictionary

import pytest

from data_access.measures import _snapshot
from data_access.measures.result import MeasureResult
from data_access.measures.run import run_measure
from data_access.store.store import Store
from data_access.vocabulary.actors import PUBLIC
from data_access.vocabulary.drafts import AmountDraft, PartnerRef, RateDraft, Share
from data_access.vocabulary.filters import Filters
from layouts.components.filter_words import remarks
from layouts.texts.catalogue import use_language
from layouts.texts.unknown_money import sum_or_reason
from tests.factories import add_catalogues, draft, save

DAY = date(2024, 3, 1)
TRM = RateDraft("USD", "COP", DAY, DAY, Decimal(4000), "TRM")
EURO = RateDraft("EUR", "USD", DAY, DAY, Decimal("1.25"), "banco")


def amount(much: str | None, currency: str = "USD", **more: Any) -> AmountDraft:
    """A commitment of the day; none without ``much``."""
    values = {"valuation": "reported" if much else "not_reported", "dated_on": DAY} | more
    return AmountDraft("committed", Decimal(much) if much else None, currency, **values)


def fill(store: Store) -> None:
    """Spain: 100 dollars and 50 pounds without a rate. France: pounds alone. Japan: in kind alone,
    and once nothing reported.
    """
    add_catalogues(store)
    sides = {"ESP": ("Norte", 1), "FRA": ("Sur", 2), "JPN": ("Fondo", 3)}

    def of(code: str, country: str, *amounts: AmountDraft) -> Any:
        name, number = sides[country]
        return draft(
            code, amounts=amounts, countries=(Share(country),), partners=(PartnerRef(name, number),)
        )

    unvalued = amount(None, valuation="unvalued")
    save(
        store,
        [
            of("dollars", "ESP", amount("100")),
            of("part", "ESP", amount("20"), amount("50", "GBP"), amount("4", "EUR")),
            of("pounds", "FRA", amount("7", "GBP", dated_on=None)),
            of("in kind", "JPN", unvalued),
            of("nothing", "JPN", amount(None)),
        ],
        rates=[TRM, EURO],
    )


@pytest.fixture(params=["sql", "memory"])
def filled(store: Store, request: pytest.FixtureRequest, monkeypatch: Any) -> Store:
    fill(store)
    monkeypatch.setattr(_snapshot, "_holders", WeakKeyDictionary())
    if request.param == "memory":
        _snapshot.hold_snapshot(store)
    return store


def ask(store: Store, name: str, query: str = "") -> MeasureResult:
    return run_measure(store, PUBLIC, f"cooperation.{name}", Filters.parse(f"{query}")[0])


def test_a_category_of_which_nothing_is_known_has_no_sum(filled: Store) -> None:
    result = ask(filled, "by_country")
    told = {row["key"]: (row["value"], row["lacking"].get("value", {})) for row in result.rows}
    assert told == {
        "ESP": (Decimal(125), {"unrated": 1}),
        "FRA": (None, {"unrated": 1}),
        "JPN": (None, {"unvalued": 1}),
    }
    assert result.rows[0]["key"] == "ESP"
    assert result.total["value"] == Decimal(125)
    assert result.total["lacking"]["value"] == {"unrated": 2, "unvalued": 1}
    assert {row["disbursed"] for row in [*result.rows, result.total]} == {None}
    assert [row["share"] for row in result.rows] == [1, None, None]


def test_a_year_and_a_class_of_flow_too(filled: Store) -> None:
    (year,) = ask(filled, "by_year", "pais=FRA").rows
    assert (year["key"], year["value"], year["lacking"]["value"]) == ("2024", None, {"unrated": 1})
    rows = {row["key"]: row for row in ask(filled, "by_class", "pais=FRA").rows}
    assert rows["recibida"]["value"] is None
    assert rows["recibida"]["lacking"]["value"] == {"unrated": 1}
    assert rows["ofrecida"]["value"] == 0


def test_without_an_amount_is_without_a_price_or_without_a_word(filled: Store) -> None:
    """Of five actions one is in kind and of one nothing is said; the records say the same."""
    for query in ("", "pais=JPN", "anio_desde=2024&anio_hasta=2024"):
        total = ask(filled, "totals", query).total
        assert (total["unvalued"], total["unpriced"], total["unreported"]) == (2, 1, 1)
        told = [row["valuation"] for row in ask(filled, "records", query).rows]
        assert (told.count("unvalued"), told.count("not_reported")) == (1, 1)
    total = ask(filled, "totals", "pais=ESP").total
    assert (total["unvalued"], total["unpriced"], total["unreported"]) == (0, 0, 0)


def test_each_record_says_why_it_has_no_amount(filled: Store) -> None:
    rows = {row["code"]: row for row in ask(filled, "records").rows}
    assert {code: (row["value"], row["valuation"]) for code, row in rows.items()} == {
        "dollars": (Decimal(100), "reported"),
        "part": (Decimal(25), "reported"),
        "pounds": (None, "unrated"),
        "in kind": (None, "unvalued"),
        "nothing": (None, "not_reported"),
    }
    assert rows["part"]["lacking"]["value"] == {"unrated": 1}
    assert sum(row["value"] or 0 for row in rows.values()) == 125


def test_records_carry_their_amount_as_the_source_gave_it(filled: Store) -> None:
    def original(row: dict[str, Any]) -> tuple[Any, ...]:
        names = ("original_amount", "original_currency", "original_on", "rate", "rate_source")
        return (*(row[name] for name in names), row["original_note"])

    rows = {row["code"]: original(row) for row in ask(filled, "records", "moneda=COP").rows}
    assert rows == {
        "dollars": (Decimal(100), "USD", DAY, Decimal(4000), "TRM", ""),
        "part": (None, None, None, None, "", "several_currencies"),
        "pounds": (Decimal(7), "GBP", date(2024, 1, 1), None, "", ""),
        "in kind": (None, None, None, None, "", ""),
        "nothing": (None, None, None, None, "", ""),
    }


def test_several_amounts_of_one_currency_are_one_original(store: Store) -> None:
    add_catalogues(store)
    later = date(2024, 3, 2)
    amounts = (amount("1", "EUR"), amount("2", "EUR", dated_on=later))
    again = RateDraft("EUR", "USD", later, later, Decimal("1.5"), "otro")
    save(store, [draft("A", amounts=amounts)], rates=[EURO, again])
    (row,) = ask(store, "records").rows
    assert (row["value"], row["original_amount"], row["original_on"]) == (Decimal("4.25"), 3, later)
    assert (row["rate"], row["rate_source"]) == (None, "banco; otro")
    assert row["original_note"] == "several_rates"


def test_pesos_without_a_rate_are_not_zero(filled: Store, new_store: Callable) -> None:
    with new_store("sqlite") as other:
        add_catalogues(other)
        save(other, [draft("A", "1")], rates=())
        total = ask(other, "totals", "moneda=COP").total
        assert (total["value"], total["lacking"]["value"]) == (None, {"unrated": 1})
        assert ask(other, "totals").total["value"] == 1


@pytest.mark.parametrize("query", ["", "clase=todas", "clase=canceladas"])
def test_a_class_of_which_nothing_was_disbursed_says_so_whatever_is_asked(
    filled: Store, query: str
) -> None:
    """A class adds up alone, also where those asked for do not add up together."""
    result = ask(filled, "by_class", query)
    rows = {row["key"]: row for row in result.rows}
    with use_language("es"):
        assert sum_or_reason(rows["recibida"], "disbursed", result) == "No reportado"
        assert sum_or_reason(rows["canceladas"], "disbursed", result) in (
            "No se suma", "Sin acciones",
        )  # fmt: skip


def test_what_has_no_action_says_so_in_the_same_words_everywhere(filled: Store) -> None:
    """Nobody reports a disbursement; of a class without actions there is none to report."""
    result = ask(filled, "by_class")
    rows = {row["key"]: row for row in result.rows}
    with use_language("es"):
        told = {
            key: [sum_or_reason(rows[key], name, result) for name in ("committed", "disbursed")]
            for key in ("recibida", "ofrecida")
        }
    assert told == {
        "recibida": ["US$\xa0125,00", "No reportado"],
        "ofrecida": ["Sin acciones", "Sin acciones"],
    }
    assert (rows["ofrecida"]["committed"], rows["ofrecida"]["disbursed"]) == (0, 0)


def test_where_the_class_asked_for_has_nothing_the_others_are_told(filled: Store) -> None:
    for name in ("totals", "by_country", "by_year", "records", "flows", "concentration"):
        assert ask(filled, name, "clase=creditos&pais=ESP").elsewhere == (("recibida", 2),)
        assert ask(filled, name, "pais=ESP").elsewhere == ()
        assert ask(filled, name, "clase=todas&pais=ESP").elsewhere == ()
    assert ask(filled, "by_class", "clase=creditos").elsewhere == ()


def test_nothing_adds_up_to_zero_where_there_is_nothing(filled: Store) -> None:
    total = ask(filled, "totals", "anio_desde=2030&anio_hasta=2030").total
    assert (total["actions"], total["value"], total["lacking"]) == (0, 0, {})


def test_amounts_that_cancel_out_are_a_zero(store: Store) -> None:
    add_catalogues(store)
    save(store, [draft("A", amounts=(amount("5"), amount("-5")))], rates=())
    assert ask(store, "totals").total["value"] == 0
    assert ask(store, "records").rows[0]["value"] == 0


def test_a_kind_of_which_no_amount_has_a_rate_is_reported(store: Store) -> None:
    add_catalogues(store)
    budget = AmountDraft("planned", Decimal(50), "GBP", dated_on=DAY)
    save(store, [draft("A", amounts=(amount("7", "EUR"), budget))], rates=())
    of_budgets = ask(store, "totals", "monto=programado")
    assert "committed" not in of_budgets.unreported
    assert of_budgets.total["lacking"]["value"] == {"unrated": 1}
    assert not any(note.startswith("Ninguna de las fuentes") for note in of_budgets.notes)


@pytest.mark.parametrize(("kind", "lacking"), [("comprometido", 0), ("programado", 1)])
def test_what_has_no_rate_is_told_of_the_kinds_that_are_told(
    store: Store, kind: str, lacking: int
) -> None:
    add_catalogues(store)
    budget = AmountDraft("planned", Decimal(50), "GBP", dated_on=DAY)
    save(store, [draft("A", amounts=(amount("7"), budget))], rates=())
    assert ask(store, "totals", f"monto={kind}").total["unconverted"] == lacking


def test_what_nobody_reported_is_of_no_period(store: Store) -> None:
    """Committed in 2024, disbursed in 2025, and no counterpart at all."""
    add_catalogues(store)
    paid = AmountDraft("disbursed", Decimal(1), "USD", dated_on=date(2025, 3, 1))
    save(store, [draft("A", amounts=(amount("5"), paid))], rates=[TRM])
    every, one = ask(store, "by_year"), ask(store, "totals", "anio_desde=2025&anio_hasta=2025")
    with use_language("es"):
        assert [sum_or_reason(row, "disbursed", every) for row in every.rows] == [
            "Sin monto en el período", "US$\xa01,00",
        ]  # fmt: skip
        assert sum_or_reason(every.total, "counterpart", every) == "No reportado"
        assert sum_or_reason(one.total, "counterpart", one) == "No reportado"
        assert sum_or_reason(one.total, "committed", one) == "Sin monto en el período"


def test_where_the_register_is_empty_the_sources_that_have_actions_are_told(store: Store) -> None:
    add_catalogues(store)
    save(store, [draft(code, "1", source_code="apc") for code in ("A", "B", "C")])
    for name in ("totals", "by_country", "by_year", "records", "by_class"):
        told = ask(store, name)
        assert told.total["actions"] == 0
        assert told.other_sources == (("apc", 3),)
        assert ask(store, name, "fuente=apc").other_sources == ()
    assert ask(store, "totals", "pais=JPN").other_sources == ()
    with use_language("es"):
        said = remarks(ask(store, "totals"))
    assert said == [
        "El registro de la ciudad no tiene acciones; sí las hay en fuentes externas: «apc» (3). "
        "Pida «fuente=apc» en la dirección de la página, o con -f en la línea de órdenes."
    ]
    save(store, [draft("R", "1")])
    assert ask(store, "totals").other_sources == ()
