"""The amounts of actions as their sources gave them: currency, day, rate and who says so."""

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from sqlalchemy import Date, func, select

from data_access.measures._question import Question
from data_access.store.tables.actions import Action, Amount
from data_access.vocabulary.money import KINDS_OF_AMOUNT

_CHUNK = 500
NO_ORIGINAL: dict[str, Any] = dict.fromkeys(
    ("original_amount", "original_currency", "original_on", "rate")
) | {"rate_source": "", "original_note": ""}
"""The columns of an action without any reported amount of the chosen kind."""


def original_amounts(question: Question, ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    """The chosen amount of each action of ``ids`` that reports one in the years asked for.

    Several of one currency are added up, and their day is the last one. Amounts of several
    currencies add up to nothing, several rates are not one: ``original_note`` says so.
    """
    kinds, years = KINDS_OF_AMOUNT[question.filters.monto], question.years
    conditions = [
        Amount.kind.in_(kinds), Amount.is_counted, Amount.valuation == "reported",
        Amount.original_amount.is_not(None),
    ]  # fmt: skip
    if years is not None:
        conditions.append(Amount.year.between(*years))
    # An amount without a day of its own has that on which its action begins, for its rate too.
    day = func.coalesce(Amount.dated_on, Action.starts_on, type_=Date).label("dated_on")
    columns = (
        Amount.action_id, Amount.original_amount, Amount.currency_code, day, Amount.usd_rate,
        Amount.cop_rate, Amount.rate_source,
    )  # fmt: skip
    found: dict[int, list[Any]] = defaultdict(list)
    for start in range(0, len(ids), _CHUNK):
        query = (
            select(*columns)
            .join(Action, Action.action_id == Amount.action_id)
            .where(*conditions, Amount.action_id.in_(ids[start : start + _CHUNK]))
        )
        for row in question.session.execute(query.order_by(Amount.action_id, Amount.amount_number)):
            found[row.action_id].append(row)
    currency = question.filters.moneda
    return {action_id: _together(amounts, currency) for action_id, amounts in found.items()}


def _together(amounts: Sequence[Any], currency: str) -> dict[str, Any]:
    currencies = {row.currency_code for row in amounts}
    if len(currencies) > 1:
        return NO_ORIGINAL | {"original_note": "several_currencies"}
    rates = {_rate(row, currency) for row in amounts}
    sources = sorted({row.rate_source for row in amounts if row.rate_source})
    return {
        "original_amount": sum((row.original_amount for row in amounts), Decimal(0)),
        "original_currency": amounts[0].currency_code,
        "original_on": max((row.dated_on for row in amounts if row.dated_on), default=None),
        "rate": next(iter(rates)) if len(rates) == 1 else None,
        "rate_source": "; ".join(sources) if rates != {None} else "",
        "original_note": "several_rates" if len(rates) > 1 else "",
    }


def _rate(row: Any, currency: str) -> Decimal | None:
    """What one unit of an amount was worth in ``currency``; None where there is no rate to tell."""
    if row.currency_code == currency:
        return None
    rate: Decimal | None = row.usd_rate
    if currency == "COP":
        is_dollar = row.currency_code == "USD"
        if row.cop_rate is None or (rate is None and not is_dollar):
            return None
        rate = row.cop_rate if is_dollar else rate * row.cop_rate
    return rate
