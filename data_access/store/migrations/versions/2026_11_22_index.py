"""The ingredients of the index with their public weights, and why a cut was closed early.

Revision: 2026_11_22_c
Follows: 2026_11_22_b
"""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_22_c"
down_revision = "2026_11_22_b"
EXACT = sa.Numeric(30, 10).with_variant(sa.String(60), "sqlite")
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema forward."""
    op.create_table(
        "index_component",
        sa.Column("component_code", sa.String(length=60), nullable=False),
        sa.Column("family", sa.String(length=60), nullable=False),
        sa.Column("name_es", sa.String(length=300), nullable=False),
        sa.Column("name_en", sa.String(length=300), nullable=False),
        sa.Column("indicator_code", sa.String(length=80), nullable=False),
        sa.Column("method", sa.String(length=20), nullable=False),
        sa.Column("minimum", EXACT, nullable=True),
        sa.Column("maximum", EXACT, nullable=True),
        sa.Column("weight", EXACT, nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("component_code", name=op.f("pk_index_component")),
    )
    op.add_column("cut", sa.Column("closed_why", sa.Text(), nullable=False, server_default=""))


def downgrade() -> None:
    """Take the schema back."""
    op.drop_column("cut", "closed_why")
    op.drop_table("index_component")
