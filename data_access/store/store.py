"""Opening the store: one engine to read, one to write, one writer at a time."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import orjson
import pysqlite3
from sqlalchemy import (
    Connection,
    Dialect,
    Engine,
    create_engine,
    event,
    func,
    make_url,
    select,
    text,
)
from sqlalchemy.exc import ArgumentError, DisconnectionError
from sqlalchemy.exc import OperationalError as StoreUnavailable
from sqlalchemy.orm import DeclarativeBase, Session

from data_access.vocabulary.actors import Actor, Permission, require

__all__ = ["Store", "StoreUnavailable", "UnknownStore", "open_store"]

_ENGINES = ("sqlite", "postgresql")
SAFE_WAL_VERSION = (3, 51, 3)
_WRITER_LOCK = 4_202_000
_RESTED_SECONDS = 5
_FEW_SAMPLES = "SET LOCAL default_statistics_target = 10"
_READ_OPTIONS = (
    "-c statement_timeout=15000 -c idle_in_transaction_session_timeout=60000 "
    "-c default_transaction_read_only=on -c default_transaction_isolation=repeatable\\ read"
)


class UnknownStore(ValueError):
    """What should be the URL of a store is none, or that of an engine GLOBO does not know."""


class Store:
    """The record. Ask with :meth:`reading`, change with :meth:`writing`; engines stay private."""

    def __init__(self, url: str) -> None:
        self.url = make_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self._read_engine = _engine(url, is_writer=False)
        # SQLite begins a transaction without asking anybody; PostgreSQL has to be told.
        alone = {} if self.is_sqlite else {"isolation_level": "AUTOCOMMIT"}
        self._glance_engine = self._read_engine.execution_options(**alone)
        self._write_engine = _engine(url, is_writer=True)
        self._writer = threading.RLock()

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that only reads, in one consistent transaction."""
        with Session(self._read_engine) as session:
            yield session

    @contextmanager
    def glancing(self) -> Iterator[Connection]:
        """A connection for a single question, which needs no transaction around it."""
        with self._glance_engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self, actor: Actor, reason: str) -> Iterator[Session]:
        """A session that commits whole or not at all; one writer at a time on both engines.

        Raises :class:`~data_access.vocabulary.actors.NotPermitted` when ``actor`` may not write.
        """
        require(actor, Permission.IMPORT)
        with self._writer, Session(self._write_engine) as session, session.begin():
            session.info.update(actor=actor.name, reason=reason)
            if not self.is_sqlite:
                session.execute(select(func.pg_advisory_xact_lock(_WRITER_LOCK)))
            yield session

    def next_id(self, session: Session, table: type[DeclarativeBase]) -> int:
        """The first free whole-number id of ``table``; safe because there is one writer."""
        key = table.__mapper__.primary_key[0]
        return int(session.scalar(select(func.coalesce(func.max(key), 0))) or 0) + 1

    def analyze(self) -> None:
        """Let the engine look at the tables again, so that it picks the right index."""
        with self._writer, self._write_engine.begin() as connection:
            # A small sample tells one index from another, and a large one takes seconds.
            few = "PRAGMA analysis_limit=1000" if self.is_sqlite else _FEW_SAMPLES
            connection.execute(text(few))
            connection.execute(text("ANALYZE"))

    @property
    def write_engine(self) -> Engine:
        """For migrations only."""
        return self._write_engine

    def engine_version(self) -> str:
        """Name and version of the database engine, for people."""
        with self._read_engine.connect() as connection:
            if self.is_sqlite:
                return f"SQLite {connection.scalar(text('SELECT sqlite_version()'))}"
            return f"PostgreSQL {connection.scalar(text('SHOW server_version'))}"

    def close(self) -> None:
        """Give every connection back."""
        self._read_engine.dispose()
        self._write_engine.dispose()


def open_store(url: str) -> Store:
    """Open the store at a SQLAlchemy URL (``sqlite:///file`` or ``postgresql://…``).

    Raises UnknownStore on anything else, without its words: there may be a password among them.
    """
    try:
        engine = make_url(url).get_backend_name()
    except (ArgumentError, ValueError) as error:
        raise UnknownStore from error
    if engine not in _ENGINES:
        raise UnknownStore(engine)
    return Store(url)


def _engine(url: str, *, is_writer: bool) -> Engine:
    target = make_url(url)
    if target.get_backend_name() == "sqlite":
        if target.database and target.database != ":memory:":
            Path(target.database).parent.mkdir(parents=True, exist_ok=True)
        engine = create_engine(url, module=pysqlite3, json_serializer=_json)
        event.listen(engine, "connect", _sqlite_writer if is_writer else _sqlite_reader)
        event.listen(engine, "begin", _begin_immediate if is_writer else _begin)
        return engine
    options = "-c lock_timeout=30000" if is_writer else _READ_OPTIONS
    engine = create_engine(
        target.set(drivername="postgresql+psycopg"),
        pool_recycle=1800,
        json_serializer=_json,
        connect_args={"options": options},
    )
    event.listen(engine, "checkin", _note_time)
    event.listen(engine, "checkout", partial(_ping_if_rested, engine.dialect))
    return engine


def _note_time(_connection: Any, record: Any) -> None:
    record.info["used_at"] = time.monotonic()


def _ping_if_rested(dialect: Dialect, connection: Any, record: Any, _proxy: Any) -> None:
    """Let the pool open a new connection when the server let go of one that nobody used lately.

    Asking before each use, as the pool would, costs every answer two more ways to the server.
    """
    used_at = record.info.get("used_at")
    if used_at is None or time.monotonic() - used_at < _RESTED_SECONDS:
        return
    try:
        dialect.do_ping(connection)
    except dialect.loaded_dbapi.Error as error:
        raise DisconnectionError from error


def _json(value: Any) -> str:
    return orjson.dumps(value).decode()


def _sqlite(connection: Any) -> None:
    connection.isolation_level = None
    wal = pysqlite3.sqlite_version_info >= SAFE_WAL_VERSION
    for pragma in (
        "busy_timeout=30000",
        f"journal_mode={'WAL' if wal else 'DELETE'}",
        "synchronous=FULL",
        "foreign_keys=ON",
        "trusted_schema=OFF",
        "cache_size=-65536",
        "temp_store=MEMORY",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _sqlite_writer(connection: Any, _record: Any) -> None:
    _sqlite(connection)


def _sqlite_reader(connection: Any, _record: Any) -> None:
    _sqlite(connection)
    connection.execute("PRAGMA query_only=ON")


def _begin_immediate(connection: Any) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _begin(connection: Any) -> None:
    # Straight to the driver: every answer begins with it, and it asks nothing of the file.
    connection.connection.driver_connection.execute("BEGIN")
