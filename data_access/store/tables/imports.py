"""Where every record came from: batches, their rows as read, what was wrong with them."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from data_access.store.tables.base import Base, Instant


class ImportBatch(Base):
    """One file taken in, in one transaction."""

    __tablename__ = "import_batch"
    batch_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    importer: Mapped[str] = mapped_column(String(40))
    file_name: Mapped[str] = mapped_column(String(250))
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    actor: Mapped[str] = mapped_column(String(120))
    imported_at: Mapped[datetime] = mapped_column(Instant)
    rows_read: Mapped[int]
    created: Mapped[int]
    updated: Mapped[int]
    unchanged: Mapped[int]
    rejected: Mapped[int]


class SourceTable(Base):
    """Rows of a batch that share a sheet and their headers, which are kept once for all of them."""

    __tablename__ = "source_table"
    source_table_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    batch_id: Mapped[int] = mapped_column(ForeignKey("import_batch.batch_id"), index=True)
    sheet: Mapped[str] = mapped_column(String(120), default="")
    headers: Mapped[list[str]] = mapped_column(JSON)


class SourceRow(Base):
    """A row of a batch exactly as read; ``cells`` has one for each header of its table.

    Of a record's columns that the file lacks, those of its row before stay at the end.
    """

    __tablename__ = "source_row"
    source_row_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    source_table_id: Mapped[int] = mapped_column(ForeignKey("source_table.source_table_id"))
    row_number: Mapped[int]
    outcome: Mapped[str] = mapped_column(String(20))
    cells: Mapped[list[Any]] = mapped_column(JSON)


class ImportIssue(Base):
    """One finding of an import, kept with the row it is about."""

    __tablename__ = "import_issue"
    issue_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    batch_id: Mapped[int] = mapped_column(ForeignKey("import_batch.batch_id"), index=True)
    source_row_id: Mapped[int | None]
    action_id: Mapped[int | None]
    code: Mapped[str] = mapped_column(String(80))
    severity: Mapped[str] = mapped_column(String(10))
    sheet: Mapped[str] = mapped_column(String(120), default="")
    row_number: Mapped[int | None]
    column: Mapped[str] = mapped_column(String(200), default="")
    value: Mapped[str] = mapped_column(Text, default="")
    message: Mapped[str] = mapped_column(Text)
    message_values: Mapped[dict[str, Any]] = mapped_column(JSON)
    __table_args__ = (Index(None, "action_id"), Index(None, "source_row_id"))


class ActionChange(Base):
    """What an import changed in a record: field, before, after."""

    __tablename__ = "action_change"
    change_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    action_id: Mapped[int] = mapped_column(ForeignKey("action.action_id"), index=True)
    batch_id: Mapped[int] = mapped_column(ForeignKey("import_batch.batch_id"), index=True)
    field: Mapped[str] = mapped_column(String(60))
    before: Mapped[str] = mapped_column(Text)
    after: Mapped[str] = mapped_column(Text)
