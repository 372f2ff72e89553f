"""Inserting many rows at the speed of the driver: executemany on SQLite, COPY on PostgreSQL."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from sqlalchemy import Table
from sqlalchemy.orm import DeclarativeBase, Session


def insert_rows(
    session: Session, model: type[DeclarativeBase], rows: Iterable[Sequence[Any]]
) -> None:
    """Insert ``rows``, each with a Python value for every column of ``model``, in table order."""
    table = model.__table__
    assert isinstance(table, Table)  # noqa: S101 - narrows the type for mypy
    connection = session.connection()
    convert = _converter(table, connection.dialect)
    names = ", ".join(f'"{column.name}"' for column in table.columns)
    if connection.dialect.name == "sqlite":
        marks = ", ".join("?" * len(table.columns))
        values = [convert(row) for row in rows]
        if values:
            connection.exec_driver_sql(
                f'INSERT INTO "{table.name}" ({names}) VALUES ({marks})',  # noqa: S608 - own names
                values,
            )
        return
    cursor = connection.connection.cursor()
    with cursor.copy("COPY " + f'"{table.name}" ({names}) FROM STDIN') as copy:
        for row in rows:
            copy.write_row(convert(row))


def _converter(table: Table, dialect: Any) -> Callable[[Sequence[Any]], tuple[Any, ...]]:
    processors = [
        (index, processor)
        for index, column in enumerate(table.columns)
        if (processor := column.type.dialect_impl(dialect).bind_processor(dialect)) is not None
    ]

    def convert(row: Sequence[Any]) -> tuple[Any, ...]:
        values = list(row)
        for index, processor in processors:
            values[index] = processor(values[index])
        return tuple(values)

    return convert
