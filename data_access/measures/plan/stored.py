"""Everything stored of goals, read once per version of the data."""

import threading
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_access.measures.goals.rules import Parameter
from data_access.store.collector import without_collector
from data_access.store.store import Store
from data_access.store.tables import catalogues, goals
from data_access.store.tables.actions import Action
from data_access.vocabulary.goals import Quarter, decision_rank

TARGET_COLUMNS = (
    "year", "version", "value", "printed", "act", "decided_on", "actor", "recorded_at",
)  # fmt: skip
REPORT_COLUMNS = (
    "year", "quarter", "version", "state", "value", "printed", "qualitative", "justification",
    "evidence", "stated", "reason", "actor", "reported_at",
)  # fmt: skip
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
    for the targets of a year, which come in the order in which they were decided.
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
    return StoredPlan(
        version=version,
        frameworks=_by_id(session, goals.Framework, "framework_id"),
        nodes=nodes,
        indicators=_indicators(session, nodes),
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


def _indicators(session: Session, nodes: dict[int, Any]) -> list[Any]:
    """The indicators in the order of their frameworks and of their goals in the tree."""
    found = list(_rows(session, goals.Indicator))
    found.sort(key=lambda row: (row.framework_id, nodes[row.node_id].position, row.indicator_code))
    return found


def _contributions(session: Session) -> list[Any]:
    link, action = goals.ActionGoal.__table__, Action.__table__
    query = (
        select(
            link.c.action_id, action.c.external_id, action.c.title, link.c.indicator_id,
            link.c.year, link.c.quarter, link.c.entity_id, link.c.quantity,
        )
        .join(action, action.c.action_id == link.c.action_id)
        .order_by(*link.primary_key)
    )  # fmt: skip
    return list(session.connection().execute(query))


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
