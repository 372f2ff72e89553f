"""Budgets quarter by quarter and level by level: what falls, or comes twice, is told."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from itertools import pairwise
from typing import Any

from data_access.services.plan_codes import placed
from data_access.services.plan_rows import shown
from data_access.vocabulary.drafts import RowDraft
from data_access.vocabulary.goals import told_twice
from data_access.vocabulary.issues import Issue, Severity
from data_access.vocabulary.messages import N_
from data_access.vocabulary.names import natural_order

Key = tuple[int, int, int, str]
"""Node, year, quarter and resource."""

_ACCUMULATED = {"committed": "comprometido", "paid": "girado"}


_TWICE = N_(
    "El presupuesto de «{code}» no suma en ninguna cifra: lo que depende de él ya tiene el suyo "
    "({codes}). El presupuesto va en las metas: deje vacíos los montos de «{code}» o, si valen "
    "esos, los de sus metas."
)


class NodePaths:
    """The codes of the nodes of plans by id, and what stands above each."""

    def __init__(self, nodes: Iterable[tuple[int, str, int | None]]) -> None:
        self.codes: dict[int, str] = {}
        self._parents: dict[int, int | None] = {}
        for number, code, parent in nodes:
            self.codes[number] = code
            self._parents[number] = parent

    def above(self, node: int) -> list[int]:
        """The nodes above one, from its parent to the root."""
        found: list[int] = []
        parent = self._parents.get(node)
        while parent is not None and parent not in found:
            found.append(parent)
            parent = self._parents.get(parent)
        return found


class BudgetPeriods:
    """The budgets of the store and of a file, in the order of their quarters."""

    def __init__(self, stored: Mapping[Key, Mapping[str, Decimal | None]]) -> None:
        self._amounts = dict(stored)
        self._rows: dict[Key, RowDraft[Any]] = {}

    def take(self, key: Key, row: RowDraft[Any], amounts: Mapping[str, Decimal | None]) -> None:
        """Add what a row says, in place of what was stored."""
        self._amounts[key] = amounts
        self._rows[key] = row

    def tell_falls(self) -> None:
        """Tell, in the rows of the file, what is less than in an earlier quarter of its year."""
        series: dict[tuple[int, int, str], list[Key]] = {}
        for key in sorted(self._amounts):
            series.setdefault((key[0], key[1], key[3]), []).append(key)
        touched = {(key[0], key[1], key[3]) for key in self._rows}
        for each in touched:
            for name, column in _ACCUMULATED.items():
                known = [key for key in series[each] if self._amounts[key][name] is not None]
                for earlier, later in pairwise(known):
                    self._compare(earlier, later, name, column)

    def tell_twice(self, tree: NodePaths) -> None:
        """Tell once, in a row of the file, each node whose money does not count anywhere.

        It does not where something below it has money, too: in its own row or, where that came
        before, in the first row of what is below it.
        """
        last = {(key[0], key[1], key[3]): self._amounts[key] for key in sorted(self._amounts)}
        with_money = {
            key[0] for key, amounts in last.items() if any(v is not None for v in amounts.values())
        }
        rows: dict[int, RowDraft[Any]] = {}
        for key, row in self._rows.items():
            rows.setdefault(key[0], row)
        paths = {node: tree.above(node) for node in sorted(with_money)}
        for node, below in told_twice(paths).items():
            first = next((rows[each] for each in (node, *below) if each in rows), None)
            if first is not None:
                codes = ", ".join(sorted((tree.codes[each] for each in below), key=natural_order))
                values = {"code": tree.codes[node], "codes": codes}
                issue = Issue("budget.told_twice", _TWICE, Severity.WARNING, values=values)
                first.issues.append(placed(first, "codigo", tree.codes[node], issue))

    def _compare(self, earlier: Key, later: Key, name: str, column: str) -> None:
        before, after = self._amounts[earlier][name], self._amounts[later][name]
        row = self._rows.get(later) or self._rows.get(earlier)
        if before is None or after is None or after >= before or row is None:
            return
        values = {
            "column": column,
            "first": f"{earlier[1]}-T{earlier[2]}",
            "before": shown(before),
            "second": f"{later[1]}-T{later[2]}",
            "after": shown(after),
        }
        issue = Issue(
            "budget.falls",
            N_(
                "«{column}» se acumula en el año y baja de {before} en {first} a {after} en "
                "{second}. Compruebe que los montos no sean sólo los del trimestre."
            ),
            Severity.WARNING,
            values=values,
        )
        row.issues.append(placed(row, column, shown(after), issue))
