"""Codes of a plan that an eye may take for those of another row, or of what is stored."""

from collections.abc import Collection, Iterable, Iterator

from data_access.services.codes_alike import CodesAlike
from data_access.services.plan_codes import placed
from data_access.vocabulary.drafts import RowDraft
from data_access.vocabulary.issues import Issue, Severity
from data_access.vocabulary.plan_drafts import PlanDraft

_NODE, _INDICATOR = "codigo", "indicador"


def tell_codes_alike(
    rows: Iterable[RowDraft[PlanDraft]], nodes: Collection[str], indicators: Collection[str]
) -> None:
    """Leave out the rows with a code that differs from another one in nothing but its case, and
    warn, once, of each code that looks like another. ``nodes`` and ``indicators`` are stored.
    """
    known = {*((_NODE, code) for code in nodes), *((_INDICATOR, code) for code in indicators)}
    alike = CodesAlike(known)
    warned: set[tuple[str, str]] = set()
    for row in rows:
        if row.draft is None or row.is_rejected:
            continue
        found: dict[str, Issue] = {}
        for kind, column, code in _codes(row.draft):
            issue = alike.told(kind, code)
            if issue is None or (kind, code) in warned:
                continue
            # A goal and its indicator often have one code: that is told once.
            found.setdefault(code, placed(row, column, code, issue))
            if issue.severity is Severity.WARNING:
                warned.add((kind, code))
        row.issues += found.values()


def _codes(draft: PlanDraft) -> Iterator[tuple[str, str, str]]:
    """The codes of a row: of what, in which column."""
    for ancestor in draft.ancestors:
        yield _NODE, ancestor.level, ancestor.code
    yield _NODE, _NODE, draft.node.code
    if draft.indicator is not None:
        yield _INDICATOR, _INDICATOR, draft.indicator.code
