"""Inserting many rows at the speed of the engine, while the caller makes the next ones."""

import re
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime
from decimal import Decimal
from functools import partial
from itertools import islice
from operator import itemgetter
from types import TracebackType
from typing import Any, Self

import orjson
from sqlalchemy import JSON, Column, Connection, Table
from sqlalchemy.orm import DeclarativeBase, Session

from data_access.store.tables.base import FixedPoint, Instant

_AT_ONCE = 20_000
_MOST_WAITING = 32
# The sender waits for its turn at Python's lock each time that the server has taken something. The
# usual 5 ms leave the server idle for seconds.
_TURN_SECONDS = 0.0002
_WHOLE = {int, type(None)}
_INSTANTS = {datetime, type(None)}
# JSON writes these signs with a letter, CSV as they are; quotes and backslashes both alike.
_ESCAPE = re.compile(rb"\\(u[0-9a-f]{4}|.)", re.DOTALL)
_BETWEEN_ROWS = b"],["
_OTHER_ESCAPE = re.compile(rb'\\[^"\\]')
_SIGNS = {b"n": b"\n", b"t": b"\t", b"r": b"\r", b"b": b"\b", b"f": b"\f"}

_Payload = str | bytes
_Processor = Callable[[Any], Any]


class Inserter:
    """Sends rows to their tables in the order given, in another thread than the caller's.

    A portion of rows is one call of the engine, which works on it without holding the caller up.
    As long as rows are on their way only :attr:`session` may be used, which waits for them. What
    fails there is raised by the next call of a method, at the latest when the ``with`` ends.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._connection = session.connection()
        self._thread = ThreadPoolExecutor(1, "inserter")
        self._sent: deque[Future[None]] = deque()

    def __enter__(self) -> Self:
        self._turn_before = sys.getswitchinterval()
        sys.setswitchinterval(_TURN_SECONDS)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            if error is None:
                self._wait(0)
        finally:
            sys.setswitchinterval(self._turn_before)
            self._thread.shutdown(cancel_futures=True)

    @property
    def session(self) -> Session:
        """The session, with all that was sent before in its tables."""
        self._wait(0)
        return self._session

    def insert(
        self,
        model: type[DeclarativeBase],
        rows: Iterable[Sequence[Any]],
        adding: Sequence[str] = (),
        columns: Sequence[str] = (),
    ) -> None:
        """Insert ``rows`` as :func:`insert_rows` does."""
        told = _told(model, columns)
        send = _sender(self._connection, model, told, adding)
        for payload in _payloads(self._connection, told, rows):
            self._wait(_MOST_WAITING - 1)
            self._sent.append(self._thread.submit(send, payload))

    def _wait(self, most: int) -> None:
        while len(self._sent) > most:
            self._sent.popleft().result()


def insert_rows(
    session: Session,
    model: type[DeclarativeBase],
    rows: Iterable[Sequence[Any]],
    adding: Sequence[str] = (),
    columns: Sequence[str] = (),
) -> None:
    """Insert ``rows``, each with a Python value for every column of ``model``, in table order, or
    for each of ``columns``; then the others get what the store has for what is not told.

    Where a row with the same primary key is there, the columns ``adding`` are added to its own.
    ``rows`` may be a generator that does not use the session: few of them are held at a time.
    """
    connection = session.connection()
    told = _told(model, columns)
    send = _sender(connection, model, told, adding)
    for payload in _payloads(connection, told, rows):
        send(payload)


def _told(model: type[DeclarativeBase], names: Sequence[str]) -> list[Column[Any]]:
    table = _table(model)
    return [table.columns[name] for name in names] if names else list(table.columns)


def _sender(
    connection: Connection,
    model: type[DeclarativeBase],
    told: Sequence[Column[Any]],
    adding: Sequence[str],
) -> Callable[[Any], None]:
    """What gives one payload to the engine."""
    table = _table(model)
    names = ", ".join(f'"{column.name}"' for column in told)
    conflict = _on_conflict(table, adding) if adding else ""
    into = f'INSERT INTO "{table.name}" ({names})'
    if connection.dialect.name == "sqlite":
        values = ", ".join(f"value ->> {place}" for place in range(len(told)))
        statement = f"{into} SELECT {values} FROM jsonb_each(?) WHERE true{conflict}"  # noqa: S608 - own names
        return partial(_send_json, connection, statement)
    if not adding:
        return partial(_send_copy, connection, table.name, names)
    incoming = f"incoming_{table.name}"
    return partial(
        _send_to_add,
        connection,
        f'CREATE TEMP TABLE IF NOT EXISTS "{incoming}" (LIKE "{table.name}" INCLUDING DEFAULTS)',
        incoming,
        names,
        f'{into} SELECT {names} FROM "{incoming}"{conflict}',  # noqa: S608 - own names
    )


def _send_json(connection: Connection, statement: str, payload: str) -> None:
    connection.exec_driver_sql(statement, (payload,))


def _send_copy(connection: Connection, name: str, names: str, payload: bytes) -> None:
    form = r"FORMAT csv, ESCAPE '\', NULL 'null', ENCODING 'UTF8'"
    cursor = connection.connection.cursor()
    with cursor.copy(f'COPY "{name}" ({names}) FROM STDIN ({form})') as copy:
        copy.write(payload)


def _send_to_add(
    connection: Connection, create: str, incoming: str, names: str, insert: str, payload: bytes
) -> None:
    connection.exec_driver_sql(create)
    _send_copy(connection, incoming, names, payload)
    connection.exec_driver_sql(insert)
    connection.exec_driver_sql(f'DROP TABLE "{incoming}"')


def _on_conflict(table: Table, adding: Sequence[str]) -> str:
    key = ", ".join(f'"{column.name}"' for column in table.primary_key)
    sums = ", ".join(f'"{name}" = "{table.name}"."{name}" + excluded."{name}"' for name in adding)
    return f" ON CONFLICT ({key}) DO UPDATE SET {sums}"


def _payloads(
    connection: Connection, told: Sequence[Column[Any]], rows: Iterable[Sequence[Any]]
) -> Iterator[_Payload]:
    """The rows in portions, as the engine takes them."""
    processors = _processors(told, connection.dialect)
    write = _as_json if connection.dialect.name == "sqlite" else _as_csv
    remaining = iter(rows)
    while portion := list(islice(remaining, _AT_ONCE)):
        yield write(_converted(portion, processors))


def _as_json(rows: Sequence[Sequence[Any]]) -> str:
    return orjson.dumps(rows, default=_digits).decode()


def _as_csv(rows: Sequence[Sequence[Any]]) -> bytes:
    """Rows as JSON without its brackets: that is CSV, but for the escapes of control signs."""
    lines = orjson.dumps(rows, default=_digits)[2:-2]
    if lines.count(_BETWEEN_ROWS) == len(rows) - 1:
        lines = lines.replace(_BETWEEN_ROWS, b"\n")
    else:  # a text has it too
        lines = b"\n".join([orjson.dumps(row, default=_digits)[1:-1] for row in rows])
    return _ESCAPE.sub(_as_sign, lines) if _OTHER_ESCAPE.search(lines) else lines


def _digits(value: Any) -> str:
    """A decimal, the one kind of value that JSON does not know, with all its digits."""
    if isinstance(value, Decimal):
        return format(value, "f")
    raise TypeError(type(value))


def _as_sign(found: re.Match[bytes]) -> bytes:
    name = found[1]
    if name in b'"\\':
        return found[0]
    return _SIGNS.get(name) or bytes([int(name[1:], 16)])


def _processors(told: Sequence[Column[Any]], dialect: Any) -> list[tuple[int, _Processor]]:
    """By place, what makes of a value the other one that its column keeps."""
    found: list[tuple[int, _Processor]] = []
    for place, column in enumerate(told):
        kind = column.type
        if isinstance(kind, JSON):
            # SQLite takes it as it is, inside the JSON of the portion.
            if dialect.name != "sqlite":
                found.append((place, lambda value: orjson.dumps(value).decode()))
        elif isinstance(kind, FixedPoint | Instant):
            processor = kind.dialect_impl(dialect).bind_processor(dialect)
            if processor is not None:
                found.append((place, processor))
    return found


def _converted(
    rows: Sequence[Sequence[Any]], processors: Sequence[tuple[int, _Processor]]
) -> Sequence[Sequence[Any]]:
    """The rows with the values that their columns keep."""
    # Whole numbers are kept as they are, so that money in units needs nothing.
    needed = [
        (place, processor)
        for place, processor in processors
        if not _WHOLE.issuperset(map(type, map(itemgetter(place), rows)))
    ]
    if not needed:
        return rows
    # By column: a call for each value that needs one, and nothing for the others.
    columns: list[Any] = list(zip(*rows, strict=True))
    for place, processor in needed:
        columns[place] = _bound(columns[place], processor)
    return list(zip(*columns, strict=True))


def _bound(values: Sequence[Any], processor: _Processor) -> Sequence[Any]:
    """The values of a column as it keeps them."""
    if _INSTANTS.issuperset(map(type, values)):
        # All rows of an import have the same.
        known = {value: processor(value) for value in set(values) if value is not None}
        return list(map(known.get, values))
    return [None if value is None else processor(value) for value in values]


def _table(model: type[DeclarativeBase]) -> Table:
    table = model.__table__
    assert isinstance(table, Table)  # noqa: S101 - narrows the type for mypy
    return table
