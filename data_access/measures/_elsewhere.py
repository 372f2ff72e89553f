"""Where there are actions of a question that finds none: in other classes of flow, or sources."""

from collections.abc import Iterable
from dataclasses import replace

from data_access.measures._aggregate import counts_by
from data_access.measures._question import CLASS, Question
from data_access.measures._rows import Row
from data_access.vocabulary.drafts import EXTERNAL
from data_access.vocabulary.flows import CANCELLED, EVERY_CLASS, FLOW_CLASSES


def of_every_class(question: Question) -> Question:
    """The question asked of each class apart."""
    filters = replace(question.filters, clase=EVERY_CLASS)
    return replace(question, filters=filters, is_by_class=True)


def elsewhere(question: Question, told: Iterable[Row]) -> tuple[tuple[str, int], ...]:
    """Other classes, each with how many actions; none where an answer ``told`` of any action."""
    if not question.is_own or any(row.get("actions") for row in told):
        return ()
    if "elsewhere" not in question.answered:
        counts = counts_by(of_every_class(question), CLASS)
        named = ((code, counts.get(code, 0)) for code in (*FLOW_CLASSES, CANCELLED))
        question.answered["elsewhere"] = tuple(each for each in named if each[1])
    found: tuple[tuple[str, int], ...] = question.answered["elsewhere"]
    return found


def other_sources(question: Question) -> tuple[tuple[str, int], ...]:
    """Families of outside sources, each with how many actions, where the register has none at all
    and the question names no source.
    """
    if question.sources or question.filters.fuente:
        return ()
    if "other_sources" not in question.answered:
        known = question.labels.sources.values()
        families = sorted({family for _, family, note in known if note.kind == EXTERNAL})
        told = ((family, _actions_of(question, family)) for family in families)
        question.answered["other_sources"] = tuple(each for each in told if each[1])
    found: tuple[tuple[str, int], ...] = question.answered["other_sources"]
    return found


def _actions_of(question: Question, family: str) -> int:
    asked = replace(question, filters=replace(question.filters, fuente=(family,)))
    return sum(counts_by(asked, CLASS).values())
