"""The figures of a cut as canonical JSON, and back: what a closed cut keeps for good.

Ids of a store and the moments of typing are not among them, so that two installations with the
same data keep the same bytes. Who reads a closed cut takes both from the store, which keeps every
version and every action.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
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

FORMAT = 2
"""The first one held moments and ids too, and is read as it is."""
_TARGET_MOMENT = TARGET_COLUMNS.index("recorded_at")
_REPORT_MOMENT = REPORT_COLUMNS.index("reported_at")
"""Both are the last ones."""
_DATES = frozenset({"starts_on", "ends_on", "on", "deadline", "decided_on"})
_INSTANTS = frozenset({"recorded_at", "reported_at"})
_OF_REPORTS = ("av", "phv", "paf", "gap", "phv_numerator", "paf_numerator")
"""What is unknown of an indicator that never reported."""
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
        "contributions": [_without_id(row) for row in figures.contributions],
        "alerts": figures.alerts,
        "index": figures.index,
        "history": [
            {
                "framework": framework,
                "key": key,
                "targets": [values[:_TARGET_MOMENT] for values in told.targets],
                "reports": [values[:_REPORT_MOMENT] for values in told.reports],
            }
            for (framework, key), told in figures.history.items()
        ],
    }


def contributing(content: Mapping[str, Any]) -> set[str]:
    """The codes of the actions that ``content`` has without their ids."""
    return {row["action"] for row in content["contributions"] if "action_id" not in row}


def figures_from(
    content: Mapping[str, Any],
    ids: Mapping[tuple[str, str], int],
    live: Callable[[], Mapping[Subject, History]],
) -> Figures:
    """The figures that a closed cut keeps, whatever became of the data since.

    ``ids`` are those of its actions by source and code; ``live`` tells the histories of today,
    which know the moments at which the versions of then were typed.
    """
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
        members=[member_from(_measured(_row(row)), cut) for row in content["goals"]],
        budgets=[_row(row) for row in content["budgets"]],
        contributions=[_with_id(_row(row), ids) for row in content["contributions"]],
        alerts=[_told_apart(_row(row)) for row in content["alerts"]],
        index=[_row(row) for row in content["index"]],
        history=_ClosedHistory(
            {(entry["framework"], entry["key"]): entry for entry in content["history"]}, live
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

    def __init__(
        self, entries: Mapping[Subject, Any], live: Callable[[], Mapping[Subject, History]]
    ) -> None:
        self._entries = entries
        self._live = live

    def __getitem__(self, subject: Subject) -> History:
        entry = self._entries[subject]
        now = self._live().get(subject, History((), ()))
        return History(
            [_version(TARGET_COLUMNS, values, now.targets) for values in entry["targets"]],
            [_version(REPORT_COLUMNS, values, now.reports) for values in entry["reports"]],
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


def _measured(row: dict[str, Any]) -> dict[str, Any]:
    """The row of a goal; earlier cuts kept a 0 as the advance of what nobody ever reported."""
    return row if row["last_report"] else {**row, **dict.fromkeys(_OF_REPORTS)}


def _told_apart(alert: dict[str, Any]) -> dict[str, Any]:
    """An alert; what was behind and what was above the limit had the same code in earlier cuts."""
    is_behind = alert["values"].get("light") in ("rojo", "amarillo")
    if alert["code"] != "report.unjustified" or is_behind:
        return alert
    return {**alert, "code": "report.overshoot_unjustified"}


def _value(name: str, value: Any) -> Any:
    if not isinstance(value, str):
        return value
    if name in _DECIMALS or name.endswith(("_numerator", "_denominator")):
        return Decimal(value)
    if name in _DATES:
        return date.fromisoformat(value)
    return datetime.fromisoformat(value) if name in _INSTANTS else value


def _version(
    names: tuple[str, ...], values: list[Any], now: Sequence[tuple[Any, ...]]
) -> tuple[Any, ...]:
    """A version as it was kept, with the moment at which the very same one of ``now`` was typed.

    An act that is loaded later may come to stand before it, and then it has another number.
    """
    kept = tuple(_value(name, value) for name, value in zip(names, values, strict=False))
    if len(kept) == len(names):
        return kept
    number = names.index("version")
    moments = [
        version for version in now if _without(number, version[:-1]) == _without(number, kept)
    ]
    moments.sort(key=lambda version: version[number] != kept[number])
    return (*kept, moments[0][-1] if moments else None)


def _without(place: int, values: tuple[Any, ...]) -> tuple[Any, ...]:
    return (*values[:place], *values[place + 1 :])


def _without_id(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != "action_id"}


def _with_id(row: dict[str, Any], ids: Mapping[tuple[str, str], int]) -> dict[str, Any]:
    if "action_id" in row:
        return {"source": "", **row}
    return {**row, "action_id": ids.get((row["source"], row["action"]))}


def _rules(stored: Mapping[str, Any]) -> Rules:
    first = date.min
    return rules_on((Parameter(key, first, value) for key, value in stored.items()), first)
