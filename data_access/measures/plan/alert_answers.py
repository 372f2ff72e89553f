"""What is late, inconsistent or about to expire, and what changed since a cut was closed."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from data_access.measures.cooperation import Answer
from data_access.measures.goals.alert_catalogue import ALERTS
from data_access.measures.plan.content import plain
from data_access.measures.plan.figures import Figures, History
from data_access.measures.plan.question import PlanQuestion
from data_access.measures.plan.renamed import NAMES, renamed
from data_access.vocabulary.goals import Quarter
from data_access.vocabulary.issues import Severity
from data_access.vocabulary.messages import Phrase

Row = dict[str, Any]
_SEVERITIES = tuple(severity.value for severity in Severity)
COMPARED = (
    *NAMES, "accumulation", "periodicity", "entity", "weight", "baseline", "final_goal", "is_valid",
    "mp", "ma", "av", "pav", "phv", "paf", "tid", "gap", "light", "state", "fed_value",
)  # fmt: skip
"""The fields of an indicator that are compared with those of a closed cut."""
_NOBODY: Row = {"who": "", "when": None, "why": ""}


def alerts(question: PlanQuestion) -> Answer:
    """The alerts of the chosen indicators and of the nodes above them, the gravest first.

    ``subject`` is the indicator or node that the alert is about; ``code`` the goal of an
    indicator; ``days_left`` are negative once the deadline is over.
    """
    return question.answered("alerts", lambda: _alerts(question))


def _alerts(question: PlanQuestion) -> Answer:
    told = question.kept(("told alerts", question.language), lambda: _told(question))
    if question.is_narrow:
        subjects = dict.fromkeys((row["framework"], row["key"]) for row in _rows_of(question))
        rows = [row for subject in subjects for row in told.get(subject, ())]
    else:
        frameworks = {row["framework"] for row in _rows_of(question)}
        rows = [row for alerts in told.values() for row in alerts if row["framework"] in frameworks]
    severities = question.filters.gravedad or _SEVERITIES
    rows = [row for row in rows if row["severity"] in severities]
    rows.sort(key=lambda row: (_SEVERITIES.index(row["severity"]), row["entity"], row["subject"]))
    counts = Counter(row["severity"] for row in rows)
    return Answer(rows, {"alerts": len(rows), **{name: counts[name] for name in _SEVERITIES}})


def _rows_of(question: PlanQuestion) -> Iterator[Row]:
    return (member.row for member in question.members)


def _told(question: PlanQuestion) -> dict[tuple[str, str], list[Row]]:
    """The rows of all alerts by what they are about."""
    names = _subjects(question)
    goals = {
        (member.row["framework"], member.row["key"]): member.row["code"]
        for member in question.figures.members
    }
    found: dict[tuple[str, str], list[Row]] = {}
    for row in question.figures.alerts:
        subject = row["framework"], row["subject"]
        name = names.get(subject) or row["subject"]
        found.setdefault(subject, []).append(
            _alert_row(question, row, name, goals.get(subject, ""))
        )
    return found


def _alert_row(question: PlanQuestion, row: Row, name: str, goal: str) -> Row:
    rule = ALERTS[row["code"]]
    return {
        "key": row["code"],
        "severity": row["severity"],
        "label": Phrase(rule.title),
        "framework": row["framework"],
        "framework_kind": question.kind_of(row["framework"]),
        "code": goal,
        "subject": row["subject"],
        "subject_label": name,
        "entity": row["entity"],
        "entity_label": question.name("entity", row["entity"]),
        "on": row["on"],
        "deadline": row["deadline"],
        "days_left": (row["deadline"] - question.figures.today).days,
        "sentence": Phrase(rule.explanation, row["values"]),
        "what_to_do": Phrase(rule.what_to_do),
    }


def _subjects(question: PlanQuestion) -> dict[tuple[str, str], str]:
    """The names of nodes and indicators, whose codes are often the same."""
    english = question.language == "en"
    return dict(question.node_names()) | {
        (member.row["framework"], member.row["key"]): (
            (member.row["name_en"] if english else "") or member.row["name_es"]
        )
        for member in question.figures.members
    }


def differences(question: PlanQuestion) -> Answer:
    """A closed cut against the store of today: each field that is not what it was, and each name
    of what its indicators belong to.

    ``who``, ``when`` and ``why`` are those of the change itself, and for a computed field those
    of the last change of its indicator. A cut that is not closed has no differences. The total
    tells where the cut stands.
    """
    stands = _stands(question)
    if not question.figures.is_closed:
        return Answer([], {"differences": 0, "indicators": 0, **stands})
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
    rows += _of_names(question, now, rows, changes)
    counts = {"differences": len(rows), "indicators": indicators}
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
        last = max(own, key=_when, default=_NOBODY)
        cause = {name: last[name] for name in ("who", "when", "why")}
        label = english if question.language == "en" else spanish
        head = {"framework": row["framework"], "key": row["key"], "label": label, "entity": ""}
        rows.append({**head, **row, **cause})
    return rows


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
    rows = _said(question.figures.cut, told_then, told_now)
    last = max([*rows, *changes], key=_when, default=_NOBODY)
    cause = {name: last[name] for name in ("who", "when", "why")}
    if then is None or now is None:
        rows.append({"field": "indicator", "before": _mark(then), "after": _mark(now), **cause})
    else:
        by_field = {change["field"]: change for change in changes}
        for name in COMPARED:
            if then[name] != now[name]:
                own = by_field.get(name, cause)
                why = {key: own[key] for key in ("who", "when", "why")}
                rows.append(
                    {"field": name, "before": _text(then[name]), "after": _text(now[name]), **why}
                )
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
                cause = new or (None, _NOBODY)
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


def _when(row: Row) -> float:
    when: datetime | None = row["when"]
    return when.timestamp() if when else 0.0


def _mark(row: Row | None) -> str:
    return row["key"] if row else ""


def _text(value: Any) -> str:
    return plain(value) if isinstance(value, Decimal) else "" if value is None else str(value)
