"""The scale that the cells of a plan showed, kept with each indicator.

Of the percentages that are there it is told by their targets, where these leave no doubt; the
next import of their plan tells the rest.

Revision: 2026_11_30_d
Follows: 2026_11_30_c
"""

from collections import defaultdict
from decimal import Decimal

import sqlalchemy as sa
from alembic import op

revision = "2026_11_30_d"
down_revision = "2026_11_30_c"
branch_labels = None
depends_on = None

_PERCENTAGES = ("porcentaje", "porcentual", "percentage")
_INDICATOR = sa.table(
    "indicator",
    sa.column("indicator_id", sa.Integer),
    sa.column("unit", sa.Text),
    sa.column("shown_scale", sa.String),
)
_TARGET = sa.table(
    "year_target", sa.column("indicator_id", sa.Integer), sa.column("value", sa.String)
)  # fmt: skip


def upgrade() -> None:
    """Bring the schema forward."""
    op.add_column(
        "indicator",
        sa.Column("shown_scale", sa.String(length=5), nullable=False, server_default=""),
    )
    _tell_scales(op.get_bind())


def downgrade() -> None:
    """Take the schema back."""
    op.drop_column("indicator", "shown_scale")


def _tell_scales(connection: sa.Connection) -> None:
    units = dict(connection.execute(sa.select(_INDICATOR.c.indicator_id, _INDICATOR.c.unit)).all())
    sizes: dict[int, set[Decimal]] = defaultdict(set)
    targets = sa.select(_TARGET.c.indicator_id, sa.cast(_TARGET.c.value, sa.String))
    for number, value in connection.execute(targets.where(_TARGET.c.value.is_not(None))):
        sizes[number].add(abs(Decimal(value)))
    scales = [
        {"number": number, "scale": "%" if max(found) > 1 else "0-1"}
        for number, found in sizes.items()
        if _is_percent(units[number]) and (max(found) > 1 or any(0 < size < 1 for size in found))
    ]
    if scales:
        here = _INDICATOR.c.indicator_id == sa.bindparam("number")
        change = sa.update(_INDICATOR).where(here).values(shown_scale=sa.bindparam("scale"))
        connection.execute(change, scales)


def _is_percent(unit: str) -> bool:
    return "%" in unit or unit.strip().lower().startswith(_PERCENTAGES)
