"""The register: international actions of every family, with whom, where, for how much."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from data_access.store.tables.base import Base, ExactDecimal, FixedPoint, Instant
from data_access.vocabulary.flows import UNCLASSED
from data_access.vocabulary.money import COP_SCALE, USD_SCALE

# A part of an action is known by its key alone: on SQLite it needs no number beside it.
_BY_KEY: dict[str, Any] = {"sqlite_with_rowid": False}


_NOT_COUNTED: dict[str, Any] = {
    "sqlite_where": text("is_counted = 0"),
    "postgresql_where": text("NOT is_counted"),
}


def _where(column: str) -> dict[str, Any]:
    """An index condition on both engines: reported amounts without ``column``."""
    lacking = text(f"valuation = 'reported' AND {column} IS NULL")
    return {"sqlite_where": lacking, "postgresql_where": lacking}


class DataSource(Base):
    """Where records come from: the city's register, its demonstration, or an outside publisher."""

    __tablename__ = "data_source"
    source_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    source_code: Mapped[str] = mapped_column(String(80), unique=True)
    family_code: Mapped[str] = mapped_column(String(40), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    name_es: Mapped[str] = mapped_column(String(250))
    name_en: Mapped[str] = mapped_column(String(250))
    licence: Mapped[str] = mapped_column(String(120), default="")
    homepage: Mapped[str] = mapped_column(String(300), default="")
    cut_off_on: Mapped[date | None]
    updated_at: Mapped[datetime | None] = mapped_column(Instant)


class Action(Base):
    """One international action (acción); ``family`` tells which kind, cooperation being the first.

    ``first_year`` to ``last_year`` is when it was under way (0 when no date is known);
    ``flow_class`` the class by which its money is asked. ``hierarchy`` is its level among those of
    its publisher; one that ``is_secondary`` is told by somebody who does not run it.
    """

    __tablename__ = "action"
    action_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    source_id: Mapped[int] = mapped_column(ForeignKey("data_source.source_id"))
    external_id: Mapped[str] = mapped_column(String(200))
    family: Mapped[str] = mapped_column(String(30))
    title: Mapped[str] = mapped_column(Text)
    objective: Mapped[str] = mapped_column(Text, default="")
    modality_code: Mapped[str] = mapped_column(String(60), default="")
    cooperation_type_code: Mapped[str] = mapped_column(String(60), default="")
    direction_code: Mapped[str] = mapped_column(String(60), default="")
    stage_code: Mapped[str] = mapped_column(String(60), default="")
    beneficiaries: Mapped[str] = mapped_column(Text, default="")
    programme_code: Mapped[str] = mapped_column(String(60), default="")
    flow_class: Mapped[str] = mapped_column(String(20), default=UNCLASSED)
    hierarchy: Mapped[int | None]
    is_secondary: Mapped[bool] = mapped_column(default=False)
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    first_year: Mapped[int]
    last_year: Mapped[int]
    is_unvalued: Mapped[bool]
    search_text: Mapped[str] = mapped_column(Text)
    content_hash: Mapped[str] = mapped_column(String(64))
    source_row_id: Mapped[int | None]
    created_at: Mapped[datetime] = mapped_column(Instant)
    updated_at: Mapped[datetime] = mapped_column(Instant)
    __table_args__ = (
        Index(None, "source_id", "external_id", unique=True),
        Index(None, "source_id", "first_year"),
    )


class ActionEntity(Base):
    """An entity's part in an action; ``share_pct`` is its declared part of the money, if any."""

    __tablename__ = "action_entity"
    action_id: Mapped[int] = mapped_column(ForeignKey("action.action_id"), primary_key=True)
    entity_id: Mapped[int] = mapped_column(ForeignKey("entity.entity_id"), primary_key=True)
    role_code: Mapped[str] = mapped_column(String(30))
    share_pct: Mapped[Decimal | None] = mapped_column(ExactDecimal)
    __table_args__ = (Index(None, "entity_id"), _BY_KEY)


class ActionPartner(Base):
    """A partner's part in an action. Only funding partners carry its money (``is_counted``)."""

    __tablename__ = "action_partner"
    action_id: Mapped[int] = mapped_column(ForeignKey("action.action_id"), primary_key=True)
    partner_id: Mapped[int] = mapped_column(ForeignKey("partner.partner_id"), primary_key=True)
    role_code: Mapped[str] = mapped_column(String(30), primary_key=True)
    is_counted: Mapped[bool]
    share_pct: Mapped[Decimal | None] = mapped_column(ExactDecimal)
    __table_args__ = (Index(None, "partner_id"), _BY_KEY)


class ActionCountry(Base):
    """A country of an action; ``country_code`` may be the multi-country remainder."""

    __tablename__ = "action_country"
    __table_args__ = _BY_KEY
    action_id: Mapped[int] = mapped_column(ForeignKey("action.action_id"), primary_key=True)
    country_code: Mapped[str] = mapped_column(String(3), primary_key=True)
    share_pct: Mapped[Decimal | None] = mapped_column(ExactDecimal)


class ActionTerritory(Base):
    """A territory inside the home country, or its national scope."""

    __tablename__ = "action_territory"
    __table_args__ = _BY_KEY
    action_id: Mapped[int] = mapped_column(ForeignKey("action.action_id"), primary_key=True)
    territory_code: Mapped[str] = mapped_column(String(60), primary_key=True)


class ActionSdg(Base):
    """A Sustainable Development Goal of an action."""

    __tablename__ = "action_sdg"
    __table_args__ = _BY_KEY
    action_id: Mapped[int] = mapped_column(ForeignKey("action.action_id"), primary_key=True)
    sdg_code: Mapped[str] = mapped_column(String(2), primary_key=True)
    is_main: Mapped[bool]


class ActionDacSector(Base):
    """A DAC sector category of an action, with its percentage and, if known, its purpose code."""

    __tablename__ = "action_dac_sector"
    __table_args__ = _BY_KEY
    action_id: Mapped[int] = mapped_column(ForeignKey("action.action_id"), primary_key=True)
    dac_sector_code: Mapped[str] = mapped_column(String(10), primary_key=True)
    purpose_code: Mapped[str] = mapped_column(String(10), primary_key=True, default="")
    share_pct: Mapped[Decimal | None] = mapped_column(ExactDecimal)


class ActionRelation(Base):
    """Another activity that an action names, by the identifier that its publisher gives it.

    ``relation_type`` is parent, child, sibling, cofunded, third_party or related.
    """

    __tablename__ = "action_relation"
    action_id: Mapped[int] = mapped_column(ForeignKey("action.action_id"), primary_key=True)
    related_identifier: Mapped[str] = mapped_column(String(200), primary_key=True)
    relation_type: Mapped[str] = mapped_column(String(20), primary_key=True)
    __table_args__ = (Index(None, "related_identifier"), _BY_KEY)


class Amount(Base):
    """One amount of an action, of a kind (see ``AmountDraft``), in its own currency.

    ``valuation`` is ``reported``, ``unvalued`` (in kind or technical, nobody put a price) or
    ``not_reported``; only a reported amount has numbers. ``usd`` and ``cop`` are derived with the
    rate of ``valued_on``, else of the amount's date, and stay empty when no rate is known. Country,
    sector and modality are filled in when the amount has its own; one that is not ``is_counted``
    enters no sum.
    """

    __tablename__ = "amount"
    action_id: Mapped[int] = mapped_column(ForeignKey("action.action_id"), primary_key=True)
    amount_number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[str] = mapped_column(String(20))
    resource_code: Mapped[str] = mapped_column(String(30), default="")
    finance_code: Mapped[str] = mapped_column(String(30), default="")
    valuation: Mapped[str] = mapped_column(String(20))
    original_amount: Mapped[Decimal | None] = mapped_column(ExactDecimal)
    currency_code: Mapped[str] = mapped_column(String(3))
    dated_on: Mapped[date | None]
    year: Mapped[int]
    country_code: Mapped[str] = mapped_column(String(3), default="")
    sector_code: Mapped[str] = mapped_column(String(10), default="")
    modality_code: Mapped[str] = mapped_column(String(60), default="")
    ends_on: Mapped[date | None]
    valued_on: Mapped[date | None]
    is_counted: Mapped[bool] = mapped_column(default=True)
    usd: Mapped[Decimal | None] = mapped_column(FixedPoint(USD_SCALE))
    cop: Mapped[Decimal | None] = mapped_column(FixedPoint(COP_SCALE))
    usd_rate: Mapped[Decimal | None] = mapped_column(ExactDecimal)
    cop_rate: Mapped[Decimal | None] = mapped_column(ExactDecimal)
    rate_on: Mapped[date | None]
    rate_source: Mapped[str] = mapped_column(String(120), default="")
    __table_args__ = (
        Index("ix_amount_without_usd", "action_id", **_where("usd")),
        Index("ix_amount_without_cop", "action_id", **_where("cop")),
        Index("ix_amount_not_counted", "action_id", **_NOT_COUNTED),
        _BY_KEY,
    )


class ExchangeRate(Base):
    """What one unit of ``currency_code`` was worth in ``quote_code`` over a range of days."""

    __tablename__ = "exchange_rate"
    currency_code: Mapped[str] = mapped_column(String(3), primary_key=True)
    quote_code: Mapped[str] = mapped_column(String(3), primary_key=True)
    valid_from: Mapped[date] = mapped_column(primary_key=True)
    valid_to: Mapped[date]
    rate_source: Mapped[str] = mapped_column(String(120), primary_key=True)
    rate: Mapped[Decimal] = mapped_column(ExactDecimal)
