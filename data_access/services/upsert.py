"""Bringing a table to what a file says: rows are added or changed, never deleted."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import DeclarativeBase, Session


def upsert(
    session: Session, model: type[DeclarativeBase], rows: Sequence[Mapping[str, Any]]
) -> Counter[str]:
    """Insert the rows that are not there and change those that differ; keys are the primary key."""
    keys = [str(column.key) for column in model.__mapper__.primary_key]
    before = {
        tuple(getattr(row, key) for key in keys): row for row in session.scalars(select(model))
    }
    counts: Counter[str] = Counter()
    for row in rows:
        found = before.get(tuple(row[key] for key in keys))
        if found is None:
            session.add(model(**row))
            counts["created"] += 1
            continue
        changed = {name: value for name, value in row.items() if getattr(found, name) != value}
        for name, value in changed.items():
            setattr(found, name, value)
        counts["updated" if changed else "unchanged"] += 1
    session.flush()
    return counts
