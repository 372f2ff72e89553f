"""The register of cooperation, its catalogues, imports and summaries.

Revision: 2026_11_22_a
Follows:
"""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_22_a"
down_revision = None
EXACT = sa.Numeric(30, 10).with_variant(sa.String(60), "sqlite")
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the schema forward."""
    op.create_table(
        "codelist_alias",
        sa.Column("codelist", sa.String(length=40), nullable=False),
        sa.Column("alias_key", sa.String(length=300), nullable=False),
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.PrimaryKeyConstraint("codelist", "alias_key", name=op.f("pk_codelist_alias")),
    )
    op.create_index(
        op.f("ix_codelist_alias_codelist_code"),
        "codelist_alias",
        ["codelist", "code"],
        unique=False,
    )
    op.create_table(
        "codelist_item",
        sa.Column("codelist", sa.String(length=40), nullable=False),
        sa.Column("code", sa.String(length=60), nullable=False),
        sa.Column("name_es", sa.String(length=300), nullable=False),
        sa.Column("name_en", sa.String(length=300), nullable=False),
        sa.Column("parent_code", sa.String(length=60), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("codelist", "code", name=op.f("pk_codelist_item")),
    )
    op.create_table(
        "country",
        sa.Column("country_code", sa.String(length=3), nullable=False),
        sa.Column("alpha2_code", sa.String(length=2), nullable=False),
        sa.Column("name_es", sa.String(length=120), nullable=False),
        sa.Column("name_en", sa.String(length=120), nullable=False),
        sa.Column("region_code", sa.String(length=30), nullable=True),
        sa.Column("latitude", sa.Double(), nullable=True),
        sa.Column("longitude", sa.Double(), nullable=True),
        sa.PrimaryKeyConstraint("country_code", name=op.f("pk_country")),
        sa.UniqueConstraint("alpha2_code", name=op.f("uq_country_alpha2_code")),
    )
    op.create_table(
        "data_source",
        sa.Column("source_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("source_code", sa.String(length=80), nullable=False),
        sa.Column("family_code", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("name_es", sa.String(length=250), nullable=False),
        sa.Column("name_en", sa.String(length=250), nullable=False),
        sa.Column("licence", sa.String(length=120), nullable=False),
        sa.Column("homepage", sa.String(length=300), nullable=False),
        sa.Column("cut_off_on", sa.Date(), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("source_id", name=op.f("pk_data_source")),
        sa.UniqueConstraint("source_code", name=op.f("uq_data_source_source_code")),
    )
    op.create_index(
        op.f("ix_data_source_family_code"), "data_source", ["family_code"], unique=False
    )
    op.create_table(
        "data_version",
        sa.Column("version_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("version_id", name=op.f("pk_data_version")),
    )
    op.create_table(
        "exchange_rate",
        sa.Column("currency_code", sa.String(length=3), nullable=False),
        sa.Column("quote_code", sa.String(length=3), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=False),
        sa.Column("rate_source", sa.String(length=120), nullable=False),
        sa.Column("rate", EXACT, nullable=False),
        sa.PrimaryKeyConstraint(
            "currency_code",
            "quote_code",
            "valid_from",
            "rate_source",
            name=op.f("pk_exchange_rate"),
        ),
    )
    op.create_table(
        "import_batch",
        sa.Column("batch_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("importer", sa.String(length=40), nullable=False),
        sa.Column("file_name", sa.String(length=250), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("actor", sa.String(length=120), nullable=False),
        sa.Column("imported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("rows_read", sa.Integer(), nullable=False),
        sa.Column("created", sa.Integer(), nullable=False),
        sa.Column("updated", sa.Integer(), nullable=False),
        sa.Column("unchanged", sa.Integer(), nullable=False),
        sa.Column("rejected", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("batch_id", name=op.f("pk_import_batch")),
    )
    op.create_index(op.f("ix_import_batch_sha256"), "import_batch", ["sha256"], unique=False)
    op.create_table(
        "place",
        sa.Column("key", sa.String(length=60), nullable=False),
        sa.Column("value", sa.String(length=500), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_place")),
    )
    op.create_table(
        "sector",
        sa.Column("sector_code", sa.String(length=60), nullable=False),
        sa.Column("name_es", sa.String(length=200), nullable=False),
        sa.Column("name_en", sa.String(length=200), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("sector_code", name=op.f("pk_sector")),
    )
    op.create_table(
        "summary_cell",
        sa.Column("cell_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("first_year", sa.Integer(), nullable=False),
        sa.Column("last_year", sa.Integer(), nullable=False),
        sa.Column("is_unvalued", sa.Boolean(), nullable=False),
        sa.Column("country_code", sa.String(length=3), nullable=False),
        sa.Column("entity_id", sa.Integer(), nullable=False),
        sa.Column("sector_code", sa.String(length=60), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.Column("partner_type_code", sa.String(length=60), nullable=False),
        sa.Column("dac_sector_code", sa.String(length=10), nullable=False),
        sa.Column("sdg_code", sa.String(length=2), nullable=False),
        sa.Column("territory_code", sa.String(length=60), nullable=False),
        sa.Column("modality_code", sa.String(length=60), nullable=False),
        sa.Column("direction_code", sa.String(length=60), nullable=False),
        sa.Column("stage_code", sa.String(length=60), nullable=False),
        sa.Column("committed_usd", sa.BigInteger(), nullable=False),
        sa.Column("disbursed_usd", sa.BigInteger(), nullable=False),
        sa.Column("counterpart_usd", sa.BigInteger(), nullable=False),
        sa.Column("committed_cop", sa.BigInteger(), nullable=False),
        sa.Column("disbursed_cop", sa.BigInteger(), nullable=False),
        sa.Column("counterpart_cop", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("cell_id", name=op.f("pk_summary_cell")),
    )
    op.create_index(op.f("ix_summary_cell_action_id"), "summary_cell", ["action_id"], unique=False)
    op.create_index(
        op.f("ix_summary_cell_source_id_country_code"),
        "summary_cell",
        ["source_id", "country_code"],
        unique=False,
    )
    op.create_index(
        op.f("ix_summary_cell_source_id_dac_sector_code"),
        "summary_cell",
        ["source_id", "dac_sector_code"],
        unique=False,
    )
    op.create_index(
        op.f("ix_summary_cell_source_id_entity_id"),
        "summary_cell",
        ["source_id", "entity_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_summary_cell_source_id_partner_id"),
        "summary_cell",
        ["source_id", "partner_id"],
        unique=False,
    )
    op.create_table(
        "summary_total",
        sa.Column("source_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("dimension", sa.String(length=20), nullable=False),
        sa.Column("entity_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("country_code", sa.String(length=3), nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("value", sa.String(length=60), nullable=False),
        sa.Column("actions", sa.Integer(), nullable=False),
        sa.Column("actions_begun", sa.Integer(), nullable=False),
        sa.Column("actions_ended", sa.Integer(), nullable=False),
        sa.Column("unvalued_begun", sa.Integer(), nullable=False),
        sa.Column("unvalued_ended", sa.Integer(), nullable=False),
        sa.Column("committed_usd", sa.BigInteger(), nullable=False),
        sa.Column("disbursed_usd", sa.BigInteger(), nullable=False),
        sa.Column("counterpart_usd", sa.BigInteger(), nullable=False),
        sa.Column("committed_cop", sa.BigInteger(), nullable=False),
        sa.Column("disbursed_cop", sa.BigInteger(), nullable=False),
        sa.Column("counterpart_cop", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint(
            "source_id",
            "dimension",
            "entity_id",
            "country_code",
            "year",
            "value",
            name=op.f("pk_summary_total"),
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "action",
        sa.Column("action_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("external_id", sa.String(length=200), nullable=False),
        sa.Column("family", sa.String(length=30), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("objective", sa.Text(), nullable=False),
        sa.Column("modality_code", sa.String(length=60), nullable=False),
        sa.Column("cooperation_type_code", sa.String(length=60), nullable=False),
        sa.Column("direction_code", sa.String(length=60), nullable=False),
        sa.Column("stage_code", sa.String(length=60), nullable=False),
        sa.Column("beneficiaries", sa.Text(), nullable=False),
        sa.Column("programme_code", sa.String(length=60), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("first_year", sa.Integer(), nullable=False),
        sa.Column("last_year", sa.Integer(), nullable=False),
        sa.Column("is_unvalued", sa.Boolean(), nullable=False),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column("source_row_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["source_id"], ["data_source.source_id"], name=op.f("fk_action_source_id")
        ),
        sa.PrimaryKeyConstraint("action_id", name=op.f("pk_action")),
    )
    op.create_index(
        op.f("ix_action_source_id_external_id"), "action", ["source_id", "external_id"], unique=True
    )
    op.create_index(
        op.f("ix_action_source_id_first_year"), "action", ["source_id", "first_year"], unique=False
    )
    op.create_table(
        "country_alias",
        sa.Column("alias_key", sa.String(length=120), nullable=False),
        sa.Column("country_code", sa.String(length=3), nullable=False),
        sa.ForeignKeyConstraint(
            ["country_code"], ["country.country_code"], name=op.f("fk_country_alias_country_code")
        ),
        sa.PrimaryKeyConstraint("alias_key", name=op.f("pk_country_alias")),
    )
    op.create_index(
        op.f("ix_country_alias_country_code"), "country_alias", ["country_code"], unique=False
    )
    op.create_table(
        "entity",
        sa.Column("entity_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("acronym", sa.String(length=30), nullable=False),
        sa.Column("name_es", sa.String(length=250), nullable=False),
        sa.Column("name_en", sa.String(length=250), nullable=False),
        sa.Column("sector_code", sa.String(length=60), nullable=True),
        sa.Column("is_sector_head", sa.Boolean(), nullable=False),
        sa.Column("is_confirmed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["sector_code"], ["sector.sector_code"], name=op.f("fk_entity_sector_code")
        ),
        sa.PrimaryKeyConstraint("entity_id", name=op.f("pk_entity")),
        sa.UniqueConstraint("acronym", name=op.f("uq_entity_acronym")),
    )
    op.create_table(
        "import_issue",
        sa.Column("issue_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("source_row_id", sa.Integer(), nullable=True),
        sa.Column("action_id", sa.Integer(), nullable=True),
        sa.Column("code", sa.String(length=80), nullable=False),
        sa.Column("severity", sa.String(length=10), nullable=False),
        sa.Column("sheet", sa.String(length=120), nullable=False),
        sa.Column("row_number", sa.Integer(), nullable=True),
        sa.Column("column", sa.String(length=200), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("message_values", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["import_batch.batch_id"], name=op.f("fk_import_issue_batch_id")
        ),
        sa.PrimaryKeyConstraint("issue_id", name=op.f("pk_import_issue")),
    )
    op.create_index(op.f("ix_import_issue_action_id"), "import_issue", ["action_id"], unique=False)
    op.create_index(op.f("ix_import_issue_batch_id"), "import_issue", ["batch_id"], unique=False)
    op.create_index(
        op.f("ix_import_issue_source_row_id"), "import_issue", ["source_row_id"], unique=False
    )
    op.create_table(
        "partner",
        sa.Column("partner_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name_es", sa.String(length=300), nullable=False),
        sa.Column("name_en", sa.String(length=300), nullable=False),
        sa.Column("acronym", sa.String(length=60), nullable=True),
        sa.Column("partner_type_code", sa.String(length=60), nullable=False),
        sa.Column("country_code", sa.String(length=3), nullable=True),
        sa.Column("is_confirmed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["country_code"], ["country.country_code"], name=op.f("fk_partner_country_code")
        ),
        sa.PrimaryKeyConstraint("partner_id", name=op.f("pk_partner")),
    )
    op.create_table(
        "source_row",
        sa.Column("source_row_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("sheet", sa.String(length=120), nullable=False),
        sa.Column("row_number", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.Column("cells", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["import_batch.batch_id"], name=op.f("fk_source_row_batch_id")
        ),
        sa.PrimaryKeyConstraint("source_row_id", name=op.f("pk_source_row")),
    )
    op.create_index(op.f("ix_source_row_batch_id"), "source_row", ["batch_id"], unique=False)
    op.create_table(
        "action_change",
        sa.Column("change_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(length=60), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["action_id"], ["action.action_id"], name=op.f("fk_action_change_action_id")
        ),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["import_batch.batch_id"], name=op.f("fk_action_change_batch_id")
        ),
        sa.PrimaryKeyConstraint("change_id", name=op.f("pk_action_change")),
    )
    op.create_index(
        op.f("ix_action_change_action_id"), "action_change", ["action_id"], unique=False
    )
    op.create_index(op.f("ix_action_change_batch_id"), "action_change", ["batch_id"], unique=False)
    op.create_table(
        "action_country",
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("country_code", sa.String(length=3), nullable=False),
        sa.Column("share_pct", EXACT, nullable=True),
        sa.ForeignKeyConstraint(
            ["action_id"], ["action.action_id"], name=op.f("fk_action_country_action_id")
        ),
        sa.PrimaryKeyConstraint("action_id", "country_code", name=op.f("pk_action_country")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "action_dac_sector",
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("dac_sector_code", sa.String(length=10), nullable=False),
        sa.Column("purpose_code", sa.String(length=10), nullable=False),
        sa.Column("share_pct", EXACT, nullable=True),
        sa.ForeignKeyConstraint(
            ["action_id"], ["action.action_id"], name=op.f("fk_action_dac_sector_action_id")
        ),
        sa.PrimaryKeyConstraint(
            "action_id", "dac_sector_code", "purpose_code", name=op.f("pk_action_dac_sector")
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "action_entity",
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("entity_id", sa.Integer(), nullable=False),
        sa.Column("role_code", sa.String(length=30), nullable=False),
        sa.Column("share_pct", EXACT, nullable=True),
        sa.ForeignKeyConstraint(
            ["action_id"], ["action.action_id"], name=op.f("fk_action_entity_action_id")
        ),
        sa.ForeignKeyConstraint(
            ["entity_id"], ["entity.entity_id"], name=op.f("fk_action_entity_entity_id")
        ),
        sa.PrimaryKeyConstraint("action_id", "entity_id", name=op.f("pk_action_entity")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_action_entity_entity_id"), "action_entity", ["entity_id"], unique=False
    )
    op.create_table(
        "action_partner",
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.Column("role_code", sa.String(length=30), nullable=False),
        sa.Column("is_counted", sa.Boolean(), nullable=False),
        sa.Column("share_pct", EXACT, nullable=True),
        sa.ForeignKeyConstraint(
            ["action_id"], ["action.action_id"], name=op.f("fk_action_partner_action_id")
        ),
        sa.ForeignKeyConstraint(
            ["partner_id"], ["partner.partner_id"], name=op.f("fk_action_partner_partner_id")
        ),
        sa.PrimaryKeyConstraint(
            "action_id", "partner_id", "role_code", name=op.f("pk_action_partner")
        ),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_action_partner_partner_id"), "action_partner", ["partner_id"], unique=False
    )
    op.create_table(
        "action_sdg",
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("sdg_code", sa.String(length=2), nullable=False),
        sa.Column("is_main", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["action_id"], ["action.action_id"], name=op.f("fk_action_sdg_action_id")
        ),
        sa.PrimaryKeyConstraint("action_id", "sdg_code", name=op.f("pk_action_sdg")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "action_territory",
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("territory_code", sa.String(length=60), nullable=False),
        sa.ForeignKeyConstraint(
            ["action_id"], ["action.action_id"], name=op.f("fk_action_territory_action_id")
        ),
        sa.PrimaryKeyConstraint("action_id", "territory_code", name=op.f("pk_action_territory")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "amount",
        sa.Column("amount_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("action_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("resource_code", sa.String(length=30), nullable=False),
        sa.Column("finance_code", sa.String(length=30), nullable=False),
        sa.Column("valuation", sa.String(length=20), nullable=False),
        sa.Column("original_amount", EXACT, nullable=True),
        sa.Column("currency_code", sa.String(length=3), nullable=False),
        sa.Column("dated_on", sa.Date(), nullable=True),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("country_code", sa.String(length=3), nullable=False),
        sa.Column("usd", sa.BigInteger(), nullable=True),
        sa.Column("cop", sa.BigInteger(), nullable=True),
        sa.Column("usd_rate", EXACT, nullable=True),
        sa.Column("cop_rate", EXACT, nullable=True),
        sa.Column("rate_on", sa.Date(), nullable=True),
        sa.Column("rate_source", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(
            ["action_id"], ["action.action_id"], name=op.f("fk_amount_action_id")
        ),
        sa.PrimaryKeyConstraint("amount_id", name=op.f("pk_amount")),
    )
    op.create_index(op.f("ix_amount_action_id"), "amount", ["action_id"], unique=False)
    op.create_index(
        "ix_amount_without_cop",
        "amount",
        ["action_id"],
        unique=False,
        sqlite_where=sa.text("valuation = 'reported' AND cop IS NULL"),
        postgresql_where=sa.text("valuation = 'reported' AND cop IS NULL"),
    )
    op.create_index(
        "ix_amount_without_usd",
        "amount",
        ["action_id"],
        unique=False,
        sqlite_where=sa.text("valuation = 'reported' AND usd IS NULL"),
        postgresql_where=sa.text("valuation = 'reported' AND usd IS NULL"),
    )
    op.create_table(
        "entity_alias",
        sa.Column("alias_key", sa.String(length=250), nullable=False),
        sa.Column("entity_id", sa.Integer(), nullable=False),
        sa.Column("alias", sa.String(length=250), nullable=False),
        sa.ForeignKeyConstraint(
            ["entity_id"], ["entity.entity_id"], name=op.f("fk_entity_alias_entity_id")
        ),
        sa.PrimaryKeyConstraint("alias_key", name=op.f("pk_entity_alias")),
    )
    op.create_index(op.f("ix_entity_alias_entity_id"), "entity_alias", ["entity_id"], unique=False)
    op.create_table(
        "partner_alias",
        sa.Column("alias_key", sa.String(length=300), nullable=False),
        sa.Column("partner_id", sa.Integer(), nullable=False),
        sa.Column("alias", sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(
            ["partner_id"], ["partner.partner_id"], name=op.f("fk_partner_alias_partner_id")
        ),
        sa.PrimaryKeyConstraint("alias_key", name=op.f("pk_partner_alias")),
    )
    op.create_index(
        op.f("ix_partner_alias_partner_id"), "partner_alias", ["partner_id"], unique=False
    )


def downgrade() -> None:
    """Take the schema back."""
    op.drop_index(op.f("ix_partner_alias_partner_id"), table_name="partner_alias")
    op.drop_table("partner_alias")
    op.drop_index(op.f("ix_entity_alias_entity_id"), table_name="entity_alias")
    op.drop_table("entity_alias")
    op.drop_index(
        "ix_amount_without_usd",
        table_name="amount",
        sqlite_where=sa.text("valuation = 'reported' AND usd IS NULL"),
        postgresql_where=sa.text("valuation = 'reported' AND usd IS NULL"),
    )
    op.drop_index(
        "ix_amount_without_cop",
        table_name="amount",
        sqlite_where=sa.text("valuation = 'reported' AND cop IS NULL"),
        postgresql_where=sa.text("valuation = 'reported' AND cop IS NULL"),
    )
    op.drop_index(op.f("ix_amount_action_id"), table_name="amount")
    op.drop_table("amount")
    op.drop_table("action_territory")
    op.drop_table("action_sdg")
    op.drop_index(op.f("ix_action_partner_partner_id"), table_name="action_partner")
    op.drop_table("action_partner")
    op.drop_index(op.f("ix_action_entity_entity_id"), table_name="action_entity")
    op.drop_table("action_entity")
    op.drop_table("action_dac_sector")
    op.drop_table("action_country")
    op.drop_index(op.f("ix_action_change_batch_id"), table_name="action_change")
    op.drop_index(op.f("ix_action_change_action_id"), table_name="action_change")
    op.drop_table("action_change")
    op.drop_index(op.f("ix_source_row_batch_id"), table_name="source_row")
    op.drop_table("source_row")
    op.drop_table("partner")
    op.drop_index(op.f("ix_import_issue_source_row_id"), table_name="import_issue")
    op.drop_index(op.f("ix_import_issue_batch_id"), table_name="import_issue")
    op.drop_index(op.f("ix_import_issue_action_id"), table_name="import_issue")
    op.drop_table("import_issue")
    op.drop_table("entity")
    op.drop_index(op.f("ix_country_alias_country_code"), table_name="country_alias")
    op.drop_table("country_alias")
    op.drop_index(op.f("ix_action_source_id_first_year"), table_name="action")
    op.drop_index(op.f("ix_action_source_id_external_id"), table_name="action")
    op.drop_table("action")
    op.drop_table("summary_total")
    op.drop_index(op.f("ix_summary_cell_source_id_partner_id"), table_name="summary_cell")
    op.drop_index(op.f("ix_summary_cell_source_id_entity_id"), table_name="summary_cell")
    op.drop_index(op.f("ix_summary_cell_source_id_dac_sector_code"), table_name="summary_cell")
    op.drop_index(op.f("ix_summary_cell_source_id_country_code"), table_name="summary_cell")
    op.drop_index(op.f("ix_summary_cell_action_id"), table_name="summary_cell")
    op.drop_table("summary_cell")
    op.drop_table("sector")
    op.drop_table("place")
    op.drop_index(op.f("ix_import_batch_sha256"), table_name="import_batch")
    op.drop_table("import_batch")
    op.drop_table("exchange_rate")
    op.drop_table("data_version")
    op.drop_index(op.f("ix_data_source_family_code"), table_name="data_source")
    op.drop_table("data_source")
    op.drop_table("country")
    op.drop_table("codelist_item")
    op.drop_index(op.f("ix_codelist_alias_codelist_code"), table_name="codelist_alias")
    op.drop_table("codelist_alias")
