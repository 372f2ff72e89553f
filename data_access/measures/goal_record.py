"""One goal with its place in the tree and the fact sheets (hojas de vida) of its indicators."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from data_access.measures._labels import Labels, read_labels
from data_access.measures.plan.places import Tree
from data_access.measures.plan.stored import StoredPlan, stored_plan
from data_access.store.store import Store
from data_access.validation.goal_values import unit_as_told
from data_access.vocabulary.actors import Actor, Permission, require
from data_access.vocabulary.scales import known_scale


@dataclass(frozen=True)
class NodeRecord:
    """A level above a goal; ``filter`` is the name of the filter that chooses it."""

    level: str
    code: str
    name: str
    filter: str


@dataclass(frozen=True)
class IndicatorRecord:
    """The fact sheet of an indicator as it is today; empty texts are not reported."""

    key: str
    name: str
    description: str
    kind: str
    family: str
    formula: str
    variables: str
    unit: str
    scale: str
    accumulation: str
    periodicity: str
    baseline: Decimal | None
    baseline_text: str
    baseline_year: str
    baseline_source: str
    final_goal: Decimal | None
    final_text: str
    starts_on: date | None
    ends_on: date | None
    data_source: str
    lag_days: int | None
    methodology: str
    territory: str
    entity: tuple[str, str]
    """Acronym and name, both empty where nobody answers."""
    co_entities: list[tuple[str, str]]
    sector: str
    unit_responsible: str
    weight: Decimal | None
    focus: str
    sdg: str
    is_valid: bool
    notes: str
    counting_rule: str
    is_illustrative: bool


@dataclass(frozen=True)
class GoalRecord:
    """A goal, in one language; ``path`` goes from its framework to the level above it."""

    framework: str
    code: str
    level: str
    name: str
    purpose: str
    path: list[NodeRecord]
    component: NodeRecord | None
    is_illustrative: bool
    indicators: list[IndicatorRecord]


def read_goal(
    store: Store, actor: Actor, code: str, *, language: str, frameworks: Collection[str] = ()
) -> GoalRecord | None:
    """The goal known as ``code``, in one of ``frameworks`` if any are given; None when unknown."""
    require(actor, Permission.READ_PUBLISHED)
    with store.reading() as session:
        labels = read_labels(store, session, language)
        plan = stored_plan(store, session, labels.version)
    node = next(
        (
            node
            for node in plan.nodes.values()
            if node.is_goal
            and node.node_code == code
            and (not frameworks or _framework(plan, node) in frameworks)
        ),
        None,
    )
    return _goal(plan, labels, node) if node else None


def has_goal(store: Store, actor: Actor, code: str) -> bool:
    """Whether some framework has a goal known as ``code``."""
    return read_goal(store, actor, code, language="es") is not None


def _framework(plan: StoredPlan, node: Any) -> str:
    return str(plan.frameworks[node.framework_id].framework_code)


def _goal(plan: StoredPlan, labels: Labels, node: Any) -> GoalRecord:
    tree = Tree(plan.nodes)
    framework = plan.frameworks[node.framework_id]
    component = plan.nodes.get(node.component_id)
    above = [_node(plan, tree, labels, number) for number in tree.path(node.node_id)[:-1]]
    return GoalRecord(
        framework=framework.framework_code,
        code=node.node_code,
        level=node.level,
        name=_said(node, "name", labels),
        purpose=_said(node, "purpose", labels),
        path=[
            NodeRecord(
                framework.kind, framework.framework_code, _said(framework, "name", labels), "marco"
            ),
            *above,
        ],
        component=_node(plan, tree, labels, node.component_id) if component else None,
        is_illustrative=node.is_illustrative,
        indicators=[
            _indicator(plan, labels, node, row)
            for row in plan.indicators
            if row.node_id == node.node_id
        ],
    )


def _node(plan: StoredPlan, tree: Tree, labels: Labels, number: int) -> NodeRecord:
    node = plan.nodes[number]
    return NodeRecord(node.level, node.node_code, _said(node, "name", labels), tree.filters[number])


def _said(row: Any, name: str, labels: Labels) -> str:
    """A text in the language of ``labels``, or in Spanish when nobody translated it."""
    found: str = getattr(row, f"{name}_{labels.language}") or getattr(row, f"{name}_es")
    return found


def _indicator(plan: StoredPlan, labels: Labels, node: Any, row: Any) -> IndicatorRecord:
    same = (
        "description", "kind", "family", "formula", "variables", "scale", "accumulation",
        "periodicity", "baseline", "baseline_text", "baseline_year", "baseline_source",
        "final_goal", "final_text", "starts_on", "ends_on", "data_source", "lag_days",
        "methodology", "territory", "unit_responsible", "focus", "is_valid", "notes",
        "counting_rule", "is_illustrative",
    )  # fmt: skip
    entity = plan.entities.get(row.entity_id)
    return IndicatorRecord(
        key=row.indicator_code,
        name=_said(row, "name", labels) or _said(node, "name", labels),
        entity=_entity(labels, entity),
        co_entities=[
            _entity(labels, plan.entities[number])
            for number in plan.co_entities.get(row.indicator_id, ())
        ],
        sector=labels.name("sector", entity.sector_code) if entity and entity.sector_code else "",
        unit=unit_as_told(row.unit, known_scale(row.scale, row.shown_scale)),
        weight=node.weight if row.weight is None else row.weight,
        sdg=labels.name("ods", row.sdg_code) if row.sdg_code else "",
        **{name: getattr(row, name) for name in same},
    )


def _entity(labels: Labels, entity: Any) -> tuple[str, str]:
    if entity is None:
        return "", ""
    return entity.acronym, labels.name("entidad", entity.acronym)
