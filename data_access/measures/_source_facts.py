"""What each source holds and goes by: its kinds of amount and years, the rates, the rules."""

from datetime import UTC, date, datetime, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import func, not_, or_, select
from sqlalchemy.orm import Session

from data_access.measures.result import SourceNote
from data_access.store.tables import actions, catalogues, summaries
from data_access.vocabulary.categories import ANY, ANY_ID, UNDATED_YEAR
from data_access.vocabulary.drafts import EXTERNAL
from data_access.vocabulary.money import MONEY_COLUMNS, MONEY_KINDS


def read_sources(
    session: Session, name: Any, zone: tzinfo
) -> dict[str, tuple[int, str, SourceNote]]:
    """Every source by its code: its id, its family and what is printed of it."""
    source = actions.DataSource
    rows = sorted(
        session.execute(select(source, name(source))),
        key=lambda row: (row[0].kind == EXTERNAL, row[0].source_code),
    )
    return {
        row.source_code: (
            row.source_id,
            row.family_code,
            SourceNote(
                row.source_code,
                row.kind,
                label,
                row.licence,
                row.homepage,
                row.cut_off_on or _last_change(row, zone),
            ),
        )
        for row, label in rows
    }


def zone_of(name: str) -> tzinfo:
    """The zone of that name, or UTC without one."""
    return ZoneInfo(name) if name else UTC


def _last_change(source: Any, zone: tzinfo) -> date | None:
    """The city's own records are as of their last change; when a file of others was taken in says
    nothing of the day that it tells of.
    """
    if source.kind == EXTERNAL or source.updated_at is None:
        return None
    changed_at: datetime = source.updated_at
    return changed_at.astimezone(zone).date()


def read_reported(session: Session) -> dict[int, frozenset[str]]:
    """Kinds of amount that each source id reports at all, with a rate or without one."""
    table = summaries.SummaryTotal
    sums = [
        func.sum(func.abs(getattr(table, f"{kind}_usd")) + func.abs(getattr(table, f"{kind}_cop")))
        for kind in MONEY_KINDS
    ]
    rows = session.execute(
        select(table.source_id, *sums)
        .where(table.dimension == "total", table.entity_id == ANY_ID, table.country_code == ANY)
        .group_by(table.source_id)
    )
    found = {
        row[0]: {kind for kind, units in zip(MONEY_KINDS, row[1:], strict=True) if units}
        for row in rows
    }
    # What has pesos and no dollars is in the sums; what has neither is found by its index.
    amount = actions.Amount
    lacking = (
        select(actions.Action.source_id, amount.kind)
        .join(amount)
        .where(amount.valuation == "reported", amount.usd.is_(None))
        .distinct()
    )
    for source_id, kind in session.execute(lacking):
        found.setdefault(source_id, set()).add(kind)
    return {source_id: frozenset(kinds) for source_id, kinds in found.items()}


def read_repeating(session: Session) -> frozenset[int]:
    """Sources with amounts that others tell again and that enter no sum."""
    amount = actions.Amount
    query = select(actions.Action.source_id).join(amount).where(not_(amount.is_counted)).distinct()
    return frozenset(session.scalars(query))


def read_rules(session: Session, language: str) -> tuple[str, ...]:
    """What counts of the city's register, in words, each with the day from which it does."""
    rule = catalogues.FlowRule
    note = rule.note_en if language == "en" else rule.note_es
    rows = session.execute(select(rule.valid_from, note).order_by(rule.valid_from)).all()
    if len(rows) == 1:
        return (rows[0][1],)
    return tuple(f"{day.isoformat()}: {text}" for day, text in rows)


def read_spans(session: Session) -> dict[int, tuple[int, int]]:
    """First and last year of each source id in which it has money or an action is under way."""
    table = summaries.SummaryTotal
    # An amount without a rate counts in one currency only.
    units = [getattr(table, name) for name in MONEY_COLUMNS]
    is_told = or_(table.actions_begun > 0, table.actions_ended > 0, *(each != 0 for each in units))
    rows = session.execute(
        select(table.source_id, func.min(table.year), func.max(table.year))
        .where(table.dimension == "total", table.entity_id == ANY_ID, table.country_code == ANY)
        .where(table.year > UNDATED_YEAR, is_told)
        .group_by(table.source_id)
    )
    return {number: (first, last) for number, first, last in rows}


def read_rates(session: Session) -> tuple[dict[str, Any], ...]:
    """The rates that are known: of which currencies, whose, from when to when."""
    rate = actions.ExchangeRate
    rows = session.execute(
        select(
            rate.currency_code,
            rate.quote_code,
            rate.rate_source,
            func.min(rate.valid_from),
            func.max(rate.valid_to),
        ).group_by(rate.currency_code, rate.quote_code, rate.rate_source)
    )

    def day(value: Any) -> date:
        return value if isinstance(value, date) else date.fromisoformat(value)

    return tuple(
        {"currency": currency, "quote": quote, "source": source, "from": day(a), "to": day(b)}
        for currency, quote, source, a, b in sorted(rows)
    )
