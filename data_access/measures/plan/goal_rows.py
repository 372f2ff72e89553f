"""One row per indicator with every figure of it at a cut, in codes that belong to no language."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from data_access.measures.goals.aggregate import weighted_progress
from data_access.measures.goals.progress import Progress, progress
from data_access.measures.goals.ratio import Ratio
from data_access.measures.goals.rules import Rules
from data_access.measures.goals.schedule import numbers
from data_access.measures.goals.states import Light, State
from data_access.measures.goals.yearly import yearly_progress
from data_access.measures.plan.facts import facts_of, reported_of_year
from data_access.measures.plan.fed import Fed, Register, years_of
from data_access.measures.plan.places import Place, Tree
from data_access.measures.plan.stored import StoredPlan
from data_access.validation.goal_values import unit_as_told
from data_access.vocabulary.goals import Accumulation, IndicatorFacts, Periodicity, Quarter
from data_access.vocabulary.scales import known_scale

Row = dict[str, Any]
FRACTIONS = ("pav", "phv", "paf", "tid")
YEARLY = ("year", "to_date", "whole")
STATES = {
    State.REPORTED: "reportado",
    State.NO_REPORT: "sin_reporte",
    State.OVERDUE: "vencido",
    State.NOT_STARTED: "sin_iniciar",
    State.NOT_PROGRAMMED: "no_programado",
    State.NOT_APPLICABLE: "no_aplica",
    State.NO_RULE: "sin_regla",
}
"""How each state is written in the filter ``estado``; lights are written as they are."""


@dataclass(frozen=True)
class Member:
    """An indicator of a cut: its row, and what the arithmetic needs to put several together."""

    row: Row
    facts: IndicatorFacts
    progress: Progress


@dataclass(frozen=True)
class Known:
    """An indicator with what is known of it before any arithmetic."""

    stored: Any
    place: Place
    facts: IndicatorFacts
    fed: Fed | None


def known_of(plan: StoredPlan, tree: Tree, row: Any, cut: Quarter, register: Register) -> Known:
    """The facts of an indicator; those that the register feeds have its values as reports."""
    facts = facts_of(plan, row, cut)
    years = years_of(facts.starts_on, facts.targets, cut)
    fed = register.feed(row, years, cut) if row.measure else None
    return Known(row, tree.place(row.node_id), facts, fed)


def member_of(plan: StoredPlan, known: Known, cut: Quarter, rules: Rules, today: date) -> Member:
    """The row of an indicator at a cut.

    ``used`` says which values the arithmetic used: ``register`` when a measure feeds the
    indicator and has a value for the cut's year, else ``report``.
    """
    facts, fed = known.facts, known.fed
    fed_value = fed.value_at(cut) if fed else None
    reported = reported_of_year(facts.reports, facts.accumulation, cut)
    used = facts
    if fed is not None and fed_value is not None:
        # What was reported in words stays with the register's number: it explains it.
        used = replace(facts, reports=_with_words(facts, fed))
    found = progress(used, cut, rules)
    yearly = yearly_progress(used, cut, rules)
    left_out = next(iter(weighted_progress([(used, found)]).left_out), None)
    last = found.last_report
    row = {
        **_identity(plan, known),
        "mp": found.mp,
        "ma": found.ma,
        "av": found.av,
        "pav": found.pav,
        "phv": found.phv,
        "paf": found.paf,
        "tid": found.tid,
        "gap": found.gap,
        "light": found.light.value,
        "state": STATES[found.state],
        **_terms("", FRACTIONS, found.steps),
        "start": found.baseline,
        "is_start_fictitious": found.is_baseline_fictitious,
        "months": found.months,
        "method": found.method.value,
        "yearly_year": yearly.year,
        "yearly_to_date": yearly.to_date,
        "yearly_whole": yearly.whole,
        **_terms("yearly_", YEARLY, yearly.steps),
        "yearly_method": yearly.method.value,
        "last_report": last.code if last else "",
        "last_report_days": (today - last.last_day).days if last else None,
        "owed_since": found.owed_since.code if found.owed_since else "",
        "weight": used.weight,
        "left_out": left_out.value if left_out else "",
        "fed_measure": f"{fed.measure}:{fed.key}" if fed else "",
        "fed_filters": fed.query if fed else "",
        "fed_value": fed_value,
        "reported_value": reported,
        "difference": _difference(reported, fed_value),
        "used": "register" if used is not facts else "report",
        "series": _series(used, cut) if known.stored.family else [],
    }
    return Member(row, used, replace(found, steps={}))


def member_from(row: Row, cut: Quarter) -> Member:
    """The member that a stored row stands for, with as much as aggregates need."""
    accumulation = Accumulation(row["accumulation"]) if row["accumulation"] else None
    facts = IndicatorFacts(
        code=row["key"],
        accumulation=accumulation,
        periodicity=Periodicity(row["periodicity"]),
        final_goal=row["final_goal"],
        weight=row["weight"],
        is_valid=row["is_valid"],
        entity=row["entity"],
    )
    found = Progress(
        code=row["key"],
        cut=cut,
        state=next(state for state, word in STATES.items() if word == row["state"]),
        light=Light(row["light"]),
        paf=row["paf"],
        tid=row["tid"],
        last_report=Quarter.parse(row["last_report"]) if row["last_report"] else None,
    )
    return Member(row, facts, found)


def _identity(plan: StoredPlan, known: Known) -> Row:
    row, place, facts = known.stored, known.place, known.facts
    node = plan.nodes[row.node_id]
    entity = plan.entities.get(row.entity_id)
    return {
        "key": row.indicator_code,
        "name_es": row.name_es or node.name_es,
        "name_en": row.name_en or node.name_en,
        "code": node.node_code,
        "framework": plan.frameworks[row.framework_id].framework_code,
        "objective": place.objective,
        "programme": place.programme,
        "line": place.line,
        "component": place.component,
        "entity": facts.entity,
        "sector": (entity.sector_code or "") if entity else "",
        "co_entities": sorted(
            plan.entities[number].acronym for number in plan.co_entities.get(row.indicator_id, ())
        ),
        "kind": row.kind,
        "family": row.family,
        "sdg": row.sdg_code,
        "unit": unit_as_told(row.unit, known_scale(row.scale, row.shown_scale)),
        "scale": row.scale,
        "accumulation": facts.accumulation.value if facts.accumulation else "",
        "periodicity": facts.periodicity.value,
        "baseline": row.baseline,
        "baseline_text": row.baseline_text,
        "baseline_year": row.baseline_year,
        "final_goal": row.final_goal,
        "final_text": row.final_text,
        "is_valid": row.is_valid,
        "is_illustrative": row.is_illustrative,
    }


def _terms(prefix: str, names: tuple[str, ...], steps: Any) -> Row:
    row: Row = {}
    for name in names:
        ratio: Ratio | None = steps.get(name)
        row[f"{prefix}{name}_numerator"] = ratio.numerator if ratio else None
        row[f"{prefix}{name}_denominator"] = ratio.denominator if ratio else None
    return row


def _series(facts: IndicatorFacts, cut: Quarter) -> list[tuple[str, Decimal]]:
    return [(quarter.code, value) for quarter, value in numbers(facts, cut).items()]


def _with_words(facts: IndicatorFacts, fed: Fed) -> dict[Quarter, Any]:
    return {
        quarter: replace(
            report,
            qualitative=facts.reports[quarter].qualitative,
            justification=facts.reports[quarter].justification,
            stated=facts.reports[quarter].stated,
        )
        if quarter in facts.reports
        else report
        for quarter, report in fed.reports().items()
    }


def _difference(reported: Decimal | None, fed: Decimal | None) -> Decimal | None:
    return None if reported is None or fed is None else reported - fed
