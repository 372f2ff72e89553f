"""One indicator of the catalogue with its fact sheet and the goal that it measures."""

from dataclasses import dataclass

from data_access.measures._labels import read_labels
from data_access.measures.goal_record import GoalRecord, IndicatorRecord, read_goal
from data_access.measures.plan.stored import stored_plan
from data_access.store.store import Store
from data_access.vocabulary.actors import Actor, Permission, require
from data_access.vocabulary.filters import Filters


@dataclass(frozen=True)
class CatalogueRecord:
    """An indicator that has a family, and the goal or level that carries it."""

    indicator: IndicatorRecord
    goal: GoalRecord

    @property
    def filters(self) -> Filters:
        """The question about this indicator alone."""
        return Filters().with_values(indicador=[self.indicator.key], marco=[self.goal.framework])

    @property
    def framework_kind(self) -> str:
        """What kind of framework it is of: a development plan, a catalogue of indicators."""
        return self.goal.path[0].level


def read_indicator(
    store: Store, actor: Actor, code: str, *, language: str
) -> CatalogueRecord | None:
    """The indicator of the catalogue known as ``code``, or None."""
    require(actor, Permission.READ_PUBLISHED)
    with store.reading() as session:
        labels = read_labels(store, session, language)
        plan = stored_plan(store, session, labels.version)
    found = (row for row in plan.indicators if row.family and row.indicator_code == code)
    row = next(found, None)
    if row is None:
        return None
    node = plan.nodes[row.node_id]
    frameworks = [plan.frameworks[row.framework_id].framework_code]
    goal = read_goal(store, actor, node.node_code, language=language, frameworks=frameworks)
    records = goal.indicators if goal else []
    record = next((record for record in records if record.key == code), None)
    return CatalogueRecord(record, goal) if record and goal else None
