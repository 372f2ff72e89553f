"""The headers of source rows, once for all the rows of a sheet that share them.

Revision: 2026_11_28_b
Follows: 2026_11_28
"""

from collections.abc import Callable, Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "2026_11_28_b"
down_revision = "2026_11_28"
branch_labels = None
depends_on = None

_AT_ONCE = 1_000
_TABLE = sa.table(
    "source_table",
    sa.column("source_table_id", sa.Integer),
    sa.column("batch_id", sa.Integer),
    sa.column("sheet", sa.String),
    sa.column("headers", sa.JSON),
)
_ROW = sa.table(
    "source_row",
    sa.column("source_row_id", sa.Integer),
    sa.column("batch_id", sa.Integer),
    sa.column("sheet", sa.String),
    sa.column("source_table_id", sa.Integer),
    sa.column("cells", sa.JSON),
)


def upgrade() -> None:
    """Bring the schema forward."""
    op.create_table(
        "source_table",
        sa.Column("source_table_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("sheet", sa.String(length=120), nullable=False),
        sa.Column("headers", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["import_batch.batch_id"], name=op.f("fk_source_table_batch_id")
        ),
        sa.PrimaryKeyConstraint("source_table_id", name=op.f("pk_source_table")),
    )
    op.create_index(op.f("ix_source_table_batch_id"), "source_table", ["batch_id"], unique=False)
    op.add_column("source_row", sa.Column("source_table_id", sa.Integer(), nullable=True))
    _take_headers_out()
    op.drop_index(op.f("ix_source_row_batch_id"), table_name="source_row")
    with op.batch_alter_table("source_row") as table:
        table.drop_constraint(op.f("fk_source_row_batch_id"), type_="foreignkey")
        table.drop_column("batch_id")
        table.drop_column("sheet")
        table.alter_column("source_table_id", existing_type=sa.Integer(), nullable=False)
        table.create_foreign_key(
            op.f("fk_source_row_source_table_id"),
            "source_table",
            ["source_table_id"],
            ["source_table_id"],
        )


def downgrade() -> None:
    """Take the schema back."""
    op.add_column("source_row", sa.Column("batch_id", sa.Integer(), nullable=True))
    op.add_column("source_row", sa.Column("sheet", sa.String(length=120), nullable=True))
    _put_headers_back()
    with op.batch_alter_table("source_row") as table:
        table.drop_constraint(op.f("fk_source_row_source_table_id"), type_="foreignkey")
        table.drop_column("source_table_id")
        table.alter_column("batch_id", existing_type=sa.Integer(), nullable=False)
        table.alter_column("sheet", existing_type=sa.String(length=120), nullable=False)
        table.create_foreign_key(
            op.f("fk_source_row_batch_id"), "import_batch", ["batch_id"], ["batch_id"]
        )
    op.create_index(op.f("ix_source_row_batch_id"), "source_row", ["batch_id"], unique=False)
    op.drop_table("source_table")


def _take_headers_out() -> None:
    connection = op.get_bind()
    numbers: dict[tuple[int, str, tuple[str, ...]], int] = {}

    def changed(row: Any) -> dict[str, Any]:
        key = row.batch_id, row.sheet, tuple(row.cells)
        if key not in numbers:
            numbers[key] = len(numbers) + 1
            columns = (column.name for column in _TABLE.columns)
            connection.execute(
                sa.insert(_TABLE), dict(zip(columns, (numbers[key], *key), strict=True))
            )
        return {"source_table_id": numbers[key], "cells": [*row.cells.values()]}

    _change_rows(connection, changed)


def _put_headers_back() -> None:
    connection = op.get_bind()
    tables = {table.source_table_id: table for table in connection.execute(sa.select(_TABLE))}

    def changed(row: Any) -> dict[str, Any]:
        table = tables[row.source_table_id]
        cells = dict(zip(table.headers, row.cells, strict=True))
        return {"batch_id": table.batch_id, "sheet": table.sheet, "cells": cells}

    _change_rows(connection, changed)


def _change_rows(connection: sa.Connection, changed: Callable[[Any], dict[str, Any]]) -> None:
    """Write what ``changed`` gives for each source row over the row."""
    for rows in _portions(connection):
        changes = [{"number": row.source_row_id} | changed(row) for row in rows]
        here = _ROW.c.source_row_id == sa.bindparam("number")
        values = {name: sa.bindparam(name) for name in changes[0] if name != "number"}
        connection.execute(sa.update(_ROW).where(here).values(values), changes)


def _portions(connection: sa.Connection) -> Iterator[list[Any]]:
    last = 0
    query = sa.select(_ROW).order_by(_ROW.c.source_row_id).limit(_AT_ONCE)
    while rows := list(connection.execute(query.where(_ROW.c.source_row_id > last))):
        yield rows
        last = rows[-1].source_row_id
