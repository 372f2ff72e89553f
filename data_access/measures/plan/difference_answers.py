"""A closed cut against the store of today: each field, name and amount that is another now."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

from data_access.measures.cooperation import Answer
from data_access.measures.plan.budget_answer import Node, counted_nodes
from data_access.measures.plan.budget_rows import MONEY
from data_access.measures.plan.causes import NOBODY, cause_of, last_of
from data_access.measures.plan.content import plain
from data_access.measures.plan.figures import Figures, History
from data_access.measures.plan.question import PlanQuestion
from data_access.measures.plan.renamed import NAMES, renamed
from data_access.vocabulary.goals import Quarter

Row = dict[str, Any]
COMPARED = (
    *NAMES, "accumulation", "periodicity", "entity", "weight", "baseline", "final_goal", "is_valid",
    "mp", "ma", "av", "pav", "phv", "paf", "tid", "gap", "light", "state", "fed_value",
)  # fmt: skip
"""The fields of an indicator that are compared with those of a closed cut."""


def differences(question: PlanQuestion) -> Answer:
    """A closed cut against the store of today: each field that is not what it was, each name of
    what its indicators belong to, and each amount of the budgets that count for them.

    ``who``, ``when`` and ``why`` are those of the change itself, and for a computed field those
    of the changes of the facts that it is made of. A cut that is not closed has no differences.
    The total tells where the cut stands; ``beside`` are the rows that are of no indicator.
    """
    stands = _stands(question)
    if not question.figures.is_closed:
        return Answer([], {"differences": 0, "indicators": 0, "beside": 0, **stands})
    now = question.live()
    then = {_subject(member.row): member.row for member in question.figures.members}
    today = {_subject(member.row): member.row for member in now.members}
    # What is new since the closing is chosen by the filters among what there is today.
    asked_today = replace(question, figures=now)
    chosen = {_subject(member.row) for member in question.members}
    chosen |= {_subject(member.row) for member in asked_today.members} - then.keys()
    changes: dict[Any, list[Row]] = {}
    for change in question.changes():
        changes.setdefault((change["framework"], change["key"]), []).append(change)
    rows: list[Row] = []
    for subject in [*then, *(subject for subject in today if subject not in then)]:
        if subject in chosen:
            rows += _of_indicator(
                question,
                then.get(subject),
                today.get(subject),
                question.figures.history.get(subject, History((), ())),
                now.history.get(subject, History((), ())),
                changes.get(subject, []),
            )
    indicators = len({_subject(row) for row in rows})
    beside = [
        *_of_names(question, now, rows, changes),
        *_of_budgets(question, asked_today, changes),
    ]
    rows += beside
    counts = {"differences": len(rows), "indicators": indicators, "beside": len(beside)}
    return Answer(rows, {**counts, **stands})


def _of_names(
    question: PlanQuestion, now: Figures, told: list[Row], changes: dict[Any, list[Row]]
) -> list[Row]:
    """The changed names that no indicator tells: one without its own has that of its goal."""
    said = {(row["framework"], row["field"], row["before"], row["after"]) for row in told}
    rows = []
    for row in renamed(question.figures, now, question.members):
        if (row["framework"], row["field"], row["before"], row["after"]) in said:
            continue
        spanish, english = row.pop("names")
        own = [each for each in changes.get(_subject(row), []) if each["field"] == row["field"]]
        label = english if question.language == "en" else spanish
        head = {"framework": row["framework"], "key": row["key"], "label": label, "entity": ""}
        rows.append({**head, **row, **last_of(own)})
    return rows


def _of_budgets(
    then: PlanQuestion, now: PlanQuestion, changes: dict[Any, list[Row]]
) -> Iterator[Row]:
    """The amounts that are others today, of the nodes whose money counts for the indicators."""
    nodes = counted_nodes(then, then.members) | counted_nodes(now, now.members)
    before, after = (_amounts(figures, nodes) for figures in (then.figures, now.figures))
    names = {**then.node_names(), **now.node_names()}
    entities = {
        (row["framework"], row["code"]): row["entity"]
        for row in (*then.figures.nodes, *now.figures.nodes)
    }
    for budget in sorted(before.keys() | after.keys()):
        old, new = before.get(budget, {}), after.get(budget, {})
        framework, node, year, resource = budget
        for name in MONEY:
            if old.get(name) == new.get(name):
                continue
            field = f"{name} {year}-T{new.get('quarter')} {resource}"
            own = [each for each in changes.get((framework, node), []) if each["field"] == field]
            yield {
                "framework": framework,
                "key": node,
                "label": names[framework, node],
                "entity": entities[framework, node],
                "field": f"{name} {year} {resource}",
                "before": _text(old.get(name)),
                "after": _text(new.get(name)),
                **last_of(own),
            }


def _amounts(figures: Figures, nodes: set[Node]) -> dict[tuple[str, str, int, str], Row]:
    """The budgets of some nodes by framework, node, year and resource."""
    return {
        (row["framework"], row["node"], row["year"], row["resource"]): row
        for row in figures.budgets
        if (row["framework"], row["node"]) in nodes
    }


def _stands(question: PlanQuestion) -> Row:
    dates = question.dates
    names = ("opens_on", "due_on", "closes_on", "closed_at", "content_hash")
    told = {name: getattr(dates, name) for name in names}
    told["seen_on"] = question.figures.today
    return {"cut": dates.cut.code, "is_closed": dates.is_closed, **told}


def _subject(row: Row) -> tuple[str, str]:
    return row["framework"], row["key"]


def _of_indicator(
    question: PlanQuestion,
    then: Row | None,
    now: Row | None,
    told_then: History,
    told_now: History,
    changes: list[Row],
) -> list[Row]:
    known = now or then or {}
    head = {
        "framework": known["framework"],
        "key": known["key"],
        "label": (known["name_en"] if question.language == "en" else "") or known["name_es"],
        "entity": known["entity"],
    }
    cut = question.figures.cut
    rows = _said(cut, told_then, told_now)
    causes = [*rows, *changes]
    if then is None or now is None:
        new = {"field": "indicator", "before": _mark(then), "after": _mark(now)}
        return [{**head, **row} for row in [*rows, {**new, **last_of(causes)}]]
    is_fed = then["used"] == now["used"] == "register"
    rows += [
        {
            "field": name,
            "before": _text(then[name]),
            "after": _text(now[name]),
            **cause_of(name, causes, cut, is_fed=is_fed),
        }
        for name in COMPARED
        if then[name] != now[name]
    ]
    return [{**head, **row} for row in rows]


def _said(cut: Quarter, then: History, now: History) -> list[Row]:
    """Targets and reports whose last version is not the one of the closed cut."""
    rows = []
    for kind, before, after in (
        ("target", _targets(then), _targets(now)),
        ("report", _reports(cut, then), _reports(cut, now)),
    ):
        for period in sorted({*before, *after}):
            old, new = before.get(period), after.get(period)
            if old is None or new is None or old[0] != new[0]:
                cause = new or (None, NOBODY)
                rows.append(
                    {
                        "field": f"{kind} {period}",
                        "before": _text(old[0] if old else None),
                        "after": _text(new[0] if new else None),
                        **cause[1],
                    }
                )
    return rows


def _targets(told: History) -> dict[str, Any]:
    return {
        str(year): (value, {"who": actor, "when": recorded_at, "why": act})
        for year, _version, value, _printed, act, _decided, actor, recorded_at in told.targets
    }


def _reports(cut: Quarter, told: History) -> dict[str, Any]:
    found = {}
    for year, quarter, _version, state, value, *_texts, reason, actor, at in told.reports:
        if Quarter(year, quarter) <= cut:
            said = state if value is None else value
            found[Quarter(year, quarter).code] = said, {"who": actor, "when": at, "why": reason}
    return found


def _mark(row: Row | None) -> str:
    return row["key"] if row else ""


def _text(value: Any) -> str:
    return plain(value) if isinstance(value, Decimal) else "" if value is None else str(value)
