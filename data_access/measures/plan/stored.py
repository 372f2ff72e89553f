"""Everything stored of goals, read once per version of the data."""

import threading
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from operator import attrgetter
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_access.measures.goals.rules import Parameter
from data_access.store.collector import without_collector
from data_access.store.store import Store
from data_access.store.tables import catalogues, goals
from data_access.store.tables.actions import Action, DataSource
from data_access.vocabulary.goals import Quarter, decision_rank

TARGET_COLUMNS = (
    "year", "version", "value", "printed", "act", "decided_on", "actor", "recorded_at",
)  # fmt: skip
_VERSION = TARGET_COLUMNS.index("version")
REPORT_COLUMNS = (
    "year", "quarter", "version", "state", "value", "printed", "qualitative", "justification",
    "evidence", "stated", "reason", "actor", "reported_at",
)  # fmt: skip
_CHUNK = 500
BUDGET_COLUMNS = ("year", "quarter", "resource", "appropriation", "committed", "paid")


@dataclass(frozen=True)
class CutDates:
    """When a cut opens, until when one reports, when it closes and whether it is closed."""

    cut: Quarter
    opens_on: date
    due_on: date
    closes_on: date
    content_hash: str = ""
    closed_at: datetime | None = None
    closed_by: str = ""
    closed_why: str = ""

    @property
    def is_closed(self) -> bool:
        """Whether its content is stored for good."""
        return bool(self.content_hash)


@dataclass(frozen=True)
class StoredPlan:
    """Frameworks, trees, indicators and what was planned, reported and paid of them.

    Rows are those of the tables, by id; ``targets``, ``reports`` and ``budgets`` hold tuples of
    ``TARGET_COLUMNS``, ``REPORT_COLUMNS`` and ``BUDGET_COLUMNS`` in the order of their keys, but
    for the targets of a year, which come in the order in which they were decided. Frameworks,
    indicators and contributions stand in an order that no id decides.
    """

    version: int
    frameworks: dict[int, Any]
    nodes: dict[int, Any]
    indicators: list[Any]
    co_entities: dict[int, list[int]]
    targets: dict[int, list[tuple[Any, ...]]]
    reports: dict[int, list[tuple[Any, ...]]]
    budgets: dict[int, list[tuple[Any, ...]]]
    contributions: list[Any]
    entities: dict[int, Any]
    sectors: dict[str, Any]
    components: list[Any]
    cuts: dict[str, CutDates]
    parameters: tuple[Parameter, ...]
    latest: dict[int, Any] = field(default_factory=dict)
    """The last version of each report, by indicator; every cut reads the same ones."""


class _Holder:
    """The plan of a store, and the lock of whoever reads the next one."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.plan: StoredPlan | None = None


_holders: WeakKeyDictionary[Store, _Holder] = WeakKeyDictionary()


def stored_plan(store: Store, session: Session, version: int) -> StoredPlan:
    """The plan of ``version``, from memory while the data has not changed."""
    holder = _holders.setdefault(store, _Holder())
    with holder.lock:
        if holder.plan is None or holder.plan.version != version:
            with without_collector():
                holder.plan = _read(session, version)
        return holder.plan


def _read(session: Session, version: int) -> StoredPlan:
    nodes = _by_id(session, goals.PlanNode, "node_id")
    frameworks = _frameworks(session)
    return StoredPlan(
        version=version,
        frameworks=frameworks,
        nodes=nodes,
        indicators=_indicators(session, frameworks, nodes),
        co_entities=_lists(
            session, goals.IndicatorEntity, "indicator_id", ("entity_id",), flat=True
        ),
        targets={
            indicator_id: _as_decided(versions)
            for indicator_id, versions in _lists(
                session, goals.YearTarget, "indicator_id", TARGET_COLUMNS
            ).items()
        },
        reports=_lists(session, goals.ProgressReport, "indicator_id", REPORT_COLUMNS),
        budgets=_lists(session, goals.GoalBudget, "node_id", BUDGET_COLUMNS),
        contributions=_contributions(session),
        entities=_by_id(session, catalogues.Entity, "entity_id"),
        sectors=_by_id(session, catalogues.Sector, "sector_code"),
        components=list(_rows(session, goals.IndexComponent)),
        cuts=_cuts(session),
        parameters=tuple(
            Parameter(row.key, row.valid_from, row.value)
            for row in _rows(session, goals.PlanParameter)
        ),
    )


def _rows(session: Session, table: Any) -> Any:
    columns = table.__table__
    return session.connection().execute(select(columns).order_by(*columns.primary_key))


def _by_id(session: Session, table: Any, key: str) -> dict[Any, Any]:
    return {getattr(row, key): row for row in _rows(session, table)}


def _lists(
    session: Session, table: Any, key: str, names: tuple[str, ...], *, flat: bool = False
) -> dict[int, list[Any]]:
    columns = table.__table__
    query = select(columns.c[key], *(columns.c[name] for name in names))
    found: dict[int, list[Any]] = defaultdict(list)
    for row in session.connection().execute(query.order_by(*columns.primary_key)).all():
        found[row[0]].append(row[1] if flat else tuple(row[1:]))
    return dict(found)


def _as_decided(versions: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """Targets in the order in which they were decided, whatever the order of their loading.

    ``version`` is then the place in that order.
    """
    if all(values[_VERSION] == 1 for values in versions):
        return versions
    rows = [dict(zip(TARGET_COLUMNS, values, strict=True)) for values in versions]
    rows.sort(
        key=lambda row: (
            row["year"], decision_rank(row["decided_on"], row["act"], row["version"]),
        )
    )  # fmt: skip
    found: Counter[int] = Counter()
    for row in rows:
        found[row["year"]] += 1
        row["version"] = found[row["year"]]
    return [tuple(row.values()) for row in rows]


def _frameworks(session: Session) -> dict[int, Any]:
    """Development plans before catalogues of indicators, then by code."""
    rows = list(_rows(session, goals.Framework))
    rows.sort(key=lambda row: (row.kind, row.framework_code))
    return {row.framework_id: row for row in rows}


def _indicators(session: Session, frameworks: dict[int, Any], nodes: dict[int, Any]) -> list[Any]:
    """The indicators in the order of their frameworks and of their goals in the tree."""
    places = {number: place for place, number in enumerate(frameworks)}
    found = list(_rows(session, goals.Indicator))
    found.sort(
        key=lambda row: (
            places[row.framework_id],
            nodes[row.node_id].position,
            row.indicator_code,
        )
    )
    return found


def _contributions(session: Session) -> list[Any]:
    """What actions give, in the order of the codes of action, indicator, period and entity."""
    link, action, source = goals.ActionGoal.__table__, Action.__table__, DataSource.__table__
    indicator, entity = goals.Indicator.__table__, catalogues.Entity.__table__
    query = (
        select(
            link.c.action_id, action.c.external_id, action.c.title, link.c.indicator_id,
            link.c.year, link.c.quarter, link.c.entity_id, link.c.quantity, source.c.source_code,
            indicator.c.indicator_code, entity.c.acronym,
        )
        .join(action, action.c.action_id == link.c.action_id)
        .join(source, source.c.source_id == action.c.source_id)
        .join(indicator, indicator.c.indicator_id == link.c.indicator_id)
        .join(entity, entity.c.entity_id == link.c.entity_id)
    )  # fmt: skip
    names = (
        "source_code", "external_id", "indicator_code", "year", "quarter", "acronym",
    )  # fmt: skip
    return sorted(session.connection().execute(query), key=attrgetter(*names))


def _cuts(session: Session) -> dict[str, CutDates]:
    table = goals.Cut.__table__
    names = (
        "cut_code", "opens_on", "due_on", "closes_on", "content_hash", "closed_at", "closed_by",
        "closed_why",
    )  # fmt: skip
    query = select(*(table.c[name] for name in names)).order_by(table.c.cut_code)
    return {
        row.cut_code: CutDates(Quarter.parse(row.cut_code), *row[1:])
        for row in session.connection().execute(query)
    }


def read_content(session: Session, code: str) -> bytes:
    """What was stored when the cut ``code`` was closed."""
    table = goals.Cut.__table__
    query = select(table.c.content).where(table.c.cut_code == code)
    return bytes(session.connection().execute(query).scalar_one())


def action_ids(session: Session, codes: Iterable[str]) -> dict[tuple[str, str], int]:
    """The ids that this store gave to actions, by their source and the code that it gives them."""
    found: dict[tuple[str, str], int] = {}
    wanted = sorted({*codes})
    for start in range(0, len(wanted), _CHUNK):
        rows = session.execute(
            select(DataSource.source_code, Action.external_id, Action.action_id)
            .join(DataSource, DataSource.source_id == Action.source_id)
            .where(Action.external_id.in_(wanted[start : start + _CHUNK]))
        )
        found |= {(source, code): number for source, code, number in rows}
    return found
