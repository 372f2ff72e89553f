"""Days for which more than one rate would hold: of one source that is wrong, of two it is told."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from itertools import combinations

from data_access.services.rate_series import Key, by_series, key_of, period
from data_access.vocabulary.drafts import RateDraft
from data_access.vocabulary.issues import Issue, Severity
from data_access.vocabulary.messages import N_


def crossing(
    stored: Iterable[RateDraft], brought: Collection[RateDraft]
) -> list[tuple[RateDraft, Issue]]:
    """Those of ``brought`` that share a day with another of their source, each with its error.

    The store keeps one rate a day by each source.
    """
    new = {key_of(rate): rate for rate in brought}
    together = {key_of(rate): rate for rate in stored} | new
    found = _crossing(together.values(), new.keys())
    return [(new[key], _about_one(new[key], other)) for key, other in found.items()]


def about_sources(
    stored: Iterable[RateDraft], accepted: Iterable[RateDraft], order: Sequence[str]
) -> Iterator[Issue]:
    """One warning for each two sources with rates of a pair of currencies on the same days.

    ``order`` has the sources that the entity package puts first; ``stored`` is what was there
    before ``accepted``.
    """
    new = {key_of(rate): rate for rate in accepted}
    touched = {rate.series for rate in new.values()}
    series = by_series(({key_of(rate): rate for rate in stored} | new).values())
    for one, other in combinations(sorted(series), 2):
        if one[:2] == other[:2] and not touched.isdisjoint({one, other}):
            days = list(_common(series[one], series[other]))
            if days:
                yield _about_sources(one, other, days, order)


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
