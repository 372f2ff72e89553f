"""Money of each node and year to a cut, the year's own budget and the reserve apart."""

from collections.abc import Iterable
from operator import itemgetter
from typing import Any

from data_access.measures.plan.stored import BUDGET_COLUMNS, StoredPlan
from data_access.vocabulary.goals import Quarter, told_twice

Row = dict[str, Any]
MONEY = ("appropriation", "committed", "paid")
CURRENT = "vigencia"


def budget_rows(plan: StoredPlan, cut: Quarter) -> list[Row]:
    """Of each node, year and resource the last amounts to the cut, for they add up in the year."""
    found = []
    for number, entries in plan.budgets.items():
        last: dict[tuple[int, str], Row] = {}
        for entry in entries:
            row = dict(zip(BUDGET_COLUMNS, entry, strict=True))
            if Quarter(row["year"], row["quarter"]) <= cut:
                last[row["year"], row["resource"]] = row
        node = plan.nodes[number]
        framework = plan.frameworks[node.framework_id].framework_code
        found += [
            {"framework": framework, "node": node.node_code, **row}
            for _, row in sorted(last.items())
        ]
    found.sort(key=itemgetter("framework", "node"))
    return found


def budgets_told_twice(
    nodes: Iterable[Row], budgets: Iterable[Row]
) -> dict[tuple[str, str], list[str]]:
    """The nodes whose money does not count, for what is below them has its own, which is named."""
    with_money = {
        (row["framework"], row["node"])
        for row in budgets
        if any(row[name] is not None for name in MONEY)
    }
    found = told_twice(
        {
            (node["framework"], node["code"]): [
                (node["framework"], code) for code in node["path"][:-1]
            ]
            for node in nodes
            if (node["framework"], node["code"]) in with_money
        }
    )
    return {node: [code for _, code in below] for node, below in found.items()}
