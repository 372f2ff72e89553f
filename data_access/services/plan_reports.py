"""Saving what the entities report: a correction is a new version, and the old one stays."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from data_access.services.import_batches import Change
from data_access.services.plan_batches import Importing, import_rows
from data_access.services.plan_codes import Known, placed, read_known
from data_access.services.plan_quarters import tell_future
from data_access.services.plan_rows import insert_facts, shown
from data_access.services.plan_scales import in_scale
from data_access.store.store import Store
from data_access.store.tables.goals import ProgressReport
from data_access.vocabulary.actors import Actor
from data_access.vocabulary.drafts import ImportOutcome, ParsedFile, RowDraft
from data_access.vocabulary.goals import ReportState
from data_access.vocabulary.issues import Issue, Severity
from data_access.vocabulary.messages import N_
from data_access.vocabulary.plan_drafts import ReportDraft

Row = RowDraft[ReportDraft]
_CONTENT = ("state", "value", "printed", "qualitative", "justification", "evidence", "stated")
_WORDS = {
    ReportState.NOT_REPORTED: N_("no reportado"),
    ReportState.NOT_APPLICABLE: N_("no aplica"),
}


def save_reports(
    store: Store,
    actor: Actor,
    importer: str,
    parsed: ParsedFile[ReportDraft],
    *,
    file_name: str,
    sha256: str,
    dry_run: bool = False,
) -> ImportOutcome:
    """Write the reports that ``parsed`` brings, all or nothing, and tell what was done.

    A report is known by indicator, year and quarter. What differs from its last version becomes
    a new one, with the reason of its row or else the name of the file; who wrote it and when is
    kept. Rows about no indicator, about several, or about years outside the framework are left
    out and returned. Raises ``NotPermitted``.
    """
    return import_rows(
        store, actor, importer, parsed, _save,
        file_name=file_name, sha256=sha256, dry_run=dry_run,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Last:
    """The last version of a report."""

    version: int
    content: tuple[Any, ...]


@dataclass
class _Work:
    """What is known of the indicators and their reports, and what the rows come to."""

    known: Known
    last: dict[tuple[int, int, int], _Last]
    signed: Mapping[str, Any]
    file_name: str
    new: dict[int, dict[str, Any]] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)


def _save(importing: Importing[ReportDraft]) -> tuple[ImportOutcome, bool]:
    session, parsed = importing.session, importing.parsed
    signed = {"actor": importing.actor, "reported_at": importing.now}
    work = _Work(read_known(session), _read_last(session), signed, importing.file_name)
    seen: dict[tuple[int, int, int], int] = {}
    for row in parsed.rows:
        importing.note(row, _take(work, row, seen))
        draft = row.draft
        if draft is not None and draft.value is not None and not row.is_rejected:
            tell_future(row, "valor", draft.year, draft.quarter, importing.now)
    kept = importing.keep_batch()
    if kept is not None:
        _, row_ids = kept
        insert_facts(
            session,
            ProgressReport,
            ({**facts, "source_row_id": row_ids.get(key)} for key, facts in work.new.items()),
        )
    return importing.outcome(work.changes), kept is not None


def _read_last(session: Session) -> dict[tuple[int, int, int], _Last]:
    report = ProgressReport
    rows = session.execute(
        select(
            report.indicator_id, report.year, report.quarter, report.version,
            *(getattr(report, name) for name in _CONTENT),
        ).order_by(report.version)
    )  # fmt: skip
    return {(row[0], row[1], row[2]): _Last(row[3], tuple(row[4:])) for row in rows}


def _take(work: _Work, row: Row, seen: dict[tuple[int, int, int], int]) -> str:
    """What came of a row: created, updated, unchanged or rejected."""
    draft = row.draft
    found = None
    if draft is not None and not row.is_rejected:
        found = work.known.resolve(row, draft.indicator, draft.year, draft.framework)
    if draft is None or found is None:
        return "rejected"
    key = (found.subject.indicator_id, draft.year, draft.quarter)
    first = seen.setdefault(key, row.row_number)
    if first != row.row_number:
        row.issues.append(placed(row, "indicador", draft.indicator, _repeated(first)))
        return "rejected"
    last = work.last.get(key)
    draft = replace(draft, value=in_scale(row, "valor", draft.value, draft.printed, found))
    if last is not None and draft.is_silent and last.content[0] != ReportState.NOT_REPORTED:
        if draft.qualitative or draft.justification:
            row.issues.append(placed(row, "valor", "", _silent(_told(last.content))))
        return "unchanged"
    content = (draft.state.value, *(getattr(draft, name) for name in _CONTENT[1:]))
    if last is not None and _without_print(last.content) == _without_print(content):
        return "unchanged"
    work.new[id(row)] = {
        "indicator_id": key[0],
        "year": draft.year,
        "quarter": draft.quarter,
        "version": last.version + 1 if last else 1,
        "reason": draft.reason or (work.file_name if last else ""),
        **dict(zip(_CONTENT, content, strict=True)),
        **work.signed,
    }
    if last is not None:
        period = f"{draft.year}-T{draft.quarter}"
        work.changes.append((found.subject.code, period, _told(last.content), _told(content)))
    return "updated" if last else "created"


def _without_print(content: tuple[Any, ...]) -> tuple[Any, ...]:
    """What makes two reports differ: 36 and 36,0 do not."""
    return (*content[:2], *content[3:])


def _told(content: tuple[Any, ...]) -> str:
    state, value, *_ = content
    return _WORDS.get(state) or shown(value)


def _repeated(first: int) -> Issue:
    return Issue(
        "report.repeated",
        N_("El indicador ya tiene un reporte de ese trimestre en la fila {first}. Deje uno solo."),
        values={"first": str(first)},
    )


def _silent(told: str) -> Issue:
    return Issue(
        "report.empty_keeps",
        N_(
            "La celda del valor está vacía y ya se había reportado «{told}»: se conservó todo "
            "como estaba. Para retirarlo escriba «no reportado»."
        ),
        Severity.WARNING,
        values={"told": told},
    )
