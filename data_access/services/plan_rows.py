"""What the services of plans share: rows with their defaults, differences, ids of entities."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import DeclarativeBase, Session

from data_access.services.import_batches import Change
from data_access.store.bulk import insert_rows
from data_access.store.store import Store
from data_access.store.tables import goals
from data_access.store.tables.catalogues import Entity


@dataclass(frozen=True, slots=True)
class Difference:
    """What an import changes in a node, an indicator or a budget, known to people by ``code``.

    A change of what a later decision replaced is not in force: it is kept, and no news.
    """

    code: str
    node_id: int
    indicator_id: int | None
    field: str
    before: str
    after: str
    is_in_force: bool = True

    @property
    def change(self) -> Change:
        """The difference as an outcome tells it."""
        return self.code, self.field, self.before, self.after


def news(differences: Iterable[Difference]) -> Iterable[Change]:
    """The changes in force, as an outcome tells them."""
    return (item.change for item in differences if item.is_in_force)


def save_differences(
    store: Store, session: Session, differences: Iterable[Difference], batch_id: int
) -> None:
    """Keep what the batch changed."""
    first = store.next_id(session, goals.PlanChange)
    insert_rows(
        session,
        goals.PlanChange,
        (
            (number, batch_id, item.node_id, item.indicator_id, item.field, item.before, item.after)
            for number, item in enumerate(differences, start=first)
        ),
    )


def insert_facts(
    session: Session, model: type[DeclarativeBase], rows: Iterable[Mapping[str, Any]]
) -> None:
    """Insert rows given by column name; a column that a row lacks gets its default, or None."""
    defaults = [(column.key, getattr(column.default, "arg", None)) for column in _columns(model)]
    insert_rows(
        session, model, ([row.get(key, default) for key, default in defaults] for row in rows)
    )


def changed(row: DeclarativeBase, facts: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
    """Set the ``facts`` of a stored row that differ; returns before and after by column."""
    found = {
        name: (before, after)
        for name, after in facts.items()
        if (before := getattr(row, name)) != after
    }
    for name, (_, after) in found.items():
        setattr(row, name, after)
    return found


def shown(value: Any) -> str:
    """A value as a difference shows it; nothing is an empty text."""
    if isinstance(value, Decimal):
        return format(value.normalize() + 0, "f")
    if isinstance(value, bool):
        return "sí" if value else "no"
    return value.isoformat() if isinstance(value, date) else str("" if value is None else value)


def read_entity_ids(session: Session) -> dict[str, int]:
    """The id of every entity by acronym."""
    return {row.acronym: row.entity_id for row in session.scalars(select(Entity))}


def _columns(model: type[DeclarativeBase]) -> Iterable[Any]:
    return model.__table__.columns
