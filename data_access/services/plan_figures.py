"""What is said of goals beside their reports: budgets, contributions, reprogrammed targets."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_access.services.plan_actions import ActionCodes
from data_access.services.plan_batches import Importing, import_rows
from data_access.services.plan_budgets import BudgetPeriods, NodePaths
from data_access.services.plan_codes import Known, placed, read_known
from data_access.services.plan_rows import (
    Difference,
    changed,
    news,
    read_entity_ids,
    save_differences,
    shown,
)
from data_access.services.plan_scales import in_scale
from data_access.services.plan_targets import TargetChanges, Version, read_targets
from data_access.store.store import Store
from data_access.store.tables.goals import ActionGoal, GoalBudget, PlanNode
from data_access.vocabulary.actors import Actor
from data_access.vocabulary.drafts import ImportOutcome, ParsedFile, RowDraft
from data_access.vocabulary.issues import Issue
from data_access.vocabulary.messages import N_
from data_access.vocabulary.names import natural_order
from data_access.vocabulary.plan_drafts import BudgetDraft, ContributionDraft, TargetDraft

_MONEY = ("appropriation", "committed", "paid")


def save_budgets(
    store: Store, actor: Actor, importer: str, parsed: ParsedFile[BudgetDraft], **file: Any
) -> ImportOutcome:
    """Write what was budgeted, committed and paid; a changed amount is told with the old one.

    ``file`` is ``file_name``, ``sha256`` and ``dry_run``, as in ``save_plan``. A budget is known
    by node, year, quarter and resource. Raises ``NotPermitted``.
    """
    return import_rows(store, actor, importer, parsed, _save_budgets, **file)


def save_contributions(
    store: Store, actor: Actor, importer: str, parsed: ParsedFile[ContributionDraft], **file: Any
) -> ImportOutcome:
    """Write what actions give to indicators; a changed quantity is told with the old one.

    ``file`` as in :func:`save_budgets`. A contribution is known by action, indicator, quarter and
    the entity that claims it. Raises ``NotPermitted``.
    """
    return import_rows(store, actor, importer, parsed, _save_contributions, **file)


def save_reprogrammed(
    store: Store, actor: Actor, importer: str, parsed: ParsedFile[TargetDraft], **file: Any
) -> ImportOutcome:
    """Write targets that an act changed, each as a new version beside the old one.

    ``file`` as in :func:`save_budgets`. Raises ``NotPermitted``.
    """
    return import_rows(store, actor, importer, parsed, _save_reprogrammed, **file)


def _known(importing: Importing[Any]) -> Known:
    framework = importing.parsed.framework
    return read_known(importing.session, framework.code if framework else "")


def _save_budgets(importing: Importing[BudgetDraft]) -> tuple[ImportOutcome, bool]:
    session = importing.session
    known = _known(importing)
    nodes, framework_of = _nodes(session, known)
    stored = {
        (row.node_id, row.year, row.quarter, row.resource): row
        for row in session.scalars(select(GoalBudget))
    }
    periods = BudgetPeriods(
        {key: {name: getattr(row, name) for name in _MONEY} for key, row in stored.items()}
    )
    seen: dict[Any, int] = {}
    differences: list[Difference] = []
    for row in importing.parsed.rows:
        draft = row.draft
        node_id = None if draft is None or row.is_rejected else _only(row, nodes, draft.node)
        if (
            draft is None
            or node_id is None
            or not known.has_year(row, draft.year, framework_of[node_id])
        ):
            importing.note(row, "rejected")
            continue
        key = (node_id, draft.year, draft.quarter, draft.resource)
        if _is_repeated(importing, row, seen, key):
            continue
        facts = {name: getattr(draft, name) for name in _MONEY}
        periods.take(key, row, facts)
        budget = stored.get(key)
        if budget is None:
            names = ("node_id", "year", "quarter", "resource")
            session.add(GoalBudget(**dict(zip(names, key, strict=True)), **facts))
            importing.note(row, "created")
            continue
        period = f"{draft.year}-T{draft.quarter} {draft.resource}"
        found = [
            Difference(draft.node, node_id, None, f"{name} {period}", shown(old), shown(new))
            for name, (old, new) in changed(budget, facts).items()
        ]
        differences += found
        importing.note(row, "updated" if found else "unchanged")
    periods.tell_falls()
    nodes_above = select(PlanNode.node_id, PlanNode.node_code, PlanNode.parent_id)
    periods.tell_twice(NodePaths(session.execute(nodes_above).all()))
    return _conclude(importing, differences)


def _save_contributions(importing: Importing[ContributionDraft]) -> tuple[ImportOutcome, bool]:
    session = importing.session
    known = _known(importing)
    actions = ActionCodes(session)
    entities = {acronym: [entity_id] for acronym, entity_id in read_entity_ids(session).items()}
    stored = {
        (row.action_id, row.indicator_id, row.year, row.quarter, row.entity_id): row
        for row in session.scalars(select(ActionGoal))
    }
    seen: dict[Any, int] = {}
    differences: list[Difference] = []
    for row in importing.parsed.rows:
        draft = row.draft
        if draft is None or row.is_rejected:
            importing.note(row, "rejected")
            continue
        found = known.resolve(row, draft.indicator, draft.year)
        action_id = actions.resolve(row, draft.action)
        entity_id = _only(row, entities, draft.entity)
        if found is None or action_id is None or entity_id is None:
            importing.note(row, "rejected")
            continue
        subject = found.subject
        key = (action_id, subject.indicator_id, draft.year, draft.quarter, entity_id)
        if _is_repeated(importing, row, seen, key):
            continue
        quantity = in_scale(row, "cantidad", draft.quantity, draft.printed, found)
        contribution = stored.get(key)
        if contribution is None:
            names = ("action_id", "indicator_id", "year", "quarter", "entity_id")
            facts = dict(zip(names, key, strict=True))
            session.add(ActionGoal(**facts, quantity=quantity))
            importing.note(row, "created")
            continue
        period = f"{draft.action} {draft.year}-T{draft.quarter}"
        told = [
            Difference(
                subject.code, subject.node_id, subject.indicator_id, period, shown(old), shown(new)
            )
            for old, new in changed(contribution, {"quantity": quantity}).values()
        ]
        differences += told
        importing.note(row, "updated" if told else "unchanged")
    return _conclude(importing, differences)


def _save_reprogrammed(importing: Importing[TargetDraft]) -> tuple[ImportOutcome, bool]:
    known = _known(importing)
    targets = TargetChanges(
        read_targets(importing.session), importing.actor, importing.now
    )  # fmt: skip
    seen: dict[Any, int] = {}
    differences: list[Difference] = []
    for row in importing.parsed.rows:
        draft = row.draft
        found = None
        if draft is not None and not row.is_rejected:
            found = known.resolve(row, draft.indicator, draft.year)
        if draft is None or found is None:
            importing.note(row, "rejected")
            continue
        key = (found.subject.indicator_id, draft.year, draft.decided_on, natural_order(draft.act))
        if _is_repeated(importing, row, seen, key):
            continue
        value = in_scale(row, "valor", draft.target.value, draft.given, found)
        version = Version(replace(draft.target, value=value), draft.act, draft.decided_on)
        added = targets.add(found.subject, draft.year, version)
        if added is not None:
            differences.append(added.difference)
            row.issues += [
                placed(row, "valor", added.difference.after, issue) for issue in added.issues
            ]
        importing.note(row, "updated" if added else "unchanged")
    return _conclude(importing, differences, lambda: targets.write(importing.session))


def _conclude(
    importing: Importing[Any],
    differences: list[Difference],
    write: Callable[[], None] = lambda: None,
) -> tuple[ImportOutcome, bool]:
    kept = importing.keep_batch()
    if kept is not None:
        write()
        importing.session.flush()
        save_differences(importing.store, importing.session, differences, kept[0])
    return importing.outcome(news(differences)), kept is not None


def _nodes(session: Session, known: Known) -> tuple[dict[str, list[int]], dict[int, int]]:
    """The nodes that a code may mean in the frameworks that are asked about, and theirs by node."""
    found: dict[str, list[int]] = {}
    rows = session.execute(
        select(PlanNode.node_code, PlanNode.node_id, PlanNode.framework_id).where(
            PlanNode.framework_id.in_(list(known.years))
        )
    ).all()
    for code, node_id, _ in rows:
        found.setdefault(code, []).append(node_id)
    return found, {node_id: framework_id for _, node_id, framework_id in rows}


def _only(row: RowDraft[Any], known: dict[str, list[int]], code: str) -> int | None:
    """The one thing that ``code`` means; None, and an error in the row, otherwise."""
    found = known.get(code, [])
    if len(found) == 1:
        return found[0]
    message = N_("No se conoce «{code}». Revise el código, o cargue primero lo que le falta.")
    if found:
        message = N_("El código «{code}» está en varios marcos. Diga cuál con --framework.")
    issue = Issue("code.ambiguous" if found else "code.unknown", message, values={"code": code})
    row.issues.append(placed(row, "codigo", code, issue))
    return None


def _is_repeated(
    importing: Importing[Any], row: RowDraft[Any], seen: dict[Any, int], key: Any
) -> bool:  # fmt: skip
    """Whether an earlier row is of the same thing; then this one is left out, and told."""
    first = seen.setdefault(key, row.row_number)
    if first == row.row_number:
        return False
    message = N_("La fila {first} ya trata de lo mismo. Deje una sola, con el valor correcto.")
    issue = Issue("row.repeated", message, values={"first": str(first)})
    row.issues.append(placed(row, "", "", issue))
    importing.note(row, "rejected")
    return True
