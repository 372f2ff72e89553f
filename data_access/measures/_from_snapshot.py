"""Answers from the snapshot; each function gives what its SQL twin gives."""

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Select, select

from data_access.measures._question import Question
from data_access.measures._snapshot import (
    Codes,
    Halves,
    Members,
    Snapshot,
    Whole,
    distinct_counts,
    exact_sums,
)
from data_access.store.tables import actions
from data_access.vocabulary.money import COP_SCALE, USD_SCALE

KINDS = ("committed", "disbursed", "counterpart")
Cells = NDArray[np.int64]
Row = tuple[Any, ...]
KEPT_SELECTIONS = 2
KEPT_ANSWERS = 512
T = TypeVar("T")


@dataclass(frozen=True)
class _Selection:
    """Numbers of the cells that meet the filters: dated in the years, and under way in them."""

    dated: Cells | slice
    under_way: Cells | slice
    gathered: dict[str, Halves] = field(default_factory=dict)


def dimension_rows(question: Question, snapshot: Snapshot, dimension: str) -> list[Row]:
    """Database value, three sums, actions and unvalued actions of each category."""
    key = (_where(question), question.years, dimension, question.filters.moneda)
    return _kept(
        snapshot.answers, KEPT_ANSWERS, key, lambda: _dimension_rows(question, snapshot, dimension)
    )


def _dimension_rows(question: Question, snapshot: Snapshot, dimension: str) -> list[Row]:
    chosen = _selection(question, snapshot)
    if dimension:
        codes, values = snapshot.codes[dimension], snapshot.values[dimension]
        members = snapshot.members[dimension]
    else:
        codes, values = np.zeros(len(snapshot.action), np.int32), [""]
        members = Members(snapshot.action, np.zeros(len(snapshot.action_ids), np.int32))
    size = len(values)
    groups = codes[chosen.dated]
    sums = [
        exact_sums(groups, _gathered(snapshot, chosen, name), size) for name in _names(question)
    ]
    counts = distinct_counts(members, chosen.under_way, size)
    unvalued = None if dimension else _unvalued(snapshot, chosen, members, size)
    found = np.flatnonzero(counts | sums[0] | sums[1] | sums[2])
    return [
        (
            values[n],
            *(_money(question, int(column[n])) for column in sums),
            int(counts[n]),
            0 if unvalued is None else int(unvalued[n]),
        )
        for n in found.tolist()
    ]


def year_rows(question: Question, snapshot: Snapshot) -> list[Row]:
    """Year and three sums, of the years asked for."""
    chosen = _selection(question, snapshot)
    groups = snapshot.small["year"][chosen.dated]
    size = int(groups.max()) + 1 if len(groups) else 0
    sums = [
        exact_sums(groups, _gathered(snapshot, chosen, name), size) for name in _names(question)
    ]
    return [
        (year, *(_money(question, int(column[year])) for column in sums))
        for year in np.flatnonzero(np.bincount(groups, minlength=size)).tolist()
    ]


def span_rows(question: Question, snapshot: Snapshot) -> list[tuple[int, int, int]]:
    """First year, last year and number of actions of each span."""
    cells = _cells(question, snapshot)
    counts = distinct_counts(snapshot.spans, cells, len(snapshot.span_years))
    return [(*snapshot.span_years[n], int(counts[n])) for n in np.flatnonzero(counts).tolist()]


def pair_rows(
    question: Question,
    snapshot: Snapshot,
    source: str,
    target: str,
    kept_sources: list[Any],
    kept_targets: list[Any],
) -> list[Row]:
    """Source value, target value, chosen sum and distinct actions of each pair.

    Values that are not kept are gathered as ``otros``.
    """
    key = (
        *(_where(question), question.years, question.filters.moneda, question.filters.monto),
        *(source, target, tuple(kept_sources), tuple(kept_targets)),
    )

    def read() -> list[Row]:
        return _pair_rows(question, snapshot, source, target, kept_sources, kept_targets)

    return _kept(snapshot.answers, KEPT_ANSWERS, key, read)


def _pair_rows(
    question: Question,
    snapshot: Snapshot,
    source: str,
    target: str,
    kept_sources: list[Any],
    kept_targets: list[Any],
) -> list[Row]:
    chosen = _selection(question, snapshot)
    sources, source_of = _gather(snapshot, source, kept_sources)
    targets, target_of = _gather(snapshot, target, kept_targets)
    width, size = len(targets), len(sources) * len(targets)

    def groups(cells: Cells | slice) -> NDArray[np.int64]:
        first = source_of[snapshot.codes[source][cells]].astype(np.int64) * width
        return first + target_of[snapshot.codes[target][cells]]

    name = _names(question)[0 if question.filters.monto == "comprometido" else 1]
    sums = exact_sums(groups(chosen.dated), _gathered(snapshot, chosen, name), size)
    whose = len(snapshot.action_ids)
    members = np.unique(groups(chosen.under_way) * whose + snapshot.action[chosen.under_way])
    counts = np.bincount(members // max(1, whose), minlength=size)
    return [
        (sources[n // width], targets[n % width], _money(question, int(sums[n])), int(counts[n]))
        for n in np.flatnonzero(counts | sums).tolist()
    ]


def _gather(snapshot: Snapshot, name: str, kept: list[Any]) -> tuple[list[Any], Codes]:
    """The kept values and ``otros``, and to which of them each value of the snapshot belongs."""
    place = {value: number for number, value in enumerate(kept)}
    numbers = [place.get(value, len(kept)) for value in snapshot.values[name]]
    return [*kept, "otros"], np.array(numbers, np.int32)


def page_of_actions(
    question: Question, snapshot: Snapshot, sort: str, descending: bool, offset: int, limit: int
) -> list[int]:
    """Action ids of one page, by first year or by a sum, ties by id."""
    chosen = _selection(question, snapshot)
    size = len(snapshot.action_ids)
    marks = np.zeros(size, np.bool_)
    marks[snapshot.action[chosen.under_way]] = True
    found = np.flatnonzero(marks)
    if sort == "year":
        keys: NDArray[Any] = snapshot.first_years[found]
    else:
        index = {"committed": 0, "disbursed": 1}.get(
            sort, 0 if question.filters.monto == "comprometido" else 1
        )
        low, high = _gathered(snapshot, chosen, _names(question)[index])
        groups = snapshot.action[chosen.dated]
        sums = np.bincount(groups, high, size) * 2.0**32 + np.bincount(groups, low, size)
        keys = sums[found]
    order = np.lexsort((snapshot.action_ids[found], -keys if descending else keys))
    return [int(n) for n in snapshot.action_ids[found[order[offset : offset + limit]]]]


def actions_among(question: Question, snapshot: Snapshot, name: str, ids: Select[Any]) -> int:
    """How many actions of the question are among ``ids``, read once under ``name``."""
    among: NDArray[np.bool_] = _kept(
        snapshot.answers,
        KEPT_ANSWERS,
        name,
        lambda: np.isin(snapshot.action_ids, question.session.scalars(ids).all()),
    )
    if not among.any():
        return 0
    marks = np.zeros(len(among), np.bool_)
    marks[snapshot.action[_selection(question, snapshot).under_way]] = True
    return int(np.count_nonzero(marks & among))


def _unvalued(snapshot: Snapshot, chosen: _Selection, members: Members, size: int) -> Whole:
    marks = np.zeros(len(snapshot.action), np.bool_)
    marks[chosen.under_way] = True
    return distinct_counts(members, np.flatnonzero(marks & snapshot.is_unvalued), size)


def _gathered(snapshot: Snapshot, chosen: _Selection, name: str) -> Halves:
    if name not in chosen.gathered:
        low, high = snapshot.money[name]
        chosen.gathered[name] = (low[chosen.dated], high[chosen.dated])
    return chosen.gathered[name]


def _selection(question: Question, snapshot: Snapshot) -> _Selection:
    key = (_where(question), question.years)
    chosen: _Selection = _kept(
        snapshot.selections,
        KEPT_SELECTIONS,
        key,
        lambda: _Selection(*_in_years(question, snapshot)),
    )
    return chosen


def _kept(kept: dict[Any, T], most: int, key: Any, read: Callable[[], T]) -> T:
    """What ``kept`` has for ``key``, or what ``read`` gives; the ``most`` last used are kept."""
    found = kept.pop(key, None)
    value = read() if found is None else found
    while len(kept) >= most:
        kept.pop(next(iter(kept)), None)
    kept[key] = value
    return value


def _where(question: Question) -> Any:
    codes = tuple((name, tuple(question.codes(name))) for name in question.narrowing)
    return tuple(question.source_ids), codes, question.filters.texto


def _cells(question: Question, snapshot: Snapshot) -> Cells | slice:
    """Numbers of the cells that meet the filters, whatever their year; a slice means all."""
    known = question.answered.get("cells")
    if known is None:
        known = question.answered["cells"] = _select(question, snapshot)
    cells: Cells | slice = known
    return cells


def _select(question: Question, snapshot: Snapshot) -> Cells | slice:
    found: NDArray[Any] | None = None
    for name in question.narrowing:
        places = snapshot.places[name]
        parts = [places[code] for code in set(question.codes(name)) if code in places]
        chosen = np.sort(np.concatenate(parts)) if parts else np.zeros(0, np.int32)
        found = chosen if found is None else np.intersect1d(found, chosen, assume_unique=True)
    conditions = question.text_conditions(actions.Action.action_id)
    if conditions:
        ids = question.session.scalars(select(actions.Action.action_id).where(*conditions)).all()
        said = np.isin(snapshot.action_ids, ids)[snapshot.action]
        found = np.flatnonzero(said) if found is None else found[said[found]]
    if snapshot.source_ids <= set(question.source_ids):
        return slice(None) if found is None else found
    wanted = np.isin(snapshot.small["source_id"], question.source_ids)
    return np.flatnonzero(wanted) if found is None else found[wanted[found]]


def _in_years(question: Question, snapshot: Snapshot) -> tuple[Cells | slice, Cells | slice]:
    """The cells dated in the years asked for, and those of actions under way in them."""
    cells = _cells(question, snapshot)
    if question.years is None:
        return cells, cells
    low, high = question.years
    small = snapshot.small
    years = small["year"][cells]
    under_way = (small["first_year"][cells] <= high) & (small["last_year"][cells] >= low)
    dated = (years >= low) & (years <= high)
    if isinstance(cells, slice):
        return np.flatnonzero(dated), np.flatnonzero(under_way)
    return cells[dated], cells[under_way]


def _names(question: Question) -> list[str]:
    return [f"{kind}_{question.filters.moneda.lower()}" for kind in KINDS]


def _money(question: Question, units: int) -> Decimal:
    scale = USD_SCALE if question.filters.moneda == "USD" else COP_SCALE
    return Decimal(units).scaleb(-scale)
