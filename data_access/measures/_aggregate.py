"""Sums and counts of a question by one dimension: from the totals if they hold it, or the cells."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import Integer, case, distinct, func, literal, select, type_coerce

from data_access.measures._from_snapshot import KINDS, dimension_rows, span_rows, year_rows
from data_access.measures._question import CELL_COLUMNS, Question
from data_access.store.tables.base import FixedPoint
from data_access.store.tables.summaries import SummaryCell, SummaryTotal
from data_access.vocabulary.money import COP_SCALE, USD_SCALE

TOTAL_DIMENSIONS = {
    "": "total",
    "sector": "sector",
    "aliado": "partner",
    "tipo_aliado": "partner_type",
    "sector_cad": "dac_sector",
    "ods": "sdg",
    "modalidad": "modality",
    "direccion": "direction",
    "etapa": "stage",
    "territorio": "territory",
}


@dataclass(frozen=True)
class Sums:
    """What one category adds up to."""

    code: str
    actions: int
    unvalued: int
    committed: Decimal
    disbursed: Decimal
    counterpart: Decimal


def sums_by(question: Question, dimension: str = "") -> list[Sums]:
    """Sums by a filter name (``pais``, ``ods``…), or one row for the whole when it is empty."""
    if dimension not in question.answered:
        free = dimension if dimension in ("entidad", "pais") else "total" if not dimension else ""
        if question.snapshot is not None:
            rows = dimension_rows(question, question.snapshot, dimension)
            found = _sums(question, rows, dimension)
        elif question.uses_totals(free):
            found = _from_totals(question, dimension)
        else:
            found = _from_cells(question, dimension)
        question.answered[dimension] = found
    result: list[Sums] = question.answered[dimension]
    return result


def years_of(question: Question) -> tuple[dict[int, Sums], list[tuple[int, int, int, int]]]:
    """Money by year, and how many actions (and unvalued ones) span each first and last year."""
    years = question.years
    if question.snapshot is not None:
        return _years(
            year_rows(question, question.snapshot), span_rows(question, question.snapshot), years
        )
    if question.uses_totals("total"):
        table = SummaryTotal
        query = select(
            table.year,
            *_money(table, question),
            *(
                func.sum(getattr(table, name))
                for name in ("actions_begun", "actions_ended", "unvalued_begun", "unvalued_ended")
            ),
        ).where(*question.total_conditions("total"))
        rows = question.session.execute(query.group_by(table.year)).all()
        money = {row[0]: Sums(str(row[0]), 0, 0, *map(_exact, row[1:4])) for row in rows}
        flows = [(row[0], int(row[4]), int(row[5]), 0) for row in rows]
        return _in_range(money, years), flows
    cells = SummaryCell
    money_rows = question.session.execute(
        select(cells.year, *_money(cells, question))
        .where(*question.cell_conditions())
        .group_by(cells.year)
    ).all()
    spans = question.session.execute(
        select(cells.first_year, cells.last_year, func.count(distinct(cells.action_id)))
        .where(*question.cell_conditions())
        .group_by(cells.first_year, cells.last_year)
    ).all()
    return _years(money_rows, spans, years)


def _years(
    money_rows: Iterable[Any], spans: Iterable[Any], years: tuple[int, int] | None
) -> tuple[dict[int, Sums], list[tuple[int, int, int, int]]]:
    money = {row[0]: Sums(str(row[0]), 0, 0, *map(_exact, row[1:4])) for row in money_rows}
    begun: dict[int, int] = {}
    ended: dict[int, int] = {}
    for first, last, count in spans:
        begun[first] = begun.get(first, 0) + count
        ended[last] = ended.get(last, 0) + count
    flows = [(year, begun.get(year, 0), ended.get(year, 0), 0) for year in sorted({*begun, *ended})]
    return _in_range(money, years), flows


def _in_range(money: dict[int, Sums], years: tuple[int, int] | None) -> dict[int, Sums]:
    if years is None:
        return money
    return {year: sums for year, sums in money.items() if years[0] <= year <= years[1]}


def _from_totals(question: Question, dimension: str) -> list[Sums]:
    table = SummaryTotal
    key: Any
    if dimension == "entidad":
        key, conditions = table.entity_id, question.total_conditions("total", by_entity=True)
    elif dimension == "pais":
        key, conditions = table.country_code, question.total_conditions("total", by_country=True)
    else:
        conditions = question.total_conditions(TOTAL_DIMENSIONS[dimension])
        key = table.value
    query = (
        select(
            key,
            *(_within(column, table.year, question.years) for column in _columns(table, question)),
            _under_way(question.years, table.actions, table.actions_begun, table.actions_ended),
            _under_way(
                question.years, table.unvalued_begun, table.unvalued_begun, table.unvalued_ended
            ),
        )
        .where(*conditions)
        .group_by(key)
    )
    return _sums(question, question.session.execute(query), dimension)


def _under_way(years: tuple[int, int] | None, once: Any, begun: Any, ended: Any) -> Any:
    if years is None:
        return func.sum(once)
    low, high = years
    year = SummaryTotal.year
    first = 1 if low >= 1 else 0
    return func.sum(case((year.between(first, high), begun), else_=0)) - func.sum(
        case((year.between(1, low - 1), ended), else_=0)
    )


def _from_cells(question: Question, dimension: str) -> list[Sums]:
    table = SummaryCell
    years = question.years
    counted: Any = table.action_id
    unvalued: Any = case((table.is_unvalued, table.action_id))
    if years is not None:
        overlaps = (table.first_year <= years[1]) & (table.last_year >= years[0])
        counted = case((overlaps, table.action_id))
        unvalued = case((overlaps & table.is_unvalued, table.action_id))
    key = CELL_COLUMNS[dimension] if dimension else literal("")
    query = select(
        key,
        *(_within(column, table.year, years) for column in _columns(table, question)),
        func.count(distinct(counted)),
        func.count(distinct(unvalued)),
    ).where(*question.cell_conditions())
    if dimension:
        query = query.group_by(key)
    return _sums(question, question.session.execute(query), dimension)


def _sums(question: Question, rows: Any, dimension: str) -> list[Sums]:
    result = []
    for code, committed, disbursed, counterpart, actions, unvalued in rows:
        if dimension == "entidad":
            code = question.labels.entity_acronyms.get(code, "")
        elif dimension == "aliado":
            code = "" if str(code) == "0" else str(code)
        money = (_exact(committed), _exact(disbursed), _exact(counterpart))
        if actions or any(money):
            result.append(Sums(code or "", int(actions or 0), int(unvalued or 0), *money))
    return result


def _columns(table: Any, question: Question) -> list[Any]:
    currency = question.filters.moneda.lower()
    return [getattr(table, f"{kind}_{currency}") for kind in KINDS]


def _money(table: Any, question: Question) -> list[Any]:
    return [_within(column, table.year, None) for column in _columns(table, question)]


def _within(column: Any, year: Any, years: tuple[int, int] | None) -> Any:
    scale = USD_SCALE if column.name.endswith("_usd") else COP_SCALE
    units: Any = type_coerce(column, Integer)
    if years is not None:
        units = case((year.between(*years), units), else_=0)
    return type_coerce(func.sum(units), FixedPoint(scale))


def _exact(value: Decimal | None) -> Decimal:
    return Decimal(0) if value is None else value
