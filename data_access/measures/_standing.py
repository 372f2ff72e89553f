"""What stands behind the money of a category: amounts with a worth, without a rate or a price."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from sqlalchemy import case, func, literal, select

from data_access.measures._question import DIMENSIONS, Question
from data_access.measures._selection import kept_answer, selection, where
from data_access.measures._snapshot import COUNTRY, Numbers, Snapshot, runs
from data_access.measures._sums import BROKEN_DOWN, KINDS, Sums
from data_access.store.tables.summaries import SummaryCell
from data_access.vocabulary.money import KINDS_OF_AMOUNT, rated_mark, unrated_mark, unvalued_mark

LACKING = ("unrated", "unvalued")
YEAR = "anio"
"""The dimension of the years in which amounts are dated."""


class Standing(NamedTuple):
    """What a sum of one kind of amount is made of, in the years asked for.

    With ``is_rated`` some amount has a worth in the chosen currency: only then is a sum of zero a
    zero. The actions with an amount that has no rate (``unrated``) or no price (``unvalued``) are
    left out of it.
    """

    is_rated: bool = False
    unrated: int = 0
    unvalued: int = 0


Backing = dict[str, dict[str, Standing]]
"""What stands behind each category, by code and by the name of the sum."""


class Masks(NamedTuple):
    """The marks of amounts with a worth in a currency, without a rate, and without a price."""

    rated: int
    unrated: int
    unvalued: int

    def standing(self, marks: int) -> Standing:
        """What the ``marks`` of a single action say."""
        return Standing(
            bool(marks & self.rated), int(marks & self.unrated > 0), int(marks & self.unvalued > 0)
        )


def standing_by(question: Question, dimension: str, found: Sequence[Sums]) -> Backing:
    """What stands behind each sum of each of ``found``, by code and name of the sum.

    ``dimension`` is a filter name, ``anio``, or empty for the whole, of which the counterpart is
    told too.
    """
    key = "standing", dimension
    if key not in question.answered:
        names = BROKEN_DOWN if dimension else KINDS
        kinds = kinds_of(question, names)
        told = {name: _told(question, dimension, each, found, name) for name, each in kinds.items()}
        question.answered[key] = {
            sums.code: {name: told[name][sums.code] for name in kinds} for sums in found
        }
    standing: Backing = question.answered[key]
    return standing


def kinds_of(question: Question, names: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The kinds of amount of each of the sums ``names``, and of the chosen one."""
    return {name: (name,) for name in names} | {"value": KINDS_OF_AMOUNT[question.filters.monto]}


def masks_of(kinds: Iterable[str], currency: str) -> Masks:
    """The marks that amounts of some kinds leave in their cells."""
    return Masks(
        sum(rated_mark(kind, currency) for kind in kinds),
        sum(unrated_mark(kind, currency) for kind in kinds),
        sum(unvalued_mark(kind) for kind in kinds),
    )


def lacking_of(standing: Mapping[str, Standing]) -> dict[str, dict[str, int]]:
    """How many actions are left out of each sum and why, by its name; nothing where none is."""
    return {
        name: {word: count for word, count in told._asdict().items() if word in LACKING and count}
        for name, told in standing.items()
        if told.unrated or told.unvalued
    }


def _told(
    question: Question, dimension: str, kinds: tuple[str, ...], found: Sequence[Sums], name: str
) -> Mapping[str, Standing]:
    """The standing of the sums ``name``, which are of ``kinds``, by code."""
    key = "standing", dimension, kinds
    if key not in question.answered:
        masks = masks_of(kinds, question.filters.moneda)
        # Most sums are not zero, and need no look at what is behind them.
        is_zero = any(not getattr(sums, name) for sums in found)
        rated = _rated(question, dimension, masks.rated) if is_zero else set()
        lacking = _lacking(question, dimension, masks)
        question.answered[key] = {
            sums.code: Standing(
                bool(getattr(sums, name)) or sums.code in rated, *lacking.get(sums.code, (0, 0))
            )
            for sums in found
        }
    told: Mapping[str, Standing] = question.answered[key]
    return told


def _rated(question: Question, dimension: str, mask: int) -> set[str]:
    """The codes with an amount that has a worth."""
    rows: Iterable[Any]
    if question.snapshot is not None:
        rows = _kept(question, dimension, mask, lambda parts: parts.marked_values(mask))
    else:
        key, conditions = _of_cells(question, dimension)
        query = select(key).where(*conditions, SummaryCell.marks.bitwise_and(mask) != 0).distinct()
        rows = question.session.scalars(query)
    return {_code(question, dimension, stored) for stored in rows}


def _lacking(question: Question, dimension: str, masks: Masks) -> dict[str, tuple[int, int]]:
    """How many actions have an amount without a rate, and one without a price, by code."""
    rows: Iterable[Any]
    if question.snapshot is not None:
        rows = _kept(question, dimension, masks, lambda parts: parts.counts(*masks[1:]))
    else:
        key, conditions = _of_cells(question, dimension)
        marks, action_id = SummaryCell.marks, SummaryCell.action_id
        counts = [
            func.count(case((marks.bitwise_and(mask) != 0, action_id)).distinct())
            for mask in masks[1:]
        ]
        some = marks.bitwise_and(masks.unrated | masks.unvalued) != 0
        query = select(key, *counts).where(*conditions, some).group_by(key)
        rows = question.session.execute(query)
    return {
        _code(question, dimension, stored): (unrated, unvalued)
        for stored, unrated, unvalued in rows
    }


def _of_cells(question: Question, dimension: str) -> tuple[Any, list[Any]]:
    """The column of a dimension, and the conditions on the cells that the question chooses."""
    conditions: list[Any] = question.cell_conditions()
    if question.years is not None:
        conditions.append(SummaryCell.year.between(*question.years))
    if dimension == YEAR:
        return SummaryCell.year, conditions
    return DIMENSIONS[dimension] if dimension else literal(""), conditions


def _code(question: Question, dimension: str, stored: Any) -> str:
    return str(stored) if dimension == YEAR else question.code(dimension, stored)


def _kept(question: Question, dimension: str, what: Any, read: Any) -> Any:
    """What ``read`` makes of the parts in memory, once while the data stays as it is."""
    key = "standing", where(question), question.years, dimension, what
    return kept_answer(
        question.snapshot, key, lambda: list(read(_Parts(question, question.snapshot, dimension)))
    )


class _Parts:
    """The dated parts (of a country or a year: cells) of a question with their marks and groups."""

    def __init__(self, question: Question, snapshot: Snapshot, dimension: str) -> None:
        chosen = selection(question, snapshot)
        self._finest = COUNTRY if dimension in (COUNTRY, YEAR) else ""
        self._snapshot = snapshot
        self._dated = chosen.dated(self._finest)
        self._marks = chosen.marks(self._finest)
        self._values: Sequence[Any] = [""]
        self._groups = np.zeros(len(self._marks), np.int64)
        if dimension == YEAR:
            self._groups = chosen.year.astype(np.int64)
            self._values = range(int(self._groups.max(initial=0)) + 1)
        elif dimension:
            self._groups = snapshot.codes[dimension][self._dated]
            self._values = snapshot.values[dimension]

    def marked_values(self, mask: int) -> Iterable[Any]:
        """The values with a part that has one of the marks."""
        groups = np.unique(self._groups[self._marks & mask != 0])
        return (self._values[number] for number in groups.tolist())

    def counts(self, *masks: int) -> Iterable[tuple[Any, ...]]:
        """The values with how many actions have each of the marks; those with none are left out."""
        some = np.flatnonzero(self._marks & sum(masks))
        if not len(some):
            return ()
        groups, marks = self._groups[some], self._marks[some]
        pairs = groups << 32 | self._actions(some)
        counts = [_distinct(pairs[marks & mask != 0], len(self._values)) for mask in masks]
        return (
            (self._values[number], *(int(count[number]) for count in counts))
            for number in np.unique(groups).tolist()
        )

    def _actions(self, some: Numbers) -> Numbers:
        part = self._snapshot.part[self._dated][some] if self._finest else _at(self._dated, some)
        return self._snapshot.action[part]


def _at(dated: Numbers | slice, some: Numbers) -> Numbers:
    # A slice is all of them.
    return some if isinstance(dated, slice) else dated[some]


def _distinct(pairs: Numbers, size: int) -> Numbers:
    """Distinct actions of each group."""
    found: Numbers = np.bincount(runs(np.sort(pairs))[0] >> 32, minlength=size)
    return found
