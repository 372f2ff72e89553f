"""What an import tells of actions that are in no class of flow or say two things of it, counted."""

from collections import defaultdict
from collections.abc import Iterator

from data_access.services.action_parts import Known, flow_class_of
from data_access.vocabulary.drafts import ActionDraft, RowDraft
from data_access.vocabulary.flows import CANCELLED, UNCLASSED, rule_on, says_gift_and_loan
from data_access.vocabulary.issues import Issue, Severity
from data_access.vocabulary.messages import N_
from data_access.vocabulary.runs import runs

_DIRECTION = "Dirección"
_REIMBURSABLE = "Reembolsable"
_MESSAGES = {
    "class.no_direction": N_(
        "Acciones sin dirección: {count} (filas {rows}). Quedaron en «Sin clase» y no están en "
        "ningún total de «Recibida no reembolsable», «Créditos» ni «Ofrecida»: complete la "
        "columna Dirección."
    ),
    "class.no_rule": N_(
        "Acciones cuya dirección no pone en ninguna clase la regla de lo que cuenta: {count} "
        "(filas {rows}). Quedaron en «Sin clase»: revise [[flow_rule]] en el paquete de la entidad."
    ),
    "class.offered_loan": N_(
        "Créditos ofrecidos: {count} (filas {rows}). No tienen una clase propia: quedaron en «Sin "
        "clase» y no están en ningún total de «Ofrecida» ni de «Créditos». Si no lo son, corrija "
        "la modalidad o la columna Reembolsable."
    ),
    "class.contradiction": N_(
        "Acciones cuya modalidad y cuya columna Reembolsable se contradicen: {count} (filas "
        "{rows}). Una dice que es un crédito y la otra que no: valió que es un crédito. Corrija "
        "una de las dos."
    ),
}
_COLUMNS = {"class.contradiction": _REIMBURSABLE}


class ClassFindings:
    """Gathers the rows of the city's register of which something is told about their class."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self._rows: dict[tuple[str, str], list[int]] = defaultdict(list)

    def see(self, row: RowDraft[ActionDraft]) -> None:
        """Note what is to be told of a row that is not left out."""
        draft = row.draft
        if draft is None or draft.source_code in self._known.outside:
            return
        flow_class = flow_class_of(draft, self._known)
        if flow_class == CANCELLED:
            return
        if flow_class == UNCLASSED:
            self._rows[row.sheet, self._why_unclassed(draft)].append(row.row_number)
        finances = {amount.finance_code for amount in draft.amounts}
        rule = rule_on(self._known.rules, draft.starts_on)
        if rule and says_gift_and_loan(rule, draft.modality_code, finances):
            self._rows[row.sheet, "class.contradiction"].append(row.row_number)

    def _why_unclassed(self, draft: ActionDraft) -> str:
        if not draft.direction_code:
            return "class.no_direction"
        rule = rule_on(self._known.rules, draft.starts_on)
        is_offered = rule is not None and draft.direction_code in rule.offered_directions
        return "class.offered_loan" if is_offered else "class.no_rule"

    def issues(self) -> Iterator[Issue]:
        """One warning for each sheet and each thing that is told."""
        for (sheet, code), rows in self._rows.items():
            yield Issue(
                code,
                _MESSAGES[code],
                Severity.WARNING,
                sheet=sheet or None,
                row=rows[0],
                column=_COLUMNS.get(code, _DIRECTION),
                values={"count": str(len(rows)), "rows": runs(rows)},
            )
