"""Days written with the month first, which make doubtful those of their column that are read."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from data_access.validation.dates import may_be_year_first
from data_access.validation.values import shown
from data_access.vocabulary.issues import Issue, Severity
from data_access.vocabulary.messages import N_
from data_access.vocabulary.runs import runs

_NUMBERS = re.compile(r"\s*(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})\b.*", re.DOTALL)
_MONTHS = 12

_Seen = dict[str, dict[int, str]]


@dataclass
class DayOrders:
    """Gathers, by column of ``sheet``, the days with the month first and those in either order."""

    sheet: str
    _month_first: _Seen = field(default_factory=lambda: defaultdict(dict))
    _either: _Seen = field(default_factory=lambda: defaultdict(dict))

    def see(self, row: int, column: str, cell: str) -> None:
        """Note how the day in a cell that is a text is written."""
        found = _NUMBERS.fullmatch(cell)
        if found is None or found[1] == found[2] or int(found[1]) > _MONTHS:
            return
        if may_be_year_first(*found.groups()):
            # No day was taken of it.
            return
        seen = self._either if int(found[2]) <= _MONTHS else self._month_first
        seen[column][row] = shown(cell)

    def issues(self) -> Iterator[Issue]:
        """A warning for each column that has days of both kinds."""
        for column, months in self._month_first.items():
            either = self._either.get(column)
            if not either:
                continue
            row, day = next(iter(either.items()))
            first_row, first = next(iter(months.items()))
            yield Issue(
                "date.month_first",
                N_(
                    "La columna «{column}» trae fechas que empiezan por el mes («{first}», fila "
                    "{first_row}). Las de las filas {rows}, como «{value}», se leyeron con el día "
                    "primero: compruébelas, o escriba toda la columna como día/mes/año."
                ),
                Severity.WARNING,
                sheet=self.sheet or None,
                row=row,
                column=column,
                value=day,
                values={
                    "column": column,
                    "first": first,
                    "first_row": str(first_row),
                    "rows": runs(list(either)),
                    "value": day,
                },
            )


class _Row(Protocol):
    @property
    def number(self) -> int: ...

    @property
    def cells(self) -> Mapping[str, Any]: ...


def day_orders(rows: Iterable[_Row], *columns: str, sheet: str = "") -> Iterator[Issue]:
    """The same for ``columns`` of a table that was read whole."""
    orders = DayOrders(sheet)
    for row in rows:
        for column in columns:
            if isinstance(cell := row.cells.get(column), str):
                orders.see(row.number, column, cell)
    return orders.issues()
