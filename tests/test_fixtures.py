"""The fixtures themselves: a store is empty, migrated and nobody else's."""

from sqlalchemy import func, select

from data_access.store import schema
from data_access.store.tables.catalogues import Place
from data_access.vocabulary.actors import OPERATOR


def test_a_store_is_migrated_empty_and_writable(store):
    assert schema.is_current(store)
    with store.writing(OPERATOR, "test") as session:
        session.add(Place(key="name", value="Ciudad"))
    with store.reading() as session:
        assert session.scalar(select(func.count()).select_from(Place)) == 1


def test_the_next_store_starts_empty_again(store):
    with store.reading() as session:
        assert session.scalar(select(func.count()).select_from(Place)) == 0
