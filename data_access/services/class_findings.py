"""What an import tells of actions that are in no class of flow or say two things of it, counted."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from data_access.services.action_parts import Known
from data_access.vocabulary.drafts import ActionDraft, RowDraft
from data_access.vocabulary.flows import (
    CANCELLED,
    UNCLASSED,
    CountingRule,
    class_of,
    rule_on,
    says_gift_and_loan,
)
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
        self._codes: dict[tuple[Any, ...], tuple[str, ...]] = {}
        self._rows: dict[tuple[str, str], list[int]] = defaultdict(list)

    def see(self, row: RowDraft[ActionDraft]) -> None:
        """Note what is to be told of a row that is not left out."""
        draft = row.draft
        if draft is None or draft.source_code in self._known.outside:
            return
        rule = rule_on(self._known.rules, draft.starts_on)
        finances = tuple([amount.finance_code for amount in draft.amounts])
        said = (draft.stage_code, draft.direction_code, draft.modality_code, finances)
        key = (rule and rule.valid_from, *said)
        # Few things are said of thousands of rows.
        if key not in self._codes:
            self._codes[key] = tuple(_codes_of(rule, *said))
        for code in self._codes[key]:
            self._rows[row.sheet, code].append(row.row_number)

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


def _codes_of(
    rule: CountingRule | None, stage: str, direction: str, modality: str, finances: Sequence[str]
) -> Iterator[str]:
    flow_class = class_of(
        rule, stage=stage, direction=direction, modality=modality, finances=finances
    )
    if flow_class == CANCELLED:
        return
    if flow_class == UNCLASSED:
        is_offered = rule is not None and direction in rule.offered_directions
        of_direction = "class.offered_loan" if is_offered else "class.no_rule"
        yield of_direction if direction else "class.no_direction"
    if rule and says_gift_and_loan(rule, modality, finances):
        yield "class.contradiction"
