"""Days for which more than one rate would hold: of one source that is wrong, of two it is told."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import combinations

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_access.services.rates import read_order
from data_access.store.tables.actions import ExchangeRate
from data_access.vocabulary.drafts import RateDraft
from data_access.vocabulary.issues import Issue, Severity
from data_access.vocabulary.messages import N_

_Key = tuple[str, str, date, str]


def split_crossing(
    session: Session, brought: Sequence[RateDraft]
) -> tuple[list[RateDraft], list[Issue]]:
    """Those of ``brought`` that may be kept, and what is to be told of days with two rates.

    One that shares a day with another of its source in the store is left out, with an error: the
    store keeps one rate a day by each source. Where two sources speak of the same days it is told
    which of them holds.
    """
    if not brought:
        return [], []
    stored = {_key(rate): rate for rate in _stored(session, {rate.currency for rate in brought})}
    together = stored | {_key(rate): rate for rate in brought}
    crossing = _crossing(together.values(), {_key(rate) for rate in brought})
    accepted = [rate for rate in brought if _key(rate) not in crossing]
    kept = stored | {_key(rate): rate for rate in accepted}
    issues = [_about_one(rate, crossing[_key(rate)]) for rate in brought if _key(rate) in crossing]
    touched = {rate.series for rate in accepted}
    return accepted, [*issues, *_about_two(kept.values(), touched, read_order(session))]


def _key(rate: RateDraft) -> _Key:
    return rate.currency, rate.quote, rate.valid_from, rate.source


def _stored(session: Session, currencies: Iterable[str]) -> list[RateDraft]:
    rows = session.scalars(
        select(ExchangeRate).where(ExchangeRate.currency_code.in_(sorted(currencies)))
    )
    return [
        RateDraft(
            row.currency_code, row.quote_code, row.valid_from, row.valid_to, row.rate,
            row.rate_source,
        )
        for row in rows
    ]  # fmt: skip


def _series(rates: Iterable[RateDraft]) -> dict[tuple[str, str, str], list[RateDraft]]:
    """The ranges of each source in the order of their days."""
    found: dict[tuple[str, str, str], list[RateDraft]] = defaultdict(list)
    for rate in sorted(rates, key=lambda each: each.valid_from):
        found[rate.series].append(rate)
    return found


def _crossing(rates: Iterable[RateDraft], new: set[_Key]) -> dict[_Key, RateDraft]:
    """The new ranges that meet another of their source, each with that one."""
    found: dict[_Key, RateDraft] = {}
    for ranges in _series(rates).values():
        widest = ranges[0]
        for rate in ranges[1:]:
            if rate.valid_from <= widest.valid_to:
                one, other = (rate, widest) if _key(rate) in new else (widest, rate)
                found[_key(one)] = other
            widest = max(widest, rate, key=lambda each: each.valid_to)
    return found


def _about_one(rate: RateDraft, other: RateDraft) -> Issue:
    return Issue(
        "rate.overlaps_stored",
        N_(
            "El período {period} de «{source}» se cruza con otro que ya está cargado ({other}): un "
            "día no puede tener dos tasas de una fuente. Corrija el período."
        ),
        row=rate.row or None,
        values={"period": _period(rate), "source": rate.source, "other": _period(other)},
    )


def _period(rate: RateDraft) -> str:
    return f"{rate.valid_from.isoformat()}/{rate.valid_to.isoformat()}"


def _about_two(
    rates: Iterable[RateDraft], touched: set[tuple[str, str, str]], order: Sequence[str]
) -> Iterator[Issue]:
    """One warning for each two sources with rates of a pair of currencies on the same days."""
    by_series = _series(rates)
    for one, other in combinations(sorted(by_series), 2):
        if one[:2] == other[:2] and not touched.isdisjoint({one, other}):
            days = list(_common(by_series[one], by_series[other]))
            if days:
                yield _about_sources(one, other, days, order)


def _common(first: Sequence[RateDraft], second: Sequence[RateDraft]) -> Iterator[tuple[date, int]]:
    """The first day of each stretch of days that both have, and its length."""
    one = other = 0
    while one < len(first) and other < len(second):
        since = max(first[one].valid_from, second[other].valid_from)
        until = min(first[one].valid_to, second[other].valid_to)
        if since <= until:
            yield since, (until - since).days + 1
        # The ranges of one source do not cross: the one that ends sooner has no more to meet.
        if first[one].valid_to <= second[other].valid_to:
            one += 1
        else:
            other += 1


def _about_sources(
    one: tuple[str, str, str],
    other: tuple[str, str, str],
    stretches: Sequence[tuple[date, int]],
    order: Sequence[str],
) -> Issue:
    winner = next((source for source in order if source in (one[2], other[2])), None)
    message = N_(
        "«{one}» y «{other}» tienen tasas de {currency} en {quote} para {days} días en común, "
        "desde {since}: vale la de «{winner}», que el paquete de la entidad pone primero."
    )
    if winner is None:
        message = N_(
            "«{one}» y «{other}» tienen tasas de {currency} en {quote} para {days} días en común, "
            "desde {since}: cada día vale la del período más corto, porque el paquete de la "
            "entidad no dice en rate_sources cuál va primero."
        )
    values = {
        "one": one[2], "other": other[2], "currency": one[0], "quote": one[1],
        "days": str(sum(length for _, length in stretches)),
        "since": stretches[0][0].isoformat(), "winner": winner or "",
    }  # fmt: skip
    return Issue("rate.two_sources", message, Severity.WARNING, values=values)
