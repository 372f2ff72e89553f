"""Which of the exchange rates that a file brings may be kept, and why the others may not."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from data_access.services.import_batches import Change
from data_access.services.rate_changes import about_replaced, changes_of, replacements
from data_access.services.rate_crossings import about_sources, crossing
from data_access.services.rate_jumps import jumping
from data_access.services.rate_series import key_of, stored_rates
from data_access.services.rates import read_order
from data_access.vocabulary.drafts import ActionDraft, RateDraft, RowDraft
from data_access.vocabulary.issues import Issue


@dataclass
class Intake:
    """The rates that are ``accepted``, the rows of the others, what is told of the whole, and what
    the accepted ones change.
    """

    accepted: list[RateDraft] = field(default_factory=list)
    refused: list[RowDraft[ActionDraft]] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)


def take_rates(session: Session, brought: Sequence[RateDraft]) -> Intake:
    """Sift the rates that a file brings by those of the store.

    One that shares a day with another of its source in the store is left out, and so is one that
    is far from its neighbours, or doubtful and without any. Where two sources speak of the same
    days it is told which holds.
    """
    if not brought:
        return Intake()
    stored = stored_rates(session, {code for rate in brought for code in rate.series[:2]})
    accepted, wrong = list(brought), []
    # What is left out lets the rate hold that it would have replaced: it may cross others.
    while found := crossing(stored, accepted) or jumping(stored, accepted):
        left_out = {key_of(rate) for rate, _ in found}
        accepted = [rate for rate in accepted if key_of(rate) not in left_out]
        wrong += found
    replaced = replacements(stored, accepted)
    told = [
        *about_replaced(replaced, stored, accepted),
        *about_sources(stored, accepted, read_order(session)),
    ]
    refused: list[RowDraft[ActionDraft]] = [
        RowDraft(rate.row, rate.cells, issues=[issue])
        for rate, issue in sorted(wrong, key=lambda each: each[0].row)
    ]
    return Intake(accepted, refused, told, list(changes_of(replaced)))
