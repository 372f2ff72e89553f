"""Checks of what was planned: weights, targets, baselines, dates."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from data_access.measures.goals.dossier import Dossier, Finding, Findings, Moment, WeightedNode
from data_access.measures.goals.ratio import HUNDRED, ZERO
from data_access.measures.goals.targets import programmed
from data_access.vocabulary.goals import Accumulation
from data_access.vocabulary.scales import is_mixed, known_scale


def unbalanced(nodes: Iterable[WeightedNode]) -> Iterator[tuple[str, str, Decimal]]:
    """Parents whose children's weights add neither to 100 nor to the weight of the parent.

    Both customs exist, and a third one: the children of parents without a weight add to 100 over
    the whole plan. Yields code, entity and the sum. Children none of which has a weight are left
    alone.
    """
    found = list(nodes)
    parents = {node.code: node for node in found}
    children: dict[str, list[Decimal]] = {}
    for node in found:
        if node.weight is not None:
            children.setdefault(node.parent, []).append(node.weight)
    sums = {code: sum(weights, ZERO) for code, weights in children.items()}
    own = {code: parents[code].weight if code in parents else HUNDRED for code in sums}
    odd = {code: total for code, total in sums.items() if total not in (HUNDRED, own[code])}
    shared = {code for code in odd if own[code] is None}
    if sum((odd[code] for code in shared), ZERO) == HUNDRED:
        odd = {code: total for code, total in odd.items() if code not in shared}
    for code, total in odd.items():
        yield code, parents[code].entity if code in parents else "", total


def targets_do_not_add(dossier: Dossier, moment: Moment) -> Findings:
    """SUMA: Σ yearly targets ≠ final goal."""
    facts, targets = dossier.facts, programmed(dossier.facts)
    total = sum(targets.values(), ZERO)
    if facts.accumulation is not Accumulation.SUMA or not targets:
        return
    if facts.final_goal is not None and total != facts.final_goal:
        yield Finding(moment.today, {"sum": total, "final": facts.final_goal})


def last_target_is_not_final(dossier: Dossier, moment: Moment) -> Findings:
    """Levels: last yearly target ≠ final goal."""
    facts, targets = dossier.facts, programmed(dossier.facts)
    if facts.accumulation in (None, Accumulation.SUMA) or not targets:
        return
    last = targets[max(targets)]
    if facts.final_goal is not None and last != facts.final_goal:
        yield Finding(moment.today, {"last": last, "final": facts.final_goal})


def final_below_baseline(dossier: Dossier, moment: Moment) -> Findings:
    """CRECIENTE: final goal < baseline."""
    yield from _against_baseline(dossier, moment, Accumulation.CRECIENTE, sign=1)


def final_above_baseline(dossier: Dossier, moment: Moment) -> Findings:
    """DECRECIENTE: final goal > baseline."""
    yield from _against_baseline(dossier, moment, Accumulation.DECRECIENTE, sign=-1)


def _against_baseline(
    dossier: Dossier, moment: Moment, accumulation: Accumulation, sign: int
) -> Findings:
    facts = dossier.facts
    if facts.accumulation is not accumulation or facts.baseline is None:
        return
    if facts.final_goal is not None and (facts.final_goal - facts.baseline) * sign < 0:
        yield Finding(moment.today, {"final": facts.final_goal, "baseline": facts.baseline})


def baseline_missing(dossier: Dossier, moment: Moment) -> Findings:
    """DECRECIENTE without baseline."""
    facts = dossier.facts
    if facts.accumulation is Accumulation.DECRECIENTE and facts.baseline is None:
        yield Finding(moment.today, {})


def scale_mixed(dossier: Dossier, moment: Moment) -> Findings:
    """Some targets or reports look like fractions of 1, others like percentages of 100.

    Looked for in percentages and where nobody said the scale.
    """
    facts = dossier.facts
    scale = known_scale(facts.scale, facts.shown_scale)
    if facts.scale and scale is None:
        return
    reported = (report.value for report in facts.reports.values())
    stated = [*facts.targets.values(), facts.final_goal, *reported]
    sizes = [abs(value) for value in stated if value]
    if is_mixed(sizes, scale):
        yield Finding(moment.today, {"small": min(sizes), "large": max(sizes)})


def final_negative(dossier: Dossier, moment: Moment) -> Findings:
    """The final goal is below 0."""
    goal = dossier.facts.final_goal
    if goal is not None and goal < 0:
        yield Finding(moment.today, {"final": goal})


def dates_reversed(dossier: Dossier, moment: Moment) -> Findings:
    """It ends before it starts."""
    facts = dossier.facts
    if facts.starts_on and facts.ends_on and facts.starts_on > facts.ends_on:
        values = {"starts": facts.starts_on.isoformat(), "ends": facts.ends_on.isoformat()}
        yield Finding(moment.today, values)


def targets_outside_dates(dossier: Dossier, moment: Moment) -> Findings:
    """Years are programmed before the start or after the end."""
    facts = dossier.facts
    if any(dates_reversed(dossier, moment)):
        return
    outside = [
        str(year)
        for year in programmed(facts)
        if (facts.starts_on and year < facts.starts_on.year)
        or (facts.ends_on and year > facts.ends_on.year)
    ]
    if outside:
        yield Finding(moment.today, {"years": ", ".join(outside)})


def weight_without_validity(dossier: Dossier, moment: Moment) -> Findings:
    """An indicator that is not valid still weighs."""
    if not dossier.facts.is_valid and dossier.facts.weight:
        yield Finding(moment.today, {"weight": dossier.facts.weight})


def unassigned(dossier: Dossier, moment: Moment) -> Findings:
    """A valid indicator for which nobody answers."""
    if dossier.facts.is_valid and not dossier.facts.entity:
        yield Finding(moment.today, {})
