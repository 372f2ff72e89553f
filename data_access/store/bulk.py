"""Inserting many rows at the speed of the driver: executemany on SQLite, COPY on PostgreSQL."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import islice
from typing import Any

from sqlalchemy import Table
from sqlalchemy.orm import DeclarativeBase, Session

_AT_ONCE = 5_000
_NOTHING = type(None)
_WHOLE = {int, _NOTHING}
_FEW = {bool, date, datetime, _NOTHING}


def insert_rows(
    session: Session, model: type[DeclarativeBase], rows: Iterable[Sequence[Any]]
) -> None:
    """Insert ``rows``, each with a Python value for every column of ``model``, in table order.

    ``rows`` may be a generator that does not use the session: few of them are held at a time.
    """
    table = model.__table__
    assert isinstance(table, Table)  # noqa: S101 - narrows the type for mypy
    connection = session.connection()
    names = ", ".join(f'"{column.name}"' for column in table.columns)
    converted = _converted(rows, table, connection.dialect)
    if connection.dialect.name == "sqlite":
        marks = ", ".join("?" * len(table.columns))
        statement = f'INSERT INTO "{table.name}" ({names}) VALUES ({marks})'  # noqa: S608 - own names
        for values in converted:
            connection.exec_driver_sql(statement, values)
        return
    cursor = connection.connection.cursor()
    with cursor.copy("COPY " + f'"{table.name}" ({names}) FROM STDIN') as copy:
        for values in converted:
            for row in values:
                copy.write_row(row)


def _converted(
    rows: Iterable[Sequence[Any]], table: Table, dialect: Any
) -> Iterator[list[tuple[Any, ...]]]:
    """The rows in portions, with the values that the driver takes."""
    processors: list[tuple[int, Callable[[Any], Any]]] = [
        (index, processor)
        for index, column in enumerate(table.columns)
        if (processor := column.type.dialect_impl(dialect).bind_processor(dialect)) is not None
    ]
    remaining = iter(rows)
    while portion := list(islice(remaining, _AT_ONCE)):
        # By column: a call for each value that needs one, and nothing for the others.
        columns: list[Any] = list(zip(*portion, strict=True))
        for index, processor in processors:
            columns[index] = _bound(columns[index], processor)
        yield list(zip(*columns, strict=True))


def _bound(values: Sequence[Any], processor: Callable[[Any], Any]) -> Sequence[Any]:
    """The values of a column as the driver takes them."""
    kinds = set(map(type, values))
    # Drivers take whole numbers as they are; days and truths come again and again.
    if kinds <= _WHOLE:
        return values
    if kinds <= _FEW:
        known = {value: processor(value) for value in set(values) if value is not None}
        return list(map(known.get, values))
    return [None if value is None else processor(value) for value in values]
