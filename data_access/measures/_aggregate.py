"""Sums and counts of a question by one dimension: from the totals if they hold it, or the cells."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from sqlalchemy import Integer, case, distinct, func, literal, select, type_coerce

from data_access.measures._from_snapshot import (
    action_counts,
    active_codes,
    dimension_sums,
    span_rows,
    year_sums,
)
from data_access.measures._question import CLASS, DIMENSIONS, Question
from data_access.measures._sums import KINDS, Sums, chosen_columns, column_of, scale_of
from data_access.store.tables.base import FixedPoint
from data_access.store.tables.summaries import SummaryCell, SummaryTotal

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


def sums_by(question: Question, dimension: str = "") -> list[Sums]:
    """Sums by a filter name (``pais``, ``ods``…), or one row for the whole when it is empty."""
    if dimension not in question.answered:
        free = "total" if dimension in ("", CLASS) else dimension
        if question.snapshot is not None:
            found = dimension_sums(question, question.snapshot, dimension)
        elif question.uses_totals(free):
            found = _from_totals(question, dimension)
        else:
            found = _from_cells(question, dimension)
        if not question.has_sum:
            found = [sums.counts() for sums in found if sums.actions]
        question.answered[dimension] = found
    result: list[Sums] = question.answered[dimension]
    return result


def counts_by(question: Question, dimension: str) -> dict[str, int]:
    """How many actions each category of a filter name has that has any."""
    if dimension in question.answered or question.snapshot is None:
        return {sums.code: sums.actions for sums in sums_by(question, dimension) if sums.actions}
    return action_counts(question, question.snapshot, dimension)


def active_of(question: Question, dimension: str) -> list[str]:
    """Codes of the categories with an action under way in the years asked for."""
    if dimension in question.answered or question.snapshot is None:
        return [sums.code for sums in sums_by(question, dimension) if sums.actions]
    return active_codes(question, question.snapshot, dimension)


def years_of(question: Question) -> tuple[dict[int, Sums], list[tuple[int, int, int]]]:
    """Money by year asked for, and how many actions begin and end in each year."""
    money, flows = _years_of(question)
    if not question.has_sum:
        money = {year: sums.counts() for year, sums in money.items()}
    return money, flows


def _years_of(question: Question) -> tuple[dict[int, Sums], list[tuple[int, int, int]]]:
    years = question.years
    if question.snapshot is not None:
        known = {int(sums.code): sums for sums in year_sums(question, question.snapshot)}
        return known, _begun_and_ended(span_rows(question, question.snapshot))
    if question.uses_totals("total"):
        table = SummaryTotal
        query = select(
            table.year,
            *_money(table, question),
            *(func.sum(getattr(table, name)) for name in ("actions_begun", "actions_ended")),
        ).where(*question.total_conditions("total"))
        rows = question.session.execute(query.group_by(table.year)).all()
        flows = [(row[0], int(row[4]), int(row[5])) for row in rows]
        return _in_range(rows, years), flows
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
    return _in_range(money_rows, years), _begun_and_ended(spans)


def _begun_and_ended(spans: Iterable[Any]) -> list[tuple[int, int, int]]:
    begun: dict[int, int] = {}
    ended: dict[int, int] = {}
    for first, last, count in spans:
        begun[first] = begun.get(first, 0) + count
        ended[last] = ended.get(last, 0) + count
    return [(year, begun.get(year, 0), ended.get(year, 0)) for year in sorted({*begun, *ended})]


def _in_range(rows: Iterable[Any], years: tuple[int, int] | None) -> dict[int, Sums]:
    return {
        row[0]: Sums(str(row[0]), 0, _exact(row[1]), _exact(row[2]), _exact(row[3]))
        for row in rows
        if years is None or years[0] <= row[0] <= years[1]
    }


def _from_totals(question: Question, dimension: str) -> list[Sums]:
    table = SummaryTotal
    key: Any
    if dimension == "entidad":
        key, conditions = table.entity_id, question.total_conditions("total", by_entity=True)
    elif dimension == CLASS:
        key, conditions = table.flow_class, question.total_conditions("total")
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
    key = DIMENSIONS[dimension] if dimension else literal("")
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
    for stored, given, paid, counterpart, value, actions, unvalued in rows:
        code = question.code(dimension, stored)
        sums = Sums(code, int(actions or 0), _exact(given), _exact(paid), _exact(value))
        if not dimension:
            sums = sums._replace(unvalued=int(unvalued or 0), counterpart=_exact(counterpart))
        if any(sums[1:]):
            result.append(sums)
    return result


def _columns(table: Any, question: Question) -> list[list[Any]]:
    """What each of ``KINDS`` and the chosen amount add up, as the columns of each."""
    filters = question.filters
    names = [*([column_of(kind, filters)] for kind in KINDS), chosen_columns(filters)]
    return [[getattr(table, name) for name in each] for each in names]


def _money(table: Any, question: Question) -> list[Any]:
    given, paid, _counterpart, value = _columns(table, question)
    return [_within(columns, table.year, None) for columns in (given, paid, value)]


def _within(columns: Sequence[Any], year: Any, years: tuple[int, int] | None) -> Any:
    """The sum of some columns of one currency, in the years asked for."""
    scale = scale_of(columns[0].name.rpartition("_")[2].upper())
    units: Any = sum(type_coerce(column, Integer) for column in columns)
    if years is not None:
        units = case((year.between(*years), units), else_=0)
    return type_coerce(func.sum(units), FixedPoint(scale))


def _exact(value: Decimal | None) -> Decimal:
    return Decimal(0) if value is None else value
