"""Why a sum of money is not known, and what is left out of one that is.

Rows of measures have None where no worth is known; their ``lacking`` tells, by sum, how many
actions have an amount without a rate (``unrated``) or without a price (``unvalued``).
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from data_access.measures.result import MeasureResult
from data_access.vocabulary.flows import CANCELLED
from data_access.vocabulary.messages import N_
from layouts.texts.catalogue import _, ngettext, translate
from layouts.texts.flow_words import AMOUNT_KIND_LABELS
from layouts.texts.formats import money, number

Row = Mapping[str, Any]
_BY_YEAR = "anio"
_BY_CLASS = "clase"
_SUMS = {
    "committed": N_("Comprometido"),
    "disbursed": N_("Desembolsado"),
    "counterpart": N_("Contrapartida"),
}
SUMS = (*_SUMS, "value")
"""The names of the sums of money that a row may have."""
_SHOWN_APART = {"comprometido": "committed", "desembolsado": "disbursed"}
"""The chosen amounts that have a sum of their own in every row."""


def reason(row: Row, name: str, result: MeasureResult) -> str:
    """Why ``row`` has no sum ``name``: ``sin tasa``, ``sin valorar``, ``no reportado``…"""
    told = _lacking(row, name)
    if told:
        return _why(told)
    if row.get("actions") == 0:
        return _("sin acciones")
    if row.get("key") == CANCELLED or not (_is_record(row) or _adds_up(result)):
        return _("no se suma")
    if row.get("valuation") == "repeated" and name in ("value", _chosen(result)):
        return _("cuenta en otro registro")
    # Of a year, or of some years; their total over all of them is of no period.
    is_of_year = result.measure.dimension == _BY_YEAR and "key" in row
    if name not in result.unreported and (is_of_year or result.filters.year_range()):
        return _("sin monto en el período")
    return _("no reportado")


def left_out(row: Row, name: str) -> str:
    """The actions that the sum ``name`` leaves out: ``2 acciones sin tasa y 1 sin valorar``.

    Of a single record, that it leaves out a part.
    """
    told = _lacking(row, name)
    if not told:
        return ""
    unrated, unvalued = told.get("unrated", 0), told.get("unvalued", 0)
    if _is_record(row):
        is_part = row.get(name) is not None
        return _("una parte {reason}", reason=_why(told)) if is_part else ""
    if unrated and unvalued:
        return ngettext(
            "{count} acción sin tasa y {others} sin valorar",
            "{count} acciones sin tasa y {others} sin valorar",
            unrated,
            count=number(unrated),
            others=number(unvalued),
        )
    if unrated:
        return ngettext(
            "{count} acción sin tasa", "{count} acciones sin tasa", unrated, count=number(unrated)
        )
    return ngettext(
        "{count} acción sin valorar",
        "{count} acciones sin valorar",
        unvalued,
        count=number(unvalued),
    )


def sum_or_reason(row: Row, name: str, result: MeasureResult, *, compact: bool = False) -> str:
    """The sum ``name`` of ``row`` as money, or why there is none."""
    value = row.get(name)
    if not value and is_worded(row, name):
        return capital(reason(row, name, result))
    return money(value, result.filters.moneda, compact=compact)


def is_worded(row: Row, name: str) -> bool:
    """Whether words stand for the sum ``name``: it is not known, or there is no action to add."""
    value: Decimal | None = row.get(name)
    return value is None or (not value and row.get("actions") == 0)


def sum_in_full(row: Row, name: str, result: MeasureResult, *, compact: bool = False) -> str:
    """The same with what the sum leaves out: ``US$ 125 (1 acción sin tasa)``."""
    told = sum_or_reason(row, name, result, compact=compact)
    # Most sums leave nothing out.
    missing = left_out(row, name) if row.get("lacking") else ""
    return f"{told} ({missing})" if missing else told


def all_left_out(row: Row, result: MeasureResult) -> str:
    """What each sum of ``row`` leaves out: ``Comprometido: 2 acciones sin tasa``."""
    return _together({name: left_out(row, name) for name in _names(row, result)}, result)


def all_unknown(row: Row, result: MeasureResult) -> str:
    """The same for a file, whose number columns are empty where nothing is known: why they are."""
    told = {}
    for name in _names(row, result):
        told[name] = left_out(row, name)
        if row.get(name) is None and (_is_record(row) or not told[name]):
            told[name] = reason(row, name, result)
    return _together(told, result)


def silent_parts(total: Row) -> str:
    """The actions without any reported amount in two parts: ``50 sin valorar y 11 no reportadas``.

    On some nobody put a price; of the others nothing is said.
    """
    return ngettext(
        "{unpriced} sin valorar y {unreported} no reportada",
        "{unpriced} sin valorar y {unreported} no reportadas",
        total["unreported"],
        unpriced=number(total["unpriced"]),
        unreported=number(total["unreported"]),
    )


def silent_words(count: int) -> str:
    """``61 acciones no tienen ningún monto reportado, contrapartidas aparte``."""
    return ngettext(
        "{count} acción no tiene ningún monto reportado, contrapartidas aparte",
        "{count} acciones no tienen ningún monto reportado, contrapartidas aparte",
        count,
        count=number(count),
    )


def _chosen(result: MeasureResult) -> str | None:
    return _SHOWN_APART.get(result.filters.monto)


def _names(row: Row, result: MeasureResult) -> list[str]:
    is_twice = _chosen(result) in row
    return [name for name in SUMS if name in row and not (is_twice and name == "value")]


def _together(told: Mapping[str, str], result: MeasureResult) -> str:
    names = {**_SUMS, "value": AMOUNT_KIND_LABELS[result.filters.monto]}
    return "; ".join(f"{translate(names[name])}: {words}" for name, words in told.items() if words)


def _adds_up(result: MeasureResult) -> bool:
    """Whether rows have a sum; each class of flow has its own, whatever class is asked for."""
    return result.has_sum or result.measure.dimension == _BY_CLASS


def _is_record(row: Row) -> bool:
    return "valuation" in row


def capital(text: str) -> str:
    """``text`` with a capital letter at its beginning."""
    return text[:1].upper() + text[1:]


def _why(told: Mapping[str, int]) -> str:
    if told.get("unrated") and told.get("unvalued"):
        return _("sin tasa o sin valorar")
    return _("sin tasa") if told.get("unrated") else _("sin valorar")


def _lacking(row: Row, name: str) -> Mapping[str, int]:
    found: Mapping[str, int] = (row.get("lacking") or {}).get(name, {})
    return found
