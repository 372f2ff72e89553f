"""Frameworks that set goals, their indicators, targets, reports, budgets and cuts.

Revision: 2026_11_22_b
Follows: 2026_11_22_a
"""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_22_b"
down_revision = "2026_11_22_a"
EXACT = sa.Numeric(30, 10).with_variant(sa.String(60), "sqlite")
branch_labels = depends_on = None


def upgrade() -> None:
    """Bring the schema forward."""
    op.create_table(
        "cut",
        sa.Column("cut_code", sa.String(length=7), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("quarter", sa.Integer(), nullable=False),
        sa.Column("opens_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("closes_on", sa.Date(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_by", sa.String(length=120), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("cut_code", name=op.f("pk_cut")),
    )
    op.create_index(op.f("ix_cut_year_quarter"), "cut", ["year", "quarter"], unique=True)
    op.create_table(
        "framework",
        sa.Column("framework_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("framework_code", sa.String(length=60), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("name_es", sa.String(length=300), nullable=False),
        sa.Column("name_en", sa.String(length=300), nullable=False),
        sa.Column("norm", sa.String(length=300), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("framework_id", name=op.f("pk_framework")),
        sa.UniqueConstraint("framework_code", name=op.f("uq_framework_framework_code")),
    )
    op.create_table(
        "plan_parameter",
        sa.Column("key", sa.String(length=60), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("value", sa.JSON(), nullable=False),
        sa.Column("note_es", sa.String(length=300), nullable=False),
        sa.Column("note_en", sa.String(length=300), nullable=False),
        sa.PrimaryKeyConstraint("key", "valid_from", name=op.f("pk_plan_parameter")),
    )
    op.create_table(
        "plan_node",
        sa.Column("node_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("framework_id", sa.Integer(), nullable=False),
        sa.Column("node_code", sa.String(length=80), nullable=False),
        sa.Column("level", sa.String(length=120), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("component_id", sa.Integer(), nullable=True),
        sa.Column("is_goal", sa.Boolean(), nullable=False),
        sa.Column("name_es", sa.Text(), nullable=False),
        sa.Column("name_en", sa.Text(), nullable=False),
        sa.Column("purpose_es", sa.Text(), nullable=False),
        sa.Column("purpose_en", sa.Text(), nullable=False),
        sa.Column("entity_id", sa.Integer(), nullable=True),
        sa.Column("weight", EXACT, nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("is_illustrative", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["component_id"], ["plan_node.node_id"], name=op.f("fk_plan_node_component_id")
        ),
        sa.ForeignKeyConstraint(
            ["entity_id"], ["entity.entity_id"], name=op.f("fk_plan_node_entity_id")
        ),
        sa.ForeignKeyConstraint(
            ["framework_id"], ["framework.framework_id"], name=op.f("fk_plan_node_framework_id")
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["plan_node.node_id"], name=op.f("fk_plan_node_parent_id")
        ),
        sa.PrimaryKeyConstraint("node_id", name=op.f("pk_plan_node")),
    )
    op.create_index(op.f("ix_plan_node_entity_id"), "plan_node", ["entity_id"], unique=False)
    op.create_index(
        op.f("ix_plan_node_framework_id_node_code"),
        "plan_node",
        ["framework_id", "node_code"],
        unique=True,
    )
    op.create_index(op.f("ix_plan_node_parent_id"), "plan_node", ["parent_id"], unique=False)
    op.create_table(
        "goal_budget",
        sa.Column("node_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("quarter", sa.Integer(), nullable=False),
        sa.Column("resource", sa.String(length=20), nullable=False),
        sa.Column("appropriation", sa.BigInteger(), nullable=True),
        sa.Column("committed", sa.BigInteger(), nullable=True),
        sa.Column("paid", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["node_id"], ["plan_node.node_id"], name=op.f("fk_goal_budget_node_id")
        ),
        sa.PrimaryKeyConstraint(
            "node_id", "year", "quarter", "resource", name=op.f("pk_goal_budget")
        ),
    )
    op.create_table(
        "indicator",
        sa.Column("indicator_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("node_id", sa.Integer(), nullable=False),
        sa.Column("framework_id", sa.Integer(), nullable=False),
        sa.Column("indicator_code", sa.String(length=80), nullable=False),
        sa.Column("name_es", sa.Text(), nullable=False),
        sa.Column("name_en", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=120), nullable=False),
        sa.Column("family", sa.String(length=60), nullable=False),
        sa.Column("formula", sa.Text(), nullable=False),
        sa.Column("variables", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("scale", sa.String(length=60), nullable=False),
        sa.Column("accumulation", sa.String(length=20), nullable=False),
        sa.Column("periodicity", sa.String(length=20), nullable=False),
        sa.Column("baseline", EXACT, nullable=True),
        sa.Column("baseline_text", sa.Text(), nullable=False),
        sa.Column("baseline_year", sa.Text(), nullable=False),
        sa.Column("baseline_source", sa.Text(), nullable=False),
        sa.Column("final_goal", EXACT, nullable=True),
        sa.Column("final_text", sa.Text(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("data_source", sa.Text(), nullable=False),
        sa.Column("lag_days", sa.Integer(), nullable=True),
        sa.Column("methodology", sa.Text(), nullable=False),
        sa.Column("territory", sa.Text(), nullable=False),
        sa.Column("entity_id", sa.Integer(), nullable=True),
        sa.Column("unit_responsible", sa.Text(), nullable=False),
        sa.Column("weight", EXACT, nullable=True),
        sa.Column("focus", sa.Text(), nullable=False),
        sa.Column("sdg_code", sa.String(length=2), nullable=False),
        sa.Column("is_valid", sa.Boolean(), nullable=False),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("measure", sa.String(length=80), nullable=False),
        sa.Column("measure_filters", sa.Text(), nullable=False),
        sa.Column("counting_rule", sa.Text(), nullable=False),
        sa.Column("is_illustrative", sa.Boolean(), nullable=False),
        sa.Column("source_row_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["entity_id"], ["entity.entity_id"], name=op.f("fk_indicator_entity_id")
        ),
        sa.ForeignKeyConstraint(
            ["framework_id"], ["framework.framework_id"], name=op.f("fk_indicator_framework_id")
        ),
        sa.ForeignKeyConstraint(
            ["node_id"], ["plan_node.node_id"], name=op.f("fk_indicator_node_id")
        ),
        sa.PrimaryKeyConstraint("indicator_id", name=op.f("pk_indicator")),
    )
    op.create_index(op.f("ix_indicator_entity_id"), "indicator", ["entity_id"], unique=False)
    op.create_index(
        op.f("ix_indicator_framework_id_indicator_code"),
        "indicator",
        ["framework_id", "indicator_code"],
        unique=True,
    )
    op.create_index(op.f("ix_indicator_node_id"), "indicator", ["node_id"], unique=False)
    op.create_table(
        "action_goal",
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("indicator_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("quarter", sa.Integer(), nullable=False),
        sa.Column("entity_id", sa.Integer(), nullable=False),
        sa.Column("quantity", EXACT, nullable=False),
        sa.ForeignKeyConstraint(
            ["action_id"], ["action.action_id"], name=op.f("fk_action_goal_action_id")
        ),
        sa.ForeignKeyConstraint(
            ["entity_id"], ["entity.entity_id"], name=op.f("fk_action_goal_entity_id")
        ),
        sa.ForeignKeyConstraint(
            ["indicator_id"], ["indicator.indicator_id"], name=op.f("fk_action_goal_indicator_id")
        ),
        sa.PrimaryKeyConstraint(
            "action_id", "indicator_id", "year", "quarter", "entity_id", name=op.f("pk_action_goal")
        ),
    )
    op.create_index(
        op.f("ix_action_goal_indicator_id"), "action_goal", ["indicator_id"], unique=False
    )
    op.create_table(
        "indicator_entity",
        sa.Column("indicator_id", sa.Integer(), nullable=False),
        sa.Column("entity_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["entity_id"], ["entity.entity_id"], name=op.f("fk_indicator_entity_entity_id")
        ),
        sa.ForeignKeyConstraint(
            ["indicator_id"],
            ["indicator.indicator_id"],
            name=op.f("fk_indicator_entity_indicator_id"),
        ),
        sa.PrimaryKeyConstraint("indicator_id", "entity_id", name=op.f("pk_indicator_entity")),
    )
    op.create_table(
        "plan_change",
        sa.Column("change_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("node_id", sa.Integer(), nullable=False),
        sa.Column("indicator_id", sa.Integer(), nullable=True),
        sa.Column("field", sa.String(length=60), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["import_batch.batch_id"], name=op.f("fk_plan_change_batch_id")
        ),
        sa.ForeignKeyConstraint(
            ["indicator_id"], ["indicator.indicator_id"], name=op.f("fk_plan_change_indicator_id")
        ),
        sa.ForeignKeyConstraint(
            ["node_id"], ["plan_node.node_id"], name=op.f("fk_plan_change_node_id")
        ),
        sa.PrimaryKeyConstraint("change_id", name=op.f("pk_plan_change")),
    )
    op.create_index(op.f("ix_plan_change_batch_id"), "plan_change", ["batch_id"], unique=False)
    op.create_index(
        op.f("ix_plan_change_indicator_id"), "plan_change", ["indicator_id"], unique=False
    )
    op.create_index(op.f("ix_plan_change_node_id"), "plan_change", ["node_id"], unique=False)
    op.create_table(
        "progress_report",
        sa.Column("indicator_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("quarter", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("value", EXACT, nullable=True),
        sa.Column("printed", sa.Text(), nullable=False),
        sa.Column("qualitative", sa.Text(), nullable=False),
        sa.Column("justification", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("actor", sa.String(length=120), nullable=False),
        sa.Column("reported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("source_row_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["indicator_id"],
            ["indicator.indicator_id"],
            name=op.f("fk_progress_report_indicator_id"),
        ),
        sa.PrimaryKeyConstraint(
            "indicator_id", "year", "quarter", "version", name=op.f("pk_progress_report")
        ),
    )
    op.create_table(
        "year_target",
        sa.Column("indicator_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("value", EXACT, nullable=True),
        sa.Column("printed", sa.Text(), nullable=False),
        sa.Column("act", sa.String(length=300), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("actor", sa.String(length=120), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["indicator_id"], ["indicator.indicator_id"], name=op.f("fk_year_target_indicator_id")
        ),
        sa.PrimaryKeyConstraint("indicator_id", "year", "version", name=op.f("pk_year_target")),
    )


def downgrade() -> None:
    """Take the schema back."""
    op.drop_table("year_target")
    op.drop_table("progress_report")
    op.drop_index(op.f("ix_plan_change_node_id"), table_name="plan_change")
    op.drop_index(op.f("ix_plan_change_indicator_id"), table_name="plan_change")
    op.drop_index(op.f("ix_plan_change_batch_id"), table_name="plan_change")
    op.drop_table("plan_change")
    op.drop_table("indicator_entity")
    op.drop_index(op.f("ix_action_goal_indicator_id"), table_name="action_goal")
    op.drop_table("action_goal")
    op.drop_index(op.f("ix_indicator_node_id"), table_name="indicator")
    op.drop_index(op.f("ix_indicator_framework_id_indicator_code"), table_name="indicator")
    op.drop_index(op.f("ix_indicator_entity_id"), table_name="indicator")
    op.drop_table("indicator")
    op.drop_table("goal_budget")
    op.drop_index(op.f("ix_plan_node_parent_id"), table_name="plan_node")
    op.drop_index(op.f("ix_plan_node_framework_id_node_code"), table_name="plan_node")
    op.drop_index(op.f("ix_plan_node_entity_id"), table_name="plan_node")
    op.drop_table("plan_node")
    op.drop_table("plan_parameter")
    op.drop_table("framework")
    op.drop_index(op.f("ix_cut_year_quarter"), table_name="cut")
    op.drop_table("cut")
