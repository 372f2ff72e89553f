"""Five kinds of amount, each in its own sum, with what stands behind it."""

from datetime import date
from decimal import Decimal

import pytest

from data_access.measures.run import run_measure
from data_access.services.action_amounts import amounts_of
from data_access.services.rates import Rates
from data_access.store.store import Store
from data_access.vocabulary.actors import PUBLIC
from data_access.vocabulary.drafts import AmountDraft
from data_access.vocabulary.filters import Filters
from data_access.vocabulary.money import MONEY_COLUMNS, rated_mark, unrated_mark, unvalued_mark
from tests.factories import add_catalogues, draft, save

DAY = date(2024, 6, 1)
AT_4000 = Rates(
    [("USD", "COP", date(2024, 1, 1), date(2024, 12, 31), Decimal(4000), "tasa de prueba")]
)
KINDS = {
    "committed": 1, "disbursed": 2, "counterpart": 4, "expenditure": 8, "planned": 16,
    "incoming": 32,
}  # fmt: skip


def amount(kind: str, dollars: int, **more) -> AmountDraft:
    return AmountDraft(kind, Decimal(dollars), "USD", dated_on=DAY, **more)


def test_each_kind_has_its_own_sum_in_dollars_and_pesos() -> None:
    given = draft("A", amounts=tuple(amount(kind, value) for kind, value in KINDS.items()))
    rows, sums = amounts_of(1, given, AT_4000)
    assert len(rows) == 6
    ((own, units),) = sums.items()
    assert own == (2024, "", "", "")
    found = dict(zip(MONEY_COLUMNS, units, strict=False))
    for kind, value in KINDS.items():
        assert found[f"{kind}_usd"] == value * 10**6
        assert found[f"{kind}_cop"] == value * 4000 * 10**2
        assert units[-1] & rated_mark(kind, "USD")


def test_what_is_not_counted_is_kept_and_not_added() -> None:
    amounts = (
        amount("committed", 5),
        amount("committed", 7, is_counted=False),
        amount("incoming_commitment", 9),
        amount("disbursed", 0, valuation="not_reported"),
    )
    rows, sums = amounts_of(1, draft("A", amounts=amounts), AT_4000)
    assert len(rows) == 4
    ((_own, units),) = sums.items()
    assert dict(zip(MONEY_COLUMNS, units, strict=False))["committed_usd"] == 5 * 10**6
    assert sum(units[:-1]) == 5 * 10**6 + 5 * 4000 * 10**2


def test_without_a_rate_or_a_price_there_is_a_mark_and_no_zero() -> None:
    amounts = (
        AmountDraft("planned", Decimal(3), "GBP", dated_on=DAY),
        AmountDraft("incoming", None, "", "unvalued", dated_on=DAY),
    )
    _rows, sums = amounts_of(1, draft("A", amounts=amounts), AT_4000)
    ((_own, units),) = sums.items()
    assert sum(units[:-1]) == 0
    expected = unrated_mark("planned", "USD") | unrated_mark("planned", "COP")
    assert units[-1] == expected | unvalued_mark("incoming")


@pytest.mark.parametrize(
    ("monto", "value"),
    [("comprometido", 1), ("desembolsado", 2), ("gastado", 10), ("programado", 16),
     ("entrante", 32)],
)  # fmt: skip
def test_what_each_choice_adds_up(store: Store, monto: str, value: int) -> None:
    add_catalogues(store)
    save(store, [draft("A", amounts=tuple(amount(kind, each) for kind, each in KINDS.items()))])
    total = run_measure(store, PUBLIC, "cooperation.totals", Filters(monto=monto)).total
    assert total["value"] == Decimal(value)
    assert (total["committed"], total["disbursed"]) == (Decimal(1), Decimal(2))
