"""Yearly targets: a changed one is a new version, and the old one stays."""

from collections import defaultdict
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
class Version:
    """One of the versions of a target, and the act that decided it, if any."""

    target: Target
    act: str = ""
    decided_on: date | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """The indicator that a target is of, as people know it."""

    code: str
    node_id: int
    indicator_id: int


def read_targets(
    session: Session, framework_id: int | None = None
) -> dict[tuple[int, int], list[Version]]:
    """The versions of every target, by indicator and year, of one framework or of all."""
    query = select(
        YearTarget.indicator_id,
        YearTarget.year,
        YearTarget.value,
        YearTarget.printed,
        YearTarget.act,
        YearTarget.decided_on,
    ).order_by(YearTarget.version)
    if framework_id is not None:
        query = query.join(Indicator, Indicator.indicator_id == YearTarget.indicator_id).where(
            Indicator.framework_id == framework_id
        )
    found: dict[tuple[int, int], list[Version]] = defaultdict(list)
    for indicator_id, year, value, printed, act, decided_on in session.execute(query):
        found[indicator_id, year].append(Version(Target(value, printed), act, decided_on))
    return dict(found)


class TargetChanges:
    """The versions that an import adds, and what they change."""

    def __init__(
        self, versions: Mapping[tuple[int, int], list[Version]], actor: str, now: datetime
    ) -> None:
        self._versions = {key: list(each) for key, each in versions.items()}
        self._signed = {"actor": actor, "recorded_at": now}
        self._rows: list[dict[str, Any]] = []

    def add(self, subject: Subject, year: int, version: Version) -> Difference | None:
        """Add ``version`` unless it is there already; returns the difference.

        What a plan says, without an act, is compared with the last version and with the last one
        that came without an act: the file of a plan does not undo the acts that came after it. An
        empty target where there was none is no version.
        """
        before = self._versions.setdefault((subject.indicator_id, year), [])
        last = before[-1].target if before else NOT_PROGRAMMED
        if version.act:
            is_there = version in before
        else:
            planned = [each.target for each in before if not each.act] or [NOT_PROGRAMMED]
            is_there = version.target in (last, planned[-1])
        if is_there:
            return None
        before.append(version)
        self._rows.append(
            {
                "indicator_id": subject.indicator_id,
                "year": year,
                "version": len(before),
                "value": version.target.value,
                "printed": version.target.printed,
                "act": version.act,
                "decided_on": version.decided_on,
            }
            | self._signed
        )
        return Difference(
            subject.code,
            subject.node_id,
            subject.indicator_id,
            FIELD.format(year=year),
            _shown(last),
            _shown(version.target),
        )

    def add_all(self, subject: Subject, targets: Mapping[int, Target]) -> list[Difference]:
        """The differences of the targets of all years."""
        found = (self.add(subject, year, Version(target)) for year, target in targets.items())
        return [difference for difference in found if difference is not None]

    def write(self, session: Session) -> None:
        """Insert the new versions; their indicators are there already."""
        insert_facts(session, YearTarget, self._rows)


def codes_of(differences: Iterable[Difference]) -> set[str]:
    """The codes of what changed."""
    return {difference.code for difference in differences}


def _shown(target: Target) -> str:
    return target.printed or shown(target.value)
