"""How far several goals are together, and which of them could not be counted."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from data_access.measures.goals.progress import Progress
from data_access.measures.goals.ratio import ONE, ZERO, Ratio, within_whole
from data_access.measures.goals.states import Light, State
from data_access.vocabulary.goals import IndicatorFacts
from data_access.vocabulary.messages import N_


class LeftOut(StrEnum):
    """Why an indicator is not in an aggregate."""

    NOT_VALID = "not_valid"
    NO_RULE = "no_rule"
    NOT_STARTED = "not_started"
    NO_DATA = "no_data"
    NO_WEIGHT = "no_weight"


LEFT_OUT_TITLES = {
    LeftOut.NOT_VALID: N_("No vigente"),
    LeftOut.NO_RULE: N_("Sin regla de cálculo"),
    LeftOut.NOT_STARTED: N_("Sin iniciar"),
    LeftOut.NO_DATA: N_("Sin dato"),
    LeftOut.NO_WEIGHT: N_("Sin ponderación"),
}


@dataclass(frozen=True)
class Aggregate:
    """Weighted advance of several indicators.

    ``advance`` is Σ weight × PAF over Σ weight with each PAF between 0 and 1; ``ideal`` the same
    of TID, with no value when a counted indicator has none. ``capped`` are the codes whose
    overshoot was cut to 1, ``floored`` those that stood below where they left and count as 0;
    ``colourless`` those that count by their last report and have no colour in the traffic light.
    """

    advance: Ratio
    ideal: Ratio
    counted: tuple[str, ...]
    capped: tuple[str, ...]
    floored: tuple[str, ...]
    colourless: tuple[str, ...]
    left_out: Mapping[LeftOut, tuple[str, ...]]


def weighted_progress(members: Iterable[tuple[IndicatorFacts, Progress]]) -> Aggregate:
    """Advance of a programme: Σ weight × PAF / Σ weight over the started indicators.

    An indicator that never reported is left out, not counted as zero; so is one without weight.
    Each PAF is taken between 0 and 1, here only: one goal must neither make up for another nor
    undo it.
    """
    counted: list[tuple[Decimal, Progress]] = []
    left_out: dict[LeftOut, list[str]] = {}
    for facts, found in members:
        reason = _reason(facts, found)
        if reason is not None:
            left_out.setdefault(reason, []).append(facts.code)
        elif facts.weight is not None:
            counted.append((facts.weight, found))
    whole = sum((weight for weight, _ in counted), ZERO)
    return Aggregate(
        advance=Ratio(_weighted([(weight, found.paf) for weight, found in counted]), whole),
        ideal=Ratio(_weighted([(weight, found.tid) for weight, found in counted]), whole),
        counted=tuple(found.code for _, found in counted),
        capped=tuple(found.code for _, found in counted if found.paf and found.paf > ONE),
        floored=tuple(found.code for _, found in counted if found.paf and found.paf < ZERO),
        colourless=tuple(found.code for _, found in counted if found.light is Light.SIN_DATO),
        left_out={reason: tuple(codes) for reason, codes in left_out.items()},
    )


def _reason(facts: IndicatorFacts, found: Progress) -> LeftOut | None:
    if not facts.is_valid:
        return LeftOut.NOT_VALID
    if found.state is State.NO_RULE:
        return LeftOut.NO_RULE
    if found.state is State.NOT_STARTED:
        return LeftOut.NOT_STARTED
    if found.paf is None or found.last_report is None:
        return LeftOut.NO_DATA
    return None if facts.weight else LeftOut.NO_WEIGHT


def _weighted(parts: Sequence[tuple[Decimal, Decimal | None]]) -> Decimal | None:
    """Σ weight × fraction within 0 and 1; None when a fraction is missing or there is none."""
    total = ZERO
    for weight, fraction in parts:
        if fraction is None:
            return None
        total += weight * within_whole(fraction)
    return total if parts else None


@dataclass(frozen=True)
class Coverage:
    """A plain mean of what was measured, and how much of the whole that is."""

    mean: Ratio
    coverage: Ratio


def mean_of_measured(fractions: Sequence[Decimal | None]) -> Coverage:
    """Mean of the results that have a value, beside the share of them: 3 with 2 measured, 2/3."""
    measured = [fraction for fraction in fractions if fraction is not None]
    count = Decimal(len(measured))
    return Coverage(
        mean=Ratio(sum(measured, ZERO), count),
        coverage=Ratio(count, Decimal(len(fractions))),
    )


def share(are_true: Sequence[bool]) -> Ratio:
    """How many of all, such as the reports that came on time: 8 of 10."""
    return Ratio(Decimal(sum(are_true)), Decimal(len(are_true)))
