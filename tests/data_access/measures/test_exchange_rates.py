"""A rate weighs as many days as it holds."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from data_access.measures.run import run_measure
from data_access.store.store import Store
from data_access.vocabulary.actors import PUBLIC
from data_access.vocabulary.filters import Filters
from tests.factories import RATE, add_catalogues, save


def test_the_mean_is_by_calendar_day(store: Store) -> None:
    add_catalogues(store)
    save(
        store,
        [],
        rates=[
            replace(
                RATE,
                valid_from=date(2022, 12, 31),
                valid_to=date(2023, 1, 3),
                rate=Decimal(100),
            ),
            replace(
                RATE, valid_from=date(2023, 1, 4), valid_to=date(2023, 1, 4), rate=Decimal(500)
            ),
        ],
    )
    filters = Filters.parse("anio_desde=2023")[0]
    rows = run_measure(store, PUBLIC, "exchange_rates.by_year", filters).rows
    assert [(row["key"], row["mean"], row["days"]) for row in rows] == [("2023", Decimal(200), 4)]
