"""Rates that are far from those of the days beside them, as a misplaced point makes them."""

from collections.abc import Collection, Iterable, Sequence
from decimal import Decimal

from data_access.services.rate_series import Key, by_series, key_of, period
from data_access.vocabulary.drafts import RateDraft
from data_access.vocabulary.issues import Issue
from data_access.vocabulary.messages import N_

JUMP = Decimal(10)
"""No currency is worth ten times as much, or as little, from one published rate to the next; a
point of thousands that was read as decimals makes it a thousand times.
"""


def jumping(
    stored: Iterable[RateDraft], brought: Collection[RateDraft]
) -> list[tuple[RateDraft, Issue]]:
    """Those of ``brought`` that are more than ``JUMP`` times away from the nearest rate of their
    series, each with what is told of it.

    What is ``stored`` holds, unless it is brought anew. Where nothing is, the rate in the middle
    of the series says what is usual, and when no more rates agree with it than do not, nobody
    knows which ones are wrong. A rate alone has no neighbour.
    """
    new = {key_of(rate): rate for rate in brought}
    together = {key_of(rate): rate for rate in stored} | new
    return [
        (rate, _issue(rate, other))
        for series in by_series(together.values()).values()
        for rate, other in _jumps(series, new.keys())
    ]


def _jumps(
    series: Sequence[RateDraft], new: Collection[Key]
) -> list[tuple[RateDraft, RateDraft]]:  # fmt: skip
    """The new rates of a series, in the order of days, that jump, each with its neighbour."""
    held = [place for place, rate in enumerate(series) if key_of(rate) not in new]
    by_size = sorted(range(len(series)), key=lambda place: series[place].rate)
    first = held[0] if held else by_size[len(series) // 2]
    found = [
        *_walked(series[first], series[first + 1 :], new),
        *_walked(series[first], series[:first][::-1], new),
    ]
    if held or 2 * len(found) < len(series) or not found:
        return found
    far = {key_of(rate): other for rate, other in found}
    return [(rate, far.get(key_of(rate), _nearest(rate, found))) for rate in series]


def _walked(
    usual: RateDraft, others: Iterable[RateDraft], new: Collection[Key]
) -> list[tuple[RateDraft, RateDraft]]:
    """Those of ``others`` that are far from the last one that was not."""
    found = []
    for rate in others:
        if key_of(rate) in new and not usual.rate / JUMP <= rate.rate <= usual.rate * JUMP:
            found.append((rate, usual))
        else:
            usual = rate
    return found


def _nearest(rate: RateDraft, found: Iterable[tuple[RateDraft, RateDraft]]) -> RateDraft:
    return min((far for far, _ in found), key=lambda far: abs(far.valid_from - rate.valid_from))


def _issue(rate: RateDraft, other: RateDraft) -> Issue:
    message = N_(
        "La tasa {rate} es más de {jump} veces mayor o menor que la del período más cercano de "
        "«{source}», {other} ({period}, ya cargada): parece un error de miles o decimales. Corrija "
        "la que esté mal; si las dos son correctas, cargue también las de los días que hay entre "
        "ellas."
    )
    if other.row:
        message = N_(
            "La tasa {rate} es más de {jump} veces mayor o menor que la del período más cercano de "
            "«{source}», {other} ({period}, fila {row}): parece un error de miles o decimales. "
            "Corrija la que esté mal; si las dos son correctas, cargue también las de los días que "
            "hay entre ellas."
        )
    values = {
        "rate": f"{rate.rate.normalize():f}", "other": f"{other.rate.normalize():f}",
        "jump": str(JUMP), "source": rate.source, "period": period(other), "row": str(other.row),
    }  # fmt: skip
    return Issue("rate.jump", message, row=rate.row or None, value=values["rate"], values=values)
