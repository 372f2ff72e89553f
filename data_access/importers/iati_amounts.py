"""Commitments and disbursements of an IATI activity as amounts."""

from collections import Counter
from datetime import date
from decimal import Decimal
from typing import Any

from data_access.importers.findings import Findings
from data_access.importers.iati_codes import KINDS, finance_of
from data_access.importers.iati_shares import country_code
from data_access.validation.numerals import STANDARD, read_numeral
from data_access.vocabulary.catalogue import Catalogue
from data_access.vocabulary.drafts import AmountDraft
from data_access.vocabulary.messages import N_

Plain = dict[str, Any]
_COLUMN = "transaction"
# Thirteen digits are ten million millions: more would not fit in the summaries, in any currency.
_TOO_LARGE = Decimal(10) ** 13
_YEARS = range(1950, 2101)


def read_amounts(
    activity: Plain, catalogue: Catalogue, findings: Findings
) -> tuple[AmountDraft, ...]:
    """One amount per commitment or disbursement, negative corrections included.

    A transaction names its country only when the activity names none. Other transactions,
    budgets and plans are not amounts of the register; that is told.
    """
    _tell_not_counted(activity, findings)
    return tuple(
        _amount(transaction, activity, catalogue, findings)
        for transaction in activity["transactions"]
        if transaction["type"] in KINDS
    )


def day(text: str) -> date | None:
    """An ISO date, or the day of an ISO instant, from 1950 to 2100; None when it is neither."""
    try:
        value = date.fromisoformat(text[:10])
    except ValueError:
        return None
    return value if value.year in _YEARS else None


def _amount(
    transaction: Plain, activity: Plain, catalogue: Catalogue, findings: Findings
) -> AmountDraft:
    value = _number(transaction["value"], findings)
    currency = transaction["currency"] or activity["currency"]
    code = catalogue.code("currency", currency) if len(currency) == 3 else None
    if value is not None and code is None:
        findings.warning(
            "amount.no_currency",
            N_(
                "El valor {amount} no tiene una moneda conocida («{value}»): queda como no "
                "reportado."
            ),
            _COLUMN,
            currency,
            amount=transaction["value"],
        )
        value = None
    dated_on = day(transaction["value_date"]) or day(transaction["date"])
    if dated_on is None:
        findings.warning(
            "amount.undated",
            N_("Una transacción no tiene una fecha válida: su año es el del inicio de la acción."),
            _COLUMN,
            transaction["value_date"] or transaction["date"],
        )
    places = [] if activity["places"] else transaction["places"][:1]
    return AmountDraft(
        KINDS[transaction["type"]],
        value,
        code or "",
        "reported" if value is not None else "not_reported",
        dated_on,
        finance_code=finance_of(transaction["finance"] or activity["finance"]),
        country_code="".join(
            country_code(kind, place, catalogue, findings) for kind, place, _ in places
        ),
    )


def _number(text: str, findings: Findings) -> Decimal | None:
    numeral = read_numeral(text, STANDARD)
    if numeral is None or abs(numeral.value) >= _TOO_LARGE:
        findings.warning(
            "amount.not_a_number",
            N_("«{value}» no es un número: el valor de la transacción queda como no reportado."),
            _COLUMN,
            text,
        )
        return None
    if numeral.is_doubtful:
        findings.warning(
            "amount.ambiguous_separator",
            N_(
                "«{value}» se leyó como {taken}: una sola coma seguida de tres cifras separa "
                "miles. Si era un decimal, escríbalo con punto."
            ),
            _COLUMN,
            text,
            taken=f"{numeral.value:f}",
        )
    return numeral.value


def _tell_not_counted(activity: Plain, findings: Findings) -> None:
    others = Counter(
        transaction["type"]
        for transaction in activity["transactions"]
        if transaction["type"] not in KINDS
    )
    if others:
        findings.info(
            "transaction.not_counted",
            N_(
                "{count} transacciones de otros tipos ({value}) no se suman: aquí solo cuentan "
                "compromisos y desembolsos."
            ),
            _COLUMN,
            ", ".join(sorted(others)),
            count=str(others.total()),
        )
    planned = activity["budgets"] + activity["planned"]
    if planned:
        findings.info(
            "budget.not_counted",
            N_("{count} presupuestos o desembolsos previstos no se suman: no son compromisos."),
            "budget",
            str(planned),
            count=str(planned),
        )
