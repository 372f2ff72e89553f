"""The summary cells in the memory of a server process, as columns of whole numbers.

SQL answers every question; this answers the same faster when the summary totals do not hold the
answer. It is read again, in the background, whenever the data changes.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from sqlalchemy import select

from data_access.measures._question import DIMENSIONS
from data_access.store.store import Store
from data_access.store.tables.summaries import DataVersion, SummaryCell
from data_access.vocabulary.money import MONEY_COLUMNS

Whole = NDArray[np.int64]
Numbers = NDArray[np.int64]
"""Places in other columns."""
Small = NDArray[np.int16]
Marks = NDArray[np.bool_]
COUNTRY = "pais"
"""The dimension that differs between the cells of a part."""
_PART_DIMENSIONS = tuple(name for name in DIMENSIONS if name != COUNTRY)
_SMALL = ("source_id", "first_year", "last_year")
_OF_PARTS = (*_SMALL, "is_unvalued")
_FEW = 4
"""Sorting the pairs of a quarter of them takes as long as marking all pairs."""


@dataclass(frozen=True)
class Members:
    """The distinct pairs of an action and a category: which pair a part belongs to, and whose."""

    pair: Numbers
    value: Numbers


@dataclass(frozen=True)
class Snapshot:
    """The cells of one version of the data, as columns.

    The cells of an action that differ by year and country alone are a part of it. Cells stand in
    the order of their parts, and parts in the order of their actions. What ``codes``, ``places``
    and ``members`` tell is per part, and for the country per cell.
    """

    version: int
    source_ids: frozenset[int]
    year: Small
    """Of each cell."""
    part: Numbers
    """Of each cell."""
    money: dict[str, Whole]
    """Of each cell, in whole units; a kind of amount that nothing has is left out."""
    starts: Numbers
    """The first cell of each part, and the end of the last."""
    part_money: dict[str, Whole]
    small: dict[str, Small]
    """Source, first and last year of each part."""
    marks: Whole
    """Of each cell, what stands behind its money."""
    part_marks: Whole
    is_unvalued: Marks
    """Of each part."""
    action: Numbers
    """Of each part."""
    action_starts: Numbers
    """The first part of each action, and the end of the last."""
    action_ids: Whole
    action_numbers: dict[int, int]
    """The number of each action id."""
    first_years: Small
    """Of each action."""
    codes: dict[str, Numbers]
    """Places in ``values``, by dimension."""
    values: dict[str, list[Any]]
    places: dict[str, dict[Any, Numbers]]
    """The parts (of a country: the cells) of each value, in order, by dimension."""
    members: dict[str, Members]
    spans: Members
    span_years: list[tuple[int, int]]
    selections: dict[Any, Any] = field(default_factory=dict)
    """The last selections of cells, so that the parts of one page share them."""
    answers: dict[Any, Any] = field(default_factory=dict)
    """The last answers: most visitors ask the same first question."""

    def cells_in(self, parts: Numbers | slice) -> Numbers | slice:
        """The cells of some parts, in order."""
        if isinstance(parts, slice):
            return parts
        first = self.starts[parts]
        sizes = self.starts[parts + 1] - first
        # The places within the answer, moved to where each part begins.
        cells: Numbers = np.arange(sizes.sum()) + np.repeat(first - np.cumsum(sizes) + sizes, sizes)
        return cells


class _Holder:
    """The newest snapshot of a store, and the thread that reads the next one."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.snapshot: Snapshot | None = None
        self.reader: threading.Thread | None = None


_holders: WeakKeyDictionary[Store, _Holder] = WeakKeyDictionary()


def hold_snapshot(store: Store) -> None:
    """Keep a snapshot of ``store`` in this process from now on; reads the first one at once."""
    holder = _holders.setdefault(store, _Holder())
    holder.snapshot = _read(store)


def snapshot_of(store: Store, version: int) -> Snapshot | None:
    """The snapshot of ``version`` if this process holds it; else None, and it is being read."""
    holder = _holders.get(store)
    if holder is None:
        return None
    if holder.snapshot is not None and holder.snapshot.version == version:
        return holder.snapshot
    with holder.lock:
        if holder.reader is None or not holder.reader.is_alive():
            holder.reader = threading.Thread(target=_renew, args=(store, holder), daemon=True)
            holder.reader.start()
    return None


def _renew(store: Store, holder: _Holder) -> None:
    holder.snapshot = _read(store)


def _read(store: Store) -> Snapshot:
    columns = [column for column in SummaryCell.__table__.columns if column.name != "cell_number"]
    with store.reading() as session:
        version = session.scalar(select(DataVersion.version)) or 0
        # The driver's own rows: hundreds of thousands, wanted as the whole numbers they are.
        cursor = session.connection().connection.cursor()
        cursor.execute(str(select(*columns)))
        rows = cursor.fetchall()
    return _snapshot(version, pd.DataFrame(rows, columns=[column.name for column in columns]))


def _snapshot(version: int, frame: pd.DataFrame) -> Snapshot:
    frame = frame.iloc[np.argsort(frame["action_id"], kind="stable")]
    columns = ["action_id", *_OF_PARTS, *(DIMENSIONS[name].key for name in _PART_DIMENSIONS)]
    part = np.asarray(frame.groupby(columns, sort=False).ngroup(), np.int64)
    order = np.lexsort((frame[DIMENSIONS[COUNTRY].key].to_numpy(), part))
    frame, part = frame.iloc[order], part[order]
    starts = _starts(part)
    parts = frame.iloc[starts[:-1]]
    action, action_ids = pd.factorize(parts["action_id"])
    codes: dict[str, Numbers] = {}
    values: dict[str, list[Any]] = {}
    members: dict[str, Members] = {}
    for name, column in DIMENSIONS.items():
        is_part = name != COUNTRY
        found, unique = pd.factorize((parts if is_part else frame)[column.key])
        codes[name], values[name] = found, list(unique)
        members[name] = _members(action if is_part else action[part], found)
    small = {name: parts[name].to_numpy(np.int16) for name in _SMALL}
    action_starts = _starts(action)
    span, span_values = pd.factorize(
        small["first_year"].astype(np.int64) * 10_000 + small["last_year"]
    )
    marks = frame["marks"].to_numpy(np.int64)
    money = {name: frame[name].to_numpy(np.int64) for name in MONEY_COLUMNS if frame[name].any()}
    return Snapshot(
        version=version,
        source_ids=frozenset(parts["source_id"].unique().tolist()),
        year=frame["year"].to_numpy(np.int16),
        part=part,
        money=money,
        starts=starts,
        part_money={name: added(units, starts) for name, units in money.items()},
        small=small,
        marks=marks,
        part_marks=gathered(marks, starts),
        is_unvalued=parts["is_unvalued"].astype(bool).to_numpy(),
        action=action,
        action_starts=action_starts,
        action_ids=np.asarray(action_ids, np.int64),
        action_numbers={int(number): place for place, number in enumerate(action_ids)},
        first_years=np.maximum.reduceat(small["first_year"], action_starts[:-1])
        if len(action)
        else small["first_year"],
        codes=codes,
        places={name: _places(codes[name], values[name]) for name in codes},
        values=values,
        members=members,
        spans=_members(action, span),
        span_years=[divmod(int(value), 10_000) for value in span_values],
    )


def _places(codes: Numbers, values: list[Any]) -> dict[Any, Numbers]:
    order = np.argsort(codes, kind="stable")
    ends = np.cumsum(np.bincount(codes, minlength=len(values)))
    return dict(zip(values, np.split(order, ends[:-1]), strict=True)) if values else {}


def _starts(groups: Numbers) -> Numbers:
    """Where each run of equal numbers begins, and the end of the last."""
    inner = np.flatnonzero(groups[1:] != groups[:-1]) + 1
    return np.concatenate(([0], inner, [len(groups)] if len(groups) else ())).astype(np.int64)


def _members(action: Any, value: Any) -> Members:
    width = int(value.max()) + 1 if len(value) else 1
    pair, unique = pd.factorize(action * width + value)
    return Members(pair, np.asarray(unique, np.int64) % width)


def added(units: Whole, starts: Numbers) -> Whole:
    """Sums of the runs of ``units`` that begin at ``starts``, which ends with their number."""
    return np.add.reduceat(units, starts[:-1]) if len(units) else units


def gathered(marks: Whole, starts: Numbers) -> Whole:
    """All the marks of the runs that begin at ``starts``, which ends with their number."""
    return np.bitwise_or.reduceat(marks, starts[:-1]) if len(marks) else marks


def runs(groups: Numbers) -> tuple[Numbers, Numbers]:
    """The numbers of an ordered column, each once, and where their runs begin (and end)."""
    starts = _starts(groups)
    return groups[starts[:-1]], starts


def exact_sums(groups: Numbers, units: Whole, size: int) -> Whole:
    """Sums of whole units by group number."""
    # Not bincount, which adds floats.
    sums = np.zeros(size, np.int64)
    np.add.at(sums, groups, units)
    return sums


def distinct_counts(members: Members, chosen: Numbers | slice, size: int) -> Whole:
    """How many distinct actions the chosen parts or cells have in each category."""
    pairs = members.pair[chosen]
    if len(pairs) * _FEW < len(members.value):
        return np.bincount(members.value[runs(np.sort(pairs))[0]], minlength=size)
    marks = np.zeros(len(members.value), np.bool_)
    marks[pairs] = True
    return np.bincount(members.value[marks], minlength=size)
