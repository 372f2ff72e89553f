"""Which rate of a day holds, whichever way round its pair of currencies was written."""

from datetime import date
from decimal import Decimal

import pytest

from data_access.services.rates import Rate, Rates

DAY = date(2024, 3, 1)
YEAR = (date(2024, 1, 1), date(2024, 12, 31))
MONTH = (date(2024, 3, 1), date(2024, 3, 31))
TRM = ("USD", "COP", *YEAR, Decimal(4000), "TRM")


@pytest.mark.parametrize(
    ("other", "order", "source"),
    [
        # The package puts the TRM first: the inverse of it beats any other source's rate.
        (("COP", "USD", *MONTH, Decimal("0.00025"), "Banco"), ("TRM",), "TRM"),
        (("COP", "USD", *YEAR, Decimal("0.00025"), "Banco"), ("Banco",), "Banco"),
        # Of two that the package does not name, that of fewer days.
        (("COP", "USD", *MONTH, Decimal("0.00025"), "Z"), (), "Z"),
        (("USD", "COP", *MONTH, Decimal(4000), "Z"), (), "Z"),
        # Of the same days, the rate that needs no inversion; then the name.
        (("COP", "USD", *YEAR, Decimal("0.00025"), "Z"), (), "Z"),
        (("USD", "COP", *YEAR, Decimal(4000), "A"), (), "A"),
    ],
)
def test_both_ways_of_a_pair_stand_in_one_order(other, order, source):
    rates = Rates([TRM, other], order)
    assert rates.on("COP", "USD", DAY) == Rate(Decimal("0.00025"), source)


def test_an_inverse_of_a_source_without_rank_changes_no_peso():
    wrong = ("COP", "USD", *MONTH, Decimal(4000), "Banco")
    rates = Rates([TRM, wrong], ["TRM"])
    found = rates.convert(Decimal(4_000_000), "COP", DAY)
    assert (found.usd_rate, found.rate_source) == (Decimal("0.00025"), "TRM")
    assert rates.on("USD", "COP", DAY) == Rate(Decimal(4000), "TRM")
