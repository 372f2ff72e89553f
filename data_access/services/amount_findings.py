"""What an import tells of amounts that can hardly be true by their day or beside each other."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from data_access.services.action_parts import Known
from data_access.vocabulary.drafts import ActionDraft, AmountDraft, RowDraft
from data_access.vocabulary.issues import Issue, Severity
from data_access.vocabulary.messages import N_
from data_access.vocabulary.runs import runs

_PAID = ("disbursed", "expenditure", "incoming")
_FAR = timedelta(days=5 * 366)
_MESSAGES = {
    "amount.paid_later": N_(
        "Montos entregados con fecha posterior a hoy: {count} (filas {rows}). Suman en el año de "
        "esa fecha: corríjala, o registre el monto cuando se entregue."
    ),
    "amount.far_commitment": N_(
        "Compromisos con fecha futura, posterior al fin de la acción o a más de cinco años de hoy: "
        "{count} (filas {rows}). Suman en el año de esa fecha: revísela."
    ),
    "amount.paid_more": N_(
        "Acciones con un valor desembolsado mayor que el comprometido, en la misma moneda: {count} "
        "(filas {rows}). Los dos montos suman como vienen: revíselos."
    ),
}
_COLUMNS = {
    "amount.paid_later": "Fecha del desembolso",
    "amount.far_commitment": "Fecha del compromiso",
    "amount.paid_more": "Valor desembolsado",
}


class AmountFindings:
    """Gathers the rows of an import of which something is told about their amounts."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self._today = known.now.date()
        self._rows: dict[tuple[str, str], list[int]] = defaultdict(list)

    def see(self, row: RowDraft[ActionDraft]) -> None:
        """Note what is to be told of a row that is not left out."""
        draft = row.draft
        if draft is None:
            return
        codes = {
            code
            for each in draft.amounts
            if (day := each.dated_on or draft.starts_on) is not None
            and day > self._today
            and (code := self._of_later(day, each, draft))
        }
        # Outside publishers tell payments without the commitment that they are part of.
        is_ours = draft.source_code not in self._known.outside
        if is_ours and len(draft.amounts) > 1 and _is_paid_more(draft):
            codes.add("amount.paid_more")
        for code in codes:
            self._rows[row.sheet, code].append(row.row_number)

    def _of_later(self, day: date, amount: AmountDraft, draft: ActionDraft) -> str:
        if amount.amount is None:
            return ""
        if amount.kind in _PAID:
            return "amount.paid_later"
        is_far = day > (draft.ends_on or day) or day > self._today + _FAR
        return "amount.far_commitment" if amount.kind == "committed" and is_far else ""

    def issues(self) -> Iterator[Issue]:
        """One warning for each sheet and each thing that is told."""
        for (sheet, code), rows in sorted(self._rows.items()):
            yield Issue(
                code,
                _MESSAGES[code],
                Severity.WARNING,
                sheet=sheet or None,
                row=rows[0],
                column=_COLUMNS[code],
                values={"count": str(len(rows)), "rows": runs(rows)},
            )


def _is_paid_more(draft: ActionDraft) -> bool:
    """Whether more was paid than promised, where both are told, in one currency."""
    paid = _sums(draft, "disbursed")
    promised = _sums(draft, "committed") if paid else {}
    return len(promised) == 1 and any(paid.get(name, 0) > much for name, much in promised.items())


def _sums(draft: ActionDraft, kind: str) -> dict[str, Decimal]:
    sums: dict[str, Decimal] = {}
    for each in draft.amounts:
        if each.kind == kind and each.amount is not None:
            before = sums.get(each.currency)
            sums[each.currency] = each.amount if before is None else before + each.amount
    return sums
