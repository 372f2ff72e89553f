"""What the arithmetic needs to know of each indicator at a cut, from what is stored."""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import Any

from data_access.measures.goals.rules import Rules, rules_on
from data_access.measures.plan.stored import StoredPlan
from data_access.vocabulary.goals import (
    Accumulation,
    IndicatorFacts,
    Periodicity,
    Quarter,
    Report,
    ReportState,
)

_RULES = frozenset(spec.name for spec in fields(Rules))


def rules_of(plan: StoredPlan, day: date) -> Rules:
    """The rules of the arithmetic in force on ``day``; other dated parameters are left alone."""
    return rules_on((each for each in plan.parameters if each.key in _RULES), day)


def facts_of(plan: StoredPlan, row: Any, cut: Quarter) -> IndicatorFacts:
    """The facts of an indicator as they are known today, with the targets in force at ``cut``."""
    entity = plan.entities.get(row.entity_id)
    return IndicatorFacts(
        code=row.indicator_code,
        accumulation=_accumulation(row.accumulation),
        periodicity=_periodicity(row.periodicity),
        baseline=row.baseline,
        final_goal=row.final_goal,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        targets=targets_at(plan.targets.get(row.indicator_id, ()), cut),
        reports=_reports(plan, row.indicator_id),
        weight=weight_of(plan, row),
        lag_days=row.lag_days or 0,
        is_valid=row.is_valid,
        scale=row.scale,
        shown_scale=row.shown_scale,
        entity=entity.acronym if entity else "",
    )


def _reports(plan: StoredPlan, indicator_id: int) -> Mapping[Quarter, Report]:
    if indicator_id not in plan.latest:
        plan.latest[indicator_id] = latest_reports(plan.reports.get(indicator_id, ()))
    found: Mapping[Quarter, Report] = plan.latest[indicator_id]
    return found


def weight_of(plan: StoredPlan, row: Any) -> Decimal | None:
    """The weight of an indicator, or that of its goal when it has none of its own."""
    own: Decimal | None = row.weight
    given: Decimal | None = plan.nodes[row.node_id].weight
    return given if own is None else own


def targets_at(versions: Iterable[tuple[Any, ...]], cut: Quarter) -> dict[int, Decimal | None]:
    """The target of each year: the last one decided by the end of ``cut``.

    ``versions`` come in the order of their decisions. One without a date was always in force.
    """
    found: dict[int, Decimal | None] = {}
    for year, _version, value, _printed, _act, decided_on, *_ in versions:
        if decided_on is None or decided_on <= cut.last_day:
            found[year] = value
    return found


def latest_reports(versions: Iterable[tuple[Any, ...]]) -> dict[Quarter, Report]:
    """The last version of the report of each quarter."""
    return {
        Quarter(year, number): Report(ReportState(state), value, words, why, stated)
        for year, number, _, state, value, _, words, why, _, stated, *_ in versions
    }


def reported_of_year(
    reports: Mapping[Quarter, Report], accumulation: Accumulation | None, cut: Quarter
) -> Decimal | None:
    """What was reported of the year to the cut: the sum for SUMA, the last level otherwise."""
    values = [
        report.value
        for quarter, report in sorted(reports.items())
        if quarter.year == cut.year and quarter <= cut and report.value is not None
    ]
    if not values:
        return None
    return sum(values, Decimal(0)) if accumulation is Accumulation.SUMA else values[-1]


def _accumulation(text: str) -> Accumulation | None:
    try:
        return Accumulation(text.strip().upper())
    except ValueError:
        return None


def _periodicity(text: str) -> Periodicity:
    try:
        return Periodicity(text.strip().lower())
    except ValueError:
        return Periodicity.TRIMESTRAL
