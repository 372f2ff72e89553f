"""Saving a plan that was read from a file: its tree, its indicators and their targets."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from sqlalchemy.orm import Session

from data_access.services import summaries
from data_access.services.import_acts import take_in
from data_access.services.import_batches import Change, save_batch, was_seen
from data_access.services.plan_frameworks import save_framework
from data_access.services.plan_indicators import IndicatorChanges, read_indicators
from data_access.services.plan_rows import Difference, read_entity_ids, save_differences
from data_access.services.plan_targets import TargetChanges, codes_of, read_last_targets
from data_access.services.plan_trees import SavedTree, in_order, read_parents, save_nodes
from data_access.store.store import Store
from data_access.store.tables.imports import ImportBatch
from data_access.vocabulary.actors import Actor
from data_access.vocabulary.drafts import ImportOutcome, ParsedFile, RowDraft
from data_access.vocabulary.issues import Issue
from data_access.vocabulary.messages import N_
from data_access.vocabulary.plan_drafts import FrameworkDraft, NodeDraft, PlanDraft

Row = RowDraft[PlanDraft]


def save_plan(
    store: Store,
    actor: Actor,
    importer: str,
    parsed: ParsedFile[PlanDraft],
    *,
    file_name: str,
    sha256: str,
    dry_run: bool = False,
) -> ImportOutcome:
    """Write the plan that ``parsed`` brings, all or nothing, and tell what was done.

    A node and an indicator are known by their code inside the framework. Unseen ones are
    created; changed facts are updated and the difference told; a changed target becomes a new
    version. Rows whose parent is nowhere are left out and returned. Raises ``NotPermitted``.
    """

    def act(session: Session) -> tuple[ImportOutcome, bool]:
        return _save(store, session, actor, importer, parsed, file_name, sha256)

    return take_in(store, actor, f"import {importer} {file_name}", act, dry_run=dry_run)


@dataclass
class _Work:
    """What the rows of a plan come to."""

    tree: SavedTree
    indicators: IndicatorChanges
    targets: TargetChanges
    outcomes: dict[int, tuple[str, int | None]] = field(default_factory=dict)
    indicator_of: dict[int, int] = field(default_factory=dict)
    differences: list[Difference] = field(default_factory=list)


def _save(
    store: Store,
    session: Session,
    actor: Actor,
    importer: str,
    parsed: ParsedFile[PlanDraft],
    file_name: str,
    sha256: str,
) -> tuple[ImportOutcome, bool]:
    now = datetime.now(UTC)
    draft = parsed.framework or FrameworkDraft(file_name)
    framework, changes, problems = save_framework(store, session, draft)
    if framework is None:
        refused = ImportOutcome(importer, file_name, sha256, 0, 0, 0, 0, 0, tuple(problems))
        return refused, False
    entity_ids = read_entity_ids(session)
    work = _Work(
        _save_tree(store, session, framework.framework_id, parsed.rows, entity_ids),
        read_indicators(store, session, framework.framework_id, entity_ids),
        TargetChanges(read_last_targets(session, framework.framework_id), actor.name, now),
    )
    _take_rows(work, parsed.rows)
    tally = Counter(outcome for outcome, _ in work.outcomes.values())
    is_changed = bool(tally["created"] or tally["updated"] or changes)
    has_news = is_changed or bool(tally["rejected"] and not was_seen(session, importer, sha256))
    if has_news:
        batch = ImportBatch(
            batch_id=store.next_id(session, ImportBatch), importer=importer, file_name=file_name,
            sha256=sha256, actor=actor.name, imported_at=now, rows_read=parsed.rows_read,
            created=tally["created"], updated=tally["updated"], unchanged=tally["unchanged"],
            rejected=tally["rejected"],
        )  # fmt: skip
        row_ids = save_batch(store, session, parsed, work.outcomes, batch)
        written = {work.indicator_of[key]: n for key, n in row_ids.items() if key in
                   work.indicator_of}  # fmt: skip
        work.indicators.write(session, written)
        work.targets.write(session)
        save_differences(store, session, work.differences, batch.batch_id)
    if is_changed:
        summaries.bump_version(session)
    return _outcome(importer, file_name, sha256, parsed, tally, changes, work), has_news


def _save_tree(
    store: Store,
    session: Session,
    framework_id: int,
    rows: Sequence[Row],
    entity_ids: Mapping[str, int],
) -> SavedTree:
    """Save the nodes of the rows; rows without a place in the tree get an error."""
    drafts: dict[str, NodeDraft] = {}
    for row in rows:
        if row.draft is not None and not row.is_rejected:
            drafts.setdefault(row.draft.node.code, row.draft.node)
    for row in rows:
        if row.draft is not None and not row.is_rejected:
            for ancestor in row.draft.ancestors:
                drafts.setdefault(ancestor.code, ancestor)
    ordered, homeless = in_order(drafts, read_parents(session, framework_id))
    for row in rows:
        if row.draft is not None and row.draft.node.code in homeless:
            row.issues.append(_without_place(row, homeless[row.draft.node.code]))
    places = {code: place for place, code in enumerate(_file_order(rows))}
    return save_nodes(store, session, framework_id, ordered, places, entity_ids)


def _file_order(rows: Sequence[Row]) -> list[str]:
    codes = (
        node.code
        for row in rows
        if row.draft is not None
        for node in (*row.draft.ancestors, row.draft.node)
    )
    return list(dict.fromkeys(codes))


def _take_rows(work: _Work, rows: Sequence[Row]) -> None:
    """What came of every row; a node that is new counts for the first row that brings it."""
    fresh = set(work.tree.created)
    moved = codes_of(work.tree.differences)
    work.differences += work.tree.differences
    for row in rows:
        if row.draft is None or row.is_rejected:
            work.outcomes[id(row)] = ("rejected", None)
            continue
        draft = row.draft
        codes = {node.code for node in (*draft.ancestors, draft.node)}
        is_new = draft.node.code in fresh
        is_changed = bool(codes & (moved | fresh))
        fresh -= codes
        moved -= codes
        if draft.indicator is not None:
            subject, is_new_indicator, found = work.indicators.add(
                draft.indicator, work.tree.ids[draft.node.code]
            )
            work.indicator_of[id(row)] = subject.indicator_id
            versions = work.targets.add_all(subject, draft.indicator.targets)
            found = found if is_new_indicator else [*found, *versions]
            work.differences += found
            is_new, is_changed = is_new or is_new_indicator, is_changed or bool(found)
        work.outcomes[id(row)] = (
            "created" if is_new else "updated" if is_changed else "unchanged",
            None,
        )


def _without_place(row: Row, reference: str) -> Issue:
    message = N_(
        "«{reference}» no está en el archivo ni en el marco: no se sabe de dónde cuelga esta fila. "
        "Agregue esa fila o corrija el código del padre."
    )
    if row.draft is not None and reference == row.draft.node.code:
        message = N_(
            "«{reference}» colgaría de sí mismo. Corrija el código del padre de esta fila o el de "
            "las que están encima."
        )
    return Issue(
        "parent.unknown",
        message,
        sheet=row.sheet or None,
        row=row.row_number,
        column="padre",
        value=reference,
        values={"reference": reference},
    )


def _outcome(
    importer: str,
    file_name: str,
    sha256: str,
    parsed: ParsedFile[PlanDraft],
    tally: Mapping[str, int],
    changes: Sequence[Change],
    work: _Work,
) -> ImportOutcome:
    return ImportOutcome(
        importer=importer,
        file_name=file_name,
        sha256=sha256,
        rows_read=parsed.rows_read,
        created=tally["created"],
        updated=tally["updated"],
        unchanged=tally["unchanged"],
        rejected=tally["rejected"],
        issues=(*parsed.issues, *(issue for row in parsed.rows for issue in row.issues)),
        rejected_rows=tuple(row for row in parsed.rows if row.is_rejected),
        changes=(*changes, *(item.change for item in work.differences)),
    )
