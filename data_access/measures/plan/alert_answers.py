"""What is late, inconsistent or about to expire."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from data_access.measures.cooperation import Answer
from data_access.measures.goals.alert_catalogue import ALERTS
from data_access.measures.plan.question import PlanQuestion
from data_access.vocabulary.issues import Severity
from data_access.vocabulary.messages import Phrase

Row = dict[str, Any]
_SEVERITIES = tuple(severity.value for severity in Severity)


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
