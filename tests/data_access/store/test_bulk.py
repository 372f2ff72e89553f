"""Rows sent in bulk arrive as they were, in their order, or not at all."""

import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import DeclarativeBase

from data_access.store.bulk import Inserter, insert_rows
from data_access.store.store import Store
from data_access.store.tables import actions, catalogues, imports, summaries
from data_access.vocabulary.actors import OPERATOR

NOW = datetime(2026, 11, 28, 5, 4, 3, 21, UTC)
TEXTS = (
    "", " ", "null", "nan", "\\N", "\\.", "\\", '"', '""', '\\"', "a,b", "[1],[2]", "\t", "a\nb",
    "a\r\nb", "\\n", "\\\\n", "\\u0041", "\x01", "\x1f", "\x7f", "ñandú €", "数据", "😀", "true",
)  # fmt: skip


def batch(session: Any) -> None:
    session.add(
        imports.ImportBatch(
            batch_id=1, importer="x", file_name="x", sha256="", actor="x", imported_at=NOW,
            rows_read=0, created=0, updated=0, unchanged=0, rejected=0,
        )
    )  # fmt: skip
    session.flush()


def stored(store: Store, model: type[DeclarativeBase]) -> list[tuple[Any, ...]]:
    table = model.__table__
    with store.reading() as session:
        return [tuple(row) for row in session.execute(select(table).order_by(*table.primary_key))]


@pytest.mark.parametrize("texts", [TEXTS, [text for text in TEXTS if "],[" not in text]])
def test_every_text_comes_back_sign_by_sign(texts: Sequence[str], store: Store) -> None:
    tables = [(n, 1, text, [text]) for n, text in enumerate(texts, start=1)]
    rows = [(n, n, n, "created", [text, None]) for n, text in enumerate(texts, start=1)]
    with store.writing(OPERATOR, "test") as session:
        batch(session)
        insert_rows(session, imports.SourceTable, tables)
        insert_rows(session, imports.SourceRow, rows)
    assert stored(store, imports.SourceTable) == tables
    assert stored(store, imports.SourceRow) == rows


def test_days_truths_decimals_instants_and_nothing_come_back(store: Store) -> None:
    source = (1, "x", "x", "external", "x", "x", "", "", None, NOW)
    long = Decimal("123456789012345678.0123456789")
    action = row_of(
        actions.Action, action_id=1, source_id=1, external_id="A", starts_on=date(2024, 2, 29),
        first_year=2024, last_year=2024, is_unvalued=True, is_secondary=False, created_at=NOW,
        updated_at=NOW,
    )  # fmt: skip
    amount = row_of(
        actions.Amount, action_id=1, amount_number=1, original_amount=long, currency_code="USD",
        year=2024, is_counted=True, usd=Decimal("1.25"), cop=2**53, cop_rate=Decimal("0.5"),
    )  # fmt: skip
    with store.writing(OPERATOR, "test") as session:
        insert_rows(session, actions.DataSource, [source])
        insert_rows(session, actions.Action, [action])
        insert_rows(session, actions.Amount, [amount])
    assert stored(store, actions.Action) == [action]
    (found,) = stored(store, actions.Amount)
    place = [*actions.Amount.__table__.columns.keys()].index("cop")
    pesos = Decimal(2**53).scaleb(-actions.Amount.__table__.c.cop.type.scale)
    assert found == (*amount[:place], pesos, *amount[place + 1 :])


def row_of(model: type[DeclarativeBase], **values: Any) -> tuple[Any, ...]:
    """A row of a table; what has no value is nothing where it may be, else an empty text."""
    columns = model.__table__.columns
    return tuple(values.get(each.name, None if each.nullable else "") for each in columns)


def test_sums_are_added_to_those_that_are_there(store: Store) -> None:
    def total(year: int, number: int) -> tuple[Any, ...]:
        keys: dict[str, Any] = {
            "source_id": 1, "flow_class": "", "dimension": "total", "entity_id": 0,
            "country_code": "", "year": year,
            "value": "",
        }  # fmt: skip
        columns = summaries.SummaryTotal.__table__.columns
        return tuple(keys.get(column.name, number) for column in columns)

    counts = ["actions", "committed_usd"]
    with store.writing(OPERATOR, "test") as session:
        insert_rows(session, summaries.SummaryTotal, [total(2024, 1), total(2025, 2)], counts)
        insert_rows(session, summaries.SummaryTotal, [total(2025, 40), total(2026, 3)], counts)
    with store.reading() as session:
        table = summaries.SummaryTotal
        found = session.execute(select(table.year, table.actions, table.unvalued_begun))
        assert sorted(map(tuple, found)) == [(2024, 1, 1), (2025, 42, 2), (2026, 3, 3)]


def test_rows_sent_from_another_thread_keep_their_order(store: Store) -> None:
    """Issues after the rows that they are of, and all of them before the session answers."""
    with store.writing(OPERATOR, "test") as session:
        batch(session)
        with Inserter(session) as inserter:
            inserter.insert(imports.SourceTable, [(1, 1, "", [])])
            for start in range(0, 40_000, 4_000):
                numbers = range(start, start + 4_000)
                rows = ((n, 1, n, "created", []) for n in numbers)
                inserter.insert(imports.SourceRow, rows)
            row = imports.SourceRow
            last = inserter.session.scalars(select(row.row_number).order_by(row.source_row_id))
            assert last.all() == list(range(40_000))


def test_what_fails_in_the_other_thread_is_told_and_leaves_nothing(store: Store) -> None:
    def twice() -> Iterator[tuple[Any, ...]]:
        for _ in range(2):
            yield (1, 1, 1, "created", [])

    def write() -> None:
        with store.writing(OPERATOR, "test") as session:
            batch(session)
            with Inserter(session) as inserter:
                inserter.insert(imports.SourceTable, [(1, 1, "", [])])
                inserter.insert(imports.SourceRow, twice())

    with pytest.raises(Exception, match=r"(?i)unique"):
        write()
    assert stored(store, imports.ImportBatch) == []


def test_a_value_that_no_column_can_keep_is_refused(store: Store) -> None:
    with store.writing(OPERATOR, "test") as session, pytest.raises(TypeError):
        insert_rows(session, catalogues.Place, [("a", object())])


def test_threads_take_turns_as_before_when_all_is_sent(store: Store) -> None:
    before = sys.getswitchinterval()
    with store.writing(OPERATOR, "test") as session, Inserter(session):
        assert sys.getswitchinterval() < before
    assert sys.getswitchinterval() == before
