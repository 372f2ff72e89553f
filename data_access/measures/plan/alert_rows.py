"""The alerts of a cut as rows, each told by a sentence of the catalogue."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from data_access.measures.goals.alerts import alerts
from data_access.measures.goals.dossier import Alert, Dossier, Moment, WeightedNode
from data_access.measures.goals.rules import Rules
from data_access.measures.plan.budget_rows import budgets_told_twice
from data_access.measures.plan.goal_rows import Member
from data_access.measures.plan.stored import CutDates
from data_access.vocabulary.goals import IndicatorFacts, Quarter

Row = dict[str, Any]


@dataclass(frozen=True)
class Before:
    """The last closed cut, and the facts of its indicators by framework and code."""

    cut: Quarter
    facts: Mapping[tuple[str, str], IndicatorFacts]


def alert_rows(
    nodes: Sequence[Row],
    members: Sequence[Member],
    budgets: Sequence[Row],
    dates: CutDates,
    today: date,
    rules: Rules,
    before: Before | None,
) -> list[Row]:
    """The alerts of every framework, which has its own codes; puts their number on the members."""
    moment = Moment(dates.cut, dates.due_on, today, rules)
    twice = budgets_told_twice(nodes, budgets)
    found: list[Row] = []
    for framework in dict.fromkeys(node["framework"] for node in nodes):
        own = [member for member in members if member.row["framework"] == framework]
        raised = alerts(
            [_dossier(member, before) for member in own],
            _weighted([node for node in nodes if node["framework"] == framework], own, twice),
            moment,
            _facts_before(framework, before),
        )
        found += [_row(framework, alert, dates) for alert in raised]
    counts = Counter((row["framework"], row["subject"]) for row in found)
    for member in members:
        member.row["alerts"] = counts[member.row["framework"], member.row["key"]]
    return found


def _dossier(member: Member, before: Before | None) -> Dossier:
    then = before.facts.get((member.row["framework"], member.row["key"])) if before else None
    if then is not None and member.row["used"] == "register":
        # The register keeps its own history; a cut's differences tell how its values changed.
        then = replace(then, reports=member.facts.reports)
    return Dossier(
        member.facts,
        member.progress,
        stated=_stated(member),
        before=then,
        closed=before.cut if before else None,
    )


def _stated(member: Member) -> Decimal | None:
    """The advance of the cut's year that the entity wrote in its last report of that year."""
    last = member.progress.last_report
    if last is None or last.year != member.progress.cut.year:
        return None
    return member.facts.reports[last].stated


def _facts_before(framework: str, before: Before | None) -> dict[str, IndicatorFacts] | None:
    if before is None:
        return None
    return {code: facts for (owner, code), facts in before.facts.items() if owner == framework}


def _weighted(
    nodes: Sequence[Row],
    members: Sequence[Member],
    twice: Mapping[tuple[str, str], Sequence[str]],
) -> list[WeightedNode]:
    """The nodes with their weights; a goal without one weighs what its indicators weigh."""
    of_goal: dict[str, Decimal] = {}
    for member in members:
        if member.row["weight"] is not None:
            code = member.row["code"]
            of_goal[code] = of_goal.get(code, Decimal(0)) + member.row["weight"]
    return [
        WeightedNode(
            code=node["code"],
            parent=node["path"][-2] if len(node["path"]) > 1 else "",
            weight=of_goal.get(node["code"]) if node["weight"] is None else node["weight"],
            entity=node["entity"],
            budgets_below=tuple(twice.get((node["framework"], node["code"]), ())),
        )
        for node in nodes
    ]


def _row(framework: str, alert: Alert, dates: CutDates) -> Row:
    return {
        "framework": framework,
        "code": alert.code,
        "severity": alert.severity.value,
        "subject": alert.subject,
        "entity": alert.entity,
        "on": alert.on,
        "deadline": dates.due_on,
        "values": {name: _plain(value) for name, value in alert.values.items()},
    }


def _plain(value: Any) -> Any:
    return value if isinstance(value, int | str) else format(value.normalize(), "f")
