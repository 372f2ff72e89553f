"""The catalogue of internationalisation indicators, and the index that some of them make."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Any

from data_access.measures.cooperation import Answer
from data_access.measures.goals.index import (
    Component,
    Normalisation,
    Sensitivity,
    composite_index,
    sensitivities,
)
from data_access.measures.goals.ratio import HUNDRED, ZERO
from data_access.measures.plan.goal_rows import Member
from data_access.measures.plan.question import PlanQuestion
from data_access.vocabulary.goals import Accumulation

Row = dict[str, Any]
_METHODS = {"meta": Normalisation.TARGET, "minmax": Normalisation.MIN_MAX}
_SHOWN = (
    "entity", "unit", "accumulation", "final_goal", "final_text", "phv", "phv_denominator", "paf",
    "light", "state", "owed_since", "fed_measure", "fed_filters", "used", "is_illustrative",
    "is_valid",
)  # fmt: skip


def catalogue(question: PlanQuestion) -> Answer:
    """One row per indicator that has a family: last value, goal, trend, and its values so far.

    ``trend`` is up, down or flat by the last two values that compare, empty with fewer, and
    ``trend_to`` the quarter of the last of them; ``series`` are pairs of quarter and value;
    ``is_better`` says whether the trend goes where the goal is.
    """
    return question.answered("catalogue", lambda: _catalogue(question))


def _catalogue(question: PlanQuestion) -> Answer:
    rows = [_catalogue_row(question, member) for member in question.members if member.row["family"]]
    rows.sort(key=lambda row: row["family"])
    families = {row["family"] for row in rows}
    return Answer(rows, {"indicators": len(rows), "families": len(families), **question.limits})


def _catalogue_row(question: PlanQuestion, member: Member) -> Row:
    row = member.row
    values = row["series"]
    compared = _comparable(row)
    trend = _trend([value for _quarter, value in compared])
    falls = member.facts.accumulation is Accumulation.DECRECIENTE
    return {
        "key": row["key"],
        "label": (row["name_en"] if question.language == "en" else "") or row["name_es"],
        "family": row["family"],
        "framework": row["framework"],
        "framework_kind": question.kind_of(row["framework"]),
        "code": row["code"],
        "value": values[-1][1] if values else None,
        "last_report": values[-1][0] if values else "",
        "trend": trend,
        "trend_to": compared[-1][0] if trend else "",
        "is_better": trend == ("down" if falls else "up") if trend in ("up", "down") else None,
        **{name: row[name] for name in _SHOWN},
        "entity_label": question.name("entity", row["entity"]),
        "series": values,
    }


def _comparable(row: Row) -> list[tuple[str, Decimal]]:
    """The values of like periods: the register's are of whole years, but for the one in course."""
    values: list[tuple[str, Decimal]] = row["series"]
    is_in_course = row["used"] == "register" and values and not values[-1][0].endswith("T4")
    return values[:-1] if is_in_course else values


def _trend(values: Sequence[Decimal]) -> str:
    for earlier, later in list(pairwise(values))[-1:]:
        return "up" if later > earlier else "down" if later < earlier else "flat"
    return ""


def index(question: PlanQuestion) -> Answer:
    """The ingredients of the index with their scores; the total has its value and its range.

    ``with_less`` and ``with_more`` are the index when that weight alone moves by a quarter;
    ``low`` and ``high`` the ends of all those ranges.
    """
    return question.answered("index", lambda: _index(question))


def _index(question: PlanQuestion) -> Answer:
    rows = question.figures.index
    if not rows or question.refused:
        return Answer([], {"value": None, "low": None, "high": None, "left_out": 0})
    weights: dict[str, Decimal] = {}
    for row in rows:
        weights[row["family"]] = weights.get(row["family"], ZERO) + row["weight"]
    components = _components(rows, weights)
    found = composite_index(components, weights)
    ranges = {each.code: each for each in sensitivities(components, weights)}
    sides = {side.code: side for side in found.subscores}
    by_code = {component.code: component for component in components}
    ends = [end for each in ranges.values() for end in (each.low, each.high)]
    return Answer(
        [
            {
                "key": row["key"],
                "label": row[f"name_{question.language}"],
                **{name: row[name] for name in _INDEX_COLUMNS},
                "note": _note(row, question.language),
                "score": by_code[row["key"]].score,
                "weight_in_family": by_code[row["key"]].weight,
                "used_weight": sides[row["family"]].used_weights[row["key"]],
                "family_score": sides[row["family"]].score,
                "family_weight": weights[row["family"]],
                **_range(ranges.get(row["key"])),
            }
            for row in rows
        ],
        {
            "value": found.value,
            "low": min(ends, default=None),
            "high": max(ends, default=None),
            "left_out": len(found.left_out),
            "families": {
                code: {
                    "score": side.score,
                    "weight": side.weight,
                    "used_weight": side.used_weight,
                    **_range(ranges.get(code)),
                }
                for code, side in sides.items()
            },
        },
    )


_INDEX_COLUMNS = (
    "family", "indicator", "method", "value", "worst", "best", "weight", "last_report",
)  # fmt: skip


def _note(row: Row, language: str) -> str:
    # A cut that was closed before the notes had English keeps only the Spanish ones.
    return str((row.get("note_en") if language == "en" else "") or row["note"])


def _range(found: Sensitivity | None) -> Row:
    return {"low": found.low if found else None, "high": found.high if found else None}


def _components(rows: Sequence[Row], weights: dict[str, Decimal]) -> list[Component]:
    """The ingredients, their public weights of 100 turned into weights of 100 inside each side.

    The last one of a side takes what is left, so that rounding never keeps them from adding up.
    """
    left = dict.fromkeys(weights, HUNDRED)
    last = {row["family"]: row["key"] for row in rows}
    found = []
    for row in rows:
        family = row["family"]
        share = row["weight"] * HUNDRED / weights[family]
        share = left[family] if last[family] == row["key"] else share
        left[family] -= share
        found.append(
            Component(
                code=row["key"],
                subscore=family,
                value=row["value"],
                weight=share,
                worst=row["worst"],
                best=row["best"],
                normalisation=_METHODS[row["method"]],
            )
        )
    return found
