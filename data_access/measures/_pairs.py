"""Money between two dimensions, for flows."""

from decimal import Decimal
from typing import Any

from sqlalchemy import func, select

from data_access.measures._aggregate import TOTAL_DIMENSIONS, _columns, _exact, _within
from data_access.measures._question import CELL_COLUMNS, Question
from data_access.store.tables.summaries import SummaryCell, SummaryTotal


def pair_sums(question: Question, source: str, target: str) -> list[tuple[str, str, Decimal, int]]:
    """Source code, target code, money and actions of every pair (``pais``-``entidad`` or
    ``entidad``-``sector_cad``). Actions count once in each pair.
    """
    years = question.years
    table: Any = SummaryTotal
    simple = question.uses_totals("total")
    if simple and (source, target) == ("pais", "entidad"):
        conditions = question.total_conditions("total", by_entity=True, by_country=True)
        keys = (table.country_code, table.entity_id)
    elif simple and not question.filters.pais:
        conditions = question.total_conditions(TOTAL_DIMENSIONS[target], by_entity=True)
        keys = (table.entity_id, table.value)
    else:
        table, conditions = SummaryCell, question.cell_conditions()
        keys = (CELL_COLUMNS[source], CELL_COLUMNS[target])
    index = 0 if question.filters.monto == "comprometido" else 1
    money = _within(_columns(table, question)[index], table.year, years)
    if table is SummaryTotal:
        count: Any = func.sum(table.actions)
    else:
        count = func.count(SummaryCell.action_id.distinct())
    rows = question.session.execute(select(*keys, money, count).where(*conditions).group_by(*keys))
    names = question.labels.entity_acronyms
    return [
        (
            names.get(first, "") if source == "entidad" else first,
            names.get(second, "") if target == "entidad" else second,
            _exact(value),
            int(number or 0),
        )
        for first, second, value, number in rows
    ]
