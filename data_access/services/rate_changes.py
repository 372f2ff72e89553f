"""Rates that take the place of others: what changes, and the days that are left without one."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from data_access.services.import_batches import Change
from data_access.services.rate_jumps import JUMP
from data_access.services.rate_series import by_series, equation, key_of, period, times_apart
from data_access.vocabulary.drafts import RateDraft
from data_access.vocabulary.issues import Issue, Severity
from data_access.vocabulary.messages import N_

_DAY = timedelta(days=1)
_MOST_STRETCHES = 5


class Replacement(NamedTuple):
    """A rate of the store and the one that takes its place."""

    old: RateDraft
    new: RateDraft


def replacements(
    stored: Iterable[RateDraft], accepted: Iterable[RateDraft]
) -> list[Replacement]:  # fmt: skip
    """The rates of the store whose value or last day the ``accepted`` ones change."""
    before = {key_of(rate): rate for rate in stored}
    pairs = ((before.get(key_of(rate)), rate) for rate in accepted)
    return [Replacement(old, new) for old, new in pairs if old is not None and old != new]


def changes_of(found: Iterable[Replacement]) -> Iterator[Change]:
    """What is replaced by what, as an outcome tells it."""
    for old, new in found:
        name = f"{new.currency}/{new.quote} {new.valid_from.isoformat()} «{new.source}»"
        if old.rate != new.rate:
            yield name, "rate", f"{old.rate.normalize():f}", f"{new.rate.normalize():f}"
        if old.valid_to != new.valid_to:
            yield name, "valid_to", old.valid_to.isoformat(), new.valid_to.isoformat()


def about_replaced(
    found: Sequence[Replacement], stored: Iterable[RateDraft], accepted: Iterable[RateDraft]
) -> Iterator[Issue]:
    """What a person should look at: values far from those they replace, and days left out."""
    yield from (_far(each) for each in found if times_apart(each.old, each.new) > JUMP)
    shortened = [each for each in found if each.new.valid_to < each.old.valid_to]
    if not shortened:
        return
    after = {key_of(rate): rate for rate in stored} | {key_of(rate): rate for rate in accepted}
    ranges = by_series(after.values())
    for series, olds in by_series(each.old for each in shortened).items():
        lost = [gap for old in olds for gap in _gaps(old, ranges[series])]
        if lost:
            yield _left_out(series, lost)


def _gaps(old: RateDraft, ranges: Collection[RateDraft]) -> Iterator[tuple[date, date]]:
    """The first and the last day of what no range covers of the days of ``old``."""
    since = old.valid_from
    for rate in ranges:
        if rate.valid_to < since:
            continue
        if rate.valid_from > old.valid_to:
            break
        if rate.valid_from > since:
            yield since, rate.valid_from - _DAY
        since = rate.valid_to + _DAY
    if since <= old.valid_to:
        yield since, old.valid_to


def _far(each: Replacement) -> Issue:
    message = N_(
        "{new} reemplaza a {old} ({period}, «{source}»), de la que se aparta más de {jump} veces: "
        "compruebe cuál es la correcta y, si es la anterior, vuelva a cargarla."
    )
    old, new = each
    values = {
        "new": equation(new), "old": equation(old), "period": period(old),
        "source": new.source, "jump": str(JUMP),
    }  # fmt: skip
    return Issue("rate.replaced_far", message, Severity.WARNING, row=new.row or None, values=values)


def _left_out(series: tuple[str, str, str], lost: Sequence[tuple[date, date]]) -> Issue:
    message = N_(
        "«{source}» queda sin tasa de {currency} en {quote} para {days} días que antes la tenían "
        "({periods}), porque el archivo trae períodos más cortos. Cargue también los que faltan."
    )
    told = [f"{since.isoformat()}/{until.isoformat()}" for since, until in lost[:_MOST_STRETCHES]]
    values = {
        "source": series[2], "currency": series[0], "quote": series[1],
        "days": str(sum((until - since).days + 1 for since, until in lost)),
        "periods": ", ".join(told) + (", …" if len(lost) > _MOST_STRETCHES else ""),
    }  # fmt: skip
    return Issue("rate.days_left_out", message, Severity.WARNING, values=values)
