"""The measures of cooperation: totals, breakdowns, flows, concentration."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from sqlalchemy import Select, func, select

from data_access.measures._aggregate import active_of, sums_by, years_of
from data_access.measures._labels import key_of
from data_access.measures._pairs import OTHERS, pair_sums
from data_access.measures._question import Question
from data_access.measures._records_in_memory import actions_among
from data_access.measures._rows import Row, backing, bare, place, row_of, shared, whole
from data_access.measures._standing import YEAR
from data_access.measures._sums import Sums
from data_access.store.tables import actions
from data_access.store.tables.summaries import SummaryCell
from data_access.vocabulary.categories import (
    MULTI_COUNTRY,
    UNASSIGNED,
    UNASSIGNED_KEY,
    UNDATED_YEAR,
)
from data_access.vocabulary.filters import OPEN_END
from data_access.vocabulary.money import KINDS_OF_AMOUNT

LARGEST = 5
FLOW_NODES = 12


@dataclass(frozen=True)
class Answer:
    """Rows and total of a measure, before the receipt is put around them."""

    rows: list[Row]
    total: Row


def totals(question: Question) -> Answer:
    """Actions, partners, countries and money of the question, with the period before beside it."""
    total = period_totals(question)
    earlier = _years_before(question)
    total["previous"] = None
    if earlier is not None:
        filters = replace(question.filters, anio_desde=earlier[0], anio_hasta=earlier[1])
        total["previous"] = period_totals(replace(question, filters=filters))
    return Answer([], total)


def _years_before(question: Question) -> tuple[int, int] | None:
    """As many years before those asked for; None where the sources do not reach so far back."""
    years, span = question.years, question.labels.span_of(question.source_ids)
    if years is None or span is None or years[1] == OPEN_END:
        return None
    low = years[0] - (years[1] - years[0] + 1)
    return (low, years[0] - 1) if low >= span[0] else None


def by_year(question: Question) -> Answer:
    """Money by the year of its own date; actions by the years in which they are under way."""
    money, flows = years_of(question)
    years = question.years
    counts = _under_way(flows)
    listed = {year for year in {*money, *counts} if years is None or years[0] <= year <= years[1]}
    rows = []
    standing = backing(question, YEAR, list(money.values()))
    for year in sorted(listed, key=lambda y: (y == UNDATED_YEAR, y)):
        sums = money.get(year, Sums(str(year)))._replace(actions=counts.get(year, 0))
        label = question.labels.undated if year == UNDATED_YEAR else str(year)
        rows.append(row_of(sums, standing.get(str(year), {}), key=str(year), label=label))
    return Answer(shared(rows), whole(question))


def _under_way(flows: Sequence[tuple[int, int, int]]) -> dict[int, int]:
    """How many actions are under way in each year, where any is; the undated at year 0."""
    begun = {year: count for year, count, _ in flows}
    ended = {year: count for year, _, count in flows}
    counts = {UNDATED_YEAR: begun.pop(UNDATED_YEAR, 0)}
    count = 0
    for year in range(min(begun, default=1), max(begun, default=0) + 1):
        count += begun.get(year, 0)
        counts[year] = count
        count -= ended.get(year, 0)
    return {year: count for year, count in counts.items() if count}


def breakdown(dimension: str) -> Callable[[Question], Answer]:
    """A measure that breaks the question down by one filter name."""

    def answer(question: Question) -> Answer:
        return Answer(_breakdown_rows(question, dimension), whole(question))

    return answer


def _breakdown_rows(question: Question, dimension: str) -> list[Row]:
    known: list[Row] | None = question.answered.get(("rows", dimension))
    if known is not None:
        return known
    labels = question.labels
    names = labels.names[dimension]
    found = sums_by(question, dimension)
    standing = backing(question, dimension, found)
    rows = [
        row_of(
            sums,
            standing.get(sums.code, {}),
            key=key_of(sums.code),
            label=names.get(sums.code, sums.code),
        )
        for sums in found
    ]
    if dimension == "pais":
        for row in rows:
            row["latitude"], row["longitude"] = labels.points.get(row["key"], (None, None))
    if dimension == "aliado":
        for row in rows:
            row["country"] = labels.partner_countries.get(row["key"], UNASSIGNED)
    rows.sort(key=place)
    question.answered["rows", dimension] = shared(rows)
    return rows


def without_money(answer: Answer) -> Answer:
    """The answer to a question whose money is not added up: it counts."""
    return Answer([bare(row) for row in answer.rows], answer.total)


def flows(question: Question) -> Answer:
    """Money from country to entity and from entity to DAC sector; small nodes gathered.

    Actions do not add up along the flows, so that there are none where money is not added.
    """
    if not question.has_sum:
        return Answer([], whole(question))
    kept = {name: _largest(question, name) for name in ("pais", "entidad", "sector_cad")}
    links = [
        (source_name, target_name, *pair)
        for source_name, target_name in (("pais", "entidad"), ("entidad", "sector_cad"))
        for pair in pair_sums(question, source_name, target_name, kept)
    ]
    rows: list[Row] = [
        {
            "source": source if source == OTHERS else key_of(source),
            "source_label": _node(question, source_name, source),
            "source_filter": source_name,
            "target": target if target == OTHERS else key_of(target),
            "target_label": _node(question, target_name, target),
            "target_filter": target_name,
            "value": value,
            "actions": count,
        }
        for source_name, target_name, source, target, value, count in links
        if value
    ]
    rows.sort(
        key=lambda row: (
            row["source_filter"] != "pais",
            -row["value"],
            row["source"],
            row["target"],
        )
    )
    return Answer(rows, whole(question))


def concentration(question: Question) -> Answer:
    """The five largest partners, their share together, and the Herfindahl-Hirschman index."""
    rows = _breakdown_rows(question, "aliado")
    positive = [row for row in rows if (row["value"] or 0) > 0 and row["key"] != UNASSIGNED_KEY]
    assigned = sum((row["value"] for row in positive), Decimal(0))
    shares = [row["value"] / assigned for row in positive] if assigned else []
    top = [dict(row, share=share) for row, share in zip(positive[:LARGEST], shares, strict=False)]
    return Answer(
        top,
        {
            **whole(question),
            "hhi": sum((share**2 for share in shares), Decimal(0)) if shares else None,
            "top5_share": sum(shares[:LARGEST], Decimal(0)) if shares else None,
            "partners": len(positive) if question.has_sum else None,
            "assigned": assigned if question.has_sum else None,
        },
    )


def period_totals(question: Question) -> Row:
    """The totals of the question alone, without the period before."""
    total = whole(question)
    unpriced = _among(question, "unpriced", _UNPRICED)
    partners = {*active_of(question, "aliado")} - {UNASSIGNED}
    countries = {*active_of(question, "pais")} - {UNASSIGNED, MULTI_COUNTRY}
    return {
        **total,
        "unpriced": unpriced,
        "unreported": total["unvalued"] - unpriced,
        "partners": len(partners),
        "countries": len(countries),
        "unconverted": _unconverted(question),
    }


def _unconverted(question: Question) -> int:
    """Actions with an amount of the kinds told that no exchange rate turns into the currency."""
    asked = question.filters.moneda, question.filters.monto
    return _among(question, " ".join(("lacking", *asked)), _LACKING[asked])


def _largest(question: Question, name: str) -> list[str]:
    """The categories with most money, and the unassigned one."""

    def order(sums: Sums) -> tuple[Decimal, str]:
        return -sums.value, sums.code

    found = sorted(sums_by(question, name), key=order)
    named = [sums.code for sums in found if sums.code != UNASSIGNED]
    return [*named[:FLOW_NODES], UNASSIGNED]


def _node(question: Question, name: str, code: str) -> str:
    if code == OTHERS:
        return "Otros" if question.labels.language == "es" else "Others"
    if name == "entidad" and code:
        return code
    return question.labels.name(name, code)


def _among(question: Question, name: str, ids: Select[Any]) -> int:
    """How many actions of the question are among ``ids``, which are known as ``name``."""
    if question.snapshot is not None:
        return actions_among(question, question.snapshot, name, ids)
    if question.session.execute(ids.limit(1)).first() is None:
        return 0
    conditions = question.cell_conditions()
    if question.years is not None:
        low, high = question.years
        conditions += [SummaryCell.first_year <= high, SummaryCell.last_year >= low]
    query = select(func.count(SummaryCell.action_id.distinct())).where(
        *conditions, SummaryCell.action_id.in_(ids)
    )
    return int(question.session.scalar(query) or 0)


_ALWAYS_TOLD = ("committed", "disbursed", "counterpart")
"""Kinds of amount that every row tells of, whichever is asked for."""
_LACKING = {
    (currency, told): select(actions.Amount.action_id).where(
        actions.Amount.valuation == "reported",
        column.is_(None),
        actions.Amount.kind.in_(sorted({*_ALWAYS_TOLD, *kinds})),
    )
    for currency, column in (("USD", actions.Amount.usd), ("COP", actions.Amount.cop))
    for told, kinds in KINDS_OF_AMOUNT.items()
}
"""Actions with an amount that was reported and has no value in a currency, by what is asked for."""
_UNPRICED = (
    select(actions.Amount.action_id)
    .join(actions.Action, actions.Action.action_id == actions.Amount.action_id)
    .where(
        actions.Action.is_unvalued,
        actions.Amount.valuation == "unvalued",
        actions.Amount.kind != "counterpart",
    )
)
"""Actions without any reported amount that gave something on which nobody put a price."""

TOTALS: dict[str, Callable[[Question], Row]] = {
    "cooperation.totals": period_totals,
    "cooperation.concentration": lambda question: concentration(question).total,
}
"""The measures whose total can feed an indicator."""
