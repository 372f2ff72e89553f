"""What stands behind the money of a category: amounts with a worth, without a rate or a price."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache, cached_property
from typing import Any, NamedTuple

import numpy as np
from sqlalchemy import case, func, literal, select

from data_access.measures._from_snapshot import codes_of
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
"""What stands behind each category, by code and by the name of the sum.

Of most sums there is nothing to tell, so that they are not in it: they are not zero and leave
nothing out.
"""


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
    """What stands behind the sums of ``found`` that are zero or leave something out.

    ``dimension`` is a filter name, ``anio``, or empty for the whole, of which the counterpart is
    told too. ``found`` are all its categories.
    """
    key = "standing", dimension
    if key not in question.answered:
        snapshot = question.snapshot
        if snapshot is None:
            standing = _standing(_Cells(question, dimension), question, dimension, found)
        else:
            asked = where(question), question.years, question.filters.moneda, question.filters.monto
            standing = kept_answer(
                snapshot,
                (*key, asked),
                lambda: _standing(_Parts(question, dimension), question, dimension, found),
            )
        question.answered[key] = standing
    known: Backing = question.answered[key]
    return known


def _standing(
    behind: _Cells | _Parts, question: Question, dimension: str, found: Sequence[Sums]
) -> Backing:
    told: dict[tuple[str, ...], dict[str, Standing]] = {}
    backing: Backing = {}
    for name, kinds in kinds_of(question, BROKEN_DOWN if dimension else KINDS).items():
        if kinds not in told:
            zeros = {sums.code for sums in found if not getattr(sums, name)}
            told[kinds] = _told(behind, masks_of(kinds, question.filters.moneda), zeros)
        for code, standing in told[kinds].items():
            backing.setdefault(code, {})[name] = standing
    return backing


def _told(behind: _Cells | _Parts, masks: Masks, zeros: set[str]) -> dict[str, Standing]:
    """What there is to tell of a sum, by code; ``zeros`` are the codes for which it is zero."""
    rated = zeros.intersection(behind.rated(masks)) if zeros else set()
    told = {code: Standing(is_rated=True) for code in rated}
    for code, *counts in behind.lacking(masks):
        told[code] = Standing(code in rated or code not in zeros, *counts)
    return told


def kinds_of(question: Question, names: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The kinds of amount of each of the sums ``names``, and of the chosen one."""
    return {name: (name,) for name in names} | {"value": KINDS_OF_AMOUNT[question.filters.monto]}


@cache
def masks_of(kinds: tuple[str, ...], currency: str) -> Masks:
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


class _Cells:
    """What the cells in the store know of each category of a question."""

    def __init__(self, question: Question, dimension: str) -> None:
        self._question, self._dimension = question, dimension
        self._conditions: list[Any] = question.cell_conditions()
        if question.years is not None:
            self._conditions.append(SummaryCell.year.between(*question.years))
        self._key: Any = literal("")
        if dimension:
            self._key = SummaryCell.year if dimension == YEAR else DIMENSIONS[dimension]

    def rated(self, masks: Masks) -> Iterable[str]:
        """The codes with an amount that has a worth."""
        is_rated = SummaryCell.marks.bitwise_and(masks.rated) != 0
        query = select(self._key).where(*self._conditions, is_rated).distinct()
        return (self._code(stored) for stored in self._question.session.scalars(query))

    def lacking(self, masks: Masks) -> Iterable[tuple[Any, ...]]:
        """Codes with how many actions have an amount without a rate, and one without a price."""
        marks, action_id = SummaryCell.marks, SummaryCell.action_id
        counts = [
            func.count(case((marks.bitwise_and(mask) != 0, action_id)).distinct())
            for mask in masks[1:]
        ]
        some = marks.bitwise_and(masks.unrated | masks.unvalued) != 0
        query = select(self._key, *counts).where(*self._conditions, some).group_by(self._key)
        rows = self._question.session.execute(query)
        return ((self._code(stored), *counts) for stored, *counts in rows)

    def _code(self, stored: Any) -> str:
        return (
            str(stored) if self._dimension == YEAR else self._question.code(self._dimension, stored)
        )


class _Parts:
    """The same from the dated parts (of a country or a year: cells) in memory."""

    def __init__(self, question: Question, dimension: str) -> None:
        self._question, self._dimension = question, dimension
        self._snapshot: Snapshot = question.snapshot
        self._finest = COUNTRY if dimension in (COUNTRY, YEAR) else ""
        self._chosen = selection(question, self._snapshot)

    @cached_property
    def _groups(self) -> Numbers:
        if self._dimension == YEAR:
            return self._chosen.year.astype(np.int64)
        if not self._dimension:
            return np.zeros(len(self._chosen.marks("")), np.int64)
        return self._snapshot.codes[self._dimension][self._chosen.dated(self._finest)]

    def rated(self, masks: Masks) -> Iterable[str]:
        """The codes with an amount that has a worth."""
        is_rated = self._chosen.marks(self._finest) & masks.rated != 0
        # The groups are few: they are counted faster than sorted.
        return map(self._code, np.flatnonzero(np.bincount(self._groups[is_rated])).tolist())

    def lacking(self, masks: Masks) -> Iterable[tuple[Any, ...]]:
        """Codes with how many actions have an amount without a rate, and one without a price."""
        some = self._chosen.marked(self._finest, masks.unrated | masks.unvalued)
        if not len(some):
            return ()
        groups, marks = self._groups[some], self._chosen.marks(self._finest)[some]
        pairs, size = groups << 32 | self._actions(some), int(groups.max()) + 1
        numbers = np.flatnonzero(np.bincount(groups, minlength=size))
        counts = [_distinct(pairs, marks & mask, size)[numbers].tolist() for mask in masks[1:]]
        return zip(map(self._code, numbers.tolist()), *counts, strict=True)

    def _actions(self, some: Numbers) -> Numbers:
        dated = self._chosen.dated(self._finest)
        if self._finest:
            return self._snapshot.action[self._snapshot.part[dated][some]]
        # A slice is all of them.
        return self._snapshot.action[some if isinstance(dated, slice) else dated[some]]

    def _code(self, number: int) -> str:
        return str(number) if self._dimension == YEAR else self._names[number]

    @cached_property
    def _names(self) -> list[str]:
        return (
            codes_of(self._question, self._snapshot, self._dimension) if self._dimension else [""]
        )


def _distinct(pairs: Numbers, marks: Numbers, size: int) -> Numbers:
    """Distinct actions of each group, of those that are marked."""
    marked = pairs[marks != 0]
    if not len(marked):
        return np.zeros(size, np.int64)
    found: Numbers = np.bincount(runs(np.sort(marked))[0] >> 32, minlength=size)
    return found
