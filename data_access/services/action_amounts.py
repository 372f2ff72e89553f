"""The amounts of an action: their rows, in dollars and pesos, and what they add up to."""

from collections.abc import Mapping, Sequence
from datetime import date
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
        place
        for currency in ("usd", "cop")
        for place in (
            MONEY_COLUMNS.index(f"{kind}_{currency}"),
            rated_mark(kind, currency),
            unrated_mark(kind, currency),
        )
    )
    for kind in MONEY_KINDS
}
"""Of each kind its columns of dollars and pesos, with the marks of a known and a missing worth."""
_UNRATED = sum(unrated_mark(kind, currency) for kind in MONEY_KINDS for currency in ("usd", "cop"))
_UNKNOWN = Conversion(None, None, None, None, None, "")
_MOST_UNITS_OF_ONE = MOST_DOLLARS * 10**USD_SCALE
_TOO_MUCH = N_(
    "Con las tasas de este archivo, el monto «{amount}» del registro {code} valdría más de un "
    "billón de dólares, lo que ningún registro vale: no se cargó nada. Revise el monto y la tasa."
)


def amounts_of(action_id: int, draft: ActionDraft, rates: Rates) -> tuple[list[Row], Sums]:
    """Every amount of ``draft``, converted, as a row in their order; and their sums."""
    rows: list[Row] = []
    sums: dict[Own, list[int]] = {}
    for number, amount in enumerate(draft.amounts):
        (
            kind, value, currency, valuation, dated_on, resource, finance, country, sector,
            modality, ends_on, valued_on, is_counted,
        ) = amount  # fmt: skip
        day = dated_on or draft.starts_on
        year = day.year if day else UNDATED_YEAR
        worth = _UNKNOWN
        if valuation == "reported" and value is not None:
            worth = rates.convert(value, currency, valued_on or day)
        usd = worth.usd
        if usd is not None and not -_MOST_UNITS_OF_ONE <= usd <= _MOST_UNITS_OF_ONE:
            raise SumTooLarge(_TOO_MUCH, code=draft.external_id, amount=_told(amount))
        if is_counted and kind in _PLACES and valuation != "not_reported":
            own = year, country, sector, modality
            if own not in sums:
                sums[own] = [*NO_MONEY]
            _add(sums[own], amount, worth)
        rows.append(
            (
                action_id, number, kind, resource, finance, valuation, value, currency, dated_on,
                year, country, sector, modality, ends_on, valued_on, is_counted, *worth,
            )
        )  # fmt: skip
    for units in sums.values():
        checked(max(map(abs, units)))
    return rows, sums


def too_much(draft: ActionDraft, rates: Rates) -> AmountDraft | None:
    """The first amount of ``draft`` that is worth more than any record's can be."""
    for amount in draft.amounts:
        # So that hardly any amount is converted twice.
        value = amount.amount
        if value is not None and abs(value) > rates.least_worth(amount.currency, MOST_DOLLARS):
            day = amount.valued_on or amount.dated_on or draft.starts_on
            worth = rates.convert(value, amount.currency, day)
            if worth.usd is not None and abs(worth.usd) > _MOST_UNITS_OF_ONE:
                return amount
    return None


def _told(amount: AmountDraft) -> str:
    return f"{amount.currency} {amount.amount:f}"


def _add(units: list[int], amount: AmountDraft, worth: Conversion) -> None:
    """Add an amount to the sums of its kind, with its marks."""
    if amount.valuation == "unvalued":
        units[_COLUMNS] |= unvalued_mark(amount.kind)
        return
    usd, usd_rated, usd_unrated, cop, cop_rated, cop_unrated = _PLACES[amount.kind]
    if worth.usd is None:
        marks = usd_unrated
    else:
        marks = usd_rated
        units[usd] += worth.usd
    if worth.cop is None:
        marks |= cop_unrated
    else:
        marks |= cop_rated
        units[cop] += worth.cop
    units[_COLUMNS] |= marks


def is_unrated(sums: Sums) -> bool:
    """Whether an amount that sums take in has no worth in dollars or pesos."""
    return any(marks & _UNRATED for *_, marks in sums.values())


def is_unvalued(amounts: Sequence[AmountDraft]) -> bool:
    """Whether nobody tells the worth of what was given, counterparts aside."""
    return all(amount.valuation != "reported" or amount.kind == "counterpart" for amount in amounts)


def span_of(draft: ActionDraft) -> tuple[int, int]:
    """First and last year in which an action was under way; (0, 0) when nothing is dated."""
    days: list[date | None] = [draft.starts_on, draft.ends_on]
    days += [amount.dated_on for amount in draft.amounts]
    years = [day.year for day in days if day]
    return (min(years), max(years)) if years else (UNDATED_YEAR, UNDATED_YEAR)
