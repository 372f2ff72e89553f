"""The same data answer with the same bytes on every engine, whenever the exchange rates came."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import orjson
import pytest

from dashboard.cli.measure import as_json, measure_json
from data_access.measures.catalogue import MEASURES
from data_access.measures.catalogue_goals import GOAL_MEASURES
from data_access.measures.run import Ask, run_measures
from data_access.store.store import Store
from data_access.vocabulary.actors import PUBLIC
from data_access.vocabulary.drafts import (
    ActionDraft,
    AmountDraft,
    EntityRef,
    PartnerRef,
    RateDraft,
    Share,
)
from data_access.vocabulary.filters import Filters
from tests.factories import add_catalogues, draft, save

NAMES = [name for name in MEASURES if name not in GOAL_MEASURES]
QUERIES = [
    f"moneda={currency}{rest}"
    for currency in ("COP", "USD")
    for rest in (
        "",
        "&pais=ESP",
        "&aliado=4,5",
        "&anio_desde=2023&anio_hasta=2024",
        "&monto=gastado",
    )
]
RATES = [
    *(
        RateDraft(
            "USD", "COP", date(2024, month, 1), date(2024, month, 28), Decimal(3900 + month) / 7,
            "oficial",
        )
        for month in range(1, 13)
    ),
    RateDraft("USD", "COP", date(2023, 1, 1), date(2024, 12, 31), Decimal(4000), "ilustrativo"),
    RateDraft("EUR", "USD", date(2023, 1, 1), date(2024, 12, 31), Decimal("1.0837"), "ilustrativo"),
]  # fmt: skip


def action(number: int) -> ActionDraft:
    """An action whose amounts leave something over however they are split."""
    odd = Decimal(number * 7 + 1) / 3
    day = date(2023 + number % 2, 1 + number % 12, 1 + number % 28)
    currency = ("USD", "COP", "EUR", "GBP")[number % 4]
    kinds = ("committed", "disbursed", "expenditure")
    return draft(
        f"A-{number}",
        amounts=tuple(AmountDraft(kind, odd, currency, dated_on=day) for kind in kinds),
        entities=tuple(map(EntityRef, ("SDS", "OFB", "FUGA")[: number % 4])),
        partners=(
            PartnerRef("Zeta", share_pct=odd),
            PartnerRef("Alfa", share_pct=100 - odd),
            PartnerRef("Norte", 1, "implementing", False),
        ),
        countries=tuple(map(Share, ("FRA", "ESP", "JPN")[: number % 3])),
        sdgs=("11", "4", "1")[: number % 4],
        sectors=(Share("120", odd), Share("110", 100 - odd)),
        territories=("cauca", "antioquia")[: number % 3],
    )


def rates_first(store: Store) -> None:
    save(store, [], rates=RATES)
    save(store, map(action, range(1, 40)), rates=())


def rates_last(store: Store) -> None:
    save(store, map(action, range(1, 40)), rates=())
    save(store, [], rates=RATES)


def answers(store: Store) -> dict[tuple[str, str], bytes]:
    """The answers in JSON, but for the moment of the last change."""
    found = {}
    for query in QUERIES:
        filters = Filters.parse(query)[0]
        asked = {name: Ask(name, filters) for name in NAMES}
        for name, result in run_measures(store, PUBLIC, asked).items():
            told = measure_json(result)
            del told["as_of"]
            found[name, query] = orjson.dumps(told, default=as_json)
    return found


@pytest.mark.parametrize("load", [rates_first, rates_last])
def test_every_answer_is_the_same_to_the_byte(
    store: Store, new_store: Callable, load: Callable[[Store], None]
) -> None:
    add_catalogues(store)
    load(store)
    with new_store("sqlite") as other:
        add_catalogues(other)
        rates_first(other)
        expected = answers(other)
    assert len(expected) > 150
    assert answers(store) == expected
