"""Which parts and cells of the snapshot a question chooses, kept for what one page shows."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

import numpy as np
from sqlalchemy import select

from data_access.measures._question import CLASS, Question
from data_access.measures._snapshot import (
    COUNTRY,
    Marks,
    Numbers,
    Small,
    Snapshot,
    Whole,
    added,
    gathered,
    runs,
)
from data_access.store.tables import actions

_KEPT_SELECTIONS = 4
_KEPT_ANSWERS = 2048
T = TypeVar("T")


@dataclass(frozen=True)
class Chosen:
    """The parts with a cell that meets the filters, whatever the years asked for.

    ``own`` are the cells that do, where a filter by country leaves out others of these parts.
    """

    snapshot: Snapshot
    parts: Numbers | slice
    own: Numbers | None = None

    @cached_property
    def cells(self) -> Numbers | slice:
        """The cells that meet the filters; a slice means all."""
        return self.snapshot.cells_in(self.parts) if self.own is None else self.own


@dataclass(frozen=True)
class Selection:
    """Numbers of what meets the filters: dated in the years, or under way in them."""

    chosen: Chosen
    years: tuple[int, int] | None
    sums: dict[str, Whole] = field(default_factory=dict)

    def dated(self, dimension: str) -> Numbers | slice:
        """What adds up by ``dimension``: parts with dated cells, and by country these cells."""
        return self._dated_cells if dimension == COUNTRY else self._dated_parts[0]

    def under_way(self, dimension: str) -> Numbers | slice:
        """What counts by ``dimension``: parts of actions under way, and by country their cells."""
        return self._cells_under_way if dimension == COUNTRY else self._parts_under_way

    def money(self, dimension: str, *names: str) -> Whole:
        """The sum of some money columns of what adds up by ``dimension``, in whole units."""
        found = [self._one(name, dimension) for name in names if name in self.chosen.snapshot.money]
        if len(found) == 1:
            return found[0]
        dated = self.dated(dimension)
        count = self._count(dimension) if isinstance(dated, slice) else len(dated)
        return np.sum(found, axis=0) if found else np.zeros(count, np.int64)

    def marks(self, dimension: str) -> Whole:
        """What stands behind the money of what adds up by ``dimension``."""
        key = f"marks {dimension}"
        if key not in self.sums:
            self.sums[key] = self._marks(dimension)
        return self.sums[key]

    def marked(self, dimension: str, mask: int) -> Numbers:
        """The places of what adds up by ``dimension`` and has some of the marks."""
        key = f"marked {dimension} {mask}"
        if key not in self.sums:
            self.sums[key] = np.flatnonzero(self.marks(dimension) & mask)
        return self.sums[key]

    def _marks(self, dimension: str) -> Whole:
        snapshot, (parts, starts) = self.chosen.snapshot, self._dated_parts
        if dimension != COUNTRY and starts is None:
            return snapshot.part_marks[parts]
        cells = snapshot.marks[self._dated_cells]
        return cells if dimension == COUNTRY or starts is None else gathered(cells, starts)

    def _count(self, dimension: str) -> int:
        """How many cells, of a country, or parts there are."""
        snapshot = self.chosen.snapshot
        return len(snapshot.part) if dimension == COUNTRY else len(snapshot.action)

    def _one(self, name: str, dimension: str) -> Whole:
        key = f"{name} {COUNTRY}" if dimension == COUNTRY else name
        if key not in self.sums:
            self.sums[key] = self._money(name, dimension)
        return self.sums[key]

    def _money(self, name: str, dimension: str) -> Whole:
        snapshot, (parts, starts) = self.chosen.snapshot, self._dated_parts
        if dimension != COUNTRY and starts is None:
            return snapshot.part_money[name][parts]
        cells = snapshot.money[name][self._dated_cells]
        return cells if dimension == COUNTRY or starts is None else added(cells, starts)

    @cached_property
    def year(self) -> Small:
        """The year of each dated cell."""
        return self.chosen.snapshot.year[self._dated_cells]

    @cached_property
    def _dated_cells(self) -> Numbers | slice:
        cells = self.chosen.cells
        if self.years is None:
            return cells
        year, (low, high) = self.chosen.snapshot.year[cells], self.years
        return _those(cells, (year >= low) & (year <= high))

    @cached_property
    def _dated_parts(self) -> tuple[Numbers | slice, Numbers | None]:
        """The parts with dated cells, and where their cells begin unless they have them all."""
        if self.years is None and self.chosen.own is None:
            return self.chosen.parts, None
        return runs(self.chosen.snapshot.part[self._dated_cells])

    @cached_property
    def _parts_under_way(self) -> Numbers | slice:
        parts = self.chosen.parts
        return parts if self.years is None else _those(parts, self._is_under_way(parts))

    @cached_property
    def _cells_under_way(self) -> Numbers | slice:
        own = self.chosen.own
        if own is None:
            return self.chosen.snapshot.cells_in(self._parts_under_way)
        part = self.chosen.snapshot.part[own]
        return own if self.years is None else own[self._is_under_way(part)]

    def _is_under_way(self, parts: Numbers | slice) -> Marks:
        small, (low, high) = self.chosen.snapshot.small, self.years or (0, 0)
        marks: Marks = (small["first_year"][parts] <= high) & (small["last_year"][parts] >= low)
        return marks


def selection(question: Question, snapshot: Snapshot) -> Selection:
    """What ``question`` chooses."""
    key = (where(question), question.years)
    found: Selection = _kept(
        snapshot.selections,
        _KEPT_SELECTIONS,
        key,
        lambda: Selection(chosen(question, snapshot), question.years),
    )
    return found


def chosen(question: Question, snapshot: Snapshot) -> Chosen:
    """What ``question`` chooses whatever its years."""
    known: Chosen | None = question.answered.get("chosen")
    if known is None:
        known = question.answered["chosen"] = _choose(question, snapshot)
    return known


def kept_answer(snapshot: Snapshot, key: Any, read: Callable[[], T]) -> T:
    """What ``read`` gives for ``key``, read once while the data stays as it is."""
    answers: dict[Any, T] = snapshot.answers
    return _kept(answers, _KEPT_ANSWERS, key, read)


def _kept(kept: dict[Any, T], most: int, key: Any, read: Callable[[], T]) -> T:
    """What ``kept`` has for ``key``, or what ``read`` gives; the ``most`` last used are kept."""
    found = kept.pop(key, None)
    value = read() if found is None else found
    while len(kept) >= most:
        kept.pop(next(iter(kept)), None)
    kept[key] = value
    return value


def where(question: Question) -> Any:
    """The filters of ``question`` without its years, to tell it from others."""
    known = question.answered.get("where")
    if known is None:
        codes = tuple((name, tuple(question.codes(name))) for name in question.narrowing)
        known = tuple(question.source_ids), question.flow_classes, codes, question.filters.texto
        question.answered["where"] = known
    return known


def _choose(question: Question, snapshot: Snapshot) -> Chosen:
    parts = _parts(question, snapshot)
    if COUNTRY not in question.narrowing:
        return Chosen(snapshot, parts)
    own = _of_values(question, snapshot, COUNTRY)
    part = snapshot.part[own]
    if not isinstance(parts, slice):
        among = marked(parts, len(snapshot.action))[part]
        own, part = own[among], part[among]
    return Chosen(snapshot, runs(part)[0], own)


def _parts(question: Question, snapshot: Snapshot) -> Numbers | slice:
    """The parts that meet all filters but the country; a slice means all."""
    found: Numbers | None = None
    for name in question.narrowing:
        if name != COUNTRY:
            parts = _of_values(question, snapshot, name)
            found = parts if found is None else np.intersect1d(found, parts, assume_unique=True)
    if question.filters.texto:
        said = kept_answer(
            snapshot, ("texto", question.filters.texto), lambda: _saying(question, snapshot)
        )
        found = np.flatnonzero(said) if found is None else found[said[found]]
    key = ("wanted", tuple(question.source_ids), question.flow_classes)
    wanted, is_every = kept_answer(snapshot, key, lambda: _wanted(question, snapshot))
    if is_every:
        return slice(None) if found is None else found
    return np.flatnonzero(wanted) if found is None else found[wanted[found]]


def _wanted(question: Question, snapshot: Snapshot) -> tuple[Marks, bool]:
    """Which parts are of the sources and of the classes of flow asked for; whether all are."""
    marks: Marks = np.isin(snapshot.small["source_id"], question.source_ids)
    for place, name in enumerate(snapshot.values[CLASS]):
        if name not in question.flow_classes:
            marks &= snapshot.codes[CLASS] != place
    return marks, bool(marks.all())


def _of_values(question: Question, snapshot: Snapshot, name: str) -> Numbers:
    """The parts, or the cells, of the values of a filter, in order."""
    places = snapshot.places[name]
    found = [places[code] for code in set(question.codes(name)) if code in places]
    if len(found) == 1:
        return found[0]
    return np.sort(np.concatenate(found)) if found else np.zeros(0, np.int64)


def _saying(question: Question, snapshot: Snapshot) -> Marks:
    """Which parts are of actions with the words asked for."""
    action_id = actions.Action.__table__.c.action_id
    query = select(action_id).where(*question.text_conditions(action_id))
    ids = np.fromiter((row[0] for row in question.session.connection().execute(query)), np.int64)
    marks: Marks = np.isin(snapshot.action_ids, ids)[snapshot.action]
    return marks


def marked(places: Numbers | slice, size: int) -> Marks:
    """A column of ``size`` marks with those at ``places`` set."""
    marks = np.zeros(size, np.bool_)
    marks[places] = True
    return marks


def _those(places: Numbers | slice, marks: Marks) -> Numbers:
    """The places of which the mark is set; a slice is all of them."""
    found: Numbers = np.flatnonzero(marks) if isinstance(places, slice) else places[marks]
    return found
