"""The amounts of an action: their rows, in dollars and pesos, and what they add up to."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from data_access.services.rates import Conversion, Rates
from data_access.vocabulary.categories import UNDATED_YEAR
from data_access.vocabulary.drafts import ActionDraft, AmountDraft

Row = tuple[Any, ...]
Sums = Mapping[tuple[int, str], Sequence[int]]
"""Year and country that the amounts themselves name → units, as in :data:`NO_MONEY`."""

NO_MONEY = (0, 0, 0, 0, 0, 0)
"""Units committed, disbursed and of counterpart: first the dollars, then the pesos."""
_DOLLARS = {"committed": 0, "disbursed": 1, "counterpart": 2}
_PESOS = {"committed": 3, "disbursed": 4, "counterpart": 5}
_UNKNOWN = Conversion(None, None, None, None, None, "")


def amounts_of(action_id: int, draft: ActionDraft, rates: Rates) -> tuple[list[Row], Sums]:
    """Every amount of ``draft``, converted, as a row in their order; and their sums."""
    rows: list[Row] = []
    sums: dict[tuple[int, str], list[int]] = {}
    for number, amount in enumerate(draft.amounts):
        day = amount.dated_on or draft.starts_on
        year = day.year if day else UNDATED_YEAR
        worth = _UNKNOWN
        if amount.valuation == "reported" and amount.amount is not None:
            worth = rates.convert(amount.amount, amount.currency, day)
            units = sums.setdefault((year, amount.country_code), [*NO_MONEY])
            units[_DOLLARS[amount.kind]] += worth.usd or 0
            units[_PESOS[amount.kind]] += worth.cop or 0
        rows.append(
            (
                action_id,
                number,
                amount.kind,
                amount.resource_code,
                amount.finance_code,
                amount.valuation,
                amount.amount,
                amount.currency,
                amount.dated_on,
                year,
                amount.country_code,
                *worth,
            )
        )
    return rows, sums


def is_unvalued(amounts: Sequence[AmountDraft]) -> bool:
    """Whether nobody tells the worth of what was given, counterparts aside."""
    return all(amount.valuation != "reported" or amount.kind == "counterpart" for amount in amounts)


def span_of(draft: ActionDraft) -> tuple[int, int]:
    """First and last year in which an action was under way; (0, 0) when nothing is dated."""
    days: list[date | None] = [draft.starts_on, draft.ends_on]
    days += [amount.dated_on for amount in draft.amounts]
    years = [day.year for day in days if day]
    return (min(years), max(years)) if years else (UNDATED_YEAR, UNDATED_YEAR)
