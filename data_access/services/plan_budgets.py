"""Budgets quarter by quarter: what is accumulated in a year does not fall without a word."""

from collections.abc import Mapping
from decimal import Decimal
from itertools import pairwise
from typing import Any

from data_access.services.plan_codes import placed
from data_access.services.plan_rows import shown
from data_access.vocabulary.drafts import RowDraft
from data_access.vocabulary.issues import Issue, Severity
from data_access.vocabulary.messages import N_

Key = tuple[int, int, int, str]
"""Node, year, quarter and resource."""

_ACCUMULATED = {"committed": "comprometido", "paid": "girado"}


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
