"""The rows from which the records of a source were last written."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import select

from data_access.store.store import Store
from data_access.store.tables.actions import Action, DataSource
from data_access.store.tables.imports import SourceRow, SourceTable


def held_rows(store: Store, source_code: str) -> Iterator[tuple[str, Sequence[str], Sequence[Any]]]:
    """The code, the headers and the cells of every record of ``source_code`` that has a row."""
    headers: dict[int, Sequence[str]] = {}
    query = (
        select(Action.external_id, SourceRow.source_table_id, SourceRow.cells)
        .join(SourceRow, SourceRow.source_row_id == Action.source_row_id)
        .join(DataSource, DataSource.source_id == Action.source_id)
        .where(DataSource.source_code == source_code)
    )
    with store.reading() as session:
        for code, number, cells in session.execute(query):
            # Rows share few headers, which would be read anew with each of them.
            if number not in headers:
                headers[number] = session.get_one(SourceTable, number).headers
            yield code, headers[number], cells
