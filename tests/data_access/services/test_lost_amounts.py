"""What an update takes away of an outside source is told."""

from datetime import date
from decimal import Decimal

from data_access.services.lost_amounts import Held, not_brought
from data_access.store.store import Store
from data_access.vocabulary.drafts import AmountDraft
from tests.factories import add_catalogues, draft, save


def held(year: int, value: str, kind: str = "committed") -> Held:
    return Held(kind, date(year, 3, 1), "USD", Decimal(value))


def amount(year: int, value: str) -> AmountDraft:
    return AmountDraft("committed", Decimal(value), "USD", dated_on=date(year, 3, 1))


def test_an_amount_without_a_counterpart_is_lost():
    assert not_brought([held(2021, "1000")], [held(2022, "500")]) == [held(2021, "1000")]
    assert not_brought([held(2021, "7")], [held(2021, "7", "disbursed")]) == [held(2021, "7")]


def test_a_corrected_value_is_not_lost():
    assert not_brought([held(2021, "1000")], [held(2021, "900")]) == []


def test_one_of_several_of_a_day_is_lost():
    before = [held(2021, "1"), held(2021, "2"), held(2021, "3")]
    assert not_brought(before, [held(2021, "3"), held(2021, "1")]) == [held(2021, "2")]
    assert not_brought(before, [held(2021, "9"), held(2021, "3")]) == [held(2021, "2")]


def test_a_file_of_another_year_tells_what_it_takes_away(store: Store) -> None:
    add_catalogues(store)
    years = (amount(2020, "20"), amount(2021, "1000"))
    save(store, [draft("A", source_code="apc", amounts=years)])
    outcome = save(store, [draft("A", source_code="apc", amounts=(amount(2022, "500"),))])
    (issue,) = outcome.issues
    assert (issue.code, issue.severity.value, issue.row) == ("amount.taken_away", "warning", 2)
    assert issue.values == {
        "count": "2",
        "total": "USD 1020",
        "value": "2020-03-01 USD 20; 2021-03-01 USD 1000",
        "brought": "1",
    }


def test_nothing_is_told_of_what_stays_or_is_the_citys_own(store: Store) -> None:
    add_catalogues(store)
    save(store, [draft("A", "1"), draft("B", source_code="apc", amounts=(amount(2021, "5"),))])
    more = (amount(2021, "5"), amount(2022, "6"))
    outcome = save(store, [draft("A"), draft("B", source_code="apc", amounts=more)])
    assert (outcome.updated, outcome.issues) == (2, ())
