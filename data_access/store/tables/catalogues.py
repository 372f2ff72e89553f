"""The shared names: sectors, entities, partners, countries, codelists."""

from datetime import date

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from data_access.store.tables.base import Base


class Sector(Base):
    """An administrative sector of the city (sector administrativo)."""

    __tablename__ = "sector"
    sector_code: Mapped[str] = mapped_column(String(60), primary_key=True)
    name_es: Mapped[str] = mapped_column(String(200))
    name_en: Mapped[str] = mapped_column(String(200))
    position: Mapped[int]


class Entity(Base):
    """A public body of the city (entidad); it belongs to one sector or to none."""

    __tablename__ = "entity"
    entity_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    acronym: Mapped[str] = mapped_column(String(30), unique=True)
    name_es: Mapped[str] = mapped_column(String(250))
    name_en: Mapped[str] = mapped_column(String(250))
    sector_code: Mapped[str | None] = mapped_column(ForeignKey("sector.sector_code"))
    is_sector_head: Mapped[bool]
    is_confirmed: Mapped[bool]


class EntityAlias(Base):
    """Another way in which people write an entity; ``alias_key`` is folded."""

    __tablename__ = "entity_alias"
    alias_key: Mapped[str] = mapped_column(String(250), primary_key=True)
    entity_id: Mapped[int] = mapped_column(ForeignKey("entity.entity_id"), index=True)
    alias: Mapped[str] = mapped_column(String(250))


class Country(Base):
    """A country or territory of ISO 3166, with a point for its bubble on the map."""

    __tablename__ = "country"
    country_code: Mapped[str] = mapped_column(String(3), primary_key=True)
    alpha2_code: Mapped[str] = mapped_column(String(2), unique=True)
    name_es: Mapped[str] = mapped_column(String(120))
    name_en: Mapped[str] = mapped_column(String(120))
    region_code: Mapped[str | None] = mapped_column(String(30))
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]


class CountryAlias(Base):
    """Another way in which people write a country; ``alias_key`` is folded."""

    __tablename__ = "country_alias"
    alias_key: Mapped[str] = mapped_column(String(120), primary_key=True)
    country_code: Mapped[str] = mapped_column(ForeignKey("country.country_code"), index=True)


class Partner(Base):
    """An organisation or government that cooperates (aliado)."""

    __tablename__ = "partner"
    partner_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    name_es: Mapped[str] = mapped_column(String(300))
    name_en: Mapped[str] = mapped_column(String(300))
    acronym: Mapped[str | None] = mapped_column(String(60))
    partner_type_code: Mapped[str] = mapped_column(String(60), default="")
    country_code: Mapped[str | None] = mapped_column(ForeignKey("country.country_code"))
    is_confirmed: Mapped[bool]


class PartnerAlias(Base):
    """Another way in which people write a partner; ``alias_key`` is folded."""

    __tablename__ = "partner_alias"
    alias_key: Mapped[str] = mapped_column(String(300), primary_key=True)
    partner_id: Mapped[int] = mapped_column(ForeignKey("partner.partner_id"), index=True)
    alias: Mapped[str] = mapped_column(String(300))


class CodelistItem(Base):
    """One value of a codelist (modality, stage, DAC category, SDG…)."""

    __tablename__ = "codelist_item"
    codelist: Mapped[str] = mapped_column(String(40), primary_key=True)
    code: Mapped[str] = mapped_column(String(60), primary_key=True)
    name_es: Mapped[str] = mapped_column(String(300))
    name_en: Mapped[str] = mapped_column(String(300))
    parent_code: Mapped[str | None] = mapped_column(String(60))
    position: Mapped[int]


class CodelistAlias(Base):
    """Another way in which people write a codelist value; ``alias_key`` is folded."""

    __tablename__ = "codelist_alias"
    codelist: Mapped[str] = mapped_column(String(40), primary_key=True)
    alias_key: Mapped[str] = mapped_column(String(300), primary_key=True)
    code: Mapped[str] = mapped_column(String(60))
    __table_args__ = (Index(None, "codelist", "code"),)


class FlowRule(Base):
    """What counts of the city's register, and in which class of flow, from a day on.

    The lists hold codes of codelists; see ``vocabulary.flows.CountingRule``.
    """

    __tablename__ = "flow_rule"
    valid_from: Mapped[date] = mapped_column(primary_key=True)
    uncounted_stages: Mapped[list[str]] = mapped_column(JSON)
    received_directions: Mapped[list[str]] = mapped_column(JSON)
    offered_directions: Mapped[list[str]] = mapped_column(JSON)
    loan_finances: Mapped[list[str]] = mapped_column(JSON)
    loan_modalities: Mapped[list[str]] = mapped_column(JSON)
    note_es: Mapped[str] = mapped_column(String(1000))
    note_en: Mapped[str] = mapped_column(String(1000))


class Place(Base):
    """The city that this installation serves, as its entity package names it."""

    __tablename__ = "place"
    key: Mapped[str] = mapped_column(String(60), primary_key=True)
    value: Mapped[str] = mapped_column(String(500))
