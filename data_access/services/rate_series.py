"""Exchange rates as series: the ranges of days of two currencies by one source."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_access.store.tables.actions import ExchangeRate
from data_access.vocabulary.drafts import RateDraft

Key = tuple[str, str, date, str]
"""What a rate is known by in the store."""


def key_of(rate: RateDraft) -> Key:
    """The key of ``rate``: one that has the same takes its place."""
    return rate.currency, rate.quote, rate.valid_from, rate.source


def by_series(rates: Iterable[RateDraft]) -> dict[tuple[str, str, str], list[RateDraft]]:
    """The ranges of each source in the order of their days."""
    found: dict[tuple[str, str, str], list[RateDraft]] = defaultdict(list)
    for rate in sorted(rates, key=lambda each: each.valid_from):
        found[rate.series].append(rate)
    return found


def by_pair(rates: Iterable[RateDraft]) -> Iterable[list[RateDraft]]:
    """The ranges of two currencies, of every source and either way round, in the order of days."""
    found: dict[frozenset[str], list[RateDraft]] = defaultdict(list)
    for rate in sorted(rates, key=lambda each: (each.valid_from, each.series)):
        found[frozenset(rate.series[:2])].append(rate)
    return found.values()


def days_between(one: RateDraft, other: RateDraft) -> int:
    """How far two ranges are from each other; 0 when they share a day."""
    since, until = max(one.valid_from, other.valid_from), min(one.valid_to, other.valid_to)
    return max((since - until).days, 0)


def worth(rate: RateDraft, currency: str) -> Decimal:
    """What one unit of ``currency``, one of the two of ``rate``, is worth in the other."""
    return rate.rate if rate.currency == currency else 1 / rate.rate


def times_apart(one: RateDraft, other: RateDraft) -> Decimal:
    """How many times the larger of two rates of two currencies has the smaller; at least 1."""
    ratio = one.rate / other.rate if one.currency == other.currency else one.rate * other.rate
    return max(ratio, 1 / ratio)


def equation(rate: RateDraft) -> str:
    """What ``rate`` says, in every language."""
    return f"1 {rate.currency} = {rate.rate.normalize():f} {rate.quote}"


def period(rate: RateDraft) -> str:
    """The days of ``rate``, first and last."""
    return f"{rate.valid_from.isoformat()}/{rate.valid_to.isoformat()}"


def stored_rates(session: Session, currencies: Collection[str]) -> list[RateDraft]:
    """The rates between these currencies in the store."""
    codes = sorted(currencies)
    rows = session.scalars(
        select(ExchangeRate).where(
            ExchangeRate.currency_code.in_(codes), ExchangeRate.quote_code.in_(codes)
        )
    )
    return [
        RateDraft(
            row.currency_code, row.quote_code, row.valid_from, row.valid_to, row.rate,
            row.rate_source,
        )
        for row in rows
    ]  # fmt: skip
