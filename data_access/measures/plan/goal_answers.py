"""The goals one by one: their figures, their history, the actions that contribute to them."""

from typing import Any

from data_access.measures.cooperation import Answer
from data_access.measures.plan.question import PlanQuestion
from data_access.measures.plan.stored import REPORT_COLUMNS, TARGET_COLUMNS
from data_access.vocabulary.goals import Quarter

Row = dict[str, Any]
_PLACES = ("objective", "programme", "line", "component")


def progress(question: PlanQuestion) -> Answer:
    """One row per indicator with its figures at the cut, in the order of the trees."""
    told = question.kept(("progress", question.language), lambda: _progress_rows(question))
    rows = [told[id(member.row)] for member in question.members]
    return Answer(
        rows,
        {
            "indicators": len(rows),
            "goals": len({(row["framework"], row["code"]) for row in rows}),
            "alerts": sum(row["alerts"] for row in rows),
            **question.limits,
        },
    )


def _progress_rows(question: PlanQuestion) -> dict[int, Row]:
    names, english = question.node_names(), question.language == "en"
    found = {}
    for member in question.figures.members:
        row = dict(member.row)
        del row["series"]
        spanish = row.pop("name_es")
        other = row.pop("name_en")
        framework = row["framework"]
        found[id(member.row)] = {
            "key": row.pop("key"),
            "label": (other if english else "") or spanish,
            "code": row["code"],
            "goal": names.get((framework, row.pop("code")), ""),
            "entity": row["entity"],
            "entity_label": question.name("entity", row.pop("entity")),
            "cut": question.figures.cut.code,
            **row,
            **{f"{name}_label": names.get((framework, row[name]), "") for name in _PLACES},
        }
    return found


def series(question: PlanQuestion) -> Answer:
    """Every version of the yearly targets and of the quarterly reports up to the cut.

    ``is_current`` marks the versions that the figures use.
    """
    rows: list[Row] = []
    for member in question.members:
        subject = member.row["framework"], member.row["key"]
        told = question.figures.history[subject]
        for kind, columns, versions in (
            ("target", TARGET_COLUMNS, told.targets),
            ("report", REPORT_COLUMNS, told.reports),
        ):
            rows += _versions(question, subject, kind, columns, versions)
    return Answer(rows, {"versions": len(rows)})


_SERIES = (
    "year", "quarter", "version", "is_current", "state", "value", "printed", "qualitative",
    "justification", "evidence", "stated", "act", "decided_on", "reason", "actor", "said_at",
)  # fmt: skip


def _versions(
    question: PlanQuestion, subject: tuple[str, str], kind: str, columns: Any, versions: Any
) -> list[Row]:
    cut = question.figures.cut
    found: dict[tuple[int, int], Row] = {}
    rows = []
    for values in versions:
        row: Row = dict(zip(columns, values, strict=True))
        row["said_at"] = row.pop("recorded_at", None) or row.pop("reported_at", None)
        period = row["year"], row.get("quarter", 0)
        is_report = kind == "report"
        if is_report and Quarter(*period) > cut:
            continue
        decided_on = row.get("decided_on")
        if decided_on is None or decided_on <= cut.last_day:
            found[period] = row
        rows.append(row)
    current = {id(row) for row in found.values()}
    return [
        {
            "framework": subject[0],
            "key": subject[1],
            "kind": kind,
            **{name: row.get(name) for name in _SERIES if name != "is_current"},
            "is_current": id(row) in current,
        }
        for row in rows
    ]


def contributions(question: PlanQuestion) -> Answer:
    """A row per action, quarter and entity that claims it; ``counted`` adds up for the city.

    In the total it is None where the rows are of several indicators, whose units may differ.
    """
    names = question.kept(("indicators", question.language), lambda: _indicator_names(question))
    chosen = {(member.row["framework"], member.row["key"]) for member in question.members}
    rows = [
        {
            **row,
            "label": names.get((row["framework"], row["key"]), ""),
            "entity_label": question.name("entity", row["entity"]),
        }
        for row in question.figures.contributions
        if (row["framework"], row["key"]) in chosen
    ]
    asked = {(row["framework"], row["key"]) for row in rows}
    return Answer(
        rows,
        {
            "actions": len({(row["source"], row["action"]) for row in rows}),
            "counted": sum((row["counted"] for row in rows), 0) if len(asked) <= 1 else None,
        },
    )


def _indicator_names(question: PlanQuestion) -> dict[tuple[str, str], str]:
    return {
        (row["framework"], row["key"]): row["label"]
        for row in question.kept(
            ("progress", question.language), lambda: _progress_rows(question)
        ).values()
    }
