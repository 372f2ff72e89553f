"""Keeping the summary tables, cells and totals, in the writer's transaction."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from operator import itemgetter
from typing import Any

from sqlalchemy import BigInteger, delete, select, type_coerce, update
from sqlalchemy.orm import Session

from data_access.services.totals import COUNTS, KEYS, MONEY, Tally, Total
from data_access.store.bulk import Inserter, insert_rows
from data_access.store.tables.summaries import DataVersion, SummaryCell, SummaryTotal
from data_access.vocabulary.categories import ANY, ANY_ID
from data_access.vocabulary.money import checked

CELL_COLUMNS = [column.name for column in SummaryCell.__table__.columns][:-1]
"""Columns of a cell, in table order, without its number."""
_ADDED = (*MONEY, *COUNTS)
_TOTAL = (*KEYS, *_ADDED)
_RARE = {column.name for column in SummaryCell.__table__.columns if column.server_default}
"""Columns that the store fills with zero when they are not told."""
_CHUNK = 500
_CELLS_AT_ONCE = 400_000


class Adding:
    """Cells on their way into their table and, when all are there, into the totals."""

    def __init__(self, inserter: Inserter) -> None:
        query = select(SummaryTotal.source_id).distinct()
        self._inserter = inserter
        self._with_totals = set(inserter.session.scalars(query))
        self._tally = Tally()

    def add(self, cells: Sequence[tuple[Any, ...]]) -> None:
        """Insert cells: tuples of ``CELL_COLUMNS``, money in whole units; all of an action."""
        if not cells:
            return
        columns = _by_column(cells)
        columns["cell_number"] = range(len(cells))
        told = [name for name in columns if name not in _RARE or any(columns[name])]
        rows = zip(*(columns[name] for name in told), strict=True)
        self._inserter.insert(SummaryCell, rows, columns=told)
        self._tally.add(columns)
        if len(self._tally) > _CELLS_AT_ONCE:
            self.finish()

    def finish(self) -> None:
        """Add the cells inserted since to the totals."""
        if len(self._tally):
            # A source without totals has none to add to, and plain rows are taken faster.
            sources = set(self._tally.sources())
            is_new = self._with_totals.isdisjoint(sources)
            told = [name for name in _TOTAL if name not in _RARE or self._tally.has(name)]
            rows = map(itemgetter(*map(_TOTAL.index, told)), self._tally.totals())
            adding = () if is_new else told[len(KEYS) :]
            self._inserter.insert(SummaryTotal, rows, adding, told)
            self._with_totals |= sources
            self._tally = Tally()
            _check(self._inserter.session)


def _check(session: Session) -> None:
    """Whether all years of all sources together still are what can be summed exactly."""
    table = SummaryTotal.__table__
    query = select(*(type_coerce(table.c[name], BigInteger) for name in MONEY)).where(
        table.c.dimension == "total", table.c.entity_id == ANY_ID, table.c.country_code == ANY
    )
    # Added up here, where whole numbers have no end.
    for column in zip(*session.execute(query), strict=True):
        checked(sum(map(abs, column)))


def remove_cells(session: Session, action_ids: Sequence[int]) -> None:
    """Take the cells of some actions out of the table and out of the totals."""
    for start in range(0, len(action_ids), _CHUNK):
        chunk = action_ids[start : start + _CHUNK]
        if cells := _read(session, chunk):
            totals = _negative(_tally_of(cells).totals())
            insert_rows(session, SummaryTotal, totals, _ADDED, _TOTAL)
        session.execute(delete(SummaryCell).where(SummaryCell.action_id.in_(chunk)))
    table = SummaryTotal.__table__
    session.execute(delete(SummaryTotal).where(*(table.c[name] == 0 for name in _ADDED)))


def rebuild_totals(session: Session) -> None:
    """Make every total anew from the cells."""
    session.execute(delete(SummaryTotal))
    if cells := _read(session, None):
        insert_rows(session, SummaryTotal, _tally_of(cells).totals(), _ADDED, _TOTAL)


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


def _by_column(cells: Sequence[Sequence[Any]]) -> dict[str, Sequence[Any]]:
    return dict(zip(CELL_COLUMNS, zip(*cells, strict=True), strict=True))


def _tally_of(cells: Sequence[Sequence[Any]]) -> Tally:
    tally = Tally()
    tally.add(_by_column(cells))
    return tally


def _negative(totals: Iterable[Total]) -> Iterator[Total]:
    """The same sums to be taken away."""
    keys = len(KEYS)
    return ((*total[:keys], *(-value for value in total[keys:])) for total in totals)


def _read(session: Session, action_ids: Sequence[int] | None) -> Sequence[Sequence[Any]]:
    """Cells as ``CELL_COLUMNS``, money in whole units: of some actions, or every one."""
    table = SummaryCell.__table__
    columns = [
        type_coerce(table.c[name], BigInteger).label(name) if name in MONEY else table.c[name]
        for name in CELL_COLUMNS
    ]
    query = select(*columns)
    if action_ids is not None:
        query = query.where(table.c.action_id.in_(action_ids))
    return session.execute(query).all()
