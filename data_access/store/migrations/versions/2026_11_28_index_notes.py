"""The notes of the ingredients of the index in English.

Revision: 2026_11_28
Follows: 2026_11_22_d
"""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_28"
down_revision = "2026_11_22_d"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema forward."""
    op.add_column(
        "index_component", sa.Column("note_en", sa.Text(), nullable=False, server_default="")
    )


def downgrade() -> None:
    """Take the schema back."""
    op.drop_column("index_component", "note_en")
