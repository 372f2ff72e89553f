"""Amounts and summary cells known by their action and a number, without a number of their own.

Revision: 2026_11_28_c
Follows: 2026_11_28_b
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "2026_11_28_c"
down_revision = "2026_11_28_b"
branch_labels = None
depends_on = None

_TABLES = {"amount": ("amount_id", "amount_number"), "summary_cell": ("cell_id", "cell_number")}
# On SQLite an amount is looked up by its key alone; cells also by four indexes, which lead to a
# row faster than to a key.
_WITHOUT_ROWID = {"sqlite_with_rowid": False}


def upgrade() -> None:
    """Bring the schema forward."""
    _drop_partial_indexes()
    for name, (key, number) in _TABLES.items():
        op.drop_index(op.f(f"ix_{name}_action_id"), table_name=name)
        table = sa.table(name, *map(sa.column, ("action_id", key, number)))
        place = sa.func.row_number().over(partition_by=table.c.action_id, order_by=table.c[key])
        _add_numbers(table, number, [table.c[key]], place - 1)
        options = _WITHOUT_ROWID if name == "amount" else {}
        _change_key(name, key, ["action_id", number], options)
    _create_partial_indexes()


def downgrade() -> None:
    """Take the schema back."""
    _drop_partial_indexes()
    for name, (key, number) in _TABLES.items():
        table = sa.table(name, *map(sa.column, ("action_id", key, number)))
        known_by = [table.c.action_id, table.c[number]]
        _add_numbers(table, key, known_by, sa.func.row_number().over(order_by=known_by))
        _change_key(name, number, [key], {})
        op.create_index(op.f(f"ix_{name}_action_id"), name, ["action_id"], unique=False)
    _create_partial_indexes()


def _add_numbers(
    table: sa.TableClause, column: str, known_by: list[sa.ColumnClause[Any]], number: Any
) -> None:
    op.add_column(table.name, sa.Column(column, sa.Integer(), nullable=True))
    numbered = sa.select(*known_by, number.label("number")).subquery()
    same = [each == numbered.c[each.name] for each in known_by]
    op.execute(sa.update(table).where(*same).values({column: numbered.c.number}))


def _change_key(table: str, old: str, key: list[str], options: dict[str, Any]) -> None:
    with op.batch_alter_table(table, table_kwargs=options) as batch:
        batch.drop_constraint(op.f(f"pk_{table}"), type_="primary")
        batch.drop_column(old)
        batch.alter_column(key[-1], existing_type=sa.Integer(), nullable=False)
        batch.create_primary_key(op.f(f"pk_{table}"), key)


def _drop_partial_indexes() -> None:
    for currency in ("cop", "usd"):
        op.drop_index(f"ix_amount_without_{currency}", table_name="amount")


def _create_partial_indexes() -> None:
    for currency in ("cop", "usd"):
        lacking = sa.text(f"valuation = 'reported' AND {currency} IS NULL")
        op.create_index(
            f"ix_amount_without_{currency}",
            "amount",
            ["action_id"],
            unique=False,
            sqlite_where=lacking,
            postgresql_where=lacking,
        )
