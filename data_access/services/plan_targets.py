"""Yearly targets: a changed one is a new version, and the old one stays."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_access.services.plan_rows import Difference, insert_facts, shown
from data_access.store.tables.goals import Indicator, YearTarget
from data_access.vocabulary.plan_drafts import Target

FIELD = "meta_{year}"
NOT_PROGRAMMED = Target(None, "")


@dataclass(frozen=True, slots=True)
class Reached:
    """The last version of a target."""

    version: int
    target: Target
    act: str = ""
    decided_on: date | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """The indicator that a target is of, as people know it."""

    code: str
    node_id: int
    indicator_id: int


def read_last_targets(session: Session, framework_id: int) -> dict[tuple[int, int], Reached]:
    """The last version of every target of a framework, by indicator and year."""
    rows = session.execute(
        select(
            YearTarget.indicator_id,
            YearTarget.year,
            YearTarget.version,
            YearTarget.value,
            YearTarget.printed,
            YearTarget.act,
            YearTarget.decided_on,
        )
        .join(Indicator, Indicator.indicator_id == YearTarget.indicator_id)
        .where(Indicator.framework_id == framework_id)
        .order_by(YearTarget.version)
    )
    return {
        (indicator_id, year): Reached(version, Target(value, printed), act, decided_on)
        for indicator_id, year, version, value, printed, act, decided_on in rows
    }


class TargetChanges:
    """The versions that an import adds, and what they change."""

    def __init__(self, last: Mapping[tuple[int, int], Reached], actor: str, now: datetime) -> None:
        self._last = dict(last)
        self._signed = {"actor": actor, "recorded_at": now}
        self._rows: list[dict[str, Any]] = []

    def add(
        self,
        subject: Subject,
        year: int,
        target: Target,
        *,
        act: str = "",
        decided_on: date | None = None,
    ) -> Difference | None:
        """Add a version when ``target`` differs from the last one; returns the difference.

        An empty target where there was none is no version. An act is compared only when given.
        """
        key = (subject.indicator_id, year)
        last = self._last.get(key, Reached(0, NOT_PROGRAMMED))
        is_same_act = not act or (act, decided_on) == (last.act, last.decided_on)
        if target == last.target and is_same_act:
            return None
        reached = Reached(last.version + 1, target, act, decided_on)
        self._last[key] = reached
        self._rows.append(
            {
                "indicator_id": subject.indicator_id,
                "year": year,
                "version": reached.version,
                "value": target.value,
                "printed": target.printed,
                "act": act,
                "decided_on": decided_on,
            }
            | self._signed
        )
        return Difference(
            subject.code,
            subject.node_id,
            subject.indicator_id,
            FIELD.format(year=year),
            _shown(last.target),
            _shown(target),
        )

    def add_all(self, subject: Subject, targets: Mapping[int, Target]) -> list[Difference]:
        """The differences of the targets of all years."""
        found = (self.add(subject, year, target) for year, target in targets.items())
        return [difference for difference in found if difference is not None]

    def write(self, session: Session) -> None:
        """Insert the new versions; their indicators are there already."""
        insert_facts(session, YearTarget, self._rows)


def codes_of(differences: Iterable[Difference]) -> set[str]:
    """The codes of what changed."""
    return {difference.code for difference in differences}


def _shown(target: Target) -> str:
    return target.printed or shown(target.value)
