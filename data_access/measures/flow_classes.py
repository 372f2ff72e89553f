"""The classes of flow side by side: each with its own money and actions, or its actions alone."""

from collections.abc import Container

from data_access.measures._aggregate import counts_by, sums_by
from data_access.measures._elsewhere import of_every_class
from data_access.measures._question import CLASS, Question
from data_access.measures._rows import Row, bare, row_of
from data_access.measures._standing import standing_by
from data_access.measures._sums import Sums
from data_access.measures.cooperation import Answer
from data_access.vocabulary.flows import CANCELLED, FLOW_CLASSES, OUTSIDE


def by_class(question: Question) -> Answer:
    """Money and actions of each class of flow, whatever class is asked for; there is no sum."""
    every = of_every_class(question)
    found = {sums.code: sums for sums in sums_by(every, CLASS)}
    names = question.labels.names[CLASS]
    standing = standing_by(every, CLASS, list(found.values()))
    rows = [
        row_of(found.get(code, Sums(code)), standing.get(code, {}), key=code, label=names[code])
        for code in _listed(every, found)
    ]
    rows = [bare(row) if row["key"] == CANCELLED else row for row in rows]
    counted = sum(row["actions"] for row in rows if row["key"] != CANCELLED)
    return Answer(rows, {"actions": counted})


def class_counts(question: Question) -> Answer:
    """The actions of each class of flow alone, as :func:`by_class` lists them."""
    every, names = of_every_class(question), question.labels.names[CLASS]
    counts = counts_by(every, CLASS)
    rows: list[Row] = [
        {"key": code, "label": names[code], "actions": counts.get(code, 0)}
        for code in _listed(every, counts)
    ]
    return Answer(rows, {"actions": sum(counts.values()) - counts.get(CANCELLED, 0)})


def _listed(question: Question, found: Container[str]) -> list[str]:
    """The classes that are told: every one of the city's own, whether it has actions or not."""
    own = [*FLOW_CLASSES, CANCELLED] if question.is_own else []
    return [*own, OUTSIDE] if OUTSIDE in found else own
