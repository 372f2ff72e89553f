"""Indicators with their fact sheets: which are new, which changed, what is to be written."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from data_access.services.plan_rows import Difference, changed, insert_facts, shown
from data_access.services.plan_targets import Subject
from data_access.store.bulk import insert_rows
from data_access.store.store import Store
from data_access.store.tables.goals import Indicator, IndicatorEntity
from data_access.vocabulary.plan_drafts import IndicatorDraft

_DEFAULTS = {"is_valid": True, "is_illustrative": False}


@dataclass
class IndicatorChanges:
    """What an import does to the indicators of a framework, gathered before it is written."""

    framework_id: int
    stored: dict[str, Indicator]
    partners: dict[int, set[int]]
    entity_ids: Mapping[str, int]
    next_id: int
    new: dict[int, dict[str, Any]] = field(default_factory=dict)
    shared: dict[int, set[int]] = field(default_factory=dict)

    def add(self, draft: IndicatorDraft, node_id: int) -> tuple[Subject, bool, list[Difference]]:
        """Create or change the indicator of ``draft``; says whether it is new, and what changed.

        An indicator that the file puts under another goal moves there.
        """
        facts: dict[str, Any] = {"node_id": node_id, **draft.facts}
        if draft.entity is not None:
            facts["entity_id"] = self.entity_ids.get(draft.entity)
        row = self.stored.get(draft.code)
        if row is None:
            subject = Subject(draft.code, node_id, self.next_id)
            self.new[self.next_id] = {
                "indicator_id": self.next_id,
                "framework_id": self.framework_id,
                "indicator_code": draft.code,
                **_DEFAULTS,
                **facts,
            }
            self.next_id += 1
            self._share(draft, subject)
            return subject, True, []
        subject = Subject(draft.code, node_id, row.indicator_id)
        found = [
            Difference(draft.code, node_id, row.indicator_id, name, shown(before), shown(after))
            for name, (before, after) in changed(row, facts).items()
        ]
        return subject, False, found + self._share(draft, subject)

    def _share(self, draft: IndicatorDraft, subject: Subject) -> list[Difference]:
        """Note who answers for the indicator beside its entity, when that differs."""
        if draft.co_entities is None:
            return []
        before = self.partners.get(subject.indicator_id, set())
        after = {self.entity_ids[code] for code in draft.co_entities if code in self.entity_ids}
        if before == after:
            return []
        self.shared[subject.indicator_id] = after
        acronyms = {number: acronym for acronym, number in self.entity_ids.items()}
        old, new = ("; ".join(sorted(acronyms[n] for n in each)) for each in (before, after))
        return [
            Difference(
                draft.code, subject.node_id, subject.indicator_id, "co_entities", old, new
            )
        ]  # fmt: skip

    def write(self, session: Session, source_rows: Mapping[int, int]) -> None:
        """Insert the new indicators and who shares them; ``source_rows`` by indicator."""
        insert_facts(
            session,
            Indicator,
            ({**facts, "source_row_id": source_rows.get(key)} for key, facts in self.new.items()),
        )
        for row in self.stored.values():
            row.source_row_id = source_rows.get(row.indicator_id, row.source_row_id)
        session.flush()
        shared_before = [key for key in self.shared if key in self.partners]
        session.execute(
            delete(IndicatorEntity).where(IndicatorEntity.indicator_id.in_(shared_before))
        )
        insert_rows(
            session,
            IndicatorEntity,
            ((key, number) for key, numbers in self.shared.items() for number in sorted(numbers)),
        )


def read_indicators(
    store: Store, session: Session, framework_id: int, entity_ids: Mapping[str, int]
) -> IndicatorChanges:
    """The indicators of a framework, to be compared with those of a file."""
    rows = session.scalars(select(Indicator).where(Indicator.framework_id == framework_id)).all()
    partners: dict[int, set[int]] = defaultdict(set)
    for indicator_id, entity_id in session.execute(
        select(IndicatorEntity.indicator_id, IndicatorEntity.entity_id)
        .join(Indicator, Indicator.indicator_id == IndicatorEntity.indicator_id)
        .where(Indicator.framework_id == framework_id)
    ):
        partners[indicator_id].add(entity_id)
    return IndicatorChanges(
        framework_id,
        {row.indicator_code: row for row in rows},
        dict(partners),
        entity_ids,
        store.next_id(session, Indicator),
    )
