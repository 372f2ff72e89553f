"""Saving a plan that was read from a file: its tree, its indicators and their targets."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from data_access.services.plan_alike import tell_codes_alike
from data_access.services.plan_batches import Importing, import_rows
from data_access.services.plan_codes import placed
from data_access.services.plan_frameworks import save_framework
from data_access.services.plan_indicators import IndicatorChanges, read_indicators
from data_access.services.plan_rows import Difference, news, read_entity_ids, save_differences
from data_access.services.plan_scales import refuse_new_scales
from data_access.services.plan_targets import (
    FIELD,
    NOT_PROGRAMMED,
    TargetChanges,
    codes_of,
    read_targets,
)
from data_access.services.plan_trees import SavedTree, in_order, read_parents, save_nodes
from data_access.store.store import Store
from data_access.vocabulary.actors import Actor
from data_access.vocabulary.drafts import ImportOutcome, ParsedFile, RowDraft
from data_access.vocabulary.issues import Issue, Severity
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
    version. Rows whose parent is nowhere, whose code differs from another one in nothing but its
    case, or that are in another scale than what was reported, are left out and returned. Raises
    ``NotPermitted``.
    """
    return import_rows(
        store, actor, importer, parsed, _save,
        file_name=file_name, sha256=sha256, dry_run=dry_run,
    )  # fmt: skip


@dataclass
class _Work:
    """What the rows of a plan come to."""

    tree: SavedTree
    indicators: IndicatorChanges
    targets: TargetChanges
    indicator_of: dict[int, int] = field(default_factory=dict)
    differences: list[Difference] = field(default_factory=list)


def _save(importing: Importing[PlanDraft]) -> tuple[ImportOutcome, bool]:
    store, session, parsed = importing.store, importing.session, importing.parsed
    draft = parsed.framework or FrameworkDraft(importing.file_name)
    framework, changes, problems = save_framework(store, session, draft)
    if framework is None:
        name, sha256 = importing.file_name, importing.sha256
        return ImportOutcome(
            importing.importer, name, sha256, 0, 0, 0, 0, 0, tuple(problems)
        ), False
    entity_ids = read_entity_ids(session)
    last = read_targets(session, framework.framework_id)
    years = range(framework.starts_on.year, framework.ends_on.year + 1)
    _tell_years_outside(parsed.rows, years)
    indicators = read_indicators(store, session, framework.framework_id, entity_ids)
    refuse_new_scales(session, parsed.rows, indicators.stored)
    parents = read_parents(session, framework.framework_id)
    tell_codes_alike(parsed.rows, parents, indicators.stored)
    work = _Work(
        _save_tree(store, session, framework.framework_id, list(parsed.rows), parents, entity_ids),
        indicators,
        TargetChanges(last, importing.actor, importing.now),
    )
    _take_rows(importing, work)
    kept = importing.keep_batch(is_changed=bool(changes))
    if kept is not None:
        batch_id, row_ids = kept
        work.indicators.write(
            session,
            {
                work.indicator_of[key]: number
                for key, number in row_ids.items()
                if key in work.indicator_of
            },
        )
        work.targets.write(session)
        save_differences(store, session, work.differences, batch_id)
    return importing.outcome((*changes, *news(work.differences))), kept is not None


def _save_tree(
    store: Store,
    session: Session,
    framework_id: int,
    rows: Sequence[Row],
    parents: Mapping[str, str],
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
    ordered, homeless = in_order(drafts, parents)
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


def _take_rows(importing: Importing[PlanDraft], work: _Work) -> None:
    """What came of every row; a node that is new counts for the first row that brings it."""
    fresh = set(work.tree.created)
    moved = codes_of(work.tree.differences)
    work.differences += work.tree.differences
    for row in importing.parsed.rows:
        if row.draft is None or row.is_rejected:
            importing.note(row, "rejected")
            continue
        draft = row.draft
        codes = {node.code for node in (*draft.ancestors, draft.node)}
        is_new = draft.node.code in fresh
        is_changed = not (codes.isdisjoint(moved) and codes.isdisjoint(fresh))
        fresh -= codes
        moved -= codes
        if draft.indicator is not None:
            subject, is_new_indicator, found = work.indicators.add(
                draft.indicator, work.tree.ids[draft.node.code]
            )
            work.indicator_of[id(row)] = subject.indicator_id
            versions = work.targets.add_all(subject, draft.indicator.targets)
            row.issues += [
                placed(row, added.difference.field, added.difference.after, issue)
                for added in versions
                for issue in added.issues
            ]
            found = found if is_new_indicator else [*found, *(each.difference for each in versions)]
            work.differences += found
            is_new, is_changed = is_new or is_new_indicator, is_changed or bool(found)
        importing.note(row, "created" if is_new else "updated" if is_changed else "unchanged")


def _tell_years_outside(rows: Iterable[Row], years: range) -> None:
    """Tell the targets of years that are not of the framework."""
    for row in rows:
        indicator = row.draft.indicator if row.draft is not None else None
        for year, target in indicator.targets.items() if indicator is not None else ():
            if year not in years and target != NOT_PROGRAMMED:
                text = target.printed
                row.issues.append(placed(row, FIELD.format(year=year), text, _outside(year, years)))


def _outside(year: int, years: range) -> Issue:
    return Issue(
        "target.outside",
        N_(
            "La meta de {year} está fuera de los años del marco, que va de {first} a {last}: se "
            "conservó. Corrija el año de la columna o los días del marco."
        ),
        Severity.WARNING,
        values={"year": str(year), "first": str(years.start), "last": str(years.stop - 1)},
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
