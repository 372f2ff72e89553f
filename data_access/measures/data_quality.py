"""How complete the records of each source are."""

from decimal import Decimal
from typing import Any

from sqlalchemy import func, select

from data_access.measures._question import Question
from data_access.measures._rows import Row
from data_access.measures.cooperation import Answer
from data_access.store.tables import actions, catalogues
from data_access.store.tables.summaries import SummaryTotal
from data_access.vocabulary.categories import ANY, ANY_ID
from data_access.vocabulary.flows import UNCLASSED

_BY_VALUE = ("partner", "dac_sector", "sdg", "modality", "direction", "stage", "territory")
REQUIRED = (*_BY_VALUE, "entity", "country", "year")


def by_source(question: Question) -> Answer:
    """One row per source: its actions and what they lack.

    ``filled_share`` is the part of ten required fields (partner, DAC sector, SDG, modality,
    direction, stage, territory, entity, country, year) that is filled, over all actions.
    """
    wanted = set(question.source_ids) if question.filters.fuente else None
    rows = [
        _row(question, source_id, note)
        for source_id, _, note in question.labels.sources.values()
        if wanted is None or source_id in wanted
    ]
    rows = [row for row in rows if row["actions"]]
    total = {
        name: sum(row[name] for row in rows)
        for name in ("actions", "unclassed", "unmatched", "unvalued", "undated", "unconverted")
    }
    return Answer(rows, total)


def _row(question: Question, source_id: int, note: Any) -> Row:
    session, table = question.session, SummaryTotal
    missing = dict(
        session.execute(
            select(table.dimension, func.sum(table.actions))
            .where(
                table.source_id == source_id,
                table.entity_id == ANY_ID,
                table.country_code == ANY,
                table.dimension.in_(_BY_VALUE),
                table.value.in_(("", "0")),
            )
            .group_by(table.dimension)
        ).all()
    )
    base = [table.source_id == source_id, table.dimension == "total"]
    whole = [*base, table.entity_id == ANY_ID, table.country_code == ANY]
    actions_count, undated, unvalued = _sums(session, whole)
    unclassed = _sums(session, [*whole, table.flow_class == UNCLASSED])[0]
    missing["entity"] = _sums(session, [*base, table.entity_id == 0, table.country_code == ANY])[0]
    missing["country"] = _sums(
        session, [*base, table.entity_id == ANY_ID, table.country_code == ""]
    )[0]
    missing["year"] = undated
    lacking = sum(int(missing.get(name) or 0) for name in REQUIRED)
    cells = actions_count * len(REQUIRED)
    action, amount, part = actions.Action, actions.Amount, actions.ActionPartner
    unmatched = session.scalar(
        select(func.count(part.action_id.distinct()))
        .join(catalogues.Partner, catalogues.Partner.partner_id == part.partner_id)
        .join(action, action.action_id == part.action_id)
        .where(catalogues.Partner.is_confirmed.is_(False), action.source_id == source_id)
    )
    column = amount.usd if question.filters.moneda == "USD" else amount.cop
    unconverted = session.scalar(
        select(func.count(amount.action_id.distinct()))
        .join(action, action.action_id == amount.action_id)
        .where(amount.valuation == "reported", column.is_(None), action.source_id == source_id)
    )
    return {
        "key": note.code,
        "label": note.name,
        "actions": actions_count,
        "filled_share": Decimal(cells - lacking) / cells if cells else None,
        "unclassed": unclassed,
        "unmatched": int(unmatched or 0),
        "unvalued": unvalued,
        "undated": undated,
        "unconverted": int(unconverted or 0),
        "cut_off_on": note.cut_off_on,
    }


def _sums(session: Any, conditions: list[Any]) -> tuple[int, int, int]:
    table = SummaryTotal
    rows = session.execute(
        select(table.year, func.sum(table.actions), func.sum(table.unvalued_begun))
        .where(*conditions)
        .group_by(table.year)
    ).all()
    return (
        sum(int(count) for _, count, _ in rows),
        sum(int(count) for year, count, _ in rows if year == 0),
        sum(int(count) for _, _, count in rows),
    )
