"""Kinds of amount, classes of flow, and what stands behind each sum.

Revision: 2026_11_30
Follows: 2026_11_28_c
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "2026_11_30"
down_revision = "2026_11_28_c"
branch_labels = None
depends_on = None

_WITHOUT_ROWID = {"sqlite_with_rowid": False}
_KINDS = ("expenditure", "planned", "incoming")
_COLUMNS = [f"{kind}_{currency}" for currency in ("usd", "cop") for kind in _KINDS]
_KEY = ("source_id", "dimension", "entity_id", "country_code", "year", "value")
_LISTS = (
    "uncounted_stages", "received_directions", "offered_directions", "loan_finances",
    "loan_modalities",
)  # fmt: skip


def upgrade() -> None:
    """Bring the schema forward; actions get their class when the catalogues are loaded."""
    op.create_table(
        "flow_rule",
        sa.Column("valid_from", sa.Date(), nullable=False),
        *(sa.Column(name, sa.JSON(), nullable=False) for name in _LISTS),
        sa.Column("note_es", sa.String(length=1000), nullable=False),
        sa.Column("note_en", sa.String(length=1000), nullable=False),
        sa.PrimaryKeyConstraint("valid_from", name=op.f("pk_flow_rule")),
    )
    _add("action", _flow_class())
    _add(
        "amount",
        sa.Column("sector_code", sa.String(length=10), nullable=False, server_default=""),
        sa.Column("modality_code", sa.String(length=60), nullable=False, server_default=""),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("valued_on", sa.Date(), nullable=True),
        sa.Column("is_counted", sa.Boolean(), nullable=False, server_default=sa.true()),
    )
    marks = sa.Column("marks", sa.Integer(), nullable=False, server_default="0")
    _add("summary_cell", _flow_class(), marks, *_money())
    _add("summary_total", _flow_class(), *_money())
    _change_key(["source_id", "flow_class", *_KEY[1:]])


def downgrade() -> None:
    """Take the schema back: totals become those of all classes together."""
    totals = sa.table("summary_total", *map(sa.column, _total_columns()))
    keys = [totals.c[name] for name in _KEY]
    sums = [sa.func.sum(column) for column in totals.columns if column.name not in _KEY]
    rows = op.get_bind().execute(sa.select(*keys, *sums).group_by(*keys)).all()
    op.execute(sa.delete(totals))
    with op.batch_alter_table("summary_total", table_kwargs=_WITHOUT_ROWID) as batch:
        batch.drop_constraint(op.f("pk_summary_total"), type_="primary")
        for name in ("flow_class", *_COLUMNS):
            batch.drop_column(name)
        batch.create_primary_key(op.f("pk_summary_total"), [*_KEY])
    names = (*_KEY, *(column.name for column in totals.columns if column.name not in _KEY))
    if rows:
        op.bulk_insert(totals, [dict(zip(names, row, strict=True)) for row in rows])
    _drop("summary_cell", "flow_class", "marks", *_COLUMNS)
    _drop("amount", "sector_code", "modality_code", "ends_on", "valued_on", "is_counted")
    _drop("action", "flow_class")
    op.drop_table("flow_rule")


def _total_columns() -> list[str]:
    """The columns of a total that it had before."""
    counts = ("actions", "actions_begun", "actions_ended", "unvalued_begun", "unvalued_ended")
    money = (
        f"{kind}_{currency}"
        for currency in ("usd", "cop")
        for kind in ("committed", "disbursed", "counterpart")
    )
    return [*_KEY, *money, *counts]


def _flow_class() -> sa.Column[Any]:
    return sa.Column("flow_class", sa.String(length=20), nullable=False, server_default="")


def _money() -> list[sa.Column[Any]]:
    kind = sa.BigInteger
    return [sa.Column(name, kind(), nullable=False, server_default="0") for name in _COLUMNS]


def _add(table: str, *columns: sa.Column[Any]) -> None:
    for column in columns:
        op.add_column(table, column)


def _drop(table: str, *columns: str) -> None:
    for name in columns:
        op.drop_column(table, name)


def _change_key(key: list[str]) -> None:
    with op.batch_alter_table("summary_total", table_kwargs=_WITHOUT_ROWID) as batch:
        batch.drop_constraint(op.f("pk_summary_total"), type_="primary")
        batch.create_primary_key(op.f("pk_summary_total"), key)
