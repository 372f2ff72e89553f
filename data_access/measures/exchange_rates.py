"""The exchange rates with which amounts are converted, as means by calendar day."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from sqlalchemy import select

from data_access.measures._question import Question
from data_access.measures._rows import Row
from data_access.measures.cooperation import Answer
from data_access.store.tables.actions import ExchangeRate


def by_year(question: Question) -> Answer:
    """Mean of each rate over the calendar days of each year, by source.

    A rate holds on every day of its range, so that a Friday's rate weighs three days. ``days`` says
    how many days of the year the source covers.
    """
    sums: dict[tuple[int, str, str, str], list[Decimal]] = defaultdict(
        lambda: [Decimal(0), Decimal(0)]
    )
    for rate in question.session.scalars(select(ExchangeRate)):
        for year, days in _days_by_year(rate.valid_from, rate.valid_to):
            if question.years is None or question.years[0] <= year <= question.years[1]:
                pair = (year, rate.currency_code, rate.quote_code, rate.rate_source)
                sums[pair][0] += rate.rate * days
                sums[pair][1] += days
    rows: list[Row] = [
        {
            "key": str(year),
            "label": str(year),
            "currency": currency,
            "quote": quote,
            "rate_source": source,
            "mean": total / days,
            "days": int(days),
        }
        for (year, currency, quote, source), (total, days) in sorted(sums.items())
    ]
    return Answer(rows, {"rates": len(rows)})


def _days_by_year(start: date, end: date) -> Iterator[tuple[int, int]]:
    for year in range(start.year, end.year + 1):
        first, last = max(start, date(year, 1, 1)), min(end, date(year, 12, 31))
        yield year, (last - first).days + 1
