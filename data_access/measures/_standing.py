"""What stands behind the money of a category: amounts with a worth, without a rate or a price."""

from collections.abc import Iterable
from typing import Any, NamedTuple

import numpy as np
from sqlalchemy import case, func, literal, select

from data_access.measures._question import DIMENSIONS, Question
from data_access.measures._selection import selection
from data_access.measures._snapshot import COUNTRY, Numbers, Snapshot, runs
from data_access.store.tables.summaries import SummaryCell
from data_access.vocabulary.money import KINDS_OF_AMOUNT, rated_mark, unrated_mark, unvalued_mark


class Standing(NamedTuple):
    """Actions with an amount of the chosen kind in the years asked for; one may be in several.

    ``rated`` ones have a worth in the chosen currency: only then is a sum of zero a zero. In the
    others nobody reported an amount, or it has no rate (``unrated``) or no price (``unvalued``).
    """

    rated: int = 0
    unrated: int = 0
    unvalued: int = 0


def standing_by(question: Question, dimension: str = "") -> dict[str, Standing]:
    """What stands behind each category of a filter name, by code, or behind the whole (``""``)."""
    key = "standing", dimension
    if key not in question.answered:
        if question.snapshot is not None:
            rows = _from_snapshot(question, question.snapshot, dimension)
        else:
            rows = _from_cells(question, dimension)
        question.answered[key] = {
            question.code(dimension, stored): Standing(*counts) for stored, *counts in rows
        }
    found: dict[str, Standing] = question.answered[key]
    return found


def _masks(question: Question) -> tuple[int, int, int]:
    """The marks of chosen amounts with a worth, without a rate, without a price."""
    kinds, currency = KINDS_OF_AMOUNT[question.filters.monto], question.filters.moneda
    return (
        sum(rated_mark(kind, currency) for kind in kinds),
        sum(unrated_mark(kind, currency) for kind in kinds),
        sum(unvalued_mark(kind) for kind in kinds),
    )


def _from_cells(question: Question, dimension: str) -> Iterable[Any]:
    cells, years = SummaryCell, question.years
    key = DIMENSIONS[dimension] if dimension else literal("")
    counts = [
        func.count(case((cells.marks.bitwise_and(mask) != 0, cells.action_id)).distinct())
        for mask in _masks(question)
    ]
    conditions = question.cell_conditions()
    if years is not None:
        conditions.append(cells.year.between(*years))
    query = select(key, *counts).where(*conditions)
    return question.session.execute(query.group_by(key) if dimension else query)


def _from_snapshot(question: Question, snapshot: Snapshot, dimension: str) -> Iterable[Any]:
    cells = selection(question, snapshot).dated(COUNTRY)
    marks = snapshot.marks[cells]
    part = snapshot.part[cells]
    values = snapshot.values[dimension] if dimension else [""]
    if not dimension:
        group = np.zeros(len(part), np.int64)
    else:
        group = snapshot.codes[dimension][cells if dimension == COUNTRY else part]
    pairs = group << 32 | snapshot.action[part]
    counts = [_actions(pairs[marks & mask != 0], len(values)) for mask in _masks(question)]
    return zip(values, *counts, strict=True)


def _actions(pairs: Numbers, size: int) -> list[int]:
    """Distinct actions of each group."""
    found: list[int] = np.bincount(runs(np.sort(pairs))[0] >> 32, minlength=size).tolist()
    return found
