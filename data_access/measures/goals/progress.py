"""How far an indicator is at a cut, with its target prorated to it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from data_access.measures.goals.ratio import ZERO, Ratio
from data_access.measures.goals.rules import Rules
from data_access.measures.goals.schedule import Standing, standing_at
from data_access.measures.goals.states import Light, State, light_of
from data_access.measures.goals.targets import (
    accumulated_target,
    baseline_of,
    period_target,
)
from data_access.vocabulary.goals import Accumulation, IndicatorFacts, Quarter
from data_access.vocabulary.messages import N_


class Method(StrEnum):
    """By which of the two arithmetics a percentage was made."""

    PRORATED = "prorated"
    YEARLY = "yearly"


METHOD_TITLES = {
    Method.PRORATED: N_("Meta prorrateada al corte"),
    Method.YEARLY: N_("Meta del año completo"),
}


@dataclass(frozen=True)
class Progress:
    """The figures of an indicator at a cut.

    ``mp``, ``ma``, ``av`` and ``baseline`` are in the unit of the indicator; ``pav``, ``phv``,
    ``paf``, ``tid`` and ``gap`` are fractions, 1 being the whole, unrounded. None: undefined.
    ``baseline`` is where it was measured from: 0 for SUMA and CONSTANTE.
    ``steps`` has the terms of each of the four fractions by its name. ``months`` are those of the
    year against which it was measured; ``last_report`` and ``owed_since`` say since when nobody
    reported.
    """

    code: str
    cut: Quarter
    state: State
    light: Light
    mp: Decimal | None = None
    ma: Decimal | None = None
    av: Decimal | None = None
    pav: Decimal | None = None
    phv: Decimal | None = None
    paf: Decimal | None = None
    tid: Decimal | None = None
    gap: Decimal | None = None
    baseline: Decimal | None = None
    is_baseline_fictitious: bool = False
    months: int = 0
    last_report: Quarter | None = None
    owed_since: Quarter | None = None
    steps: Mapping[str, Ratio] = field(default_factory=dict)
    method: Method = Method.PRORATED


def progress(facts: IndicatorFacts, cut: Quarter, rules: Rules) -> Progress:
    """MP, MA, AV, PAV, PHV, PAF, TID, gap, light and state of an indicator at ``cut``.

    Source: the city's official follow-up format for action plans. An indicator that has not
    started, or has no rule, has no figures. A year without report has no PAV: it is never taken
    from another year. Where nobody ever reported there is no AV and nothing made of it: the format
    writes 0, or the baseline, which would read as a measured nothing.
    """
    standing = standing_at(facts, cut)
    if standing.state is State.NO_RULE:
        return Progress(facts.code, cut, State.NO_RULE, Light.SIN_DATO)
    if standing.state is State.NOT_STARTED:
        return Progress(facts.code, cut, State.NOT_STARTED, Light.SIN_INICIAR)
    values = standing.values
    baseline = baseline_of(facts)
    start = baseline.value
    mp = period_target(facts, cut.year, standing.months)
    ma = accumulated_target(facts, cut.year, standing.months)
    av = reached(facts, values)
    of_year = {quarter: value for quarter, value in values.items() if quarter.year == cut.year}
    steps = {
        "pav": Ratio(reached(facts, of_year), mp, start),
        "phv": Ratio(av, ma, start),
        "paf": Ratio(av, facts.final_goal, start),
        "tid": Ratio(ma, facts.final_goal, start),
    }
    phv, paf, tid = steps["phv"].value, steps["paf"].value, steps["tid"].value
    return Progress(
        code=facts.code,
        cut=cut,
        state=standing.state,
        light=_light(phv, standing, rules, is_silent=not of_year),
        mp=mp,
        ma=ma,
        av=av,
        pav=steps["pav"].value,
        phv=phv,
        paf=paf,
        tid=tid,
        gap=None if paf is None or tid is None else paf - tid,
        baseline=start,
        is_baseline_fictitious=baseline.is_fictitious,
        months=standing.months,
        last_report=max(values, default=None),
        owed_since=standing.owed_since,
        steps=steps,
    )


def reached(facts: IndicatorFacts, values: Mapping[Quarter, Decimal]) -> Decimal | None:
    """What the reports, in order, make together: their sum for SUMA, the last one for levels."""
    if not values:
        return None
    if facts.accumulation is Accumulation.SUMA:
        return sum(values.values(), ZERO)
    return values[max(values)]


def _light(phv: Decimal | None, standing: Standing, rules: Rules, *, is_silent: bool) -> Light:
    # A year in which a report was due and none came has no colour: last year's would be a lie.
    is_unanswered = standing.state in (State.NO_REPORT, State.OVERDUE, State.NOT_APPLICABLE)
    if not standing.values or (is_silent and is_unanswered):
        return Light.SIN_DATO
    return light_of(phv, rules.light)
