"""Rates that are far from those of the days beside them, as a misplaced point makes them."""

from collections.abc import Collection, Iterable, Sequence
from decimal import Decimal

from data_access.services.rate_series import (
    Key,
    by_pair,
    days_between,
    equation,
    key_of,
    period,
    times_apart,
    worth,
)
from data_access.vocabulary.drafts import RateDraft
from data_access.vocabulary.issues import Issue
from data_access.vocabulary.messages import N_

JUMP = Decimal(10)
"""No currency is worth ten times as much, or as little, from one published rate to the next; a
point of thousands that was read as decimals makes it a thousand times.
"""


def jumping(
    stored: Iterable[RateDraft], brought: Iterable[RateDraft]
) -> list[tuple[RateDraft, Issue]]:
    """Those of ``brought`` that are more than ``JUMP`` times away from the nearest rate of their
    two currencies, of any source and either way round, each with what is told of it.

    What is ``stored`` holds, unless it is brought anew. Where nothing is, the rate in the middle
    says what is usual, and when no more rates agree with it than do not, nobody knows which ones
    are wrong. A rate alone has no neighbour: it is taken, unless its text is doubtful.
    """
    known = {key_of(rate): rate for rate in stored}
    new = {
        key: rate
        for key, rate in ((key_of(rate), rate) for rate in brought)
        if key not in known or known[key].rate != rate.rate
    }
    return [
        (rate, _doubt(rate) if other is None else _issue(rate, other))
        for line in by_pair((known | new).values())
        for rate, other in _jumps(line, new.keys())
    ]


def _jumps(
    line: Sequence[RateDraft], new: Collection[Key]
) -> list[tuple[RateDraft, RateDraft | None]]:
    """The new rates of a pair, in the order of days, that jump, each with its neighbour; with
    None those that are doubtful where no other rate says how to read them.
    """
    held = [place for place, rate in enumerate(line) if key_of(rate) not in new]
    sure = [place for place, rate in enumerate(line) if not rate.doubtful]
    if not held and not sure:
        return [(rate, None) for rate in line]
    by_size = sorted(sure, key=lambda place: worth(line[place], line[0].currency))
    first = held[0] if held else by_size[len(by_size) // 2]
    found = [*_walked(line[first:], new), *_walked(line[: first + 1][::-1], new)]
    if held or 2 * len(found) < len(line) or not found:
        return list(found)
    far = {key_of(rate): other for rate, other in found}
    return [(rate, far.get(key_of(rate), _nearest(rate, found))) for rate in line]


def _walked(
    line: Sequence[RateDraft], new: Collection[Key]
) -> list[tuple[RateDraft, RateDraft]]:  # fmt: skip
    """Those of ``line`` that are far from the nearest rate: the last one that was not far, or the
    next one that holds.
    """
    ahead: list[RateDraft | None] = [None]
    for rate in line[:0:-1]:
        ahead.append(ahead[-1] if key_of(rate) in new else rate)
    behind, found = line[0], []
    for rate, after in zip(line[1:], ahead[-2::-1], strict=True):
        is_behind = after is None or days_between(behind, rate) <= days_between(rate, after)
        near = behind if after is None or is_behind else after
        if key_of(rate) in new and times_apart(rate, near) > JUMP:
            found.append((rate, near))
        else:
            behind = rate
    return found


def _nearest(rate: RateDraft, found: Iterable[tuple[RateDraft, RateDraft]]) -> RateDraft:
    return min((far for far, _ in found), key=lambda far: abs(far.valid_from - rate.valid_from))


def _issue(rate: RateDraft, other: RateDraft) -> Issue:
    message = N_(
        "La tasa {rate} se aparta más de {jump} veces de la del período más cercano, {other} "
        "({period}, de «{source}», ya cargada): parece un error de miles o decimales. Corrija la "
        "que esté mal; la ya cargada se corrige al volver a cargarla con su fuente y su primer "
        "día. Si las dos son correctas, cargue también las de los días que hay entre ellas."
    )
    if other.row:
        message = N_(
            "La tasa {rate} se aparta más de {jump} veces de la del período más cercano, {other} "
            "({period}, de «{source}», fila {row}): parece un error de miles o decimales. Corrija "
            "la que esté mal; si las dos son correctas, cargue también las de los días que hay "
            "entre ellas."
        )
    values = {
        "rate": equation(rate), "other": equation(other), "jump": str(JUMP),
        "source": other.source, "period": period(other), "row": str(other.row),
    }  # fmt: skip
    value = f"{rate.rate.normalize():f}"
    return Issue("rate.jump", message, row=rate.row or None, value=value, values=values)


def _doubt(rate: RateDraft) -> Issue:
    message = N_(
        "«{value}» puede tener miles o decimales, y una tasa no se adivina: ni las demás de su "
        "columna ni otra tasa de {currency} y {quote} dicen cuál de los dos. Escriba los miles sin "
        "separador y más decimales, aunque sean ceros: 4325.00, o 4.3250."
    )
    values = {"value": rate.doubtful, "currency": rate.currency, "quote": rate.quote}
    return Issue(
        "rate.ambiguous_separator", message, row=rate.row or None, value=rate.doubtful,
        values=values,
    )  # fmt: skip
