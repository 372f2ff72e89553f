"""Money of each node and year to a cut, the year's own budget and the reserve apart."""

from operator import itemgetter
from typing import Any

from data_access.measures.plan.stored import BUDGET_COLUMNS, StoredPlan
from data_access.vocabulary.goals import Quarter

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
