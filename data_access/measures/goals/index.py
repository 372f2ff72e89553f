"""The composite internationalization index, from components with public weights."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from data_access.measures.goals.ratio import HUNDRED, ONE, ZERO, Ratio, within_whole
from data_access.measures.goals.weights import require_hundred

MOVEMENT = Decimal("0.25")
"""How much of itself each weight moves to see whether the index depends on it."""


class Normalisation(StrEnum):
    """How a value becomes a score: against a target from 0, or between two bounds."""

    TARGET = "target"
    MIN_MAX = "min_max"


@dataclass(frozen=True)
class Component:
    """One ingredient of a sub-score, with its weight of 100 inside it.

    ``worst`` scores 0 and ``best`` scores 1; less is better where ``worst`` is the larger.
    ``value`` None is missing.
    """

    code: str
    subscore: str
    value: Decimal | None
    weight: Decimal
    worst: Decimal
    best: Decimal
    normalisation: Normalisation

    @classmethod
    def against_target(
        cls, code: str, subscore: str, value: Decimal | None, weight: Decimal, target: Decimal
    ) -> "Component":
        """A component that scores 1 at ``target`` and 0 at nothing."""
        return cls(code, subscore, value, weight, ZERO, target, Normalisation.TARGET)

    @property
    def score(self) -> Decimal | None:
        """``(value − worst) / (best − worst)`` kept within 0 and 1; None where missing."""
        fraction = Ratio(self.value, self.best, self.worst).value
        return None if fraction is None else within_whole(fraction)


@dataclass(frozen=True)
class Subscore:
    """One side of the index.

    ``weight`` is the public one, ``used_weight`` what it weighs once the missing sides are left
    out; both of 100. ``used_weights`` has the same of its components, by code. ``score`` is a
    fraction, None when every component is missing.
    """

    code: str
    score: Decimal | None
    weight: Decimal
    used_weight: Decimal
    components: tuple[Component, ...]
    used_weights: Mapping[str, Decimal]


@dataclass(frozen=True)
class Index:
    """The index as a fraction, its sides, and the codes of the components that were missing."""

    value: Decimal | None
    subscores: tuple[Subscore, ...]
    left_out: tuple[str, ...]


@dataclass(frozen=True)
class Sensitivity:
    """The range of the index while one weight moves a quarter down and up."""

    code: str
    low: Decimal
    high: Decimal


def composite_index(components: Sequence[Component], weights: Mapping[str, Decimal]) -> Index:
    """Σ weight × sub-score, each of them Σ weight × score, over what could be measured.

    ``weights`` are those of the sub-scores. A missing component is left out and the weights of
    its side are re-scaled; so are the sides when one has nothing. Raises WeightsDoNotAdd when the
    weights of the sub-scores, or of the components of one, do not add to 100, and KeyError for a
    component of no known sub-score.
    """
    require_hundred(weights.values())
    sides = _sides(components, weights)
    for parts in sides.values():
        require_hundred(part.weight for part in parts)
    scores = {code: _side_score(parts) for code, parts in sides.items()}
    used = _used(scores, weights)
    return Index(
        value=_mean(scores, weights),
        subscores=tuple(
            Subscore(
                code=code,
                score=scores[code],
                weight=weights[code],
                used_weight=used[code],
                components=tuple(parts),
                used_weights=_used(_scores(parts), _weights(parts)),
            )
            for code, parts in sides.items()
        ),
        left_out=tuple(each.code for each in components if each.score is None),
    )


def sensitivities(
    components: Sequence[Component], weights: Mapping[str, Decimal]
) -> tuple[Sensitivity, ...]:
    """The index with each public weight a quarter lower and higher, the others re-scaled.

    First the weights of the sub-scores, then those of the components inside their side; nothing
    when no component has a value. The index is monotone in each weight, so that the two values are
    the ends of its range.
    """
    moved = [
        (code, [_value(components, _moved(weights, code, factor)) for factor in _FACTORS])
        for code in weights
    ]
    for parts in _sides(components, weights).values():
        for part in parts:
            inside = (_moved(_weights(parts), part.code, factor) for factor in _FACTORS)
            values = [_value(_reweighed(components, each), weights) for each in inside]
            moved.append((part.code, values))
    ranges = [(code, [end for end in ends if end is not None]) for code, ends in moved]
    return tuple(Sensitivity(code, min(ends), max(ends)) for code, ends in ranges if ends)


_FACTORS = (ONE - MOVEMENT, ONE + MOVEMENT)


def _moved(weights: Mapping[str, Decimal], code: str, factor: Decimal) -> dict[str, Decimal]:
    """The weights of a whole with one multiplied, at most up to 100, and the others re-scaled."""
    old = weights[code]
    new = min(old * factor, HUNDRED)
    if old == HUNDRED:
        return dict(weights)
    rest = (HUNDRED - new) / (HUNDRED - old)
    return {each: new if each == code else weight * rest for each, weight in weights.items()}


def _reweighed(components: Sequence[Component], weights: Mapping[str, Decimal]) -> list[Component]:
    return [replace(each, weight=weights.get(each.code, each.weight)) for each in components]


def _value(components: Sequence[Component], weights: Mapping[str, Decimal]) -> Decimal | None:
    sides = _sides(components, weights)
    return _mean({code: _side_score(parts) for code, parts in sides.items()}, weights)


def _sides(
    components: Sequence[Component], weights: Mapping[str, Decimal]
) -> dict[str, list[Component]]:
    sides: dict[str, list[Component]] = {code: [] for code in weights}
    for each in components:
        sides[each.subscore].append(each)
    return sides


def _side_score(parts: Sequence[Component]) -> Decimal | None:
    return _mean(_scores(parts), _weights(parts))


def _scores(parts: Sequence[Component]) -> dict[str, Decimal | None]:
    return {part.code: part.score for part in parts}


def _weights(parts: Sequence[Component]) -> dict[str, Decimal]:
    return {part.code: part.weight for part in parts}


def _used(
    scores: Mapping[str, Decimal | None], weights: Mapping[str, Decimal]
) -> dict[str, Decimal]:
    """The weights of what has a score, re-scaled to 100; 0 for what has none."""
    present = {code: weights[code] if scores[code] is not None else ZERO for code in weights}
    total = sum(present.values(), ZERO)
    return {code: weight * HUNDRED / total if total else ZERO for code, weight in present.items()}


def _mean(scores: Mapping[str, Decimal | None], weights: Mapping[str, Decimal]) -> Decimal | None:
    pairs = [(weights[code], score) for code, score in scores.items() if score is not None]
    return Ratio(
        sum((weight * score for weight, score in pairs), ZERO),
        sum((weight for weight, _ in pairs), ZERO),
    ).value
