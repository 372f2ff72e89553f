"""The amounts of an action: their rows, in dollars and pesos, and what they add up to."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from data_access.services.rates import Conversion, Rates
from data_access.vocabulary.categories import UNDATED_YEAR
from data_access.vocabulary.drafts import ActionDraft, AmountDraft
from data_access.vocabulary.messages import N_
from data_access.vocabulary.money import (
    MONEY_COLUMNS,
    MONEY_KINDS,
    MOST_DOLLARS,
    USD_SCALE,
    SumTooLarge,
    checked,
    rated_mark,
    unrated_mark,
    unvalued_mark,
)

Row = tuple[Any, ...]
Own = tuple[int, str, str, str]
"""Year, country, sector and modality that an amount itself names; the rest is the action's."""
Sums = Mapping[Own, Sequence[int]]
"""What amounts name → units, as in :data:`NO_MONEY`."""

_COLUMNS = len(MONEY_COLUMNS)
NO_MONEY = (0,) * (_COLUMNS + 1)
"""Units of each of ``MONEY_COLUMNS``, and the marks of what stands behind them."""
_PLACES = {
    kind: tuple(
        (
            MONEY_COLUMNS.index(f"{kind}_{currency}"),
            rated_mark(kind, currency),
            unrated_mark(kind, currency),
        )
        for currency in ("usd", "cop")
    )
    for kind in MONEY_KINDS
}
"""Of each kind its columns of dollars and pesos, with the marks of a known and a missing worth."""
_UNKNOWN = Conversion(None, None, None, None, None, "")
_MOST_UNITS_OF_ONE = MOST_DOLLARS * 10**USD_SCALE
_SURELY_FINE = Decimal(MOST_DOLLARS) / 10**4
"""In whatever currency: one of none of them is worth ten thousand dollars."""
_TOO_MUCH = N_(
    "Con las tasas de este archivo, el monto «{amount}» del registro {code} valdría más de un "
    "billón de dólares, lo que ningún registro vale: no se cargó nada. Revise el monto y la tasa."
)


def amounts_of(action_id: int, draft: ActionDraft, rates: Rates) -> tuple[list[Row], Sums]:
    """Every amount of ``draft``, converted, as a row in their order; and their sums."""
    rows: list[Row] = []
    sums: dict[Own, list[int]] = {}
    for number, amount in enumerate(draft.amounts):
        day = amount.dated_on or draft.starts_on
        year = day.year if day else UNDATED_YEAR
        worth = _worth(amount, draft, rates)
        if _is_too_much(worth):
            raise SumTooLarge(_TOO_MUCH, code=draft.external_id, amount=_told(amount))
        if amount.is_counted and amount.kind in _PLACES and amount.valuation != "not_reported":
            own = year, amount.country_code, amount.sector_code, amount.modality_code
            _add(sums.setdefault(own, [*NO_MONEY]), amount, worth)
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
                amount.sector_code,
                amount.modality_code,
                amount.ends_on,
                amount.valued_on,
                amount.is_counted,
                *worth,
            )
        )
    return rows, sums


def too_much(draft: ActionDraft, rates: Rates) -> AmountDraft | None:
    """The first amount of ``draft`` that is worth more than any record's can be."""
    for amount in draft.amounts:
        value = amount.amount
        if value is None or -_SURELY_FINE < value < _SURELY_FINE:
            continue
        if _is_too_much(_worth(amount, draft, rates)):
            return amount
    return None


def _worth(amount: AmountDraft, draft: ActionDraft, rates: Rates) -> Conversion:
    if amount.valuation != "reported" or amount.amount is None:
        return _UNKNOWN
    day = amount.valued_on or amount.dated_on or draft.starts_on
    return rates.convert(amount.amount, amount.currency, day)


def _is_too_much(worth: Conversion) -> bool:
    return worth.usd is not None and abs(worth.usd) > _MOST_UNITS_OF_ONE


def _told(amount: AmountDraft) -> str:
    return f"{amount.currency} {amount.amount:f}"


def _add(units: list[int], amount: AmountDraft, worth: Conversion) -> None:
    """Add an amount to the sums of its kind, with its marks."""
    if amount.valuation == "unvalued":
        units[_COLUMNS] |= unvalued_mark(amount.kind)
        return
    for (column, rated, unrated), known in zip(
        _PLACES[amount.kind], (worth.usd, worth.cop), strict=True
    ):
        if known is None:
            units[_COLUMNS] |= unrated
        else:
            units[column] += known
            checked(units[column])
            units[_COLUMNS] |= rated


def is_unvalued(amounts: Sequence[AmountDraft]) -> bool:
    """Whether nobody tells the worth of what was given, counterparts aside."""
    return all(amount.valuation != "reported" or amount.kind == "counterpart" for amount in amounts)


def span_of(draft: ActionDraft) -> tuple[int, int]:
    """First and last year in which an action was under way; (0, 0) when nothing is dated."""
    days: list[date | None] = [draft.starts_on, draft.ends_on]
    days += [amount.dated_on for amount in draft.amounts]
    years = [day.year for day in days if day]
    return (min(years), max(years)) if years else (UNDATED_YEAR, UNDATED_YEAR)
