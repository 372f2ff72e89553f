"""The trees of the frameworks with weight, money and advance at every node."""

from collections import Counter, defaultdict
from typing import Any

from data_access.measures.cooperation import Answer
from data_access.measures.plan.goal_rows import Member
from data_access.measures.plan.question import PlanQuestion
from data_access.measures.plan.summary_answers import elapsed_of, whole

Row = dict[str, Any]


def tree(question: PlanQuestion) -> Answer:
    """One row per framework and node, each after its parent; ``parent`` is a ``key``.

    Nodes without goals are told only while nothing but the framework is chosen. The advance of a
    node is that of all goals below it.
    """
    return question.answered("tree", lambda: _tree(question))


def _tree(question: PlanQuestion) -> Answer:
    below: dict[tuple[str, ...], list[Member]] = defaultdict(list)
    paths = question.kept("paths", lambda: _paths(question))
    for member in question.members:
        framework = member.row["framework"]
        below[(framework,)].append(member)
        for code in paths[framework, member.row["code"]]:
            below[framework, code].append(member)
    rows: list[Row] = []
    for framework in question.figures.frameworks:
        chosen = not question.filters.marco or framework["code"] in question.filters.marco
        if (framework["code"],) in below or (chosen and not question.is_narrow):
            rows.append(_framework_row(question, framework, below[(framework["code"],)]))
            rows += [
                _node_row(question, node, below[framework["code"], node["code"]])
                for node in _nodes_of(question, framework["code"])
                if not question.is_narrow or (node["framework"], node["code"]) in below
            ]
    return Answer(rows, whole(question, question.members))


def _nodes_of(question: PlanQuestion, framework: str) -> list[Row]:
    def split() -> dict[str, list[Row]]:
        found: dict[str, list[Row]] = defaultdict(list)
        for node in question.figures.nodes:
            found[node["framework"]].append(node)
        return found

    return question.kept("nodes of frameworks", split)[framework]


def _paths(question: PlanQuestion) -> dict[tuple[str, str], list[str]]:
    return {(row["framework"], row["code"]): row["path"] for row in question.figures.nodes}


def _framework_row(question: PlanQuestion, row: Row, members: list[Member]) -> Row:
    return {
        "key": row["code"],
        "parent": "",
        "framework": row["code"],
        "depth": 0,
        "level": row["kind"],
        "filter": "marco",
        "label": row[f"name_{question.language}"],
        "purpose": "",
        "is_goal": False,
        "is_illustrative": False,
        "node_weight": None,
        "elapsed": elapsed_of(question, row).value,
        **whole(question, members),
    }


def _node_row(question: PlanQuestion, row: Row, members: list[Member]) -> Row:
    path = row["path"]
    return {
        "key": row["code"],
        "parent": path[-2] if len(path) > 1 else row["framework"],
        "framework": row["framework"],
        "depth": len(path),
        "level": row["level"],
        "filter": row["filter"],
        "label": row[f"name_{question.language}"],
        "purpose": row[f"purpose_{question.language}"],
        "is_goal": row["is_goal"],
        "is_illustrative": row["is_illustrative"],
        "node_weight": row["weight"],
        "elapsed": None,
        **_whole_of(question, row, members),
    }


def _whole_of(question: PlanQuestion, row: Row, members: list[Member]) -> Row:
    """The numbers of a node; those of a goal with all its indicators are always the same."""
    goal = row["framework"], row["code"]
    if not row["is_goal"] or len(members) != _indicators_of_goals(question).get(goal, 0):
        return whole(question, members)
    wholes: dict[tuple[str, str], Row] = question.kept("goals in the tree", dict)
    if goal not in wholes:
        wholes[goal] = whole(question, members)
    return wholes[goal]


def _indicators_of_goals(question: PlanQuestion) -> Counter[tuple[str, str]]:
    return question.kept(
        "indicators of goals",
        lambda: Counter(
            (member.row["framework"], member.row["code"]) for member in question.figures.members
        ),
    )
