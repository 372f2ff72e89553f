"""The engines keep what was acknowledged, and one writer does not lose another's work."""

import re
import shutil
import subprocess
import sys
import threading
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import pysqlite3
import pytest
from sqlalchemy import insert, select, text
from sqlalchemy.exc import DBAPIError

from data_access.store.store import SAFE_WAL_VERSION, Store
from data_access.store.tables.actions import Amount, ExchangeRate
from data_access.store.tables.base import ExactDecimal, FixedPoint, Instant
from data_access.store.tables.catalogues import Place
from data_access.vocabulary.actors import OPERATOR
from tests.factories import RATE, add_catalogues, draft, save
from tests.waiting import PATIENCE

CONFIGURATION = Path(__file__).parents[3] / "docs" / "configuration.md"


def test_sqlite_is_set_to_lose_nothing(sqlite_store: Store) -> None:
    with sqlite_store.writing(OPERATOR, "look") as session:

        def pragma(name: str) -> object:
            return session.scalar(text(f"PRAGMA {name}"))

        assert pragma("synchronous") == 2
        assert pragma("foreign_keys") == 1
        assert pragma("busy_timeout") == 30_000
        wal = pysqlite3.sqlite_version_info >= SAFE_WAL_VERSION
        assert pragma("journal_mode") == ("wal" if wal else "delete")


def test_postgresql_readers_have_a_time_limit(new_store) -> None:
    with new_store("postgresql") as store, store.reading() as session:
        assert session.scalar(text("SHOW statement_timeout")) == "15s"


def test_a_reader_sees_one_state_of_the_data_however_often_it_asks(store: Store) -> None:
    query = select(Place.value).where(Place.key == "count")

    def set_to(value: str) -> None:
        with store.writing(OPERATOR, "set") as session:
            session.merge(Place(key="count", value=value))

    set_to("1")
    with store.reading() as session:
        assert session.scalar(query) == "1"
        set_to("2")
        assert session.scalar(query) == "1"
    with store.reading() as session:
        assert session.scalar(query) == "2"


def test_who_reads_cannot_write(store: Store) -> None:
    with store.reading() as session, pytest.raises(DBAPIError, match=r"(?i)read-?\s?only"):
        session.execute(insert(Place).values(key="a", value="b"))


def test_who_glances_sees_the_newest_and_cannot_write(store: Store) -> None:
    with store.writing(OPERATOR, "set") as session:
        session.add(Place(key="count", value="1"))
    with store.glancing() as connection:
        assert connection.scalar(select(Place.value).where(Place.key == "count")) == "1"
        with pytest.raises(DBAPIError, match=r"(?i)read-?\s?only"):
            connection.execute(insert(Place).values(key="a", value="b"))
    with store.reading() as session:
        assert session.scalars(select(Place.value)).all() == ["1"]


def test_a_rested_connection_that_the_server_ended_is_replaced(
    new_store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("data_access.store.store._RESTED_SECONDS", 0)
    own = text("SELECT pg_backend_pid()")
    with new_store("postgresql") as store:
        with store.reading() as session:
            ended = session.scalar(own)
        with store.writing(OPERATOR, "end") as session:
            end = text("SELECT pg_terminate_backend(:pid, :milliseconds)")
            assert session.scalar(end, {"pid": ended, "milliseconds": PATIENCE * 1000})
        with store.reading() as session:
            assert session.scalar(own) != ended


def test_writers_in_turn_lose_nothing(store: Store) -> None:
    with store.writing(OPERATOR, "start") as session:
        session.add(Place(key="count", value="0"))

    def add() -> None:
        for _ in range(5):
            with store.writing(OPERATOR, "add") as session:
                row = session.get_one(Place, "count")
                row.value = str(int(row.value) + 1)

    threads = [threading.Thread(target=add) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with store.reading() as session:
        assert session.get_one(Place, "count").value == "20"


def test_the_copy_that_the_docs_tell_to_make_lacks_nothing(
    sqlite_store: Store, tmp_path: Path
) -> None:
    with sqlite_store.writing(OPERATOR, "set") as session:
        session.add(Place(key="count", value="15"))
    original, plain, copy = Path(sqlite_store.url.database), tmp_path / "a.db", tmp_path / "b.db"
    shutil.copyfile(original, plain)
    (program,) = re.findall(r'python -c "(.+VACUUM INTO.+)"', CONFIGURATION.read_text("utf-8"))
    program = program.replace("globo.db", str(original)).replace("copy.db", str(copy))
    subprocess.run([sys.executable, "-c", program], check=True)

    def kept(path: Path) -> list[tuple[str]]:
        with closing(pysqlite3.connect(str(path))) as connection:
            query = "SELECT value FROM place WHERE key = 'count'"
            return list(connection.execute(query))

    assert kept(copy) == [("15",)]
    # What was written last is in the log beside the file.
    assert kept(plain) == []


def test_an_amount_keeps_every_digit(store: Store) -> None:
    add_catalogues(store)
    save(store, [draft("A", "1434153.58881")])
    with store.reading() as session:
        saved = session.scalars(select(Amount)).one()
        rate = session.scalars(select(ExchangeRate)).one()
    assert saved.original_amount == Decimal("1434153.58881")
    assert saved.usd == Decimal("1434153.588810")
    assert rate.rate == RATE.rate


@pytest.mark.parametrize("kind", [FixedPoint(2), ExactDecimal(), Instant()])
def test_nothing_stays_nothing(kind: object, sqlite_store: Store) -> None:
    dialect = sqlite_store.write_engine.dialect
    assert kind.process_bind_param(None, dialect) is None  # type: ignore[attr-defined]
    assert kind.process_result_value(None, dialect) is None  # type: ignore[attr-defined]
