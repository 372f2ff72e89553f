"""Names that are others today than when a cut was closed: nodes, frameworks, entities, sectors."""

from collections.abc import Iterator, Sequence
from typing import Any

from data_access.measures.plan.figures import Figures
from data_access.measures.plan.goal_rows import Member

Row = dict[str, Any]
Subject = tuple[str, str]
"""The code of a framework, none for entities and sectors, and that of what has a name."""
NAMES = ("name_es", "name_en")
"""The names of an indicator are fields of its own row."""
_PLACES = ("objective", "programme", "line", "component", "code")


def renamed(then: Figures, now: Figures, members: Sequence[Member]) -> Iterator[Row]:
    """A row for every name of what ``members`` belong to that is another today."""
    before, after = _names(then), _names(now)
    for subject in sorted(_above(members) & before.keys() & after.keys()):
        for field, old, new in zip(NAMES, before[subject], after[subject], strict=True):
            if old != new:
                yield {
                    "framework": subject[0],
                    "key": subject[1],
                    "names": after[subject],
                    "field": field,
                    "before": old,
                    "after": new,
                }


def _names(figures: Figures) -> dict[Subject, tuple[str, str]]:
    """Pairs (Spanish, English)."""
    found = {("", code): pair for names in figures.names.values() for code, pair in names.items()}
    for row in figures.frameworks:
        found[row["code"], row["code"]] = row["name_es"], row["name_en"]
    for row in figures.nodes:
        found[row["framework"], row["code"]] = row["name_es"], row["name_en"]
    return found


def _above(members: Sequence[Member]) -> set[Subject]:
    """The framework and nodes of each indicator, and the entity and sector that answer for it."""
    found: set[Subject] = set()
    for member in members:
        row = member.row
        found.add((row["framework"], row["framework"]))
        found |= {(row["framework"], row[name]) for name in _PLACES}
        found |= {("", row["entity"]), ("", row["sector"])}
    return found
