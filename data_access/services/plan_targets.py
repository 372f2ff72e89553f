"""Yearly targets: a changed one is a new version, and the old one stays."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_access.services.plan_rows import Difference, insert_facts, shown
from data_access.store.tables.goals import Indicator, YearTarget
from data_access.vocabulary.goals import decision_rank
from data_access.vocabulary.issues import Issue, Severity
from data_access.vocabulary.messages import N_
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


@dataclass(frozen=True, slots=True)
class Added:
    """A new version: what it changes in the order of decisions, and what is to be told of it."""

    difference: Difference
    issues: tuple[Issue, ...] = ()


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

    def add(self, subject: Subject, year: int, version: Version) -> Added | None:
        """Add ``version`` unless it is there already; returns what that changes.

        What a plan says, without an act, is compared with what holds and with the last one that
        came without an act: the file of a plan does not undo the acts that came after it. An
        empty target where there was none is no version.
        """
        before = self._versions.setdefault((subject.indicator_id, year), [])
        if _is_there(version, before):
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
        ordered = _as_decided(before)
        place = next(place for place, each in enumerate(ordered) if each is version)
        previous = ordered[place - 1].target if place else NOT_PROGRAMMED
        change = Difference(
            subject.code,
            subject.node_id,
            subject.indicator_id,
            FIELD.format(year=year),
            _shown(previous),
            _shown(version.target),
            is_in_force=ordered[-1] is version,
        )
        return Added(change, tuple(_told(year, version, ordered)))

    def add_all(self, subject: Subject, targets: Mapping[int, Target]) -> list[Added]:
        """What the targets of all years change."""
        found = (self.add(subject, year, Version(target)) for year, target in targets.items())
        return [added for added in found if added is not None]

    def write(self, session: Session) -> None:
        """Insert the new versions; their indicators are there already."""
        insert_facts(session, YearTarget, self._rows)


def codes_of(differences: Iterable[Difference]) -> set[str]:
    """The codes of what changed."""
    return {difference.code for difference in differences}


def _as_decided(versions: Iterable[Version]) -> list[Version]:
    """The versions of a target, given as they were loaded, in the order of their decisions."""
    ranked = enumerate(versions, start=1)
    order = sorted(
        ranked, key=lambda each: decision_rank(each[1].decided_on, each[1].act, each[0])
    )  # fmt: skip
    return [version for _, version in order]


def _is_there(version: Version, before: Sequence[Version]) -> bool:
    if version.act:
        own = [each.target for each in before if _is_same_act(each, version)]
        return bool(own) and own[-1] == version.target
    planned = [each.target for each in before if not each.act] or [NOT_PROGRAMMED]
    holding = _as_decided(before)[-1].target if before else NOT_PROGRAMMED
    return version.target in (holding, planned[-1])


def _is_same_act(one: Version, other: Version) -> bool:
    """Whether both are of one day and of acts that only capitals, accents or signs tell apart."""
    return bool(one.act) and _rank(one) == _rank(other)


def _rank(version: Version) -> tuple[Any, ...]:
    return decision_rank(version.decided_on, version.act, 0)


def _told(year: int, version: Version, ordered: Sequence[Version]) -> Iterator[Issue]:
    """What a person cannot see in the file: that a later decision holds, that two share a day."""
    rivals = [
        each
        for each in ordered
        if version.act and each.act
        and each.decided_on == version.decided_on
        and each.target != version.target
    ]  # fmt: skip
    own = [each for each in rivals if _is_same_act(each, version)]
    if own:
        yield _corrected(year, version, own[-1])
    elif rivals:
        yield _same_day(year, version, rivals[-1])
    if ordered[-1] not in (version, *rivals):
        yield _decided_later(year, version, ordered[-1])


def _decided_later(year: int, version: Version, last: Version) -> Issue:
    return Issue(
        "target.decided_later",
        N_(
            "«{act}», de {day}, dejó la meta de {year} en {holds} y sigue rigiendo: lo que "
            "dice esta fila ({here}) queda en el historial, antes de esa decisión."
        ),
        Severity.WARNING,
        values={
            "act": last.act,
            "day": shown(last.decided_on) or "—",
            "year": str(year),
            "holds": _shown(last.target) or "—",
            "here": _shown(version.target) or "—",
        },
    )


def _same_day(year: int, version: Version, rival: Version) -> Issue:
    return Issue(
        "target.same_day",
        N_(
            "«{act}» y «{other}» dejan metas distintas para {year} y sus fechas no dicen cuál se "
            "decidió después: se toma como posterior la de número más alto, «{holds}». Compruebe "
            "las fechas."
        ),
        Severity.WARNING,
        values={
            "act": version.act,
            "other": rival.act,
            "year": str(year),
            "holds": max(version, rival, key=_rank).act,
        },
    )


def _corrected(year: int, version: Version, former: Version) -> Issue:
    return Issue(
        "target.corrected",
        N_(
            "«{act}» ya había dejado la meta de {year} en {before}: se toma lo que dice esta fila "
            "({here}) como corrección. Si son dos actos, escriba el nombre de cada uno."
        ),
        Severity.WARNING,
        values={
            "act": version.act,
            "year": str(year),
            "before": _shown(former.target) or "—",
            "here": _shown(version.target) or "—",
        },
    )


def _shown(target: Target) -> str:
    return target.printed or shown(target.value)
