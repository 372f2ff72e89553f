"""Levels of activities, their relations, who tells them; amounts that do not count found fast.

Revision: 2026_11_30_c
Follows: 2026_11_30_b
"""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_30_c"
down_revision = "2026_11_30_b"
branch_labels = None
depends_on = None

_INDEX = "ix_amount_not_counted"


def upgrade() -> None:
    """Bring the schema forward; records know their relations when they are imported again."""
    op.add_column("action", sa.Column("hierarchy", sa.Integer(), nullable=True))
    op.add_column(
        "action",
        sa.Column("is_secondary", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    op.create_table(
        "action_relation",
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("related_identifier", sa.String(length=200), nullable=False),
        sa.Column("relation_type", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(
            ["action_id"],
            ["action.action_id"],
            name=op.f("fk_action_relation_action_id_action"),
        ),
        sa.PrimaryKeyConstraint(
            "action_id", "related_identifier", "relation_type", name=op.f("pk_action_relation")
        ),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_action_relation_related_identifier"), "action_relation", ["related_identifier"]
    )
    op.create_index(
        _INDEX,
        "amount",
        ["action_id"],
        unique=False,
        sqlite_where=sa.text("is_counted = 0"),
        postgresql_where=sa.text("NOT is_counted"),
    )


def downgrade() -> None:
    """Take the schema back: what did not count stays so until the records are imported again."""
    op.drop_index(_INDEX, table_name="amount")
    op.drop_table("action_relation")
    op.drop_column("action", "is_secondary")
    op.drop_column("action", "hierarchy")
