"""The tables that measures read, kept by the write path in the same transaction as the records."""

from datetime import datetime
from decimal import Decimal

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from data_access.store.tables.base import Base, FixedPoint, Instant
from data_access.vocabulary.money import COP_SCALE, USD_SCALE


class _Money:
    """One column for each of ``MONEY_COLUMNS``."""

    committed_usd: Mapped[Decimal] = mapped_column(FixedPoint(USD_SCALE))
    disbursed_usd: Mapped[Decimal] = mapped_column(FixedPoint(USD_SCALE))
    counterpart_usd: Mapped[Decimal] = mapped_column(FixedPoint(USD_SCALE))
    expenditure_usd: Mapped[Decimal] = mapped_column(FixedPoint(USD_SCALE), server_default="0")
    planned_usd: Mapped[Decimal] = mapped_column(FixedPoint(USD_SCALE), server_default="0")
    incoming_usd: Mapped[Decimal] = mapped_column(FixedPoint(USD_SCALE), server_default="0")
    committed_cop: Mapped[Decimal] = mapped_column(FixedPoint(COP_SCALE))
    disbursed_cop: Mapped[Decimal] = mapped_column(FixedPoint(COP_SCALE))
    counterpart_cop: Mapped[Decimal] = mapped_column(FixedPoint(COP_SCALE))
    expenditure_cop: Mapped[Decimal] = mapped_column(FixedPoint(COP_SCALE), server_default="0")
    planned_cop: Mapped[Decimal] = mapped_column(FixedPoint(COP_SCALE), server_default="0")
    incoming_cop: Mapped[Decimal] = mapped_column(FixedPoint(COP_SCALE), server_default="0")


class SummaryCell(_Money, Base):
    """The smallest part of an action's money: one year, country, entity, partner, sector, place.

    The cells of an action add up exactly to its amounts; an action without amounts has cells of
    zero, so that it is found by its dimensions. ``marks`` says which kinds of amount stand
    behind those sums in which currency, which have no rate and which no price (``rated_mark`` and
    its like). ``cell_number`` only tells them apart.
    """

    __tablename__ = "summary_cell"
    action_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    source_id: Mapped[int]
    year: Mapped[int]
    first_year: Mapped[int]
    last_year: Mapped[int]
    is_unvalued: Mapped[bool]
    flow_class: Mapped[str] = mapped_column(String(20))
    marks: Mapped[int]
    country_code: Mapped[str] = mapped_column(String(3))
    entity_id: Mapped[int]
    sector_code: Mapped[str] = mapped_column(String(60))
    partner_id: Mapped[int]
    partner_type_code: Mapped[str] = mapped_column(String(60))
    dac_sector_code: Mapped[str] = mapped_column(String(10))
    sdg_code: Mapped[str] = mapped_column(String(2))
    territory_code: Mapped[str] = mapped_column(String(60))
    modality_code: Mapped[str] = mapped_column(String(60))
    direction_code: Mapped[str] = mapped_column(String(60))
    stage_code: Mapped[str] = mapped_column(String(60))
    cell_number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, sort_order=1)
    __table_args__ = (
        Index(None, "source_id", "entity_id"),
        Index(None, "source_id", "country_code"),
        Index(None, "source_id", "partner_id"),
        Index(None, "source_id", "dac_sector_code"),
    )


class SummaryTotal(_Money, Base):
    """Sums of the cells of a class of flow by year, entity and country (or any of them), or one
    more dimension.

    ``actions`` counts each action once, at its first year; ``actions_begun`` and ``actions_ended``
    count it at its first and last year, so that the actions under way between two years are
    those begun by the second less those ended before the first. Undated ones are at year 0.
    """

    __tablename__ = "summary_total"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012 - SQLAlchemy reads it so
    source_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    flow_class: Mapped[str] = mapped_column(String(20), primary_key=True)
    dimension: Mapped[str] = mapped_column(String(20), primary_key=True)
    entity_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    country_code: Mapped[str] = mapped_column(String(3), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    value: Mapped[str] = mapped_column(String(60), primary_key=True)
    actions: Mapped[int]
    actions_begun: Mapped[int]
    actions_ended: Mapped[int]
    unvalued_begun: Mapped[int]
    unvalued_ended: Mapped[int]


class DataVersion(Base):
    """A single row that every write bumps: figures, caches and downloads name it."""

    __tablename__ = "data_version"
    version_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    version: Mapped[int]
    changed_at: Mapped[datetime] = mapped_column(Instant)
