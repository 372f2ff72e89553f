"""What an import tells of amounts that no exchange rate turns into dollars or pesos, counted."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from data_access.services.rates import Rates
from data_access.vocabulary.drafts import ActionDraft, RowDraft
from data_access.vocabulary.issues import Issue, Severity
from data_access.vocabulary.messages import N_
from data_access.vocabulary.money import MONEY_KINDS
from data_access.vocabulary.runs import runs

_MOST_DAYS = 3
_SUMMED = frozenset(MONEY_KINDS)
_NO_RATE = N_(
    "Montos en {value} sin tasa: {count} (del {days}; filas {rows}). No están en ningún total en "
    "{totals}: importe las tasas que faltan con globo import rates, o la del peso con globo "
    "import trm."
)
_NO_DAY = N_(
    "Montos en {value} sin fecha con que elegir la tasa: {count} (filas {rows}). No están en "
    "ningún total en {totals}: escriba la fecha del monto o el inicio de la acción."
)


class _Group(NamedTuple):
    """Amounts of which one thing is told: their sheet, and the totals in which they are not."""

    sheet: str
    currency: str
    totals: tuple[str, ...]
    is_dated: bool


class UnratedAmounts:
    """Gathers the amounts of an import for whose currency and day no rate is known."""

    def __init__(self, rates: Rates) -> None:
        self._rates = rates
        self._totals: dict[tuple[str, date | None], tuple[str, ...]] = {}
        self._rows: dict[tuple[str, str, date | None], list[int]] = defaultdict(list)

    def see(self, row: RowDraft[ActionDraft]) -> None:
        """Note the amounts of a row that is not left out, as far as they enter sums."""
        draft = row.draft
        if draft is None:
            return
        for amount in draft.amounts:
            if amount.amount is not None and amount.is_counted and amount.kind in _SUMMED:
                day = amount.valued_on or amount.dated_on or draft.starts_on
                totals = self._totals.get((amount.currency, day))
                if totals or (totals is None and self._lacking(amount.currency, day)):
                    self._rows[row.sheet, amount.currency, day].append(row.row_number)

    def issues(self) -> Iterator[Issue]:
        """One warning for each sheet, currency and set of totals without its amounts."""
        rows: dict[_Group, list[int]] = defaultdict(list)
        days: dict[_Group, list[date]] = defaultdict(list)
        for (sheet, currency, day), found in self._rows.items():
            group = _Group(sheet, currency, self._lacking(currency, day), day is not None)
            rows[group] += found
            days[group] += [day] if day else []
        for group, found in rows.items():
            yield _issue(group, found, days[group])

    def _lacking(self, currency: str, day: date | None) -> tuple[str, ...]:
        """The totals that an amount is not in."""
        if (currency, day) not in self._totals:
            worth = self._rates.convert(Decimal(1), currency, day)
            known = {"USD": worth.usd, "COP": worth.cop}
            totals = tuple(name for name, units in known.items() if units is None)
            self._totals[currency, day] = totals
        return self._totals[currency, day]


def _issue(group: _Group, rows: list[int], days: list[date]) -> Issue:
    return Issue(
        "amount.no_rate" if group.is_dated else "amount.no_day",
        _NO_RATE if group.is_dated else _NO_DAY,
        Severity.WARNING,
        sheet=group.sheet or None,
        row=min(rows),
        value=group.currency,
        values={
            "value": group.currency,
            "count": str(len(rows)),
            "rows": runs({*rows}),
            "totals": ", ".join(group.totals),
            "days": _days(sorted(days)),
        },
    )


def _days(days: list[date]) -> str:
    texts = [day.isoformat() for day in days]
    if len(texts) <= _MOST_DAYS:
        return ", ".join(texts)
    return f"{texts[0]} … {texts[-1]}"
