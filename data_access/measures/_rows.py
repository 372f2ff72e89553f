"""A category of a question, or the whole of it, as the row that tells it."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from data_access.measures._aggregate import sums_by
from data_access.measures._question import Question
from data_access.measures._standing import Backing, Standing, lacking_of, standing_by
from data_access.measures._sums import Sums, part_of
from data_access.vocabulary.categories import UNASSIGNED_KEY

Row = dict[str, Any]
_WHOLE = "whole"
_MONEY = frozenset({"committed", "disbursed", "counterpart", "value", "share"})


def whole(question: Question) -> Row:
    """What the whole question adds up to, with its counterpart and the actions without amounts."""
    if _WHOLE not in question.answered:
        question.answered[_WHOLE] = _whole(question)
    return dict(question.answered[_WHOLE])


def _whole(question: Question) -> Row:
    found = sums_by(question)
    sums = found[0] if found else Sums("")
    standing = backing(question, "", found).get("", {})
    row = row_of(sums, standing, key="", label="")
    for name in ("key", "label", "share"):
        del row[name]
    counterpart = _known(sums, standing, "counterpart")
    row |= {"counterpart": counterpart, "unvalued": sums.unvalued}
    return row if question.has_sum else bare(row)


def bare(row: Row) -> Row:
    """The row of what is counted and not added up."""
    told = {name: None if name in _MONEY else value for name, value in row.items()}
    return told | {"lacking": {}} if "lacking" in row else told


def backing(question: Question, dimension: str, found: list[Sums]) -> Backing:
    """What stands behind the sums of each category that was found."""
    return standing_by(question, dimension, found) if question.has_sum else {}


def row_of(sums: Sums, standing: Mapping[str, Standing], *, key: str, label: str) -> Row:
    """The row of a category: a sum of which nothing is known is None, and ``lacking`` says how many
    actions are left out of which sum and why.
    """
    # Of most categories every sum is known.
    is_plain = sums.committed and sums.disbursed and sums.value
    return {
        "key": key,
        "label": label,
        "actions": sums.actions,
        "committed": sums.committed if is_plain else _known(sums, standing, "committed"),
        "disbursed": sums.disbursed if is_plain else _known(sums, standing, "disbursed"),
        "value": sums.value if is_plain else _known(sums, standing, "value"),
        "share": None,
        "lacking": lacking_of(standing) if standing else {},
    }


def _known(sums: Sums, standing: Mapping[str, Standing], name: str) -> Decimal | None:
    """A sum, unless there is something to add up and no worth of any of it is known."""
    value: Decimal = getattr(sums, name)
    if value or not sums.actions:
        return value
    return value if name in standing and standing[name].is_rated else None


def shared(rows: list[Row]) -> list[Row]:
    """The rows, each with its part of what all of them are known to add up to."""
    known = sum((row["value"] or Decimal(0) for row in rows), Decimal(0))
    for row in rows:
        row["share"] = part_of(row["value"], known)
    return rows


def place(row: Row) -> tuple[bool, bool, Decimal, int, str]:
    """The largest amounts first, then what has none, by its actions; the unassigned last."""
    value = row["value"]
    is_last = row["key"] == UNASSIGNED_KEY
    return is_last, value is None, -(value or Decimal(0)), -row["actions"], row["label"]
