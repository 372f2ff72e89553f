"""The measures of goals and indicators by name, and the figures that each question needs."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any
from weakref import WeakKeyDictionary

import orjson
from sqlalchemy.orm import Session

from data_access.measures._labels import Labels
from data_access.measures.cooperation import Answer
from data_access.measures.plan.alert_answers import alerts
from data_access.measures.plan.alert_rows import Before
from data_access.measures.plan.budget_answer import budget
from data_access.measures.plan.changes import read_changes
from data_access.measures.plan.content import before_from, contributing, figures_from
from data_access.measures.plan.difference_answers import differences
from data_access.measures.plan.fed import Register
from data_access.measures.plan.figures import Figures, compute, dates_of, default_cut, history_of
from data_access.measures.plan.goal_answers import contributions, progress, series
from data_access.measures.plan.indicator_answers import catalogue, index
from data_access.measures.plan.question import PlanQuestion
from data_access.measures.plan.stored import action_ids, read_content, stored_plan
from data_access.measures.plan.summary_answers import breakdown, summary
from data_access.measures.plan.tree_answer import tree
from data_access.store.collector import without_collector
from data_access.store.store import Store
from data_access.vocabulary.filters import Filters
from data_access.vocabulary.goals import Quarter

ANSWERS: dict[str, Callable[[PlanQuestion], Answer]] = {
    "goals.progress": progress,
    "goals.summary": summary,
    "goals.tree": tree,
    "goals.by_line": breakdown("line", "by_line"),
    "goals.by_component": breakdown("component", "by_component"),
    "goals.by_entity": breakdown("entity", "by_entity"),
    "goals.series": series,
    "goals.contributions": contributions,
    "goals.budget": budget,
    "goals.alerts": alerts,
    "goals.differences": differences,
    "indicators.catalogue": catalogue,
    "indicators.index": index,
}
TOGETHER = frozenset(
    {"goals.summary", "goals.tree", "goals.by_line", "goals.by_component", "goals.by_entity",
     "goals.budget"}
)  # fmt: skip
"""Measures that put goals together: those of the plans, unless another framework is asked for."""
_MOST_CUTS = 6
"""Cuts whose figures a process keeps; five thousand indicators take some thirty megabytes."""


def question_for(name: str, question: PlanQuestion) -> PlanQuestion:
    """The question as the measure ``name`` understands it."""
    return question.of_plans() if name in TOGETHER else question


class _Kept:
    """The figures of a store that a process keeps, the last used last, and who is making more."""

    def __init__(self) -> None:
        self.lock = threading.RLock()
        self.figures: OrderedDict[Any, Figures] = OrderedDict()

    def figures_of(self, key: Any, make: Callable[[], Figures]) -> Figures:
        """The figures under ``key``, made once even when several ask at the same time."""
        with self.lock:
            found = self.figures.get(key)
            if found is None:
                with without_collector():
                    found = make()
            self.figures[key] = found
            self.figures.move_to_end(key)
            while len(self.figures) > _MOST_CUTS:
                self.figures.popitem(last=False)
            return found


_stores: WeakKeyDictionary[Store, _Kept] = WeakKeyDictionary()


class PlanReader:
    """Reads what questions about goals need, in one consistent reading of the store."""

    def __init__(
        self, store: Store, session: Session, labels: Labels, snapshot: Any, today: date | None
    ) -> None:
        self._session = session
        self._labels = labels
        self._snapshot = snapshot
        self._plan = stored_plan(store, session, labels.version)
        self._kept = _stores.setdefault(store, _Kept())
        self.today = today or labels.today()

    def question(self, filters: Filters) -> PlanQuestion:
        """The question with the figures of its cut, those of a closed one as they were stored."""
        cut = Quarter.parse(filters.corte) if filters.corte else default_cut(self._plan, self.today)
        is_closed = dates_of(self._plan, cut).is_closed
        return self.asked_of(self.closed(cut) if is_closed else self.live(cut), filters)

    def closing(self, cut: Quarter) -> PlanQuestion:
        """Everything that a cut says as the store is now, looked at on its closing day at most."""
        day = min(self.today, dates_of(self._plan, cut).closes_on)
        return self.asked_of(self.live(cut, day), Filters())

    def asked_of(self, figures: Figures, filters: Filters) -> PlanQuestion:
        """``filters`` asked of some figures, whatever cut they name."""
        cut = figures.cut
        return PlanQuestion(
            figures=figures,
            filters=replace(filters, corte=cut.code),
            is_cut_asked=bool(filters.corte),
            labels=self._labels,
            dates=dates_of(self._plan, cut),
            live=lambda: self.live(cut),
            changes=lambda: read_changes(self._session, self._plan, self.closed(cut)),
        )

    def live(self, cut: Quarter, today: date | None = None) -> Figures:
        """The figures of a cut as the store is now; ``today`` is the day they are looked at."""
        day = today or self.today
        return self._kept.figures_of(
            (self._labels.version, cut, day), lambda: self._compute(cut, day)
        )

    def closed(self, cut: Quarter) -> Figures:
        """The figures that a closed cut keeps."""
        digest = self._plan.cuts[cut.code].content_hash
        return self._kept.figures_of(digest, lambda: self._read_closed(cut))

    def _read_closed(self, cut: Quarter) -> Figures:
        content = orjson.loads(read_content(self._session, cut.code))["plan"]
        ids = action_ids(self._session, contributing(content))
        plan = self._plan
        return figures_from(content, ids, cache(lambda: history_of(plan)))

    def _compute(self, cut: Quarter, day: date) -> Figures:
        register = Register(self._session, self._labels, self._snapshot)
        return compute(self._plan, cut, day, register, self._before(cut))

    def _before(self, cut: Quarter) -> Before | None:
        """The last cut closed before ``cut``."""
        closed = [
            dates.cut for dates in self._plan.cuts.values() if dates.is_closed and dates.cut < cut
        ]
        return before_from(self.closed(max(closed))) if closed else None
