"""The ingredients of the internationalisation index with their values at a cut."""

from collections.abc import Sequence
from typing import Any

from data_access.measures.goals.ratio import ZERO
from data_access.measures.plan.goal_rows import Member
from data_access.vocabulary.goals import Accumulation

Row = dict[str, Any]


def index_rows(stored: Sequence[Any], members: Sequence[Member]) -> list[Row]:
    """One row per ingredient, in their order, with what its indicator says at the cut."""
    by_code = {member.row["key"]: member for member in members}
    return [
        {**_words(row), **_bounds(row, by_code.get(row.indicator_code))}
        for row in sorted(stored, key=lambda row: row.position)
    ]


def _words(row: Any) -> Row:
    return {
        "key": row.component_code,
        "family": row.family,
        "name_es": row.name_es,
        "name_en": row.name_en or row.name_es,
        "indicator": row.indicator_code,
        "method": row.method,
        "weight": row.weight,
        "note": row.note,
        "note_en": row.note_en,
    }


def _bounds(row: Any, member: Member | None) -> Row:
    """What scores nothing and what scores all: the stored bounds, or the indicator's goal.

    Against a goal a DECRECIENTE is measured from its baseline, because less is better.
    """
    if member is None:
        return dict.fromkeys(("value", "worst", "best", "last_report"))
    worst, best = row.minimum, row.maximum
    if row.method == "meta":
        falls = member.facts.accumulation is Accumulation.DECRECIENTE
        worst, best = (member.facts.baseline if falls else ZERO), member.facts.final_goal
    found = member.progress
    return {
        "value": found.av if found.last_report else None,
        "worst": worst,
        "best": best,
        "last_report": found.last_report.code if found.last_report else None,
    }
