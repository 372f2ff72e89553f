"""Money and actions between two dimensions, their small categories gathered into one."""

from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal
from typing import Any

from sqlalchemy import String, case, cast, func, literal, select

from data_access.measures._aggregate import _columns, _exact, _within
from data_access.measures._from_snapshot import pair_rows
from data_access.measures._question import CELL_COLUMNS, Question
from data_access.store.tables.summaries import SummaryCell

OTHERS = "otros"
Pair = tuple[str, str, Decimal, int]


def pair_sums(
    question: Question, source: str, target: str, kept: Mapping[str, Collection[str]]
) -> list[Pair]:
    """Source code, target code, money and distinct actions of every pair of two filter names.

    Codes that are not in ``kept`` are gathered as :data:`OTHERS`.
    """
    wanted = {name: [_stored(question, name, code) for code in kept[name]] for name in kept}
    if question.snapshot is not None:
        rows: Iterable[Any] = pair_rows(
            question, question.snapshot, source, target, wanted[source], wanted[target]
        )
    else:
        rows = _from_cells(question, source, target, wanted)
    return [
        (_code(question, source, first), _code(question, target, second), _exact(value), count)
        for first, second, value, count in rows
        if value or count
    ]


def _from_cells(
    question: Question, source: str, target: str, wanted: dict[str, list[Any]]
) -> Iterable[Any]:
    keys = []
    for name in (source, target):
        column = CELL_COLUMNS[name]
        kept = column.in_(wanted[name])
        keys.append(case((kept, cast(column, String)), else_=literal(OTHERS)))
    counted: Any = SummaryCell.action_id
    if question.years is not None:
        low, high = question.years
        overlaps = (SummaryCell.first_year <= high) & (SummaryCell.last_year >= low)
        counted = case((overlaps, SummaryCell.action_id))
    money = _within(_columns(SummaryCell, question)[-1], SummaryCell.year, question.years)
    return question.session.execute(
        select(*keys, money, func.count(counted.distinct()))
        .where(*question.cell_conditions())
        .group_by(*keys)
    )


def _stored(question: Question, name: str, code: str) -> Any:
    """How a cell writes ``code``: entities by number."""
    return question.labels.entity_ids.get(code, 0) if name == "entidad" else code


def _code(question: Question, name: str, stored: Any) -> str:
    if stored == OTHERS or name != "entidad":
        return str(stored)
    return question.labels.entity_acronyms.get(int(stored), "")
