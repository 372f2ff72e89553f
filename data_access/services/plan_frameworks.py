"""Frameworks: creating one, or bringing it to what a file says of it."""

from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_access.services.import_batches import Change
from data_access.services.plan_rows import changed, shown
from data_access.store.store import Store
from data_access.store.tables.goals import Framework
from data_access.vocabulary.issues import Issue
from data_access.vocabulary.messages import N_
from data_access.vocabulary.plan_drafts import FrameworkDraft

DEFAULT_KIND = "plan"
_FACTS = ("kind", "name_es", "name_en", "norm", "starts_on", "ends_on")


def save_framework(
    store: Store, session: Session, draft: FrameworkDraft
) -> tuple[Framework | None, list[Change], list[Issue]]:
    """The framework with the code of ``draft``, created or updated; what changed; what to tell.

    None, with an error, when it would have to be created and nobody said its days, or when they
    are reversed.
    """
    row = session.scalars(select(Framework).where(Framework.framework_code == draft.code)).first()
    if row is None:
        return _create(store, session, draft)
    facts = {name: value for name in _FACTS if (value := getattr(draft, name))}
    found = changed(row, facts)
    if row.starts_on > row.ends_on:
        return None, [], [_reversed(draft)]
    changes = [
        (draft.code, name, shown(before), shown(after)) for name, (before, after) in found.items()
    ]
    return row, changes, []


def _create(
    store: Store, session: Session, draft: FrameworkDraft
) -> tuple[Framework | None, list[Change], list[Issue]]:
    starts_on = draft.starts_on or draft.guessed_from
    ends_on = draft.ends_on or draft.guessed_to
    if starts_on is None or ends_on is None:
        return None, [], [_without_days(draft)]
    if starts_on > ends_on:
        return None, [], [_reversed(replace(draft, starts_on=starts_on, ends_on=ends_on))]
    row = Framework(
        framework_id=store.next_id(session, Framework),
        framework_code=draft.code,
        kind=draft.kind or draft.guessed_kind or DEFAULT_KIND,
        name_es=draft.name_es or draft.code,
        name_en=draft.name_en or draft.name_es or draft.code,
        norm=draft.norm,
        starts_on=starts_on,
        ends_on=ends_on,
    )
    session.add(row)
    session.flush()
    return row, [(draft.code, "framework", "", row.name_es)], []


def _without_days(draft: FrameworkDraft) -> Issue:
    return Issue(
        "framework.no_days",
        N_(
            "El marco «{code}» no existe y el archivo no dice en qué años rige. Agregue columnas "
            "meta_AAAA o fechas, o dígalo en la tabla [framework] de un archivo de "
            "correspondencias."
        ),
        value=draft.code,
        values={"code": draft.code},
    )


def _reversed(draft: FrameworkDraft) -> Issue:
    return Issue(
        "framework.days_reversed",
        N_("El marco «{code}» terminaría antes de empezar. Corrija sus fechas."),
        value=draft.code,
        values={"code": draft.code},
    )
