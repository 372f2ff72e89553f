"""What imports changed in nodes and indicators since a cut was closed: who, when and why."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_access.measures.plan.figures import Figures
from data_access.measures.plan.stored import StoredPlan
from data_access.store.tables.goals import Cut, PlanChange
from data_access.store.tables.imports import ImportBatch

FIELDS = {"entity_id": "entity"}
"""Columns that the rows of goals call otherwise."""


def read_changes(session: Session, plan: StoredPlan, closed: Figures) -> list[dict[str, Any]]:
    """The changes of nodes and indicators imported after ``closed`` was closed, in order.

    Keys: framework, key, field, who, when, why. A change of a goal is one of its indicators too.
    """
    closed_at = session.scalar(select(Cut.closed_at).where(Cut.cut_code == closed.cut.code))
    rows = session.execute(
        select(
            PlanChange.node_id,
            PlanChange.indicator_id,
            PlanChange.field,
            ImportBatch.actor,
            ImportBatch.imported_at,
            ImportBatch.file_name,
        )
        .join(ImportBatch, ImportBatch.batch_id == PlanChange.batch_id)
        .where(ImportBatch.imported_at > closed_at)
        .order_by(PlanChange.change_id)
    ).all()
    of_node: dict[int, list[Any]] = {}
    for indicator in plan.indicators:
        of_node.setdefault(indicator.node_id, []).append(indicator)
    return [
        {
            "framework": plan.frameworks[plan.nodes[node_id].framework_id].framework_code,
            "key": key,
            "field": FIELDS.get(field, field),
            "who": actor,
            "when": imported_at,
            "why": file_name,
        }
        for node_id, indicator_id, field, actor, imported_at, file_name in rows
        for key in _codes(plan.nodes[node_id], indicator_id, of_node.get(node_id, ()))
    ]


def _codes(node: Any, indicator_id: int | None, indicators: Sequence[Any]) -> Iterable[str]:
    """The codes of what a change is of: an indicator; or a node and all its indicators."""
    own = [each.indicator_code for each in indicators if indicator_id in (None, each.indicator_id)]
    return dict.fromkeys([*([node.node_code] if indicator_id is None else []), *own])
