"""Sheet 1 of a management agreement: what its commitments add up to."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from data_access.measures.goals.ratio import HUNDRED, ZERO
from data_access.measures.goals.rules import Rules
from data_access.measures.goals.weights import require_hundred


@dataclass(frozen=True)
class Commitment:
    """A commitment: its weight of 100 and the fraction of it that was fulfilled, if known."""

    code: str
    weight: Decimal
    fulfilled: Decimal | None


@dataclass(frozen=True)
class CommitmentsResult:
    """The sheet's fraction, what it contributes to the whole agreement, and what it waits for.

    Both are None while a commitment of ``pending`` lacks its result.
    """

    result: Decimal | None
    contribution: Decimal | None
    pending: tuple[str, ...]


def commitments_result(commitments: Sequence[Commitment], rules: Rules) -> CommitmentsResult:
    """Σ weight × fulfilled, and that times the share of the commitments in ``rules``.

    Competences are confidential and not kept here. Raises WeightsDoNotAdd when the weights do not
    add to 100.
    """
    require_hundred(commitment.weight for commitment in commitments)
    pending = tuple(each.code for each in commitments if each.fulfilled is None)
    if pending:
        return CommitmentsResult(None, None, pending)
    parts = (each.weight * (each.fulfilled or ZERO) for each in commitments)
    result = sum(parts, ZERO) / HUNDRED
    return CommitmentsResult(result, result * rules.commitments_share, ())
