"""Transactions of an IATI activity as amounts."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from data_access.importers.findings import Findings
from data_access.importers.iati_codes import KINDS, OTHER_TRANSACTIONS, finance_of
from data_access.importers.iati_humanitarian import Humanitarian
from data_access.importers.iati_places import own_country
from data_access.importers.iati_shares import own_sector
from data_access.validation.amounts import MAX_AMOUNT
from data_access.validation.numerals import STANDARD, read_numeral
from data_access.vocabulary.catalogue import Catalogue
from data_access.vocabulary.drafts import AmountDraft
from data_access.vocabulary.messages import N_

Plain = dict[str, Any]
_COLUMN = "transaction"
_YEARS = range(1950, 2101)
_MOST_YEARS_APART = 5


def read_transactions(
    activity: Plain,
    humanitarian: Humanitarian,
    catalogue: Catalogue,
    findings: Findings,
    generated_on: date | None,
) -> Iterator[AmountDraft]:
    """One amount per transaction of the kinds that are kept, negative corrections included.

    It counts in the year of its own date; the date of its value only chooses the rate. Country,
    sector and modality are the transaction's when it names them. One dated after the file was
    written, or after today where that is not known, is told.
    """
    _tell_not_counted(activity, findings)
    kept = [item for item in activity["transactions"] if item["type"] in KINDS]
    tell_without_currency(kept, activity, _COLUMN, catalogue, findings)
    _tell_future(activity, generated_on or datetime.now(UTC).date(), findings)
    for transaction in kept:
        value, currency = read_money(transaction, activity, _COLUMN, catalogue, findings)
        dated_on = _dated_on(transaction, findings)
        valued_on = read_valued_on(transaction, dated_on, _COLUMN, findings)
        yield AmountDraft(
            KINDS[transaction["type"]],
            value,
            currency,
            "reported" if value is not None else "not_reported",
            dated_on,
            finance_code=finance_of(transaction["finance"] or activity["finance"]),
            country_code=own_country(transaction, activity, catalogue),
            sector_code=own_sector(transaction, catalogue),
            modality_code=humanitarian.own_modality(transaction["humanitarian"]),
            valued_on=valued_on if valued_on != dated_on else None,
        )


def day(text: str) -> date | None:
    """An ISO date, or the day of an ISO instant, from 1950 to 2100; None when it is neither."""
    try:
        value = date.fromisoformat(text[:10])
    except ValueError:
        return None
    return value if value.year in _YEARS else None


def read_money(
    item: Plain, activity: Plain, column: str, catalogue: Catalogue, findings: Findings
) -> tuple[Decimal | None, str]:
    """The value of an item and its currency; no value without a currency that is known."""
    value = _number(item["value"], column, findings)
    code = _currency_code(item, activity, catalogue)
    return (value if code else None), code


def tell_without_currency(
    items: Iterable[Plain], activity: Plain, column: str, catalogue: Catalogue, findings: Findings
) -> None:
    """Tell the values to which :func:`read_money` gives none, as their currency is not known."""
    lost: dict[str, list[Decimal]] = defaultdict(list)
    for item in items:
        if not _currency_code(item, activity, catalogue):
            numeral = read_numeral(item["value"], STANDARD)
            if numeral is not None:
                lost[item["currency"] or activity["currency"]].append(numeral.value)
    for currency, values in lost.items():
        findings.warning(
            "amount.no_currency",
            N_(
                "Montos sin una moneda conocida («{value}»): {count}, que suman {total}. Quedan "
                "como no reportados. Pida a quien publica que diga la moneda."
            ),
            column,
            currency,
            count=str(len(values)),
            total=f"{sum(values):f}",
        )


def _currency_code(item: Plain, activity: Plain, catalogue: Catalogue) -> str:
    currency = item["currency"] or activity["currency"]
    return (catalogue.code("currency", currency) or "") if len(currency) == 3 else ""


def read_valued_on(
    item: Plain, dated_on: date | None, column: str, findings: Findings
) -> date | None:
    """The date of a value, whose rate it takes; one that cannot be that is told and not taken."""
    text = item["value_date"]
    value = day(text)
    is_near = value and dated_on and _is_near(value, dated_on)
    if text and dated_on and not is_near:
        findings.warning(
            "amount.odd_value_date",
            N_(
                "La fecha de valor «{value}» no es una fecha o dista más de {years} años de la del "
                "monto ({day}): la tasa de cambio es la de la fecha del monto."
            ),
            column,
            text,
            years=str(_MOST_YEARS_APART),
            day=dated_on.isoformat(),
        )
    return value if is_near else None


def _is_near(one: date, other: date) -> bool:
    first, last = sorted((one, other))
    return last.timetuple()[:3] <= (first.year + _MOST_YEARS_APART, first.month, first.day)


def _dated_on(transaction: Plain, findings: Findings) -> date | None:
    """The date of a transaction, or that of its value when it has none."""
    own = day(transaction["date"])
    if own is not None:
        return own
    value_date = day(transaction["value_date"])
    if value_date is not None:
        findings.warning(
            "amount.dated_by_value",
            N_(
                "Una transacción no tiene una fecha válida («{value}»): su año es el de su fecha "
                "de valor, {day}."
            ),
            _COLUMN,
            transaction["date"],
            day=value_date.isoformat(),
        )
        return value_date
    findings.warning(
        "amount.undated",
        N_("Una transacción no tiene una fecha válida: su año es el del inicio de la acción."),
        _COLUMN,
        transaction["date"] or transaction["value_date"],
    )
    return None


def _number(text: str, column: str, findings: Findings) -> Decimal | None:
    if not text:
        findings.warning(
            "amount.no_value",
            N_("Un monto no trae su valor: queda como no reportado."),
            column,
        )
        return None
    numeral = read_numeral(text, STANDARD)
    if numeral is None:
        findings.warning(
            "amount.not_a_number",
            N_("«{value}» no es un número: el monto queda como no reportado."),
            column,
            text,
        )
        return None
    if abs(numeral.value) > MAX_AMOUNT:
        findings.warning(
            "amount.too_large",
            N_(
                "«{value}» es demasiado grande para ser un monto: queda como no reportado. Revise "
                "si sobran cifras."
            ),
            column,
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
            column,
            text,
            taken=f"{numeral.value:f}",
        )
    return numeral.value


def _tell_future(activity: Plain, today: date, findings: Findings) -> None:
    """A transaction is what has been agreed or paid; what is planned stands in budgets."""
    days = [day(item["date"]) for item in activity["transactions"] if item["type"] in KINDS]
    future = [each for each in days if each and each > today]
    if future:
        findings.warning(
            "amount.in_future",
            N_(
                "Transacciones con fecha posterior al {today}, cuando se hizo o se leyó el "
                "archivo: {count} ({value}). Cuentan en el año que dicen. Compruebe las fechas."
            ),
            _COLUMN,
            ", ".join(dict.fromkeys(each.isoformat() for each in sorted(future))),
            today=today.isoformat(),
            count=str(len(future)),
        )


def _tell_not_counted(activity: Plain, findings: Findings) -> None:
    kinds = Counter(item["type"] for item in activity["transactions"] if item["type"] not in KINDS)
    others = {kind: count for kind, count in kinds.items() if kind in OTHER_TRANSACTIONS}
    strange = {kind or "—": count for kind, count in kinds.items() if kind not in others}
    if others:
        findings.info(
            "transaction.not_counted",
            N_(
                "{count} transacciones de otros tipos ({value}) no se suman: aquí cuentan "
                "compromisos, desembolsos, gastos y fondos recibidos."
            ),
            _COLUMN,
            ", ".join(sorted(others)),
            count=str(sum(others.values())),
        )
    if strange:
        findings.warning(
            "transaction.unknown_type",
            N_(
                "{count} transacciones tienen un tipo que no es del estándar ({value}): su dinero "
                "no se suma. Escriba el código como está en él, por ejemplo 2 y no 02."
            ),
            _COLUMN,
            ", ".join(sorted(strange)),
            count=str(sum(strange.values())),
        )
