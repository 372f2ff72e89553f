"""Checks of what an indicator is: the same one that it was, once."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence

from data_access.measures.goals.dossier import Dossier, Finding, Findings, Moment
from data_access.vocabulary.goals import IndicatorFacts

IDENTITY = ("accumulation", "periodicity", "baseline", "scale")
"""What cannot change while an indicator lives, because its past would mean something else."""


def identity_changed(dossier: Dossier, moment: Moment) -> Findings:
    """A field of the identity is not what it was at the last closed cut."""
    before = dossier.before
    if before is None:
        return
    for name in IDENTITY:
        then, now = getattr(before, name), getattr(dossier.facts, name)
        if then != now:
            values = {"field": name, "before": _shown(then), "after": _shown(now)}
            yield Finding(moment.today, values)


def _shown(value: object) -> str:
    return "" if value is None else str(value)


def is_new(dossier: Dossier, moment: Moment) -> Findings:
    """It was not there when the last cut was closed."""
    if dossier.closed is not None and dossier.before is None:
        yield Finding(moment.today, {"closed": dossier.closed.code})


def duplicated(dossiers: Sequence[Dossier]) -> Iterator[tuple[IndicatorFacts, int]]:
    """The first indicator of each code that comes more than once, and how often it comes."""
    times = Counter(dossier.facts.code for dossier in dossiers)
    seen: set[str] = set()
    for dossier in dossiers:
        code = dossier.facts.code
        if times[code] > 1 and code not in seen:
            seen.add(code)
            yield dossier.facts, times[code]


def gone(valid: Collection[str], before: Mapping[str, IndicatorFacts]) -> Iterator[IndicatorFacts]:
    """The indicators that were valid at the last closed cut and are no more, or not even there."""
    yield from (facts for code, facts in before.items() if facts.is_valid and code not in valid)
