"""The amounts of a row of GLOBO's workbook, each with its currency and its date."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from data_access.importers.cooperation_cells import RowCells
from data_access.importers.other_format import other_format, worded_format
from data_access.importers.other_pesos import COLOMBIAN, whose_pesos
from data_access.validation.cooperation import other_currency
from data_access.validation.formulas import no_value
from data_access.validation.money_words import currency_code
from data_access.validation.values import read_amount, read_date
from data_access.vocabulary.catalogue import Catalogue
from data_access.vocabulary.drafts import AmountDraft
from data_access.vocabulary.issues import Issue, Severity
from data_access.vocabulary.messages import N_
from data_access.vocabulary.names import fold

_UNVALUED = frozenset(
    {
        "no valorado",
        "no valorada",
        "sin valorar",
        "no cuantificado",
        "sin cuantificar",
        "sin valor",
        "no monetizado",
        "no valorizado",
    }
)
_YES = frozenset({"si", "s", "yes", "y", "x", "1", "verdadero", "true"})
_NO = frozenset({"no", "n", "0", "falso", "false"})
_NOT_IN_PESOS = N_(
    "La contrapartida va en pesos colombianos ({currency}) y la celda dice {written}. Escriba su "
    "valor en pesos."
)
_PERCENTAGE = Issue(
    "amount.percentage",
    N_(
        "La celda muestra el monto como porcentaje: se tomó su número, sin el signo %. Si no es un "
        "monto, corríjala; si lo es, quítele el formato de porcentaje."
    ),
    Severity.WARNING,
)


def read_amounts(
    cells: RowCells, read: Mapping[str, Any], catalogue: Catalogue
) -> tuple[AmountDraft, ...]:
    """What was committed (always told, even as not reported), disbursed and put as counterpart.

    ``read`` has what the columns of the currency, the kinds of money and the days say.
    """
    resource, finance = read["resource"], read["reimbursable"]
    blanks = (
        AmountDraft(key, None, read["currency"], "not_reported", read[day], resource, finance)
        for key, day in (("committed", "committed_on"), ("disbursed", "disbursed_on"))
    )
    of_city = AmountDraft("counterpart", None, COLOMBIAN, "not_reported")
    committed, *others = (_amount(cells, blank, catalogue) for blank in (*blanks, of_city))
    return (committed, *(each for each in others if each.valuation != "not_reported"))


def read_day(cells: RowCells, key: str) -> date | None:
    """The day in column ``key``; None when empty, not reported or wrong (then it is told)."""
    reading = read_date(cells.raw(key))
    cells.take(key, reading)
    return reading.value


def _amount(cells: RowCells, blank: AmountDraft, catalogue: Catalogue) -> AmountDraft:
    """``blank`` with what its cell says; the currency it has is that of the row."""
    key, currency = blank.kind, blank.currency
    raw = cells.raw(key)
    if raw is None:
        return blank
    # What stands for a formula without a value has such words in it.
    if isinstance(raw, str) and no_value(raw) is None and fold(raw) in _UNVALUED:
        return blank._replace(valuation="unvalued")
    reading = read_amount(raw)
    cells.take(key, reading)
    said = whose_pesos(raw, reading.currency, currency, catalogue)
    written = cells.shown_currency(key)
    if written == "%":
        cells.note(_PERCENTAGE, key)
    for issue in other_currency(said, currency):
        is_ours = key == "counterpart"
        cells.note(replace(issue, message=_NOT_IN_PESOS) if is_ours else issue, key)
    if currency and written not in ("", "%", currency):
        cells.note(other_format(written, currency), key)
    if (worded := cells.worded(key)) and reading.value is not None:
        cells.note(worded_format(worded, f"{reading.value:f}"), key)
    valuation = "not_reported" if reading.value is None else "reported"
    return blank._replace(amount=reading.value, currency=currency or said, valuation=valuation)


def read_currency(cells: RowCells, catalogue: Catalogue) -> str:
    """The code of the currency of a row; an unknown one is an error."""
    text, raw = cells.text("currency"), cells.raw("currency")
    # A sign such as € is no text that says anything, but it may say which currency.
    sign = currency_code(raw) if isinstance(raw, str) else None
    if not text and sign is None:
        return ""
    code = (catalogue.code("currency", text) if text else None) or sign
    code = code and whose_pesos(raw, code, "", catalogue)
    if not code:
        cells.note(_no_currency(text or str(raw).strip(), is_sign=sign is not None), "currency")
    return code or ""


def _no_currency(text: str, *, is_sign: bool) -> Issue:
    if is_sign:
        return Issue(
            "currency.ambiguous",
            N_(
                "«{value}» es el signo de varias monedas y no dice cuál es. Escriba el código de "
                "la moneda, por ejemplo USD, EUR o COP."
            ),
            Severity.WARNING,
            values={"value": text},
        )
    return Issue(
        "currency.unknown",
        N_(
            "No se conoce la moneda «{value}». Escriba su código de tres letras, por ejemplo USD, "
            "EUR o COP."
        ),
        values={"value": text},
    )


def read_finance(cells: RowCells, catalogue: Catalogue) -> str:
    """Whether the money is a loan or a gift, as the code of the list of finance."""
    text = cells.text("reimbursable")
    folded = fold(text)
    if not text or folded in _YES | _NO:
        return "" if not text else "prestamo" if folded in _YES else "donacion"
    code = catalogue.code("finance", text)
    if code is None:
        cells.note(
            Issue(
                "reimbursable.unknown",
                N_("«{value}» no dice si es reembolsable: quedó sin asignar. Escriba «Sí» o «No»."),
                Severity.WARNING,
                values={"value": text},
            ),
            "reimbursable",
        )
    return code or ""
