"""What imports changed in indicators since a cut was closed, with who, when and why."""

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
    """The changes of indicators imported after ``closed`` was closed, in order.

    Keys: framework, key, field, who, when, why. A change of a goal is one of its indicators.
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
            "framework": plan.frameworks[indicator.framework_id].framework_code,
            "key": indicator.indicator_code,
            "field": FIELDS.get(field, field),
            "who": actor,
            "when": imported_at,
            "why": file_name,
        }
        for node_id, indicator_id, field, actor, imported_at, file_name in rows
        for indicator in of_node.get(node_id, ())
        if indicator_id in (None, indicator.indicator_id)
    ]
