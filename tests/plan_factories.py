"""Small plans made by hand, for tests whose figures one can compute in one's head."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from data_access.services.summaries import bump_version
from data_access.store.store import Store
from data_access.store.tables import goals
from data_access.vocabulary.actors import OPERATOR

AT = datetime(2025, 10, 5, 12, tzinfo=UTC)


@dataclass
class PlanBuilder:
    """Adds the rows of a plan to a session, ids in the order in which things come."""

    session: Session
    nodes: dict[str, int] = field(default_factory=dict)
    indicators: dict[str, int] = field(default_factory=dict)
    frameworks: dict[str, int] = field(default_factory=dict)

    def framework(self, code: str = "plan", **more: Any) -> None:
        """A framework of 2024–2027; the nodes that follow are of the last one."""
        self.frameworks[code] = len(self.frameworks) + 1
        facts = {
            "kind": "development_plan", "name_es": f"Marco {code}", "name_en": f"Framework {code}",
            "starts_on": date(2024, 1, 1), "ends_on": date(2027, 12, 31), "norm": "",
        }  # fmt: skip
        number = self.frameworks[code]
        self._add(goals.Framework(framework_id=number, framework_code=code, **facts | more))

    def node(self, code: str, level: str, parent: str = "", **more: Any) -> None:
        """A node below ``parent``; ``is_goal`` makes it a goal, ``component`` its second place."""
        self.nodes[code] = len(self.nodes) + 1
        component = more.pop("component", "")
        facts = {"is_goal": False, "weight": None, "entity_id": None, "is_illustrative": False}
        self._add(
            goals.PlanNode(
                node_id=self.nodes[code], framework_id=len(self.frameworks), node_code=code,
                level=level, parent_id=self.nodes.get(parent),
                component_id=self.nodes.get(component), position=len(self.nodes),
                **facts | {"name_es": f"Nodo {code}", "name_en": f"Node {code}"} | more,
            )
        )  # fmt: skip

    def indicator(
        self, code: str, node: str, targets: Mapping[int, str | None] | None = None, **more: Any
    ) -> None:
        """An indicator of the goal ``node`` with the first version of its yearly targets."""
        self.indicators[code] = len(self.indicators) + 1
        facts = {
            "name_es": f"Indicador {code}", "name_en": f"Indicator {code}",
            "accumulation": "SUMA", "periodicity": "trimestral", "baseline": None,
            "final_goal": None, "starts_on": date(2024, 1, 1), "ends_on": date(2027, 12, 31),
            "lag_days": None, "entity_id": 1, "weight": None, "is_valid": True,
            "is_illustrative": False, "source_row_id": None,
        }  # fmt: skip
        for name in ("baseline", "final_goal", "weight"):
            if name in more:
                more[name] = _number(more[name])
        self._add(
            goals.Indicator(
                indicator_id=self.indicators[code], node_id=self.nodes[node],
                framework_id=len(self.frameworks), indicator_code=code, **facts | more,
            )
        )  # fmt: skip
        for year, value in (targets or {}).items():
            self.target(code, year, value)

    def target(
        self, code: str, year: int, value: str | None, version: int = 1, **more: Any
    ) -> None:
        """A version of the target of a year."""
        facts = {"decided_on": None, "actor": "operator", "recorded_at": AT}
        self._add(
            goals.YearTarget(
                indicator_id=self.indicators[code], year=year, version=version,
                value=_number(value), **facts | more,
            )
        )  # fmt: skip

    def report(
        self, code: str, quarter: str, value: str | None, version: int = 1, **more: Any
    ) -> None:
        """A report of ``2025-T3``; without a value it is one that says there is none."""
        year, number = quarter.split("-T")
        facts = {
            "state": "reported" if value is not None else "not_reported", "qualitative": "dicho",
            "justification": "explicado", "actor": "operator", "reported_at": AT,
            "source_row_id": None,
        }  # fmt: skip
        self._add(
            goals.ProgressReport(
                indicator_id=self.indicators[code], year=int(year), quarter=int(number),
                version=version, value=_number(value), **facts | more,
            )
        )  # fmt: skip

    def budget(self, node: str, quarter: str, money: Iterable[str | None], resource: str) -> None:
        """Appropriation, commitments and payments of a node in pesos."""
        year, number = quarter.split("-T")
        appropriation, committed, paid = map(_number, money)
        self._add(
            goals.GoalBudget(
                node_id=self.nodes[node], year=int(year), quarter=int(number), resource=resource,
                appropriation=appropriation, committed=committed, paid=paid,
            )
        )  # fmt: skip

    def contribution(
        self, action_id: int, indicator_id: int, year: int, quarter: int, entity_id: int, much: str
    ) -> None:
        """What an entity says that an action gave to an indicator."""
        self._add(
            goals.ActionGoal(
                action_id=action_id, indicator_id=indicator_id, year=year, quarter=quarter,
                entity_id=entity_id, quantity=Decimal(much),
            )
        )  # fmt: skip

    def component(self, code: str, family: str, indicator: str, weight: str, **more: Any) -> None:
        """An ingredient of the index against the goal of ``indicator``."""
        facts = {"method": "meta", "minimum": None, "maximum": None, "name_es": code}
        self._add(
            goals.IndexComponent(
                component_code=code, family=family, indicator_code=indicator,
                weight=Decimal(weight), position=len(self.nodes) * 100 + ord(code[-1]),
                **facts | more,
            )
        )  # fmt: skip

    def cut(self, code: str, opens_on: date, due_on: date, closes_on: date) -> None:
        """A cut of the calendar, open."""
        year, number = code.split("-T")
        self._add(
            goals.Cut(
                cut_code=code, year=int(year), quarter=int(number), opens_on=opens_on,
                due_on=due_on, closes_on=closes_on, closed_at=None, content=None,
            )
        )  # fmt: skip

    def _add(self, row: Any) -> None:
        self.session.add(row)
        self.session.flush()


class building:  # noqa: N801 - read as a verb: ``with building(store) as plan:``
    """A builder over a writing session that says at its end that the data changed."""

    def __init__(self, store: Store) -> None:
        """Nothing is opened yet."""
        self._writing = store.writing(OPERATOR, "test")

    def __enter__(self) -> PlanBuilder:
        """Open the session."""
        self._session = self._writing.__enter__()
        return PlanBuilder(self._session)

    def __exit__(self, *problem: Any) -> None:
        """Commit, with a new version of the data."""
        if problem[0] is None:
            bump_version(self._session)
        self._writing.__exit__(*problem)


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
