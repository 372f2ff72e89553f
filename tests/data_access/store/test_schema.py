"""Migrations go up, down and up on a filled database; the schema is that of the models."""

from datetime import date
from decimal import Decimal

from sqlalchemy import JSON, inspect, select, text

from data_access.sample.load import load_sample
from data_access.store import schema
from data_access.store.store import Store
from data_access.store.tables import Base, goals, imports
from data_access.store.tables.actions import Action, ActionRelation, Amount
from data_access.vocabulary.actors import OPERATOR, PUBLIC, NotPermitted, Permission
from data_access.vocabulary.drafts import AmountDraft, Relation
from tests.factories import add_catalogues, draft, save
from tests.plan_factories import building


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


def test_source_rows_have_their_headers_with_them_before_and_once_after(store: Store) -> None:
    add_catalogues(store)
    save(store, [draft("A", "1", title="Uno"), draft("B", "1", title="Dos")])
    rows = text("SELECT batch_id, sheet, row_number, cells FROM source_row ORDER BY 1, 3")
    schema.downgrade(store, "2026_11_28")
    with store.write_engine.begin() as connection:
        before = connection.execute(rows.columns(cells=JSON)).all()
        assert before[1].cells == {"Código": "B", "Título": "Dos"}
        connection.execute(
            text("UPDATE source_row SET cells = :cells WHERE row_number = 2"),
            {"cells": '{"Otra": null, "Título": "Uno"}'},
        )
    schema.upgrade(store)
    row, table = imports.SourceRow, imports.SourceTable
    query = select(table.batch_id, table.sheet, table.headers, row.row_number, row.cells)
    with store.reading() as session:
        found = session.execute(query.join_from(row, table).order_by(row.row_number)).all()
    assert [tuple(each) for each in found] == [
        (1, "", ["Otra", "Título"], 2, [None, "Uno"]),
        (1, "", ["Código", "Título"], 3, ["B", "Dos"]),
    ]
    assert schema.differences(store) == []


def test_amounts_keep_their_order_when_their_numbers_change(store: Store) -> None:
    add_catalogues(store)
    day = date(2024, 3, 1)
    amounts = tuple(AmountDraft("committed", Decimal(n), "USD", dated_on=day) for n in (7, 5, 6))
    save(store, [draft("A", "1"), draft("B", amounts=amounts)])
    schema.downgrade(store, "2026_11_28_b")
    before = text("SELECT amount_id, action_id, year FROM amount ORDER BY amount_id")
    with store.write_engine.connect() as connection:
        assert connection.execute(before).all() == [
            (1, 1, 2024), (2, 2, 2024), (3, 2, 2024), (4, 2, 2024),
        ]  # fmt: skip
    schema.upgrade(store)
    assert schema.differences(store) == []
    table = Amount
    query = select(table.action_id, table.amount_number, table.original_amount)
    with store.reading() as session:
        found = session.execute(query.order_by(table.action_id, table.amount_number)).all()
    assert found == [(1, 0, 1), (2, 0, 7), (2, 1, 5), (2, 2, 6)]


def test_percentages_get_the_scale_that_their_targets_show(store: Store) -> None:
    add_catalogues(store)
    of = {"F": ("Porcentaje", "0.7", "1"), "P": ("%", "0.5", "80"), "U": ("Porcentaje", "1", None),
          "N": ("Puertas", "10", "20")}  # fmt: skip
    with building(store) as plan:
        plan.framework()
        for code, (unit, first, second) in of.items():
            plan.node(code, "meta", is_goal=True)
            targets = {2024: first, 2025: second}
            plan.indicator(code, code, targets, unit=unit, shown_scale="0-1", final_goal="0.125")
    schema.downgrade(store, "2026_11_28_c")
    columns = {column["name"] for column in inspect(store.write_engine).get_columns("indicator")}
    assert "shown_scale" not in columns
    schema.upgrade(store)
    assert schema.differences(store) == []
    with store.reading() as session:
        found = session.scalars(select(goals.Indicator)).all()
    assert {row.indicator_code: row.shown_scale for row in found} == {
        "F": "0-1", "P": "%", "U": "", "N": "",
    }  # fmt: skip
    assert {row.final_goal for row in found} == {Decimal("0.125")}


def test_relations_go_down_and_come_back_with_the_next_import(store: Store) -> None:
    add_catalogues(store)
    related = draft("A", "1", hierarchy=2, is_secondary=True, relations=(Relation("B", "parent"),))
    save(store, [related])
    schema.downgrade(store, "2026_11_30_b")
    assert "action_relation" not in inspect(store.write_engine).get_table_names()
    schema.upgrade(store)
    assert schema.differences(store) == []
    with store.reading() as session:
        (action,) = session.scalars(select(Action))
        assert (action.hierarchy, action.is_secondary) == (None, False)
    save(store, [related._replace(title="Otra")])
    with store.reading() as session:
        (action,) = session.scalars(select(Action))
        (relation,) = session.scalars(select(ActionRelation))
    assert (action.hierarchy, action.is_secondary) == (2, True)
    assert (relation.related_identifier, relation.relation_type) == ("B", "parent")


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
