"""Who changed a figure since a cut was closed, when and why: the changes of what it is made of."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from data_access.vocabulary.goals import Quarter

Row = dict[str, Any]
NOBODY: Row = {"who": "", "when": None, "why": ""}
_REPORT, _TARGET, _ANOTHER_REPORT = "report", "target", "another report"
_RULE = frozenset(
    {"accumulation", "baseline", "scale", "starts_on", "ends_on", "periodicity", "lag_days"}
)
"""The fields of an indicator that say how any of its figures is made."""
# One more report, unlike a corrected one, may move the months that a target is prorated to.
_PROGRAMMED = _RULE | {_TARGET, _ANOTHER_REPORT}
_AGAINST_PROGRAMMED = _PROGRAMMED | {_REPORT}
MADE_OF = {
    "mp": _PROGRAMMED,
    "ma": _PROGRAMMED,
    "av": _RULE | {_REPORT},
    "pav": _AGAINST_PROGRAMMED,
    "phv": _AGAINST_PROGRAMMED,
    "paf": _RULE | {_REPORT, "final_goal"},
    "tid": _PROGRAMMED | {"final_goal"},
    "gap": _AGAINST_PROGRAMMED | {"final_goal"},
    "light": _AGAINST_PROGRAMMED,
    "state": _AGAINST_PROGRAMMED | {"is_valid"},
}
"""Of each computed figure, the facts that it depends on."""


def cause_of(name: str, changes: Iterable[Row], cut: Quarter, *, is_fed: bool) -> Row:
    """Who, when and why of the figure ``name`` at ``cut``, of the changes of its indicator.

    ``changes`` have ``field``, ``who``, ``when`` and ``why``, those of reports ``before`` and
    ``after`` too; ``is_fed`` tells that the register's value is used and not what was reported.
    """
    facts = MADE_OF.get(name, frozenset({name}))
    if is_fed:
        facts -= {_REPORT, _ANOTHER_REPORT}
    return together([row for row in changes if _touches(row, facts, cut, of_year=name == "pav")])


def together(changes: Sequence[Row]) -> Row:
    """The people and reasons of some changes, each once, in order, with the moment of the last."""
    if not changes:
        return NOBODY
    ordered = sorted(changes, key=moment)
    return {
        "who": _each_once(row["who"] for row in ordered),
        "when": ordered[-1]["when"],
        "why": _each_once(row["why"] for row in ordered),
    }


def last_of(changes: Iterable[Row]) -> Row:
    """Who, when and why of the last of some changes."""
    last = max(changes, key=moment, default=NOBODY)
    return {name: last[name] for name in NOBODY}


def moment(row: Row) -> float:
    """When a change was made, as a number; what nobody dated comes first."""
    when: datetime | None = row["when"]
    return when.timestamp() if when else 0.0


def _touches(row: Row, facts: frozenset[str], cut: Quarter, *, of_year: bool) -> bool:
    """Whether a change is of one of ``facts``, as far as the cut looks."""
    kind, _, period = row["field"].partition(" ")
    if kind == _TARGET and period:
        return _TARGET in facts and int(period) <= cut.year
    if kind == _REPORT and period:
        is_another = not (row["before"] and row["after"])
        is_seen = not of_year or Quarter.parse(period).year == cut.year
        return is_seen and (_REPORT in facts or (is_another and _ANOTHER_REPORT in facts))
    return row["field"] in facts


def _each_once(words: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(word for word in words if word))
