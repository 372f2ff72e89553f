"""One import as one transaction, which stays only when it brought something new."""

from collections.abc import Callable
from dataclasses import replace

from sqlalchemy.orm import Session

from data_access.store.store import Store
from data_access.vocabulary.actors import Actor
from data_access.vocabulary.drafts import ImportOutcome

MANY = 500
"""From so many new records on, the engine is told to look at its tables again."""


class _Undo(Exception):
    """Leaves the transaction without keeping anything."""


def take_in(
    store: Store,
    actor: Actor,
    reason: str,
    act: Callable[[Session], tuple[ImportOutcome, bool]],
    *,
    dry_run: bool,
) -> ImportOutcome:
    """Let ``act`` write in one transaction and return its outcome.

    ``act`` also says whether it brought anything that was not there; if not, or in a dry run,
    all that it wrote is taken back. Raises ``NotPermitted``.
    """
    outcome: ImportOutcome | None = None
    try:
        with store.writing(actor, reason) as session:
            outcome, has_news = act(session)
            if dry_run or not has_news:
                raise _Undo
    except _Undo:
        pass
    if outcome is None:
        raise AssertionError("an import ends with an outcome")
    if outcome.created + outcome.updated >= MANY and not dry_run:
        store.analyze()
    return replace(outcome, is_dry_run=dry_run)
