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

from data_access.measures._question import CELL_COLUMNS
from data_access.store.store import Store
from data_access.store.tables.summaries import DataVersion, SummaryCell

Whole = NDArray[np.int64]
Codes = NDArray[np.int32]
Marks = NDArray[np.bool_]
Weights = tuple[NDArray[np.float64], ...]
"""Whole units as floats: in one piece, or as their low 32 bits and the rest."""
_MONEY = tuple(
    f"{kind}_{currency}"
    for currency in ("usd", "cop")
    for kind in ("committed", "disbursed", "counterpart")
)
_SMALL = ("source_id", "year", "first_year", "last_year")
_LOW_BITS = 32
_EXACT_FLOATS = 2.0**52
"""Half of the number up to which floats count exactly."""
_FEW = 4
"""Sorting the pairs of a quarter of the cells takes as long as marking all pairs."""


@dataclass(frozen=True)
class Members:
    """The distinct pairs of an action and a category: which pair a cell belongs to, and whose."""

    pair: Codes
    value: Codes


@dataclass(frozen=True)
class Grouped:
    """Cells in the order of their groups; ``starts`` has one more for the end of the last."""

    cells: Codes
    starts: Whole

    def of(self, group: int) -> Codes:
        """The cells of a group, in order."""
        return self.cells[self.starts[group] : self.starts[group + 1]]


@dataclass(frozen=True)
class Snapshot:
    """The cells of one version of the data. ``codes`` index ``values``; all arrays are per cell."""

    version: int
    source_ids: frozenset[int]
    small: dict[str, NDArray[np.int16]]
    is_unvalued: Marks
    action: Codes
    action_ids: Whole
    action_numbers: dict[int, int]
    """The number of each action id."""
    first_years: NDArray[np.int16]
    """Of each action."""
    codes: dict[str, Codes]
    values: dict[str, list[Any]]
    places: dict[str, dict[Any, Codes]]
    """The cells of each value, in order, by dimension."""
    members: dict[str, Members]
    spans: Members
    span_years: list[tuple[int, int]]
    cells_of: Grouped
    """The cells of each action."""
    money: dict[str, Whole]
    selections: dict[Any, Any] = field(default_factory=dict)
    """The last selections of cells, so that the parts of one page share them."""
    answers: dict[Any, Any] = field(default_factory=dict)
    """The last answers: most visitors ask the same first question."""


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
    columns = [column for column in SummaryCell.__table__.columns if column.name != "cell_id"]
    with store.reading() as session:
        version = session.scalar(select(DataVersion.version)) or 0
        # The driver's own rows: hundreds of thousands, wanted as the whole numbers they are.
        cursor = session.connection().connection.cursor()
        cursor.execute(str(select(*columns)))
        rows = cursor.fetchall()
    return _snapshot(version, pd.DataFrame(rows, columns=[column.name for column in columns]))


def _snapshot(version: int, frame: pd.DataFrame) -> Snapshot:
    action, action_ids = pd.factorize(frame["action_id"])
    codes: dict[str, Codes] = {}
    values: dict[str, list[Any]] = {}
    members: dict[str, Members] = {}
    for name, column in CELL_COLUMNS.items():
        found, unique = pd.factorize(frame[column.key])
        codes[name], values[name] = found.astype(np.int32), list(unique)
        members[name] = _members(action, found)
    first_years = np.zeros(len(action_ids), np.int16)
    np.maximum.at(first_years, action, frame["first_year"].to_numpy(np.int16))
    spans = frame["first_year"].to_numpy(np.int64) * 10_000 + frame["last_year"].to_numpy(np.int64)
    span, span_values = pd.factorize(spans)
    return Snapshot(
        version=version,
        source_ids=frozenset(int(number) for number in frame["source_id"].unique()),
        small={name: frame[name].to_numpy(np.int16) for name in _SMALL},
        is_unvalued=frame["is_unvalued"].astype(bool).to_numpy(),
        action=action.astype(np.int32),
        action_ids=np.asarray(action_ids, np.int64),
        action_numbers={int(number): place for place, number in enumerate(action_ids)},
        first_years=first_years,
        codes=codes,
        places={name: _places(codes[name], values[name]) for name in codes},
        values=values,
        members=members,
        spans=_members(action, span),
        span_years=[divmod(int(value), 10_000) for value in span_values],
        cells_of=_grouped(action, len(action_ids)),
        money={name: frame[name].to_numpy(np.int64) for name in _MONEY},
    )


def _places(codes: Codes, values: list[Any]) -> dict[Any, Codes]:
    grouped = _grouped(codes, len(values))
    return {value: grouped.of(number) for number, value in enumerate(values)}


def _grouped(groups: NDArray[Any], size: int) -> Grouped:
    counts = np.bincount(groups, minlength=size)
    order = np.argsort(groups, kind="stable").astype(np.int32)
    return Grouped(order, np.concatenate(([0], np.cumsum(counts))))


def _members(action: Any, value: Any) -> Members:
    width = int(value.max()) + 1 if len(value) else 1
    pair, unique = pd.factorize(action.astype(np.int64) * width + value)
    return Members(pair.astype(np.int32), (np.asarray(unique, np.int64) % width).astype(np.int32))


def exact_weights(units: Whole) -> Weights:
    """Whole units as floats that bincount can add exactly."""
    if np.abs(units).sum(dtype=np.float64) < _EXACT_FLOATS:
        return (units.astype(np.float64),)
    low, high = units & ((1 << _LOW_BITS) - 1), units >> _LOW_BITS
    return low.astype(np.float64), high.astype(np.float64)


def exact_sums(groups: NDArray[Any], weights: Weights, size: int) -> Whole:
    """Sums of whole units by group number."""
    first, *rest = (np.bincount(groups, part, size).astype(np.int64) for part in weights)
    return first + (rest[0] << _LOW_BITS) if rest else first


def distinct_counts(members: Members, cells: NDArray[Any] | slice, size: int) -> Whole:
    """How many distinct actions the chosen cells have in each category."""
    pairs = members.pair[cells]
    if len(pairs) * _FEW < len(members.value):
        found = np.sort(pairs)
        return np.bincount(members.value[found[np.diff(found, prepend=-1) > 0]], minlength=size)
    marks = np.zeros(len(members.value), np.bool_)
    marks[pairs] = True
    return np.bincount(members.value[marks], minlength=size)
