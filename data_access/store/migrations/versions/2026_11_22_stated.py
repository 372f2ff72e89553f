"""The advance of the year that the author of a report worked out.

Revision: 2026_11_22_d
Follows: 2026_11_22_c
"""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_22_d"
down_revision = "2026_11_22_c"
EXACT = sa.Numeric(30, 10).with_variant(sa.String(60), "sqlite")
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema forward."""
    op.add_column("progress_report", sa.Column("stated", EXACT, nullable=True))


def downgrade() -> None:
    """Take the schema back."""
    op.drop_column("progress_report", "stated")
