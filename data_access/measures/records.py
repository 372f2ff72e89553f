"""The rows behind a figure, page by page."""

from collections import defaultdict
from decimal import Decimal
from typing import Any

from sqlalchemy import bindparam, func, not_, select
from sqlalchemy.orm import Session

from data_access.measures._aggregate import _columns, _within
from data_access.measures._originals import NO_ORIGINAL, original_amounts
from data_access.measures._question import Question
from data_access.measures._records_in_memory import (
    marks_of,
    money_of,
    page_of_actions,
    values_of,
)
from data_access.measures._rows import Row, whole
from data_access.measures._standing import Standing, kinds_of, lacking_of, masks_of
from data_access.measures._sums import BROKEN_DOWN
from data_access.measures.cooperation import Answer
from data_access.measures.result import Page
from data_access.store.plain_order import PlainOrder
from data_access.store.tables import actions
from data_access.store.tables.summaries import SummaryCell
from data_access.vocabulary.money import KINDS_OF_AMOUNT

MAX_PAGE = 1000
_SUMS = ("committed", "disbursed", "value")
_IN_MEMORY = ("year", *_SUMS)
SORTS = ("title", "code", "year", "stage", "modality", *_SUMS)


_ACTION = actions.Action.__table__.c
# Made once: building the same statement for every answer takes longer than reading its rows.
_RECORDS = select(
    _ACTION.action_id, _ACTION.external_id, _ACTION.title, _ACTION.first_year, _ACTION.last_year,
    _ACTION.stage_code, _ACTION.modality_code, _ACTION.source_id, _ACTION.flow_class,
).where(_ACTION.action_id.in_(bindparam("ids", expanding=True)))  # fmt: skip


def records(question: Question, page: Page | None) -> Answer:
    """One page of the actions of the question, newest first unless sorted otherwise; money is only
    the part that answers the question. One record's is no sum: it is told whatever its class.

    Without a ``page`` all of them, each with its amount as its source gave it.
    """
    total = whole(question)
    if not question.source_ids:
        return Answer([], total)
    chosen = _page(question, page)
    rows = _rows(question, chosen)
    if page is None:
        originals = original_amounts(question, chosen)
        rows = [row | originals.get(row["action_id"], NO_ORIGINAL) for row in rows]
    return Answer(rows, total)


def _page(question: Question, page: Page | None) -> list[int]:
    sort = page.sort if page and page.sort in SORTS else "year"
    if page is not None and question.snapshot is not None and sort in _IN_MEMORY:
        return page_of_actions(question, question.snapshot, sort, page.descending, *_slice(page))
    action = actions.Action
    conditions: list[Any] = question.base_conditions(action)
    if question.narrowing:
        members = select(SummaryCell.action_id).where(*_overlapping(question))
        conditions.append(action.action_id.in_(members))
    elif question.years is not None:
        members = select(SummaryCell.action_id).where(*_overlapping(question))
        low, high = question.years
        whole = (action.first_year <= high) & (action.last_year >= low)
        # An undated amount of a dated action is found only among the cells.
        conditions.append(whole if low >= 1 else action.action_id.in_(members))
    conditions += question.text_conditions(action.action_id)
    query = select(action.action_id).where(*conditions)
    if sort in _SUMS:
        sums = (
            select(SummaryCell.action_id, _value(question, sort).label("amount"))
            .where(*question.cell_conditions())
            .group_by(SummaryCell.action_id)
            .subquery()
        )
        query = query.join(sums, sums.c.action_id == action.action_id)
        key: Any = sums.c.amount
    else:
        key = {
            "title": func.lower(PlainOrder(action.title)),
            "code": PlainOrder(action.external_id),
            "year": action.first_year,
            "stage": PlainOrder(action.stage_code),
            "modality": PlainOrder(action.modality_code),
        }[sort]
    descending = page.descending if page else True
    query = query.order_by(key.desc() if descending else key, action.action_id)
    if page is not None:
        offset, limit = _slice(page)
        query = query.offset(offset).limit(limit)
    return list(question.session.scalars(query))


def _slice(page: Page) -> tuple[int, int]:
    return max(0, page.offset), max(1, min(page.limit, MAX_PAGE))


def _overlapping(question: Question) -> list[Any]:
    conditions: list[Any] = list(question.cell_conditions())
    if question.years is not None:
        low, high = question.years
        conditions += [SummaryCell.first_year <= high, SummaryCell.last_year >= low]
    return conditions


def _value(question: Question, sort: str) -> Any:
    index = {"committed": 0, "disbursed": 1}.get(sort, -1)
    return _within(_columns(SummaryCell, question)[index], SummaryCell.year, question.years)


def _rows(question: Question, ids: list[int]) -> list[Row]:
    rows: list[Row] = []
    for start in range(0, len(ids), 500):
        rows += _chunk(question, ids[start : start + 500])
    return rows


def _chunk(question: Question, ids: list[int]) -> list[Row]:
    labels = question.labels
    read = question.session.connection().execute(_RECORDS, {"ids": ids})
    found = {row.action_id: row for row in read}
    money = _money(question, ids)
    entities, partners, countries = _parties(question, ids)
    source_names = {number: note for number, _, note in labels.sources.values()}
    marks = _marks(question, ids)
    repeated = _repeated(question, ids)
    kinds = kinds_of(question, BROKEN_DOWN)
    masks = {name: masks_of(each, question.filters.moneda) for name, each in kinds.items()}
    nothing = (Decimal(0),) * len(_SUMS)
    result = []
    for action_id in ids:
        row = found[action_id]
        standing = {name: each.standing(marks.get(action_id, 0)) for name, each in masks.items()}
        sums = dict(zip(_SUMS, money.get(action_id, nothing), strict=True))
        result.append(
            {
                "action_id": action_id,
                "code": row.external_id,
                "title": row.title,
                "year": row.first_year or None,
                "last_year": row.last_year or None,
                "entities": [labels.entity_acronyms[n] for n in entities[action_id] if n],
                "partners": [labels.name("aliado", str(n)) for n in partners[action_id] if n],
                "countries": [labels.name("pais", code) for code in countries[action_id] if code],
                "stage": labels.name("etapa", row.stage_code),
                "modality": labels.name("modalidad", row.modality_code),
                "flow_class": labels.name("clase", row.flow_class),
                **{name: sums[name] if standing[name].is_rated else None for name in _SUMS},
                "valuation": _valuation(standing["value"], is_repeated=action_id in repeated),
                "lacking": lacking_of(standing),
                "source": source_names[row.source_id].code,
            }
        )
    return result


def _valuation(standing: Standing, *, is_repeated: bool) -> str:
    """What is known of the chosen amount of an action: its worth, or why there is none."""
    if standing.is_rated:
        return "reported"
    if standing.unrated or standing.unvalued:
        return "unrated" if standing.unrated else "unvalued"
    return "repeated" if is_repeated else "not_reported"


def _repeated(question: Question, ids: list[int]) -> set[int]:
    """The actions whose chosen amount counts in another one that tells it, too."""
    if question.labels.repeating.isdisjoint(question.source_ids):
        return set()
    amount = actions.Amount
    query = select(amount.action_id).where(
        amount.action_id.in_(ids),
        amount.kind.in_(KINDS_OF_AMOUNT[question.filters.monto]),
        not_(amount.is_counted),
    )
    return set(question.session.scalars(query))


def _marks(question: Question, ids: list[int]) -> dict[int, int]:
    """What stands behind the money of each action in the years asked for."""
    if question.snapshot is not None:
        return marks_of(question, question.snapshot, ids)
    conditions = [*question.cell_conditions(), SummaryCell.action_id.in_(ids)]
    if question.years is not None:
        conditions.append(SummaryCell.year.between(*question.years))
    query = select(SummaryCell.action_id, SummaryCell.marks).where(*conditions).distinct()
    found: dict[int, int] = defaultdict(int)
    for action_id, marks in question.session.execute(query):
        found[action_id] |= marks
    return found


def _money(question: Question, ids: list[int]) -> dict[int, Any]:
    if question.snapshot is not None:
        return money_of(question, question.snapshot, ids)
    query = (
        select(SummaryCell.action_id, *(_value(question, name) for name in _SUMS))
        .where(*question.cell_conditions(), SummaryCell.action_id.in_(ids))
        .group_by(SummaryCell.action_id)
    )
    return {row[0]: row[1:] for row in question.session.execute(query)}


def _parties(question: Question, ids: list[int]) -> list[dict[int, list[Any]]]:
    """Entities, partners and countries of each action."""
    if question.snapshot is not None:
        names = ("entidad", "aliado", "pais")
        return [values_of(question.snapshot, name, ids) for name in names]
    session, partner = question.session, actions.ActionPartner
    return [
        _many(session, actions.ActionEntity.entity_id, actions.ActionEntity.action_id, ids),
        _many(session, partner.partner_id, partner.action_id, ids, partner.is_counted),
        _many(session, SummaryCell.country_code, SummaryCell.action_id, ids),
    ]


def _many(
    session: Session, value: Any, key: Any, ids: list[int], condition: Any = None
) -> dict[int, list[Any]]:
    query = select(key, value).where(key.in_(ids)).distinct().order_by(key, value)
    if condition is not None:
        query = query.where(condition)
    grouped: dict[int, list[Any]] = defaultdict(list)
    for action_id, item in session.execute(query):
        grouped[action_id].append(item)
    return grouped
