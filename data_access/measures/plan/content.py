"""The figures of a cut as canonical JSON, and back: what a closed cut keeps for good."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import orjson

from data_access.measures.goals.rules import Parameter, Rules, rules_on
from data_access.measures.plan.alert_rows import Before
from data_access.measures.plan.figures import Figures, History, Subject
from data_access.measures.plan.goal_rows import member_from
from data_access.measures.plan.stored import REPORT_COLUMNS, TARGET_COLUMNS, CutDates
from data_access.vocabulary.goals import (
    Accumulation,
    IndicatorFacts,
    Periodicity,
    Quarter,
    Report,
    ReportState,
)
from data_access.vocabulary.messages import Phrase

FORMAT = 1
_DATES = frozenset({"starts_on", "ends_on", "on", "deadline", "decided_on"})
_INSTANTS = frozenset({"recorded_at", "reported_at"})
_DECIMALS = frozenset(
    {
        "baseline", "final_goal", "mp", "ma", "av", "pav", "phv", "paf", "tid", "gap", "start",
        "weight", "fed_value", "reported_value", "difference", "value", "worst", "best",
        "appropriation", "committed", "paid", "quantity", "counted",
        "yearly_year", "yearly_to_date", "yearly_whole", "stated",
    }
)  # fmt: skip


def plain(value: Any) -> Any:
    """A decimal as its digits, without exponent or idle zeros; a phrase as its sentence."""
    if isinstance(value, Decimal):
        return format(value.normalize() + 0, "f")
    if isinstance(value, Phrase):
        return str(value)
    raise TypeError(type(value).__name__)


def to_bytes(value: Any) -> bytes:
    """Canonical JSON, equal for equal data: keys in order, decimals as texts, instants in UTC."""
    return orjson.dumps(value, default=plain, option=orjson.OPT_SORT_KEYS | orjson.OPT_UTC_Z)


def figures_to_plain(figures: Figures) -> dict[str, Any]:
    """Everything of ``figures`` as values that JSON can hold."""
    return {
        "format": FORMAT,
        "cut": figures.cut.code,
        "opens_on": figures.dates.opens_on,
        "due_on": figures.dates.due_on,
        "closes_on": figures.dates.closes_on,
        "day": figures.today,
        "rules": asdict(figures.rules) | {"light": list(figures.rules.light)},
        "frameworks": figures.frameworks,
        "nodes": figures.nodes,
        "names": figures.names,
        "goals": [member.row for member in figures.members],
        "budgets": figures.budgets,
        "contributions": figures.contributions,
        "alerts": figures.alerts,
        "index": figures.index,
        "history": [
            {"framework": framework, "key": key, "targets": told.targets, "reports": told.reports}
            for (framework, key), told in figures.history.items()
        ],
    }


def figures_from(content: Mapping[str, Any]) -> Figures:
    """The figures that a closed cut keeps, whatever became of the data since."""
    cut = Quarter.parse(content["cut"])
    opens_on, due_on, closes_on = (
        date.fromisoformat(content[name]) for name in ("opens_on", "due_on", "closes_on")
    )
    return Figures(
        cut=cut,
        dates=CutDates(cut, opens_on, due_on, closes_on),
        today=date.fromisoformat(content["day"]),
        rules=_rules(content["rules"]),
        is_closed=True,
        frameworks=[_row(row) for row in content["frameworks"]],
        nodes=[_row(row) for row in content["nodes"]],
        names={
            kind: {code: (pair[0], pair[1]) for code, pair in names.items()}
            for kind, names in content["names"].items()
        },
        members=[member_from(_row(row), cut) for row in content["goals"]],
        budgets=[_row(row) for row in content["budgets"]],
        contributions=[_row(row) for row in content["contributions"]],
        alerts=[_row(row) for row in content["alerts"]],
        index=[_row(row) for row in content["index"]],
        history=_ClosedHistory(
            {(entry["framework"], entry["key"]): entry for entry in content["history"]}
        ),
    )


def before_from(figures: Figures) -> Before:
    """The facts of a closed cut, for the checks that look for what changed since."""
    found: dict[Subject, IndicatorFacts] = {}
    for member in figures.members:
        row = member.row
        subject = row["framework"], row["key"]
        found[subject] = IndicatorFacts(
            code=row["key"],
            accumulation=Accumulation(row["accumulation"]) if row["accumulation"] else None,
            periodicity=Periodicity(row["periodicity"]),
            baseline=row["baseline"],
            scale=row["scale"],
            entity=row["entity"],
            is_valid=row["is_valid"],
            reports={
                Quarter(told[0], told[1]): Report(ReportState(told[3]), told[4])
                for told in figures.history[subject].reports
            },
        )
    return Before(figures.cut, found)


class _ClosedHistory(Mapping[Subject, History]):
    """The histories of a closed cut, each read when it is asked for: they are most of it."""

    def __init__(self, entries: Mapping[Subject, Any]) -> None:
        self._entries = entries

    def __getitem__(self, subject: Subject) -> History:
        entry = self._entries[subject]
        return History(
            [_versions(TARGET_COLUMNS, values) for values in entry["targets"]],
            [_versions(REPORT_COLUMNS, values) for values in entry["reports"]],
        )

    def __iter__(self) -> Iterator[Subject]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)


def _row(row: Mapping[str, Any]) -> dict[str, Any]:
    found = {name: _value(name, value) for name, value in row.items()}
    if "series" in found:
        found["series"] = [(quarter, Decimal(value)) for quarter, value in found["series"]]
    return found


def _value(name: str, value: Any) -> Any:
    if not isinstance(value, str):
        return value
    if name in _DECIMALS or name.endswith(("_numerator", "_denominator")):
        return Decimal(value)
    if name in _DATES:
        return date.fromisoformat(value)
    return datetime.fromisoformat(value) if name in _INSTANTS else value


def _versions(names: tuple[str, ...], values: list[Any]) -> tuple[Any, ...]:
    return tuple(_value(name, value) for name, value in zip(names, values, strict=True))


def _rules(stored: Mapping[str, Any]) -> Rules:
    first = date.min
    return rules_on((Parameter(key, first, value) for key, value in stored.items()), first)
