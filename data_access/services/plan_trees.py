"""The tree of a framework: what hangs from what, and bringing it to what a file says."""

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_access.services.plan_rows import Difference, changed, insert_facts, shown
from data_access.store.store import Store
from data_access.store.tables.goals import PlanNode
from data_access.vocabulary.plan_drafts import NodeDraft


@dataclass
class SavedTree:
    """The id of every node by code, which of them are new, and what changed in the others."""

    ids: dict[str, int]
    created: set[str] = field(default_factory=set)
    differences: list[Difference] = field(default_factory=list)


def read_parents(session: Session, framework_id: int) -> dict[str, str]:
    """The code of the parent of every node of a framework, "" at the top."""
    rows = session.execute(
        select(PlanNode.node_id, PlanNode.node_code, PlanNode.parent_id)
        .where(PlanNode.framework_id == framework_id)
        .order_by(PlanNode.position, PlanNode.node_id)
    ).all()
    codes = {node_id: code for node_id, code, _ in rows}
    return {code: codes[parent_id] if parent_id else "" for _, code, parent_id in rows}


def in_order(
    drafts: Mapping[str, NodeDraft], stored: Mapping[str, str]
) -> tuple[list[NodeDraft], dict[str, str]]:
    """The drafts, each after its parent and its component, and those that have no place.

    ``stored`` is what :func:`read_parents` tells. The second value gives, by code, the reference
    that leads nowhere; it is the code itself where the node would hang from itself.
    """
    parents = dict(stored) | {
        code: draft.parent for code, draft in drafts.items() if draft.parent is not None
    }
    homeless = {code: code for code in _circling(parents) if code in drafts}
    waiting = {code: draft for code, draft in drafts.items() if code not in homeless}
    placed = set(stored)
    needs = {
        code: {other for other in _references(draft) if other in waiting and other not in placed}
        for code, draft in waiting.items()
    }
    followers: dict[str, list[str]] = defaultdict(list)
    for code, others in needs.items():
        for other in others:
            followers[other].append(code)
    ready = deque(code for code, others in needs.items() if not others)
    ordered: list[NodeDraft] = []
    while ready:
        draft = waiting.pop(ready.popleft())
        missing = [code for code in _references(draft) if code not in placed]
        if missing:
            homeless[draft.code] = missing[0]
        else:
            ordered.append(draft)
            placed.add(draft.code)
        for follower in followers[draft.code]:
            needs[follower].discard(draft.code)
            if not needs[follower]:
                ready.append(follower)
    return ordered, homeless | {code: code for code in waiting}


def save_nodes(
    store: Store,
    session: Session,
    framework_id: int,
    drafts: Sequence[NodeDraft],
    places: Mapping[str, int],
    entity_ids: Mapping[str, int],
) -> SavedTree:
    """Create the nodes that are not there and change those that differ.

    ``drafts`` come from :func:`in_order`, ``places`` is their order in the file. Nothing is
    deleted; a goal stays a goal, and a node keeps the position that it got when it was created.
    """
    stored = {
        row.node_code: row
        for row in session.scalars(select(PlanNode).where(PlanNode.framework_id == framework_id))
    }
    saved = SavedTree({code: row.node_id for code, row in stored.items()})
    next_id = store.next_id(session, PlanNode)
    last = max((row.position for row in stored.values()), default=-1)
    new: list[dict[str, Any]] = []
    for draft in drafts:
        facts = _facts(draft, saved.ids, entity_ids)
        row = stored.get(draft.code)
        if row is not None:
            facts["is_goal"] = draft.is_goal or row.is_goal
            saved.differences += [
                Difference(draft.code, row.node_id, None, name, shown(before), shown(after))
                for name, (before, after) in changed(row, facts).items()
            ]
            continue
        new.append(
            {
                "node_id": next_id,
                "framework_id": framework_id,
                "node_code": draft.code,
                "position": last + 1 + places[draft.code],
                "is_illustrative": False,
            }
            | facts
        )
        saved.ids[draft.code] = next_id
        saved.created.add(draft.code)
        next_id += 1
    insert_facts(session, PlanNode, new)
    return saved


def _facts(
    draft: NodeDraft, ids: Mapping[str, int], entity_ids: Mapping[str, int]
) -> dict[str, Any]:
    facts: dict[str, Any] = {"level": draft.level, "is_goal": draft.is_goal, **draft.facts}
    if draft.parent is not None:
        facts["parent_id"] = ids.get(draft.parent)
    if draft.component is not None:
        facts["component_id"] = ids.get(draft.component)
    if draft.entity is not None:
        facts["entity_id"] = entity_ids.get(draft.entity)
    return facts


def _references(draft: NodeDraft) -> list[str]:
    return [code for code in (draft.parent, draft.component) if code]


def _circling(parents: Mapping[str, str]) -> Iterable[str]:
    """The codes from which the way up never ends."""
    ends: set[str] = {""}
    circling: set[str] = set()
    for start in parents:
        way: list[str] = []
        seen: set[str] = set()
        code = start
        while code not in ends and code not in circling and code not in seen:
            seen.add(code)
            way.append(code)
            code = parents.get(code, "")
        (circling if code in seen or code in circling else ends).update(way)
    return circling
