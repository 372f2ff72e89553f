"""What an office decides about its goals: parameters, the calendar of cuts, the index."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy.orm import DeclarativeBase

from data_access.services import summaries
from data_access.services.upsert import upsert
from data_access.store.store import Store
from data_access.store.tables.goals import Cut, IndexComponent, PlanParameter
from data_access.vocabulary.actors import Actor, Permission, require
from data_access.vocabulary.goals import Quarter
from data_access.vocabulary.plan_drafts import ComponentDraft, CutDraft, ParameterDraft

PERMISSION = Permission.MANAGE_STORE


def save_parameters(store: Store, actor: Actor, drafts: Iterable[ParameterDraft]) -> Counter[str]:
    """Add or change dated rules; counts rows created, updated and unchanged.

    Raises ``NotPermitted``.
    """
    return _save(store, actor, PlanParameter, [asdict(draft) for draft in drafts])


def save_cuts(store: Store, actor: Actor, drafts: Iterable[CutDraft]) -> Counter[str]:
    """Add or change the days of cuts, whose content and hash are left alone; counts likewise.

    Raises ``NotPermitted``, and ValueError for a code that is no quarter.
    """
    rows = [
        {
            "cut_code": draft.code,
            "year": Quarter.parse(draft.code).year,
            "quarter": Quarter.parse(draft.code).number,
            "opens_on": draft.opens_on,
            "due_on": draft.due_on,
            "closes_on": draft.closes_on,
        }
        for draft in drafts
    ]
    return _save(store, actor, Cut, rows)


def save_index(store: Store, actor: Actor, drafts: Iterable[ComponentDraft]) -> Counter[str]:
    """Add or change the ingredients of the index; counts likewise. Raises ``NotPermitted``."""
    rows = [asdict(draft) | {"position": place} for place, draft in enumerate(drafts)]
    return _save(store, actor, IndexComponent, rows)


def _save(
    store: Store, actor: Actor, model: type[DeclarativeBase], rows: Sequence[Mapping[str, Any]]
) -> Counter[str]:
    require(actor, PERMISSION)
    with store.writing(actor, f"rules of goals: {model.__tablename__}") as session:
        counts = upsert(session, model, rows)
        if counts["created"] or counts["updated"]:
            summaries.bump_version(session)
    return counts
