"""Days for which more than one rate would hold: of one source that is wrong, of two it is told."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import combinations
from typing import NamedTuple

from data_access.services.rate_series import (
    Key,
    by_series,
    equation,
    key_of,
    period,
    times_apart,
)
from data_access.vocabulary.drafts import RateDraft
from data_access.vocabulary.issues import Issue, Severity
from data_access.vocabulary.messages import N_

_ROUNDED = Decimal("1.005")
"""How far a rate and its inverse may be from each other because both are rounded."""


def crossing(
    stored: Iterable[RateDraft], brought: Collection[RateDraft]
) -> list[tuple[RateDraft, Issue]]:
    """Those of ``brought`` that share a day with another of their source, each with its error.

    The store keeps one rate a day by each source.
    """
    new = {key_of(rate): rate for rate in brought}
    together = {key_of(rate): rate for rate in stored} | new
    found = _crossing(together.values(), new.keys())
    # Two of the store that cross, of before that was looked at, are not what the file brings.
    return [(new[key], _about_one(new[key], other)) for key, other in found.items() if key in new]


def about_sources(
    stored: Iterable[RateDraft], accepted: Iterable[RateDraft], order: Sequence[str]
) -> Iterator[Issue]:
    """One warning for each two sources with rates of two currencies, whichever way round, on the
    same days; and for each source whose rates one way round are not those the other way round.

    ``order`` has the sources that the entity package puts first; ``stored`` is what was there
    before ``accepted``.
    """
    new = {key_of(rate): rate for rate in accepted}
    touched = {rate.series for rate in new.values()}
    series = by_series(({key_of(rate): rate for rate in stored} | new).values())
    for one, other in combinations(sorted(series), 2):
        if set(one[:2]) != set(other[:2]) or touched.isdisjoint({one, other}):
            continue
        stretches = list(_common(series[one], series[other]))
        if one[2] != other[2]:
            yield from [_about_sources(stretches, order)] if stretches else ()
        elif apart := [each for each in stretches if each.times_apart > _ROUNDED]:
            yield _about_ways(apart)


def _crossing(rates: Iterable[RateDraft], new: Collection[Key]) -> dict[Key, RateDraft]:
    """The new ranges that meet another of their source, each with that one."""
    found: dict[Key, RateDraft] = {}
    for ranges in by_series(rates).values():
        widest = ranges[0]
        for rate in ranges[1:]:
            if rate.valid_from <= widest.valid_to:
                one, other = (rate, widest) if key_of(rate) in new else (widest, rate)
                found[key_of(one)] = other
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
        values={"period": period(rate), "source": rate.source, "other": period(other)},
    )


class _Stretch(NamedTuple):
    """Days that two sources have in common: the first one, how many, and the rate of each."""

    since: date
    days: int
    one: RateDraft
    other: RateDraft

    @property
    def times_apart(self) -> Decimal:
        """How many times the larger of the two rates has the smaller."""
        return times_apart(self.one, self.other)


def _common(first: Sequence[RateDraft], second: Sequence[RateDraft]) -> Iterator[_Stretch]:
    """The stretches of days that both have."""
    one = other = 0
    while one < len(first) and other < len(second):
        since = max(first[one].valid_from, second[other].valid_from)
        until = min(first[one].valid_to, second[other].valid_to)
        if since <= until:
            yield _Stretch(since, (until - since).days + 1, first[one], second[other])
        # The ranges of one source do not cross: the one that ends sooner has no more to meet.
        if first[one].valid_to <= second[other].valid_to:
            one += 1
        else:
            other += 1


def _about_sources(stretches: Sequence[_Stretch], order: Sequence[str]) -> Issue:
    one, other = _farthest(stretches).one, _farthest(stretches).other
    winner = next((source for source in order if source in (one.source, other.source)), None)
    message = N_(
        "«{one}» y «{other}» tienen tasas de {currency} y {quote} para {days} días en común, desde "
        "{since} (donde más se apartan, el {apart}: {one_rate} y {other_rate}): vale la de "
        "«{winner}», que el paquete de la entidad pone primero."
    )
    if winner is None:
        message = N_(
            "«{one}» y «{other}» tienen tasas de {currency} y {quote} para {days} días en común, "
            "desde {since} (donde más se apartan, el {apart}: {one_rate} y {other_rate}): cada día "
            "vale la del período más corto, porque el paquete de la entidad no dice en "
            "rate_sources cuál va primero."
        )
    values = {
        "one": one.source, "other": other.source, "winner": winner or "", **_said(stretches)
    }  # fmt: skip
    return Issue("rate.two_sources", message, Severity.WARNING, values=values)


def _about_ways(stretches: Sequence[_Stretch]) -> Issue:
    message = N_(
        "«{source}» dice dos cosas de {currency} y {quote} para {days} días, desde {since} (donde "
        "más se apartan, el {apart}: {one_rate} y {other_rate}): cada día vale la del período más "
        "corto. Deje una sola."
    )
    values = {"source": stretches[0].one.source, **_said(stretches)}
    return Issue("rate.both_ways", message, Severity.WARNING, values=values)


def _farthest(stretches: Sequence[_Stretch]) -> _Stretch:
    return max(stretches, key=lambda each: each.times_apart)


def _said(stretches: Sequence[_Stretch]) -> dict[str, str]:
    """What the messages say of days that have two rates."""
    apart = _farthest(stretches)
    return {
        "currency": apart.one.currency, "quote": apart.one.quote,
        "days": str(sum(each.days for each in stretches)),
        "since": stretches[0].since.isoformat(), "apart": apart.since.isoformat(),
        "one_rate": equation(apart.one), "other_rate": equation(apart.other),
    }  # fmt: skip
