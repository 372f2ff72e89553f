"""The official dollar rate of every day since 1991."""

from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

from data_access.importers import trm
from data_access.importers.received import Received
from data_access.vocabulary.catalogue import Catalogue
from tests.real_data.conftest import RealStore


def test_every_rate_enters(real_store: RealStore):
    outcome = real_store.outcomes["trm"]
    assert (outcome.rows_read, outcome.created, outcome.rejected) == (8098, 8098, 0)


def test_the_mean_of_2023_is_over_calendar_days(real_data: Path):
    path = real_data / "fx" / "trm_datos_gov_co.csv"
    rates = trm.read(Received(path, path.name), Catalogue()).rates
    days = [date(2023, 1, 1) + timedelta(days=number) for number in range(365)]
    in_year = [r for r in rates if r.valid_to >= days[0] and r.valid_from <= days[-1]]
    by_day = [
        [rate.rate for rate in in_year if rate.valid_from <= day <= rate.valid_to] for day in days
    ]
    assert {len(found) for found in by_day} == {1}
    mean = sum(found[0] for found in by_day) / 365
    assert mean.quantize(Decimal("0.01"), ROUND_HALF_UP) == Decimal("4325.05")
