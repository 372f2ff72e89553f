"""Codes of a source that an eye may take for one another, though they are not the same."""

from collections.abc import Iterable

from data_access.validation.codes import look_of
from data_access.vocabulary.drafts import ActionDraft, RowDraft
from data_access.vocabulary.issues import Issue, Severity
from data_access.vocabulary.messages import N_


class CodesAlike:
    """Remembers the codes of each source by what they look like, beginning with ``known`` ones."""

    def __init__(self, known: Iterable[tuple[int, str]]) -> None:
        self._by_look = {(source_id, look_of(code)): code for source_id, code in known}

    def told(self, source_id: int, row: RowDraft[ActionDraft]) -> Issue | None:
        """What is to be told of the new code of ``row``: an error when only its case is other."""
        code = row.draft.external_id if row.draft else ""
        known = self._by_look.setdefault((source_id, look_of(code)), code)
        if known == code:
            return None
        if known.casefold() == code.casefold():
            message = N_(
                "El código «{code}» ya está escrito «{known}», con otras mayúsculas. Si es la "
                "misma acción, escríbalo así; si es otra, dele otro código."
            )
            return _issue("code.other_case", message, Severity.ERROR, row, code, known)
        message = N_(
            "El código «{code}» se parece a «{known}» y se tomó por otro: tiene letras de otro "
            "alfabeto u otro guion. Si son la misma acción, deje un solo código."
        )
        return _issue("code.looks_like", message, Severity.WARNING, row, code, known)


def _issue(
    kind: str,
    message: str,
    severity: Severity,
    row: RowDraft[ActionDraft],
    code: str,
    known: str,
) -> Issue:
    return Issue(
        kind,
        message,
        severity,
        sheet=row.sheet or None,
        row=row.row_number,
        value=code,
        values={"code": code, "known": known},
    )
