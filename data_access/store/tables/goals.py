"""Frameworks that set goals, their trees, indicators, targets, reports, budgets and cuts."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from data_access.store.tables.base import Base, ExactDecimal, FixedPoint, Instant
from data_access.vocabulary.money import COP_SCALE


class Framework(Base):
    """What sets goals: a development plan, an investment project, a public policy, an agreement."""

    __tablename__ = "framework"
    framework_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    framework_code: Mapped[str] = mapped_column(String(60), unique=True)
    kind: Mapped[str] = mapped_column(String(30))
    name_es: Mapped[str] = mapped_column(String(300))
    name_en: Mapped[str] = mapped_column(String(300))
    norm: Mapped[str] = mapped_column(String(300), default="")
    starts_on: Mapped[date]
    ends_on: Mapped[date]


class PlanNode(Base):
    """A node of a framework's tree, at any depth; ``level`` is what the framework calls it.

    A node with ``is_goal`` carries indicators. ``component_id`` is a second place of a goal,
    across the tree (a component beside its strategic line).
    """

    __tablename__ = "plan_node"
    node_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    framework_id: Mapped[int] = mapped_column(ForeignKey("framework.framework_id"))
    node_code: Mapped[str] = mapped_column(String(80))
    level: Mapped[str] = mapped_column(String(120))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("plan_node.node_id"), index=True)
    component_id: Mapped[int | None] = mapped_column(ForeignKey("plan_node.node_id"))
    is_goal: Mapped[bool]
    name_es: Mapped[str] = mapped_column(Text)
    name_en: Mapped[str] = mapped_column(Text, default="")
    purpose_es: Mapped[str] = mapped_column(Text, default="")
    purpose_en: Mapped[str] = mapped_column(Text, default="")
    entity_id: Mapped[int | None] = mapped_column(ForeignKey("entity.entity_id"), index=True)
    weight: Mapped[Decimal | None] = mapped_column(ExactDecimal)
    position: Mapped[int]
    is_illustrative: Mapped[bool]
    __table_args__ = (Index(None, "framework_id", "node_code", unique=True),)


class Indicator(Base):
    """An indicator with its whole fact sheet (hoja de vida).

    Numbers stand beside the text as printed: ``baseline_text``, ``final_text``. ``accumulation``
    is SUMA, CRECIENTE, DECRECIENTE or CONSTANTE, empty where the source does not say. ``scale`` is
    the scale in the words of the source; ``shown_scale``, ``%`` or ``0-1``, the one that the cells
    of a percentage showed.
    ``measure`` with ``measure_filters`` is what of the register feeds it, if anything.
    """

    __tablename__ = "indicator"
    indicator_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    node_id: Mapped[int] = mapped_column(ForeignKey("plan_node.node_id"), index=True)
    framework_id: Mapped[int] = mapped_column(ForeignKey("framework.framework_id"))
    indicator_code: Mapped[str] = mapped_column(String(80))
    name_es: Mapped[str] = mapped_column(Text)
    name_en: Mapped[str] = mapped_column(Text, default="")
    description: Mapped[str] = mapped_column(Text, default="")
    kind: Mapped[str] = mapped_column(String(120), default="")
    family: Mapped[str] = mapped_column(String(60), default="")
    formula: Mapped[str] = mapped_column(Text, default="")
    variables: Mapped[str] = mapped_column(Text, default="")
    unit: Mapped[str] = mapped_column(Text, default="")
    scale: Mapped[str] = mapped_column(String(60), default="")
    shown_scale: Mapped[str] = mapped_column(String(5), default="", server_default="")
    accumulation: Mapped[str] = mapped_column(String(20), default="")
    periodicity: Mapped[str] = mapped_column(String(20), default="")
    baseline: Mapped[Decimal | None] = mapped_column(ExactDecimal)
    baseline_text: Mapped[str] = mapped_column(Text, default="")
    baseline_year: Mapped[str] = mapped_column(Text, default="")
    baseline_source: Mapped[str] = mapped_column(Text, default="")
    final_goal: Mapped[Decimal | None] = mapped_column(ExactDecimal)
    final_text: Mapped[str] = mapped_column(Text, default="")
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    data_source: Mapped[str] = mapped_column(Text, default="")
    lag_days: Mapped[int | None]
    methodology: Mapped[str] = mapped_column(Text, default="")
    territory: Mapped[str] = mapped_column(Text, default="")
    entity_id: Mapped[int | None] = mapped_column(ForeignKey("entity.entity_id"), index=True)
    unit_responsible: Mapped[str] = mapped_column(Text, default="")
    weight: Mapped[Decimal | None] = mapped_column(ExactDecimal)
    focus: Mapped[str] = mapped_column(Text, default="")
    sdg_code: Mapped[str] = mapped_column(String(2), default="")
    is_valid: Mapped[bool]
    notes: Mapped[str] = mapped_column(Text, default="")
    measure: Mapped[str] = mapped_column(String(80), default="")
    measure_filters: Mapped[str] = mapped_column(Text, default="")
    counting_rule: Mapped[str] = mapped_column(Text, default="")
    is_illustrative: Mapped[bool]
    source_row_id: Mapped[int | None]
    __table_args__ = (Index(None, "framework_id", "indicator_code", unique=True),)


class IndicatorEntity(Base):
    """An entity that answers for an indicator beside the responsible one (corresponsable)."""

    __tablename__ = "indicator_entity"
    indicator_id: Mapped[int] = mapped_column(
        ForeignKey("indicator.indicator_id"), primary_key=True
    )
    entity_id: Mapped[int] = mapped_column(ForeignKey("entity.entity_id"), primary_key=True)


class YearTarget(Base):
    """The target of a year; a reprogrammed one is a new version, and the old one stays.

    No value with a text is a target that is words; neither is a year that is not programmed.
    """

    __tablename__ = "year_target"
    indicator_id: Mapped[int] = mapped_column(
        ForeignKey("indicator.indicator_id"), primary_key=True
    )
    year: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    value: Mapped[Decimal | None] = mapped_column(ExactDecimal)
    printed: Mapped[str] = mapped_column(Text, default="")
    act: Mapped[str] = mapped_column(String(300), default="")
    decided_on: Mapped[date | None]
    actor: Mapped[str] = mapped_column(String(120))
    recorded_at: Mapped[datetime] = mapped_column(Instant)


class ProgressReport(Base):
    """What an entity reported of a quarter; a correction is a new version with its reason.

    ``state`` is reported (``value`` is a number, zero included), not_reported or not_applicable.
    ``stated`` is the advance of the year that its author worked out, a fraction.
    """

    __tablename__ = "progress_report"
    indicator_id: Mapped[int] = mapped_column(
        ForeignKey("indicator.indicator_id"), primary_key=True
    )
    year: Mapped[int] = mapped_column(primary_key=True)
    quarter: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    state: Mapped[str] = mapped_column(String(20))
    value: Mapped[Decimal | None] = mapped_column(ExactDecimal)
    printed: Mapped[str] = mapped_column(Text, default="")
    qualitative: Mapped[str] = mapped_column(Text, default="")
    justification: Mapped[str] = mapped_column(Text, default="")
    evidence: Mapped[str] = mapped_column(Text, default="")
    reason: Mapped[str] = mapped_column(Text, default="")
    actor: Mapped[str] = mapped_column(String(120))
    reported_at: Mapped[datetime] = mapped_column(Instant)
    source_row_id: Mapped[int | None]
    stated: Mapped[Decimal | None] = mapped_column(ExactDecimal)


class GoalBudget(Base):
    """Money of a goal or project in a year, in pesos, to the end of a quarter.

    ``resource`` keeps the year's own budget (vigencia) and the reserve (reserva) apart; amounts
    are cumulative inside the year; None is not reported.
    """

    __tablename__ = "goal_budget"
    node_id: Mapped[int] = mapped_column(ForeignKey("plan_node.node_id"), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True)
    quarter: Mapped[int] = mapped_column(primary_key=True)
    resource: Mapped[str] = mapped_column(String(20), primary_key=True)
    appropriation: Mapped[Decimal | None] = mapped_column(FixedPoint(COP_SCALE))
    committed: Mapped[Decimal | None] = mapped_column(FixedPoint(COP_SCALE))
    paid: Mapped[Decimal | None] = mapped_column(FixedPoint(COP_SCALE))


class ActionGoal(Base):
    """What an action gives to an indicator in a quarter (accion_meta).

    ``entity_id`` is who claims it; the same contribution claimed by two entities counts once for
    the city, for the key holds action, indicator and period only once for each entity.
    """

    __tablename__ = "action_goal"
    action_id: Mapped[int] = mapped_column(ForeignKey("action.action_id"), primary_key=True)
    indicator_id: Mapped[int] = mapped_column(
        ForeignKey("indicator.indicator_id"), primary_key=True, index=True
    )
    year: Mapped[int] = mapped_column(primary_key=True)
    quarter: Mapped[int] = mapped_column(primary_key=True)
    entity_id: Mapped[int] = mapped_column(ForeignKey("entity.entity_id"), primary_key=True)
    quantity: Mapped[Decimal] = mapped_column(ExactDecimal)


class Cut(Base):
    """A quarterly cut (corte): when it opens, until when one reports, and what it was at its end.

    ``content`` is the canonical JSON of every figure when it was closed, ``content_hash`` its
    SHA-256; both never change afterwards. ``closed_why`` is why it was closed before its day.
    """

    __tablename__ = "cut"
    cut_code: Mapped[str] = mapped_column(String(7), primary_key=True)
    year: Mapped[int]
    quarter: Mapped[int]
    opens_on: Mapped[date]
    due_on: Mapped[date]
    closes_on: Mapped[date]
    closed_at: Mapped[datetime | None] = mapped_column(Instant)
    closed_by: Mapped[str] = mapped_column(String(120), default="")
    closed_why: Mapped[str] = mapped_column(Text, default="")
    content: Mapped[bytes | None] = mapped_column(LargeBinary)
    content_hash: Mapped[str] = mapped_column(String(64), default="")
    __table_args__ = (Index(None, "year", "quarter", unique=True),)


class PlanParameter(Base):
    """A dated rule of the arithmetic (thresholds of the light, aggregation of CONSTANTE, …)."""

    __tablename__ = "plan_parameter"
    key: Mapped[str] = mapped_column(String(60), primary_key=True)
    valid_from: Mapped[date] = mapped_column(primary_key=True)
    value: Mapped[Any] = mapped_column(JSON)
    note_es: Mapped[str] = mapped_column(String(300), default="")
    note_en: Mapped[str] = mapped_column(String(300), default="")


class PlanChange(Base):
    """What an import changed in a node, an indicator or a budget: field, before, after."""

    __tablename__ = "plan_change"
    change_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    batch_id: Mapped[int] = mapped_column(ForeignKey("import_batch.batch_id"), index=True)
    node_id: Mapped[int] = mapped_column(ForeignKey("plan_node.node_id"), index=True)
    indicator_id: Mapped[int | None] = mapped_column(
        ForeignKey("indicator.indicator_id"), index=True
    )
    field: Mapped[str] = mapped_column(String(60))
    before: Mapped[str] = mapped_column(Text)
    after: Mapped[str] = mapped_column(Text)


class IndexComponent(Base):
    """An ingredient of the internationalisation index, with its public weight of 100.

    Its value is the last one of ``indicator_code``. ``method`` is ``meta`` (against the final goal
    of the indicator) or ``minmax`` (between ``minimum``, that scores 0, and ``maximum``).
    """

    __tablename__ = "index_component"
    component_code: Mapped[str] = mapped_column(String(60), primary_key=True)
    family: Mapped[str] = mapped_column(String(60))
    name_es: Mapped[str] = mapped_column(String(300))
    name_en: Mapped[str] = mapped_column(String(300), default="")
    indicator_code: Mapped[str] = mapped_column(String(80))
    method: Mapped[str] = mapped_column(String(20))
    minimum: Mapped[Decimal | None] = mapped_column(ExactDecimal)
    maximum: Mapped[Decimal | None] = mapped_column(ExactDecimal)
    weight: Mapped[Decimal] = mapped_column(ExactDecimal)
    note: Mapped[str] = mapped_column(Text, default="")
    note_en: Mapped[str] = mapped_column(Text, default="", server_default="")
    position: Mapped[int]
