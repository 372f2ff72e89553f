"""Answers from the snapshot; each function gives what its SQL twin gives."""

from decimal import Decimal
from typing import Any

import numpy as np
from numpy.typing import NDArray

from data_access.measures._question import Question
from data_access.measures._selection import Selection, chosen, kept_answer, selection, where
from data_access.measures._snapshot import (
    COUNTRY,
    Numbers,
    Snapshot,
    Whole,
    distinct_counts,
    exact_sums,
    runs,
)
from data_access.measures._sums import BROKEN_DOWN, KINDS, Sums, chosen_columns, column_of, scale_of

PairRow = tuple[Any, Any, Decimal, int]
Columns = tuple[str, ...]
"""The columns of the summaries that a sum adds up."""


def dimension_sums(question: Question, snapshot: Snapshot, dimension: str) -> list[Sums]:
    """The sums of each category of a filter name, or of the whole when it is empty."""
    read = _dimension_sums if dimension else _whole_sums
    key = (*_asked(question), dimension)
    return kept_answer(snapshot, key, lambda: read(question, snapshot, dimension))


def _dimension_sums(question: Question, snapshot: Snapshot, dimension: str) -> list[Sums]:
    chosen, size = selection(question, snapshot), len(snapshot.values[dimension])
    groups = snapshot.codes[dimension][chosen.dated(dimension)]
    sums = _by_columns(question, chosen, dimension, groups, size)
    counts = distinct_counts(snapshot.members[dimension], chosen.under_way(dimension), size)
    found = np.flatnonzero(np.bitwise_or.reduce([counts, *sums.values()]))
    names, scale = codes_of(question, snapshot, dimension), -scale_of(question.filters.moneda)
    money = {
        columns: [Decimal(units).scaleb(scale) for units in each[found].tolist()]
        for columns, each in sums.items()
    }
    told = (counts[found].tolist(), *(money[columns] for columns in _shown(question)))
    return [Sums(names[number], *each) for number, *each in zip(found.tolist(), *told, strict=True)]


def _whole_sums(question: Question, snapshot: Snapshot, _dimension: str) -> list[Sums]:
    chosen = selection(question, snapshot)
    parts = chosen.under_way("")
    action, is_unvalued = snapshot.action[parts], snapshot.is_unvalued[parts]
    columns = {kind: [column_of(kind, question.filters)] for kind in KINDS}
    columns["value"] = chosen_columns(question.filters)
    money = {
        kind: _money(question, int(chosen.money("", *names).sum()))
        for kind, names in columns.items()
    }
    count = len(runs(action)[0])
    if not count and not any(money.values()):
        return []
    return [Sums("", count, unvalued=len(runs(action[is_unvalued])[0]), **money)]


def action_counts(question: Question, snapshot: Snapshot, dimension: str) -> dict[str, int]:
    """How many actions under way each category has that has any."""
    active, size = (
        selection(question, snapshot).under_way(dimension),
        len(snapshot.values[dimension]),
    )
    counts = distinct_counts(snapshot.members[dimension], active, size)
    names = codes_of(question, snapshot, dimension)
    return {names[n]: int(counts[n]) for n in np.flatnonzero(counts).tolist()}


def active_codes(question: Question, snapshot: Snapshot, dimension: str) -> list[str]:
    """Codes of the categories with an action under way."""
    active = selection(question, snapshot).under_way(dimension)
    counts = np.bincount(snapshot.codes[dimension][active])
    names = codes_of(question, snapshot, dimension)
    return [names[n] for n in np.flatnonzero(counts).tolist()]


def codes_of(question: Question, snapshot: Snapshot, dimension: str) -> list[str]:
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
    groups = chosen.year.astype(np.int64)
    size = int(groups.max()) + 1 if len(groups) else 0
    sums = _by_columns(question, chosen, COUNTRY, groups, size)
    committed, disbursed, value = (sums[columns] for columns in _shown(question))
    return [
        Sums(
            str(year),
            committed=_money(question, int(committed[year])),
            disbursed=_money(question, int(disbursed[year])),
            value=_money(question, int(value[year])),
        )
        for year in np.flatnonzero(np.bincount(groups, minlength=size)).tolist()
    ]


def span_rows(question: Question, snapshot: Snapshot) -> list[tuple[int, int, int]]:
    """First year, last year and number of actions of each span, whatever the years asked for."""
    key = (where(question), "spans")
    return kept_answer(snapshot, key, lambda: _span_rows(question, snapshot))


def _span_rows(question: Question, snapshot: Snapshot) -> list[tuple[int, int, int]]:
    parts = chosen(question, snapshot).parts
    counts = distinct_counts(snapshot.spans, parts, len(snapshot.span_years))
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
    key = (*_asked(question), *kept)

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
    finest = COUNTRY if COUNTRY in (source, target) else ""

    def of(column: Numbers, dimension: str, found: Numbers | slice) -> Numbers:
        """A column of a dimension for parts or, where a pair has countries, for cells."""
        return column[snapshot.part[found] if finest and dimension != COUNTRY else found]

    def groups(found: Numbers | slice) -> Numbers:
        first = source_of[of(snapshot.codes[source], source, found)] * width
        return first + target_of[of(snapshot.codes[target], target, found)]

    money = chosen.money(finest, *chosen_columns(question.filters))
    sums = exact_sums(groups(chosen.dated(finest)), money, size)
    active = chosen.under_way(finest)
    counts = _actions_of(groups(active), of(snapshot.action, "", active), size)
    return [
        (sources[n // width], targets[n % width], _money(question, int(sums[n])), int(counts[n]))
        for n in np.flatnonzero(counts | sums).tolist()
    ]


def _actions_of(groups: Numbers, action: Numbers, size: int) -> NDArray[np.int64]:
    """Distinct actions of each group."""
    # Most repetitions stand together, and sorting is what takes time.
    members, _starts = runs(groups << 32 | action)
    return np.bincount(runs(np.sort(members))[0] >> 32, minlength=size)


def _gather(snapshot: Snapshot, name: str, kept: list[Any]) -> tuple[list[Any], Numbers]:
    """The kept values and ``otros``, and to which of them each value of the snapshot belongs."""
    place = {value: number for number, value in enumerate(kept)}
    numbers = [place.get(value, len(kept)) for value in snapshot.values[name]]
    return [*kept, "otros"], np.array(numbers, np.int64)


def _asked(question: Question) -> tuple[Any, ...]:
    return where(question), question.years, question.filters.moneda, question.filters.monto


def _shown(question: Question) -> list[Columns]:
    """The columns of each sum that a breakdown shows: two kinds of amount, and the chosen one."""
    filters = question.filters
    kinds = [(column_of(kind, filters),) for kind in BROKEN_DOWN]
    return [*kinds, tuple(chosen_columns(filters))]


def _by_columns(
    question: Question, chosen: Selection, dimension: str, groups: Numbers, size: int
) -> dict[Columns, Whole]:
    """The sums of each group by what they add up: the chosen amount is mostly another's too."""
    return {
        columns: exact_sums(groups, chosen.money(dimension, *columns), size)
        for columns in dict.fromkeys(_shown(question))
    }


def _money(question: Question, units: int) -> Decimal:
    return Decimal(units).scaleb(-scale_of(question.filters.moneda))
