"""Keeping the summary tables, cells and totals, in the writer's transaction."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import pandas as pd
from sqlalchemy import BigInteger, delete, func, select, type_coerce, update
from sqlalchemy.orm import Session

from data_access.store.bulk import insert_rows
from data_access.store.tables.summaries import DataVersion, SummaryCell, SummaryTotal
from data_access.vocabulary.categories import ANY, ANY_ID

MONEY = (
    "committed_usd",
    "disbursed_usd",
    "counterpart_usd",
    "committed_cop",
    "disbursed_cop",
    "counterpart_cop",
)
COUNTS = ("actions", "actions_begun", "actions_ended", "unvalued_begun", "unvalued_ended")
DIMENSION_COLUMNS = {
    "total": None,
    "sector": "sector_code",
    "partner": "partner_id",
    "partner_type": "partner_type_code",
    "dac_sector": "dac_sector_code",
    "sdg": "sdg_code",
    "modality": "modality_code",
    "direction": "direction_code",
    "stage": "stage_code",
    "territory": "territory_code",
}
_LEVELS: tuple[tuple[str, ...], ...] = (
    (), ("entity_id",), ("country_code",), ("entity_id", "country_code"),
)  # fmt: skip
"""What the sums by year are kept by; the other dimensions only as a whole, for they are many."""
_KEYS = ["source_id", "dimension", "entity_id", "country_code", "year", "value"]
CELL_COLUMNS = [column.name for column in SummaryCell.__table__.columns][1:]
"""Columns of a cell, in table order, without its id."""
_CHUNK = 500
_FRAME_CELLS = 400_000


class Adding:
    """Cells on their way into their table and, when all are there, into the totals."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._next_id = 1 + int(session.scalar(select(func.max(SummaryCell.cell_id))) or 0)
        self._frames: list[pd.DataFrame] = []

    def add(self, cells: Sequence[tuple[Any, ...]]) -> None:
        """Insert cells: tuples of ``CELL_COLUMNS``, money in whole units."""
        if not cells:
            return
        numbered = ((number, *cell) for number, cell in enumerate(cells, start=self._next_id))
        insert_rows(self._session, SummaryCell, numbered)
        self._next_id += len(cells)
        self._frames.append(pd.DataFrame(cells, columns=CELL_COLUMNS))
        if sum(map(len, self._frames)) > _FRAME_CELLS:
            self.finish()

    def finish(self) -> None:
        """Add the cells inserted since to the totals."""
        if not self._frames:
            return
        cells = pd.concat(self._frames, ignore_index=True)
        self._frames.clear()
        _apply(self._session, cells, sign=1)


def remove_cells(session: Session, action_ids: Sequence[int]) -> None:
    """Take the cells of some actions out of the table and out of the totals."""
    for start in range(0, len(action_ids), _CHUNK):
        chunk = action_ids[start : start + _CHUNK]
        frame = _read(session, chunk)
        if not frame.empty:
            _apply(session, frame, sign=-1)
        session.execute(delete(SummaryCell).where(SummaryCell.action_id.in_(chunk)))
    table = SummaryTotal.__table__
    session.execute(delete(SummaryTotal).where(*(table.c[name] == 0 for name in (*MONEY, *COUNTS))))


def rebuild_totals(session: Session) -> None:
    """Make every total anew from the cells."""
    session.execute(delete(SummaryTotal))
    frame = _read(session, None)
    if not frame.empty:
        _apply(session, frame, sign=1)


def bump_version(session: Session) -> int:
    """Say that the data changed; returns the new version."""
    now = datetime.now(UTC)
    changed = session.execute(
        update(DataVersion)
        .where(DataVersion.version_id == 1)
        .values(version=DataVersion.version + 1, changed_at=now)
    )
    if changed.rowcount == 0:  # type: ignore[attr-defined]
        session.add(DataVersion(version_id=1, version=1, changed_at=now))
        session.flush()
    return int(session.scalars(select(DataVersion.version)).one())


def totals_of(cells: pd.DataFrame) -> pd.DataFrame:
    """The totals that ``cells`` make: key columns, money units and counts, one row per key."""
    names = ("country_code", *filter(None, DIMENSION_COLUMNS.values()))
    frame = cells.assign(**{name: cells[name].astype("category") for name in names})
    parts = []
    for dimension, column in DIMENSION_COLUMNS.items():
        for level in _LEVELS if column is None else _LEVELS[:1]:
            keys = ["source_id", *level, *([column] if column else [])]
            part = _level(frame, keys)
            part["dimension"] = dimension
            part["value"] = part[column].astype(str) if column else ""
            if "entity_id" not in level:
                part["entity_id"] = ANY_ID
            if "country_code" not in level:
                part["country_code"] = ANY
            part["country_code"] = part["country_code"].astype(str)
            parts.append(part[[*_KEYS, *MONEY, *COUNTS]])
    return pd.concat(parts, ignore_index=True)


def _level(frame: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    def group(part: pd.DataFrame, year: str) -> Any:
        return part.groupby([*keys, year], observed=True, sort=False)

    money = group(frame, "year")[list(MONEY)].sum().reset_index()
    span = [*keys, "action_id", "first_year", "last_year"]
    spans = frame[[*span, "is_unvalued"]].drop_duplicates(span)
    once = spans.sort_values("first_year", ascending=False).drop_duplicates([*keys, "action_id"])
    unvalued = spans[spans["is_unvalued"].astype(bool)]
    counted = [
        group(part, year).size().reset_index(name=name).rename(columns={year: "year"})
        for name, part, year in (
            ("actions", once, "first_year"),
            ("actions_begun", spans, "first_year"),
            ("actions_ended", spans, "last_year"),
            ("unvalued_begun", unvalued, "first_year"),
            ("unvalued_ended", unvalued, "last_year"),
        )
    ]
    together = pd.concat([money, *counted], ignore_index=True)
    together[[*MONEY, *COUNTS]] = together[[*MONEY, *COUNTS]].fillna(0).astype("int64")
    for name in keys:
        if str(together[name].dtype) == "category":
            together[name] = together[name].astype(object)
    added: pd.DataFrame = together.groupby([*keys, "year"], sort=False, as_index=False).sum()
    return added


def _apply(session: Session, cells: pd.DataFrame, *, sign: int) -> None:
    totals = totals_of(cells)
    totals[[*MONEY, *COUNTS]] *= sign
    _upsert(session, totals)


def _upsert(session: Session, totals: pd.DataFrame) -> None:
    name = SummaryTotal.__tablename__
    names = [*_KEYS, *MONEY, *COUNTS]
    connection = session.connection()
    rows = list(zip(*(totals[column].tolist() for column in names), strict=True))
    quoted = ", ".join(names)
    adding = ", ".join(
        f"{column} = {name}.{column} + excluded.{column}" for column in (*MONEY, *COUNTS)
    )
    conflict = " ON CONFLICT (" + ", ".join(_KEYS) + ") DO UPDATE SET " + adding
    if connection.dialect.name == "sqlite":
        marks = ", ".join("?" * len(names))
        connection.exec_driver_sql(
            f"INSERT INTO {name} ({quoted}) VALUES ({marks})" + conflict,  # noqa: S608
            rows,
        )
        return
    connection.exec_driver_sql(
        f"CREATE TEMP TABLE IF NOT EXISTS incoming (LIKE {name}) ON COMMIT DELETE ROWS"
    )
    connection.exec_driver_sql("DELETE FROM incoming")
    cursor = connection.connection.cursor()
    with cursor.copy(f"COPY incoming ({quoted}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)
    connection.exec_driver_sql(
        f"INSERT INTO {name} ({quoted}) SELECT {quoted} FROM incoming" + conflict  # noqa: S608
    )


def _read(session: Session, action_ids: Sequence[int] | None) -> pd.DataFrame:
    table = SummaryCell.__table__
    columns = [
        type_coerce(table.c[name], BigInteger).label(name) if name in MONEY else table.c[name]
        for name in CELL_COLUMNS
    ]
    query = select(*columns)
    if action_ids is not None:
        query = query.where(table.c.action_id.in_(action_ids))
    return pd.DataFrame(session.execute(query).all(), columns=CELL_COLUMNS)
