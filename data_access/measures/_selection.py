"""Which cells of the snapshot a question chooses, kept for the parts of one page."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import select

from data_access.measures._question import Question
from data_access.measures._snapshot import Marks, Snapshot, Weights, exact_weights
from data_access.store.tables import actions

Cells = NDArray[np.int64]
_KEPT_SELECTIONS = 4
_KEPT_ANSWERS = 2048
T = TypeVar("T")


@dataclass(frozen=True)
class Selection:
    """Numbers of the cells that meet the filters: dated in the years, and under way in them."""

    dated: Cells | slice
    under_way: Cells | slice
    weights: dict[str, Weights] = field(default_factory=dict)

    def money(self, snapshot: Snapshot, name: str) -> Weights:
        """A money column of the dated cells, ready to be added."""
        if name not in self.weights:
            self.weights[name] = exact_weights(snapshot.money[name][self.dated])
        return self.weights[name]


def selection(question: Question, snapshot: Snapshot) -> Selection:
    """The cells of ``question``."""
    key = (where(question), question.years)
    chosen: Selection = _kept(
        snapshot.selections,
        _KEPT_SELECTIONS,
        key,
        lambda: Selection(*_in_years(question, snapshot)),
    )
    return chosen


def cells(question: Question, snapshot: Snapshot) -> Cells | slice:
    """Numbers of the cells that meet the filters, whatever their year; a slice means all."""
    known = question.answered.get("cells")
    if known is None:
        known = question.answered["cells"] = _select(question, snapshot)
    found: Cells | slice = known
    return found


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
        known = tuple(question.source_ids), codes, question.filters.texto
        question.answered["where"] = known
    return known


def _select(question: Question, snapshot: Snapshot) -> Cells | slice:
    found: NDArray[Any] | None = None
    for name in question.narrowing:
        places = snapshot.places[name]
        parts = [places[code] for code in set(question.codes(name)) if code in places]
        chosen = parts[0] if len(parts) == 1 else _joined(parts)
        found = chosen if found is None else np.intersect1d(found, chosen, assume_unique=True)
    if question.filters.texto:
        said = kept_answer(
            snapshot, ("texto", question.filters.texto), lambda: _saying(question, snapshot)
        )
        found = np.flatnonzero(said) if found is None else found[said[found]]
    if snapshot.source_ids <= set(question.source_ids):
        return slice(None) if found is None else found
    wanted = np.isin(snapshot.small["source_id"], question.source_ids)
    return np.flatnonzero(wanted) if found is None else found[wanted[found]]


def _saying(question: Question, snapshot: Snapshot) -> Marks:
    """Which cells are of actions with the words asked for."""
    action_id = actions.Action.__table__.c.action_id
    query = select(action_id).where(*question.text_conditions(action_id))
    ids = np.fromiter((row[0] for row in question.session.connection().execute(query)), np.int64)
    marks: Marks = np.isin(snapshot.action_ids, ids)[snapshot.action]
    return marks


def _joined(parts: list[NDArray[Any]]) -> NDArray[Any]:
    return np.sort(np.concatenate(parts)) if parts else np.zeros(0, np.int32)


def _in_years(question: Question, snapshot: Snapshot) -> tuple[Cells | slice, Cells | slice]:
    """The cells dated in the years asked for, and those of actions under way in them."""
    found = cells(question, snapshot)
    if question.years is None:
        return found, found
    low, high = question.years
    small = snapshot.small
    years = small["year"][found]
    under_way = (small["first_year"][found] <= high) & (small["last_year"][found] >= low)
    dated = (years >= low) & (years <= high)
    if isinstance(found, slice):
        return np.flatnonzero(dated), np.flatnonzero(under_way)
    return found[dated], found[under_way]
