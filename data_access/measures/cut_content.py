"""What a cut says of everything, as the bytes that closing it keeps for good."""

from datetime import date

from data_access.measures._labels import read_labels
from data_access.measures._snapshot import snapshot_of
from data_access.measures.catalogue import MEASURES
from data_access.measures.catalogue_goals import GOAL_MEASURES
from data_access.measures.plan.answers import ANSWERS, PlanReader
from data_access.measures.plan.content import figures_to_plain, to_bytes
from data_access.measures.plan.stored import CutDates, read_content, stored_plan
from data_access.measures.run import Ask, run_measures
from data_access.store.store import Store
from data_access.vocabulary.actors import Actor, Permission, require
from data_access.vocabulary.filters import Filters
from data_access.vocabulary.goals import Quarter

AS_ROWS = frozenset(
    {"goals.progress", "goals.series", "goals.contributions", "goals.alerts", "goals.differences",
     "indicators.catalogue"}
)  # fmt: skip
"""Measures whose rows are the figures themselves, kept once; the others are kept as answered."""
LANGUAGE = "es"


def cut_content(store: Store, actor: Actor, cut: Quarter, *, today: date | None = None) -> bytes:
    """Canonical JSON of every goal figure at ``cut`` and every other measure without filters.

    It holds no hour and no number of version: equal data give equal bytes, on any day from the
    one on which the cut closes.
    """
    require(actor, Permission.READ_PUBLISHED)
    others = {name: Ask(name, Filters()) for name in MEASURES if name not in GOAL_MEASURES}
    with store.reading() as session:
        labels = read_labels(store, session, LANGUAGE)
        snapshot = snapshot_of(store, labels.version)
        question = PlanReader(store, session, labels, snapshot, today).closing(cut)
        kept = {name: ANSWERS[name](question) for name in ANSWERS if name not in AS_ROWS}
    results = run_measures(store, actor, others, language=LANGUAGE)
    told = [(name, answer.rows, answer.total) for name, answer in kept.items()]
    told += [(name, result.rows, result.total) for name, result in results.items()]
    return to_bytes(
        {
            "plan": figures_to_plain(question.figures),
            "measures": {name: {"rows": rows, "total": total} for name, rows, total in told},
        }
    )


def list_cuts(store: Store, actor: Actor) -> list[CutDates]:
    """The calendar of cuts, each with what is known of its closing."""
    require(actor, Permission.READ_PUBLISHED)
    with store.reading() as session:
        labels = read_labels(store, session, LANGUAGE)
        return list(stored_plan(store, session, labels.version).cuts.values())


def closed_content(store: Store, actor: Actor, code: str) -> bytes | None:
    """The bytes that the cut ``code`` keeps; None while it is open or when there is none."""
    found = {dates.cut.code: dates for dates in list_cuts(store, actor)}.get(code)
    if found is None or not found.is_closed:
        return None
    with store.reading() as session:
        return read_content(session, code)
