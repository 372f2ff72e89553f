"""Answers of measures written by hand, with numbers that one can add."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from data_access.measures.catalogue import MEASURES
from data_access.measures.result import MeasureResult, SourceNote
from data_access.vocabulary.filters import Filters

REGISTER = SourceNote("distrito", "register", "Registro", "CC BY 4.0", "", date(2026, 11, 1))
INVENTED = SourceNote("demo", "demonstration", "Demostración", "", "", None)


def row(key: str, value: int | None, label: str = "", **more: Any) -> dict[str, Any]:
    """A breakdown row that commits ``value`` and disburses half of it, with one action."""
    amount = None if value is None else Decimal(value)
    half = None if amount is None else amount / 2
    words = {
        "key": key,
        "label": label or key,
        "actions": 1,
        "committed": amount,
        "disbursed": half,
        "value": amount,
        "share": None,
        "lacking": {},
    }
    return words | more


UNASSIGNED = "sin-asignar"


def answer(
    name: str,
    rows: list[dict[str, Any]],
    *,
    total: dict[str, Any] | None = None,
    filters: Filters | None = None,
    source: SourceNote = REGISTER,
) -> MeasureResult:
    """A result whose shares and total are those of its rows, as of November 2026."""
    whole = sum((line.get("value") or Decimal(0) for line in rows), Decimal(0))
    for line in rows:
        if whole > 0 and line.get("share", 0) is None and line["value"] is not None:
            line["share"] = line["value"] / whole
    added = {
        "actions": sum(line.get("actions", 0) for line in rows),
        "committed": whole,
        "disbursed": whole / 2,
        "value": whole,
    }
    return MeasureResult(
        measure=MEASURES[name],
        filters=filters or Filters(),
        rows=rows,
        total=added if total is None else total,
        as_of=datetime(2026, 11, 20, tzinfo=UTC),
        sources=(source,),
        data_version=1,
    )


def link(source: str, target: str, value: int) -> dict[str, Any]:
    """A flow ``pais=ESP`` → ``entidad=SDM`` of one action."""
    source_filter, source_key = source.split("=")
    target_filter, target_key = target.split("=")
    return {
        "source": source_key,
        "source_label": source_key.title(),
        "source_filter": source_filter,
        "target": target_key,
        "target_label": target_key.title(),
        "target_filter": target_filter,
        "value": Decimal(value),
        "actions": 1,
    }
