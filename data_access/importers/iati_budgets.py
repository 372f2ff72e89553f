"""Budgets of an IATI activity as planned amounts, one for each calendar year that they touch."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise
from typing import Any, NamedTuple

from data_access.importers.findings import Findings
from data_access.importers.iati_amounts import (
    day,
    read_money,
    read_valued_on,
    tell_without_currency,
)
from data_access.importers.iati_codes import REVISED
from data_access.vocabulary.catalogue import Catalogue
from data_access.vocabulary.drafts import AmountDraft
from data_access.vocabulary.messages import N_

Plain = dict[str, Any]
Span = tuple[date, date]
"""First and last day."""
_BUDGET = "budget"
_PLANNED = "planned-disbursement"
_CENT = Decimal("0.01")
_DAY = timedelta(days=1)


class _Budget(NamedTuple):
    value: Decimal | None
    currency: str
    span: Span | None
    valued_on: date | None
    is_revised: bool


def read_budgets(
    activity: Plain, modality_code: str, catalogue: Catalogue, findings: Findings
) -> Iterator[AmountDraft]:
    """Planned amounts. A revised budget takes the place of the original on the days of its period.

    Planned disbursements say again when the money of the budgets is to be paid: they are told.
    """
    _tell_planned_disbursements(activity, catalogue, findings)
    tell_without_currency(activity["budgets"], activity, _BUDGET, catalogue, findings)
    budgets = [_budget(item, activity, catalogue, findings) for item in activity["budgets"]]
    _tell_overlaps(budgets, findings)
    revised = [
        each.span for each in budgets if each.is_revised and each.span and each.value is not None
    ]
    for budget in budgets:
        parts = _parts(budget, () if budget.is_revised else revised)
        _tell_replaced(budget, parts, findings)
        for span, value in parts:
            yield AmountDraft(
                "planned",
                value,
                budget.currency,
                "reported" if value is not None else "not_reported",
                dated_on=span and span[0],
                modality_code=modality_code,
                ends_on=span and span[1],
                valued_on=budget.valued_on if span and budget.valued_on != span[0] else None,
            )


def split_by_days(value: Decimal, span: Span, without: Sequence[Span] = ()) -> dict[Span, Decimal]:
    """The parts of ``value`` in the calendar years of ``span`` by their days, both ends included.

    They add up to it but for the days ``without``, whose parts are left out. Each is exact to the
    cent; the last one has what is smaller.
    """
    first, last = span
    edges = {first, last + _DAY}
    edges |= {date(year, 1, 1) for year in range(first.year + 1, last.year + 1)}
    edges |= {
        edge for start, end in without for edge in (start, end + _DAY) if first < edge <= last
    }
    days = (last - first).days + 1
    parts: dict[Span, Decimal] = {}
    given = Decimal(0)
    for start, after in pairwise(sorted(edges)):
        due = value
        if after <= last:
            due = (value * (after - first).days / days).quantize(_CENT, ROUND_HALF_UP)
        if not any(begin <= start <= end for begin, end in without):
            parts[start, after - _DAY] = due - given
        given = due
    return parts


def _budget(item: Plain, activity: Plain, catalogue: Catalogue, findings: Findings) -> _Budget:
    value, currency = read_money(item, activity, _BUDGET, catalogue, findings)
    span = _span(item, findings)
    valued_on = read_valued_on(item, span[0] if span else None, _BUDGET, findings)
    return _Budget(value, currency, span, valued_on, item["type"].casefold() in REVISED)


def _span(item: Plain, findings: Findings) -> Span | None:
    start, end = day(item["start"]), day(item["end"])
    if start and end and start <= end:
        return start, end
    findings.warning(
        "budget.no_period",
        N_(
            "Un presupuesto no dice bien de cuándo a cuándo va («{value}»): no se reparte por "
            "años; cuenta en el de la fecha que tiene o, si no tiene, en el del inicio de la "
            "acción."
        ),
        _BUDGET,
        f"{item['start'] or '?'} – {item['end'] or '?'}",
    )
    known = start or end
    return (known, known) if known else None


def _parts(budget: _Budget, revised: Sequence[Span]) -> list[tuple[Span | None, Decimal | None]]:
    if budget.value is None or budget.span is None:
        return [(budget.span, budget.value)]
    return list(split_by_days(budget.value, budget.span, revised).items())


def _tell_replaced(
    budget: _Budget, parts: Sequence[tuple[Span | None, Decimal | None]], findings: Findings
) -> None:
    left = sum((value for _, value in parts if value is not None), Decimal(0))
    if budget.value is None or budget.span is None or left == budget.value:
        return
    findings.info(
        "budget.revised",
        N_(
            "El presupuesto de {start} a {end} tiene uno revisado: dejan de contar {value} de su "
            "valor original."
        ),
        _BUDGET,
        f"{budget.currency} {budget.value - left}",
        start=budget.span[0].isoformat(),
        end=budget.span[1].isoformat(),
    )


def _tell_overlaps(budgets: Sequence[_Budget], findings: Findings) -> None:
    spans: dict[bool, list[Span]] = defaultdict(list)
    for budget in budgets:
        if budget.span:
            spans[budget.is_revised].append(budget.span)
    pairs = [pair for group in spans.values() for pair in pairwise(sorted(group))]
    together = [(one, other) for one, other in pairs if other[0] <= one[1]]
    if together:
        findings.warning(
            "budget.overlap",
            N_(
                "{count} presupuestos empiezan antes de que termine otro ({value}): se suman "
                "todos. Si uno reemplaza a otro, publíquelo como revisado (type 2)."
            ),
            _BUDGET,
            "; ".join(f"{one[0]} – {one[1]}, {other[0]} – {other[1]}" for one, other in together),
            count=str(len(together)),
        )


def _tell_planned_disbursements(activity: Plain, catalogue: Catalogue, findings: Findings) -> None:
    tell_without_currency(activity["planned"], activity, _PLANNED, catalogue, findings)
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for item in activity["planned"]:
        value, currency = read_money(item, activity, _PLANNED, catalogue, findings)
        if value is not None:
            sums[currency] += value
    if activity["planned"]:
        findings.info(
            "planned_disbursement.not_counted",
            N_(
                "Desembolsos previstos: {count} ({value}). Se guardaron y no se suman: dicen "
                "cuándo se piensa pagar lo que ya está presupuestado o comprometido."
            ),
            _PLANNED,
            ", ".join(f"{currency} {total}" for currency, total in sorted(sums.items())),
            count=str(len(activity["planned"])),
        )
