"""What the code of an action means where several sources have actions."""

from collections import defaultdict
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_access.services.plan_codes import placed
from data_access.store.tables.actions import Action, DataSource
from data_access.vocabulary.drafts import EXTERNAL, RowDraft
from data_access.vocabulary.issues import Issue
from data_access.vocabulary.messages import N_

_BETWEEN = ":"
"""What stands between a source and a code of it."""


class _Bearer(NamedTuple):
    action_id: int
    source_code: str
    kind: str


class ActionCodes:
    """The actions of the store by their codes: ``CODE``, or ``source:CODE`` for one source's."""

    def __init__(self, session: Session) -> None:
        self._bearers: dict[str, list[_Bearer]] = defaultdict(list)
        query = select(
            Action.external_id, Action.action_id, DataSource.source_code, DataSource.kind
        ).join(DataSource)
        for row in session.execute(query.order_by(DataSource.source_code)):
            self._bearers[row[0]].append(_Bearer(*row[1:]))

    def resolve(self, row: RowDraft[Any], code: str) -> int | None:
        """The one action that ``code`` means: the register's own one before those of outside.

        None, and an error in the row, when there is none, or are several.
        """
        found = self._found(code)
        if len(found) == 1:
            return found[0].action_id
        row.issues.append(placed(row, "accion", code, _issue(code, found)))
        return None

    def _found(self, code: str) -> list[_Bearer]:
        found = self._bearers.get(code, [])
        if not found:
            source, _, rest = code.partition(_BETWEEN)
            return [each for each in self._bearers.get(rest, []) if each.source_code == source]
        return [each for each in found if each.kind != EXTERNAL] or found


def _issue(code: str, found: list[_Bearer]) -> Issue:
    if not found:
        return Issue(
            "code.unknown",
            N_("No se conoce «{code}». Revise el código, o cargue primero lo que le falta."),
            values={"code": code},
        )
    return Issue(
        "code.ambiguous",
        N_(
            "El código «{code}» es de acciones de varias fuentes: {sources}. Escriba delante la "
            "fuente y dos puntos: «{example}»."
        ),
        values={
            "code": code,
            "sources": ", ".join(each.source_code for each in found),
            "example": f"{found[0].source_code}{_BETWEEN}{code}",
        },
    )
