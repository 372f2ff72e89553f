"""Numbers with every digit of their source on PostgreSQL too, which kept ten decimals.

Revision: 2026_11_30_b
Follows: 2026_11_30
"""

from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

revision = "2026_11_30_b"
down_revision = "2026_11_30"
branch_labels = None
depends_on = None

_COLUMNS = {
    "action_entity": ("share_pct",),
    "action_partner": ("share_pct",),
    "action_country": ("share_pct",),
    "action_dac_sector": ("share_pct",),
    "amount": ("original_amount", "usd_rate", "cop_rate"),
    "exchange_rate": ("rate",),
    "plan_node": ("weight",),
    "indicator": ("baseline", "final_goal", "weight"),
    "year_target": ("value",),
    "progress_report": ("value", "stated"),
    "action_goal": ("quantity",),
    "index_component": ("minimum", "maximum", "weight"),
}


def upgrade() -> None:
    """Bring the schema forward."""
    for table, column in _on_postgresql():
        op.alter_column(table, column, type_=sa.Numeric(), existing_type=sa.Numeric(30, 10))


def downgrade() -> None:
    """Take the schema back: what is beyond ten decimals is rounded away."""
    for table, column in _on_postgresql():
        op.alter_column(table, column, type_=sa.Numeric(30, 10), existing_type=sa.Numeric())


def _on_postgresql() -> Iterator[tuple[str, str]]:
    """The columns to change; SQLite keeps these numbers as texts already."""
    if op.get_bind().dialect.name == "postgresql":
        for table, columns in _COLUMNS.items():
            for column in columns:
                yield table, column
