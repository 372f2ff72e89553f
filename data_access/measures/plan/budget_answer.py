"""Money of goals: appropriated, committed, paid; the year's own and the reserve apart."""

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from data_access.measures._sums import part_of
from data_access.measures.cooperation import Answer
from data_access.measures.goals.aggregate import mean_of_measured
from data_access.measures.goals.project import GoalExecution, project_progress
from data_access.measures.goals.ratio import ONE
from data_access.measures.plan.budget_rows import CURRENT, MONEY, budgets_told_twice
from data_access.measures.plan.goal_rows import Member
from data_access.measures.plan.question import PlanQuestion

Row = dict[str, Any]
Node = tuple[str, str]


def budget(question: PlanQuestion) -> Answer:
    """One row per node, year and resource that counts for the chosen goals."""
    return question.answered("budget", lambda: _budget(question))


def _budget(question: PlanQuestion) -> Answer:
    names = question.node_names()
    nodes = counted_nodes(question, question.members)
    rows = [
        {
            "key": row["node"],
            "label": names[row["framework"], row["node"]],
            **{name: value for name, value in row.items() if name != "node"},
            **_shares(row),
        }
        for row in question.figures.budgets
        if (row["framework"], row["node"]) in nodes
    ]
    return Answer(rows, {**money_of(question, question.members), **_project(question)})


def money_of(question: PlanQuestion, members: Sequence[Member]) -> Row:
    """Pesos of some goals: the cut's year, the reserve executed in it, and all years together.

    None is not reported. ``plan_*`` adds the own budget of every year, without the reserves, which
    are money of the year before.
    """
    by_node = question.kept("budgets", lambda: _by_node(question))
    year = question.figures.cut.year
    rows = [row for node in counted_nodes(question, members) for row in by_node.get(node, ())]
    own = [row for row in rows if row["resource"] == CURRENT]
    now = _added([row for row in own if row["year"] == year])
    reserve = _added([row for row in rows if row["resource"] != CURRENT and row["year"] == year])
    return {
        **now,
        **_shares(now),
        **{f"reserve_{name}": value for name, value in reserve.items()},
        **{f"plan_{name}": value for name, value in _added(own).items()},
    }


def counted_nodes(question: PlanQuestion, members: Sequence[Member]) -> set[Node]:
    """The nodes whose money belongs to some indicators, each once.

    Goals bring their own. The money of a node above them counts when all its goals are chosen and
    nothing below it has money of its own, for then it would come twice.
    """
    goals = {(member.row["framework"], member.row["code"]) for member in members}
    with_money = question.kept("budgets", lambda: _by_node(question))
    found = {node for node in goals if node in with_money}
    above = question.kept("above", lambda: _goals_above(question))
    for node, below in above.items():
        if below <= goals:
            found.add(node)
    return found


def _goals_above(question: PlanQuestion) -> dict[Node, set[Node]]:
    """The goals below each node that is no goal itself and whose money nothing below it tells."""
    figures = question.figures
    own = {(row["framework"], row["node"]) for row in figures.budgets}
    own -= budgets_told_twice(figures.nodes, figures.budgets).keys()
    found: dict[Node, set[Node]] = defaultdict(set)
    for row in figures.nodes:
        if row["is_goal"]:
            for code in row["path"][:-1]:
                if (row["framework"], code) in own:
                    found[row["framework"], code].add((row["framework"], row["code"]))
    return dict(found)


def _by_node(question: PlanQuestion) -> dict[Node, list[Row]]:
    found: dict[Node, list[Row]] = defaultdict(list)
    for row in question.figures.budgets:
        found[row["framework"], row["node"]].append(row)
    return dict(found)


def _added(rows: Sequence[Row]) -> Row:
    return {name: _sum([row[name] for row in rows]) for name in MONEY}


def _sum(values: Sequence[Decimal | None]) -> Decimal | None:
    known = [value for value in values if value is not None]
    return sum(known, Decimal(0)) if known else None


def _shares(row: Row) -> Row:
    return {
        "committed_share": part_of(row["committed"], row["appropriation"]),
        "paid_share": part_of(row["paid"], row["appropriation"]),
        "paid_of_committed": part_of(row["paid"], row["committed"]),
    }


def _project(question: PlanQuestion) -> Row:
    """Physical advance of the year weighted by money, with what could not be weighed."""
    by_node = question.kept("budgets", lambda: _by_node(question))
    of_goal: dict[Node, list[Decimal | None]] = defaultdict(list)
    for member in question.members:
        node = member.row["framework"], member.row["code"]
        of_goal[node].append(member.row["yearly_year"])
    year = question.figures.cut.year
    goals = []
    for node, fractions in of_goal.items():
        own = [
            row
            for row in by_node.get(node, ())
            if row["year"] == year and row["resource"] == CURRENT
        ]
        goals.append(
            GoalExecution(
                code=node[1],
                programmed=ONE,
                executed=mean_of_measured(fractions).mean.value,
                **_added(own),
            )
        )
    physical = project_progress(goals).physical
    return {
        "physical": physical.value,
        "physical_left_out": len(physical.left_out),
    }
