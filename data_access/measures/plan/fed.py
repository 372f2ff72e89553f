"""What the register itself says of an indicator that a measure feeds."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from data_access.measures import cooperation
from data_access.measures._labels import Labels
from data_access.measures._question import Question
from data_access.vocabulary.filters import Filters
from data_access.vocabulary.goals import Quarter, Report, ReportState

MONTHS = 12
NUMBERS = {
    "cooperation.totals": (
        "actions", "committed", "disbursed", "value", "counterpart", "unvalued", "unconverted",
        "partners", "countries",
    ),
    "cooperation.concentration": (
        "actions", "committed", "disbursed", "value", "counterpart", "unvalued", "partners",
        "assigned", "hhi", "top5_share",
    ),
}  # fmt: skip
"""The measures that can feed an indicator, with the numbers of their totals."""


@dataclass(frozen=True)
class Fed:
    """Values of a measure by the quarter to whose end they were counted, and their receipt.

    ``key`` is the number of the measure's total; ``query`` its filters; the value of a quarter is
    that of its year so far.
    """

    measure: str
    key: str
    query: str
    values: dict[Quarter, Decimal]

    def value_at(self, cut: Quarter) -> Decimal | None:
        """The value of the cut's year so far."""
        return self.values.get(cut)

    def reports(self) -> dict[Quarter, Report]:
        """The values as reports, one at the end of each year and one at the cut."""
        return {
            quarter: Report(ReportState.REPORTED, value) for quarter, value in self.values.items()
        }


class Register:
    """The measures of the register as indicators ask them."""

    def __init__(self, session: Session, labels: Labels, snapshot: Any) -> None:
        self._session = session
        self._labels = labels
        self._snapshot = snapshot
        self._totals: dict[Any, dict[str, Any]] = {}

    def feed(self, row: Any, years: Iterable[int], cut: Quarter) -> Fed | None:
        """The values of the measure of an indicator for ``years``; None if it has none.

        Earlier years count whole. The year of the cut counts what had begun by its last day.
        """
        name, _, key = row.measure.partition(":")
        if name not in cooperation.TOTALS:
            return None
        filters, _issues = Filters.parse(row.measure_filters)
        filters = filters.of_actions()
        values = {}
        for year in sorted({*years, cut.year}):
            if year <= cut.year:
                quarter = cut if year == cut.year else Quarter(year, 4)
                value = self._total(name, filters, quarter).get(key)
                if isinstance(value, int | Decimal):
                    values[quarter] = Decimal(value)
        return Fed(name, key, filters.query(), values)

    def _total(self, name: str, filters: Filters, quarter: Quarter) -> dict[str, Any]:
        asked = (name, filters, quarter)
        if asked not in self._totals:
            of_year = replace(filters, anio_desde=quarter.year, anio_hasta=quarter.year)
            is_whole = quarter.months == MONTHS
            question = Question(
                self._session,
                of_year,
                self._labels,
                self._snapshot if is_whole else None,
                None if is_whole else quarter.last_day,
            )
            total = cooperation.TOTALS[name](question) if question.sources else {}
            self._totals[asked] = {
                key: None if key in question.unreported else value for key, value in total.items()
            }
        return self._totals[asked]


def years_of(starts_on: date | None, targets: Iterable[int], cut: Quarter) -> list[int]:
    """The years of an indicator to the cut: from its first target or its start."""
    first = min([*targets, *([starts_on.year] if starts_on else [])], default=cut.year)
    return list(range(first, cut.year + 1))
