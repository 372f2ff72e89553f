"""Everything that a cut says of goals: computed once, or read back from a closed cut."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from data_access.measures.goals.rules import Rules
from data_access.measures.plan.alert_rows import Before, alert_rows
from data_access.measures.plan.budget_rows import budget_rows
from data_access.measures.plan.facts import rules_of
from data_access.measures.plan.fed import Register
from data_access.measures.plan.goal_rows import Member, known_of, member_of
from data_access.measures.plan.index_rows import index_rows
from data_access.measures.plan.places import Tree
from data_access.measures.plan.stored import CutDates, StoredPlan
from data_access.vocabulary.goals import Quarter

Row = dict[str, Any]
Subject = tuple[str, str]
"""An indicator by the code of its framework and its own."""


class History(NamedTuple):
    """Every version of the targets and of the reports of an indicator, in order.

    Tuples of ``stored.TARGET_COLUMNS`` and ``stored.REPORT_COLUMNS``.
    """

    targets: Sequence[tuple[Any, ...]]
    reports: Sequence[tuple[Any, ...]]


@dataclass(frozen=True)
class Figures:
    """A cut: its dates, the day on which it was looked at, and its rows in no language.

    ``names`` are pairs (Spanish, English) by ``entity``, ``sector`` and code. ``members`` are in
    the order of the trees. ``kept`` and ``answers`` hold what questions already asked made of it.
    """

    cut: Quarter
    dates: CutDates
    today: date
    rules: Rules
    is_closed: bool
    frameworks: list[Row]
    nodes: list[Row]
    names: Mapping[str, Mapping[str, tuple[str, str]]]
    members: list[Member]
    budgets: list[Row]
    contributions: list[Row]
    alerts: list[Row]
    index: list[Row]
    history: Mapping[Subject, History]
    kept: dict[Any, Any] = field(default_factory=dict)
    answers: dict[Any, Any] = field(default_factory=dict)


def compute(
    plan: StoredPlan,
    cut: Quarter,
    today: date,
    register: Register,
    before: Before | None,
) -> Figures:
    """The figures of ``cut`` as the store is today; ``before`` is the last closed cut."""
    tree = Tree(plan.nodes)
    rules = rules_of(plan, cut.last_day)
    dates = dates_of(plan, cut)
    known = [known_of(plan, tree, row, cut, register) for row in plan.indicators]
    members = [member_of(plan, each, cut, rules, today) for each in known]
    nodes = _node_rows(plan, tree)
    budgets = budget_rows(plan, cut)
    alerts = alert_rows(nodes, members, budgets, dates, today, rules, before)
    return Figures(
        cut=cut,
        dates=dates,
        today=today,
        rules=rules,
        is_closed=False,
        frameworks=[_framework_row(row) for row in plan.frameworks.values()],
        nodes=nodes,
        names=_names(plan),
        members=members,
        budgets=budgets,
        contributions=_contribution_rows(plan, cut),
        alerts=alerts,
        index=index_rows(plan.components, members),
        history=history_of(plan),
    )


def history_of(plan: StoredPlan) -> Mapping[Subject, History]:
    """Every version of the targets and reports of each indicator, in the order of the trees."""
    return {
        (plan.frameworks[row.framework_id].framework_code, row.indicator_code): History(
            plan.targets.get(row.indicator_id, ()), plan.reports.get(row.indicator_id, ())
        )
        for row in plan.indicators
    }


def dates_of(plan: StoredPlan, cut: Quarter) -> CutDates:
    """The dates of the calendar; a quarter that is not in it has those of its own last day."""
    day = cut.last_day
    return plan.cuts.get(cut.code) or CutDates(cut, day, day, day)


def default_cut(plan: StoredPlan, today: date) -> Quarter:
    """The last quarter whose cut has opened; without a calendar, the last one that is over."""
    opened = [dates.cut for dates in plan.cuts.values() if dates.opens_on <= today]
    if opened:
        return max(opened)
    number = (today.month - 1) // 3
    return Quarter(today.year, number) if number else Quarter(today.year - 1, 4)


def _framework_row(row: Any) -> Row:
    return {
        "code": row.framework_code,
        "kind": row.kind,
        "name_es": row.name_es,
        "name_en": row.name_en,
        "norm": row.norm,
        "starts_on": row.starts_on,
        "ends_on": row.ends_on,
    }


def _node_rows(plan: StoredPlan, tree: Tree) -> list[Row]:
    """The nodes of each framework, every one after its parent and beside its siblings."""
    places = {number: place for place, number in enumerate(plan.frameworks)}

    def place(number: int) -> tuple[int, tuple[tuple[int, str], ...]]:
        steps = [plan.nodes[step] for step in tree.path(number)]
        where = places[plan.nodes[number].framework_id]
        return where, tuple((step.position, step.node_code) for step in steps)

    return [_node_row(plan, tree, number) for number in sorted(plan.nodes, key=place)]


def _node_row(plan: StoredPlan, tree: Tree, number: int) -> Row:
    node = plan.nodes[number]
    path = [plan.nodes[step].node_code for step in tree.path(number)]
    component = plan.nodes.get(node.component_id)
    entity = plan.entities.get(node.entity_id)
    return {
        "framework": plan.frameworks[node.framework_id].framework_code,
        "code": node.node_code,
        "path": path,
        "level": node.level,
        "filter": tree.filters[number],
        "is_goal": node.is_goal,
        "component": component.node_code if component else "",
        "name_es": node.name_es,
        "name_en": node.name_en or node.name_es,
        "purpose_es": node.purpose_es,
        "purpose_en": node.purpose_en or node.purpose_es,
        "entity": entity.acronym if entity else "",
        "weight": node.weight,
        "is_illustrative": node.is_illustrative,
    }


def _names(plan: StoredPlan) -> dict[str, dict[str, tuple[str, str]]]:
    return {
        "entity": {row.acronym: (row.name_es, row.name_en) for row in plan.entities.values()},
        "sector": {row.sector_code: (row.name_es, row.name_en) for row in plan.sectors.values()},
    }


def _contribution_rows(plan: StoredPlan, cut: Quarter) -> list[Row]:
    """What actions gave to the end of the cut, a row per entity that claims it.

    ``counted`` is what the city counts: the largest claim of the same action, indicator and
    quarter, once; the other claims count nothing.
    """
    indicators = {row.indicator_id: row for row in plan.indicators}
    largest: dict[Any, Any] = {}
    rows = [row for row in plan.contributions if Quarter(row.year, row.quarter) <= cut]
    for row in rows:
        claim = (row.action_id, row.indicator_id, row.year, row.quarter)
        if claim not in largest or largest[claim].quantity < row.quantity:
            largest[claim] = row
    counted = {id(row) for row in largest.values()}
    return [
        {
            "framework": plan.frameworks[indicators[row.indicator_id].framework_id].framework_code,
            "key": row.indicator_code,
            "action_id": row.action_id,
            "source": row.source_code,
            "action": row.external_id,
            "title": row.title,
            "quarter": Quarter(row.year, row.quarter).code,
            "entity": row.acronym,
            "quantity": row.quantity,
            "counted": row.quantity if id(row) in counted else row.quantity * 0,
        }
        for row in rows
    ]
