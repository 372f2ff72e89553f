"""What an entity has to report: its indicators, with what was last said of each."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_access.store.tables.catalogues import Entity
from data_access.store.tables.goals import Cut, Framework, Indicator, PlanNode, ProgressReport
from data_access.validation.goal_values import unit_as_told
from data_access.vocabulary.actors import Actor, Permission, require
from data_access.vocabulary.goals import Quarter, ReportState
from data_access.vocabulary.scales import known_scale

PERMISSION = Permission.READ_PUBLISHED


@dataclass(frozen=True)
class Reportable:
    """An indicator to be reported; ``last`` is its last quarter, with its state and value."""

    framework: str
    years: range
    code: str
    goal: str
    name: str
    unit: str
    last: Quarter | None = None
    state: ReportState | None = None
    value: Decimal | None = None


@dataclass(frozen=True)
class Sheets:
    """The quarter to be reported and, by acronym ("" for nobody's), what each entity reports."""

    quarter: Quarter
    by_entity: dict[str, list[Reportable]] = field(default_factory=dict)


def read_reportable(session: Session, actor: Actor, today: date) -> Sheets:
    """The valid indicators of every entity, for the quarter that is open on ``today``.

    That is the quarter of the cut open on that day, or else the last one that is over. Frameworks
    that do not reach its year are left out. Raises ``NotPermitted``.
    """
    require(actor, PERMISSION)
    quarter = _quarter(session, today)
    last = _last_reports(session)
    rows = session.execute(
        select(Indicator, PlanNode.name_es, Framework, Entity.acronym)
        .join(PlanNode, PlanNode.node_id == Indicator.node_id)
        .join(Framework, Framework.framework_id == Indicator.framework_id)
        .outerjoin(Entity, Entity.entity_id == Indicator.entity_id)
        .where(Indicator.is_valid)
        .order_by(Framework.framework_id, PlanNode.position, Indicator.indicator_id)
    )
    found: dict[str, list[Reportable]] = defaultdict(list)
    for indicator, goal, framework, acronym in rows:
        years = range(framework.starts_on.year, framework.ends_on.year + 1)
        if quarter.year in years:
            scale = known_scale(indicator.scale, indicator.shown_scale)
            reported = last.get(indicator.indicator_id, (None, None, None))
            found[acronym or ""].append(
                Reportable(
                    framework.framework_code, years, indicator.indicator_code, goal,
                    indicator.name_es, unit_as_told(indicator.unit, scale), *reported,
                )
            )  # fmt: skip
    return Sheets(quarter, dict(found))


def _quarter(session: Session, today: date) -> Quarter:
    cut = session.scalars(
        select(Cut)
        .where(Cut.opens_on <= today, Cut.closes_on >= today)
        .order_by(Cut.opens_on.desc())
    ).first()
    if cut is not None:
        return Quarter(cut.year, cut.quarter)
    number = (today.month - 1) // 3
    return Quarter(today.year, number) if number else Quarter(today.year - 1, 4)


def _last_reports(
    session: Session,
) -> dict[int, tuple[Quarter | None, ReportState | None, Decimal | None]]:
    report = ProgressReport
    rows = session.execute(
        select(report.indicator_id, report.year, report.quarter, report.state, report.value)
        .order_by(report.year, report.quarter, report.version)
    )  # fmt: skip
    return {
        indicator_id: (Quarter(year, number), ReportState(state), value)
        for indicator_id, year, number, state, value in rows
    }
