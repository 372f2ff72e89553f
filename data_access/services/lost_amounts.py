"""Amounts that the register holds and that an update of their record does not bring any more."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_access.services.import_plan import Decision
from data_access.store.tables.actions import Amount
from data_access.vocabulary.issues import Issue, Severity
from data_access.vocabulary.messages import N_

_CHUNK = 500
_SHOWN = 10


class Held(NamedTuple):
    """What tells an amount from others of its record."""

    kind: str
    dated_on: date | None
    currency: str
    value: Decimal | None


def tell_lost_amounts(
    session: Session, decisions: Sequence[Decision], outside: Collection[str]
) -> None:
    """Add a warning to the rows whose update takes amounts of an outside source away.

    Outside publishers may split one activity over several files, for instance one a year.
    """
    updated = {
        decision.action_id: decision
        for decision in decisions
        if decision.outcome == "updated"
        and decision.action_id is not None
        and decision.draft is not None
        and decision.draft.source_code in outside
    }
    before = _held(session, list(updated))
    for action_id, decision in updated.items():
        draft = decision.draft
        new = [
            Held(each.kind, each.dated_on, each.currency, each.amount)
            for each in (draft.amounts if draft else ())
        ]
        lost = not_brought(before.get(action_id, ()), new)
        if lost:
            brought = len(not_brought(new, before.get(action_id, ())))
            decision.row.issues.append(_issue(decision, lost, brought))


def not_brought(before: Iterable[Held], after: Iterable[Held]) -> list[Held]:
    """Those of ``before`` that have no counterpart of their kind, day and currency in ``after``.

    An amount whose value alone is another one is corrected, not taken away.
    """
    left = Counter(each[:3] for each in after)
    same = Counter(after)
    waiting = []
    for each in before:
        if same[each]:
            same[each] -= 1
            left[each[:3]] -= 1
        else:
            waiting.append(each)
    lost = []
    for each in waiting:
        if left[each[:3]] > 0:
            left[each[:3]] -= 1
        else:
            lost.append(each)
    return lost


def _held(session: Session, ids: Sequence[int]) -> Mapping[int, list[Held]]:
    held: dict[int, list[Held]] = defaultdict(list)
    for start in range(0, len(ids), _CHUNK):
        query = select(
            Amount.action_id,
            Amount.kind,
            Amount.dated_on,
            Amount.currency_code,
            Amount.original_amount,
        ).where(Amount.action_id.in_(ids[start : start + _CHUNK]))
        for row in session.execute(query.order_by(*Amount.__table__.primary_key)):
            held[row[0]].append(Held(*row[1:]))
    return held


def _issue(decision: Decision, lost: Sequence[Held], brought: int) -> Issue:
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for each in lost:
        sums[each.currency] += each.value or 0
    shown = [_words(each) for each in lost[:_SHOWN]] + ["…"] * (len(lost) > _SHOWN)
    return Issue(
        "amount.taken_away",
        N_(
            "La actualización quita montos que el registro tenía ({count}, por {total}: {value}) y "
            "trae otros ({brought}). Si el archivo es solo una parte de lo publicado, por ejemplo "
            "un año, importe uno que lo tenga todo."
        ),
        Severity.WARNING,
        sheet=decision.row.sheet or None,
        row=decision.row.row_number,
        value="; ".join(shown),
        values={
            "value": "; ".join(shown),
            "count": str(len(lost)),
            "brought": str(brought),
            "total": ", ".join(f"{name} {value:f}" for name, value in sorted(sums.items())),
        },
    )


def _words(amount: Held) -> str:
    value = "" if amount.value is None else f"{amount.value:f}"
    day = amount.dated_on.isoformat() if amount.dated_on else ""
    return " ".join(filter(None, (day, amount.currency, value)))
