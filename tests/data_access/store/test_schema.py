"""Migrations go up, down and up on a filled database; the schema is that of the models."""

from datetime import date

from sqlalchemy import inspect

from data_access.sample.load import load_sample
from data_access.store import schema
from data_access.store.store import Store
from data_access.store.tables import Base, goals
from data_access.vocabulary.actors import OPERATOR, PUBLIC, NotPermitted, Permission
from tests.factories import add_catalogues, draft, save


def test_the_migrated_schema_is_that_of_the_models(store: Store) -> None:
    assert schema.is_current(store)
    assert schema.differences(store) == []


def test_migrations_go_up_down_and_up_on_a_filled_database(store: Store) -> None:
    load_sample(store, OPERATOR)
    schema.downgrade(store, "base")
    assert set(inspect(store.write_engine).get_table_names()) == {"alembic_version"}
    schema.upgrade(store)
    assert schema.differences(store) == []
    add_catalogues(store)
    assert save(store, [draft("A", "1")]).created == 2


def test_the_goals_go_down_alone_and_the_register_stays(store: Store) -> None:
    add_catalogues(store)
    save(store, [draft("A", "1")])
    with store.writing(OPERATOR, "test") as session:
        session.add(
            goals.Framework(
                framework_id=1, framework_code="plan", kind="plan", name_es="Plan",
                name_en="Plan", starts_on=date(2024, 1, 1), ends_on=date(2027, 12, 31),
            )
        )  # fmt: skip
    schema.downgrade(store, "2026_11_22_a")
    left = set(inspect(store.write_engine).get_table_names())
    assert {"action", "amount"} <= left
    assert left.isdisjoint({"framework", "plan_node", "indicator", "year_target", "cut"})
    schema.upgrade(store)
    assert schema.differences(store) == []
    assert save(store, [draft("A", "1")]).created == 0


def test_every_table_of_the_models_is_there(store: Store) -> None:
    found = set(inspect(store.write_engine).get_table_names())
    assert set(Base.metadata.tables) == found - {"alembic_version"}


def test_an_old_schema_is_told_from_the_current_one(store: Store) -> None:
    schema.downgrade(store, "base")
    assert schema.current_revision(store) is None
    assert not schema.is_current(store)


def test_only_who_may_import_may_write(store: Store) -> None:
    assert Permission.IMPORT not in PUBLIC.permissions
    try:
        with store.writing(PUBLIC, "no"):
            raise AssertionError("the public wrote")
    except NotPermitted as refusal:
        assert refusal.permission is Permission.IMPORT
