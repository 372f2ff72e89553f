"""Pages of actions from the snapshot: their order, and what its cells know of each."""

from decimal import Decimal
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Select

from data_access.measures._question import Question
from data_access.measures._selection import kept_answer, selection, where
from data_access.measures._snapshot import COUNTRY, Numbers, Snapshot, exact_sums, runs
from data_access.measures._sums import BROKEN_DOWN, chosen_columns, column_of, scale_of

_UNDER_WAY = "actions under way"


def page_of_actions(
    question: Question, snapshot: Snapshot, sort: str, descending: bool, offset: int, limit: int
) -> list[int]:
    """Action ids of one page, by first year or by a sum, ties by id."""
    filters = question.filters
    key = (where(question), question.years, filters.moneda, filters.monto, sort, descending)

    def read() -> NDArray[np.int64]:
        return _ordered(question, snapshot, sort, descending, offset + limit)

    found = kept_answer(snapshot, (*key, offset, limit), read)
    return [int(n) for n in found[offset : offset + limit]]


def _ordered(
    question: Question, snapshot: Snapshot, sort: str, descending: bool, most: int
) -> NDArray[np.int64]:
    chosen = selection(question, snapshot)
    size = len(snapshot.action_ids)
    found = runs(snapshot.action[chosen.under_way("")])[0]
    if sort == "year":
        keys: NDArray[Any] = snapshot.first_years[found]
    else:
        filters = question.filters
        names = chosen_columns(filters) if sort == "value" else [column_of(sort, filters)]
        groups = snapshot.action[chosen.dated("")]
        keys = exact_sums(groups, chosen.money("", *names), size)[found]
    keys = -keys if descending else keys
    if len(found) > most:
        # Only those that can be on the page are sorted, with all that tie with its last.
        edge = np.partition(keys, most - 1)[most - 1]
        found, keys = found[keys <= edge], keys[keys <= edge]
    return snapshot.action_ids[found[np.lexsort((snapshot.action_ids[found], keys))[:most]]]


def money_of(question: Question, snapshot: Snapshot, ids: list[int]) -> dict[int, list[Decimal]]:
    """Committed, disbursed and chosen of each action: the part that answers the question."""
    chosen = selection(question, snapshot)
    scale = -scale_of(question.filters.moneda)
    shown = [[column_of(kind, question.filters)] for kind in BROKEN_DOWN]
    columns = [chosen.money("", *names) for names in (*shown, chosen_columns(question.filters))]
    parts, found = chosen.dated(""), {}
    for action_id in ids:
        own = _dated_of(snapshot, parts, action_id)
        sums = (column[own].sum() for column in columns)
        found[action_id] = [Decimal(int(units)).scaleb(scale) for units in sums]
    return found


def marks_of(question: Question, snapshot: Snapshot, ids: list[int]) -> dict[int, int]:
    """What stands behind that money of each action."""
    chosen = selection(question, snapshot)
    marks, parts = chosen.marks(""), chosen.dated("")
    return {
        action_id: int(np.bitwise_or.reduce(marks[_dated_of(snapshot, parts, action_id)]))
        for action_id in ids
    }


def values_of(snapshot: Snapshot, dimension: str, ids: list[int]) -> dict[int, list[Any]]:
    """The values of a filter name that each action has, in order."""
    codes, values = snapshot.codes[dimension], snapshot.values[dimension]
    found = {}
    for action_id in ids:
        own = _parts_of(snapshot, action_id)
        if dimension == COUNTRY:
            own = slice(*snapshot.starts[[own.start, own.stop]])
        found[action_id] = sorted({values[n] for n in codes[own].tolist()})
    return found


def actions_among(question: Question, snapshot: Snapshot, name: str, ids: Select[Any]) -> int:
    """How many actions of the question are among ``ids``, read once under ``name``."""

    def read() -> NDArray[np.bool_]:
        return np.isin(snapshot.action_ids, question.session.scalars(ids).all())

    among = kept_answer(snapshot, name, read)
    if not among.any():
        return 0
    if _UNDER_WAY not in question.answered:
        parts = selection(question, snapshot).under_way("")
        question.answered[_UNDER_WAY] = runs(snapshot.action[parts])[0]
    return int(np.count_nonzero(among[question.answered[_UNDER_WAY]]))


def _dated_of(snapshot: Snapshot, parts: Numbers | slice, action_id: int) -> slice:
    """Where the dated parts of an action stand among ``parts``, which a question chooses."""
    own = _parts_of(snapshot, action_id)
    if isinstance(parts, slice):
        return own
    return slice(*np.searchsorted(parts, (own.start, own.stop)))


def _parts_of(snapshot: Snapshot, action_id: int) -> slice:
    place = snapshot.action_numbers[action_id]
    return slice(*snapshot.action_starts[place : place + 2].tolist())
