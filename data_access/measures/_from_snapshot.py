"""Answers from the snapshot; each function gives what its SQL twin gives."""

from decimal import Decimal
from typing import Any

import numpy as np
from numpy.typing import NDArray

from data_access.measures._question import Question
from data_access.measures._selection import Cells, cells, kept_answer, selection, where
from data_access.measures._snapshot import Codes, Snapshot, distinct_counts, exact_sums
from data_access.measures._sums import KINDS, Sums, scale_of

PairRow = tuple[Any, Any, Decimal, int]


def dimension_sums(question: Question, snapshot: Snapshot, dimension: str) -> list[Sums]:
    """The sums of each category of a filter name, or of the whole when it is empty."""
    read = _dimension_sums if dimension else _whole_sums
    key = (*_asked(question), dimension)
    return kept_answer(snapshot, key, lambda: read(question, snapshot, dimension))


def _dimension_sums(question: Question, snapshot: Snapshot, dimension: str) -> list[Sums]:
    chosen, size = selection(question, snapshot), len(snapshot.values[dimension])
    groups = snapshot.codes[dimension][chosen.dated]
    committed, disbursed = (
        exact_sums(groups, chosen.money(snapshot, name), size) for name in _names(question)[:2]
    )
    counts = distinct_counts(snapshot.members[dimension], chosen.under_way, size)
    found = np.flatnonzero(counts | committed | disbursed)
    names, scale = _codes(question, snapshot, dimension), -scale_of(question.filters.moneda)
    columns = (found, counts[found], committed[found], disbursed[found])
    return [
        Sums(
            names[number],
            actions,
            Decimal(given).scaleb(scale),
            Decimal(paid).scaleb(scale),
        )
        for number, actions, given, paid in zip(*(c.tolist() for c in columns), strict=True)
    ]


def _whole_sums(question: Question, snapshot: Snapshot, _dimension: str) -> list[Sums]:
    chosen = selection(question, snapshot)
    marks = np.zeros(len(snapshot.action_ids), np.bool_)
    marks[snapshot.action[chosen.under_way]] = True
    unvalued = np.zeros(len(snapshot.action_ids), np.bool_)
    unvalued[snapshot.action[chosen.under_way][snapshot.is_unvalued[chosen.under_way]]] = True
    money = {
        kind: _money(question, int(snapshot.money[name][chosen.dated].sum()))
        for kind, name in zip(KINDS, _names(question), strict=True)
    }
    count = int(np.count_nonzero(marks))
    if not count and not any(money.values()):
        return []
    return [Sums("", count, unvalued=int(np.count_nonzero(unvalued)), **money)]


def active_codes(question: Question, snapshot: Snapshot, dimension: str) -> list[str]:
    """Codes of the categories with an action under way."""
    counts = np.bincount(snapshot.codes[dimension][selection(question, snapshot).under_way])
    names = _codes(question, snapshot, dimension)
    return [names[n] for n in np.flatnonzero(counts).tolist()]


def _codes(question: Question, snapshot: Snapshot, dimension: str) -> list[str]:
    """What the catalogue calls each value of a dimension, in the order of the snapshot."""

    def read() -> list[str]:
        return [question.code(dimension, value) for value in snapshot.values[dimension]]

    return kept_answer(snapshot, ("codes", dimension), read)


def year_sums(question: Question, snapshot: Snapshot) -> list[Sums]:
    """The sums of money of each year asked for; the code is the year."""
    key = (*_asked(question), "year")
    return kept_answer(snapshot, key, lambda: _year_sums(question, snapshot))


def _year_sums(question: Question, snapshot: Snapshot) -> list[Sums]:
    chosen = selection(question, snapshot)
    groups = snapshot.small["year"][chosen.dated]
    size = int(groups.max()) + 1 if len(groups) else 0
    committed, disbursed = (
        exact_sums(groups, chosen.money(snapshot, name), size) for name in _names(question)[:2]
    )
    return [
        Sums(
            str(year),
            committed=_money(question, int(committed[year])),
            disbursed=_money(question, int(disbursed[year])),
        )
        for year in np.flatnonzero(np.bincount(groups, minlength=size)).tolist()
    ]


def span_rows(question: Question, snapshot: Snapshot) -> list[tuple[int, int, int]]:
    """First year, last year and number of actions of each span, whatever the years asked for."""
    key = (where(question), "spans")
    return kept_answer(snapshot, key, lambda: _span_rows(question, snapshot))


def _span_rows(question: Question, snapshot: Snapshot) -> list[tuple[int, int, int]]:
    found = cells(question, snapshot)
    counts = distinct_counts(snapshot.spans, found, len(snapshot.span_years))
    return [(*snapshot.span_years[n], int(counts[n])) for n in np.flatnonzero(counts).tolist()]


def pair_rows(
    question: Question,
    snapshot: Snapshot,
    source: str,
    target: str,
    kept_sources: list[Any],
    kept_targets: list[Any],
) -> list[PairRow]:
    """Source value, target value, chosen sum and distinct actions of each pair.

    Values that are not kept are gathered as ``otros``.
    """
    kept = (source, target, tuple(kept_sources), tuple(kept_targets))
    key = (*_asked(question), question.filters.monto, *kept)

    def read() -> list[PairRow]:
        return _pair_rows(question, snapshot, source, target, kept_sources, kept_targets)

    return kept_answer(snapshot, key, read)


def _pair_rows(
    question: Question,
    snapshot: Snapshot,
    source: str,
    target: str,
    kept_sources: list[Any],
    kept_targets: list[Any],
) -> list[PairRow]:
    chosen = selection(question, snapshot)
    sources, source_of = _gather(snapshot, source, kept_sources)
    targets, target_of = _gather(snapshot, target, kept_targets)
    width, size = len(targets), len(sources) * len(targets)

    def groups(found: Cells | slice) -> Codes:
        first = source_of[snapshot.codes[source][found]] * width
        return first + target_of[snapshot.codes[target][found]]

    name = _names(question)[0 if question.filters.monto == "comprometido" else 1]
    sums = exact_sums(groups(chosen.dated), chosen.money(snapshot, name), size)
    counts = _actions_of(groups(chosen.under_way), snapshot.action[chosen.under_way], size)
    return [
        (sources[n // width], targets[n % width], _money(question, int(sums[n])), int(counts[n]))
        for n in np.flatnonzero(counts | sums).tolist()
    ]


def _actions_of(groups: Codes, action: Codes, size: int) -> NDArray[np.int64]:
    """Distinct actions of each group."""
    members = np.sort(groups.astype(np.int64) << 32 | action)
    return np.bincount(members[np.diff(members, prepend=-1) > 0] >> 32, minlength=size)


def _gather(snapshot: Snapshot, name: str, kept: list[Any]) -> tuple[list[Any], Codes]:
    """The kept values and ``otros``, and to which of them each value of the snapshot belongs."""
    place = {value: number for number, value in enumerate(kept)}
    numbers = [place.get(value, len(kept)) for value in snapshot.values[name]]
    return [*kept, "otros"], np.array(numbers, np.int32)


def _asked(question: Question) -> tuple[Any, ...]:
    return where(question), question.years, question.filters.moneda


def _names(question: Question) -> list[str]:
    return [f"{kind}_{question.filters.moneda.lower()}" for kind in KINDS]


def _money(question: Question, units: int) -> Decimal:
    return Decimal(units).scaleb(-scale_of(question.filters.moneda))
