"""What a cut says of everything, as the bytes that closing it keeps for good."""

from datetime import date
from typing import Any

from data_access.measures._labels import read_labels
from data_access.measures._snapshot import snapshot_of
from data_access.measures.catalogue import MEASURES
from data_access.measures.catalogue_goals import GOAL_MEASURES
from data_access.measures.plan.answers import ANSWERS, PlanReader, question_for
from data_access.measures.plan.content import figures_to_plain, to_bytes
from data_access.measures.plan.stored import CutDates, read_content, stored_plan
from data_access.measures.result import MeasureResult
from data_access.measures.run import Ask, run_measures
from data_access.store.store import Store
from data_access.vocabulary.actors import Actor, Permission, require
from data_access.vocabulary.categories import UNASSIGNED_KEY
from data_access.vocabulary.drafts import EXTERNAL
from data_access.vocabulary.filters import Filters
from data_access.vocabulary.flows import CLASS_CHOICES, EVERY_CLASS, RECEIVED
from data_access.vocabulary.goals import Quarter

AS_ROWS = frozenset(
    {"goals.progress", "goals.series", "goals.contributions", "goals.alerts", "goals.differences",
     "indicators.catalogue"}
)  # fmt: skip
"""Measures whose rows are the figures themselves, kept once; the others are kept as answered."""
LANGUAGE = "es"


def cut_content(store: Store, actor: Actor, cut: Quarter, *, today: date | None = None) -> bytes:
    """Canonical JSON of every goal figure at ``cut`` and every other measure without filters, with
    the records of the other classes of flow and the rule that tells them apart.

    It holds no hour, no id of this store and no number of version: equal data give equal bytes
    in every installation, whatever was loaded first, on any day from the one on which the cut
    closes.
    """
    require(actor, Permission.READ_PUBLISHED)
    others = {name: Ask(name, Filters()) for name in MEASURES if name not in GOAL_MEASURES}
    # The rest of the register, which is in no answer about what is received.
    apart = {
        flow: Ask("cooperation.records", Filters(clase=flow))
        for flow in CLASS_CHOICES
        if flow not in (RECEIVED, EVERY_CLASS)
    }
    with store.reading() as session:
        labels = read_labels(store, session, LANGUAGE)
        snapshot = snapshot_of(store, labels.version)
        question = PlanReader(store, session, labels, snapshot, today).closing(cut)
        kept = {
            name: ANSWERS[name](question_for(name, question))
            for name in ANSWERS
            if name not in AS_ROWS
        }
    results = run_measures(store, actor, others | apart, language=LANGUAGE)
    told = [(name, answer.rows, answer.total) for name, answer in kept.items()]
    told += [(name, _rows(results[name]), results[name].total) for name in others]
    return to_bytes(
        {
            "plan": figures_to_plain(question.figures),
            "measures": {name: {"rows": rows, "total": total} for name, rows, total in told},
            "records": {flow: _rows(results[flow]) for flow in apart},
            "counting": labels.rules,
        }
    )


def _rows(result: MeasureResult) -> list[dict[str, Any]]:
    """The rows of a measure of the register without what another installation has otherwise.

    Partners are known by their name and actions by their code. The day of a source is its own
    cut-off, not the one on which its records were last typed.
    """
    rows = [dict(row) for row in result.rows]
    for row in rows:
        row.pop("action_id", None)
        if result.measure.dimension == "aliado" and row["key"] != UNASSIGNED_KEY:
            row["key"] = row["label"]
        if "partners" in row:
            row["partners"] = sorted(row["partners"])
    if result.measure.name == "data_quality.by_source":
        published = {note.code for note in result.sources if note.kind == EXTERNAL}
        for row in rows:
            row["cut_off_on"] = row["cut_off_on"] if row["key"] in published else None
    if result.measure.name == "cooperation.records":
        rows.sort(key=lambda row: (row["source"], row["code"]))
    return rows


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
