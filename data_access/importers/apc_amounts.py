"""The amounts of a project of the national aid register."""

from data_access.importers.findings import Findings
from data_access.importers.records import Record
from data_access.validation.cooperation import other_currency
from data_access.validation.values import at, read_amount
from data_access.vocabulary.drafts import AmountDraft

GIVEN = "APORTE INTERNACIONAL"
COUNTERPART = "APORTE NACIONAL"
_COLUMNS = {"committed": GIVEN, "counterpart": COUNTERPART}


def read_amounts(row: Record, currency: str, findings: Findings) -> tuple[AmountDraft, ...]:
    """What was committed and the counterpart, in the currency of the row or the one written beside
    the number; a number with neither is left to the rules of drafts.
    """
    return tuple(
        _amount(kind, column, currency, row, findings) for kind, column in _COLUMNS.items()
    )


def _amount(kind: str, column: str, currency: str, row: Record, findings: Findings) -> AmountDraft:
    """An amount in which the register's 0 means that nobody knows it."""
    reading = row.read(column, read_amount, findings)
    findings.issues += [
        at(issue, sheet=None, row=findings.row, column=column, value=row[column])
        for issue in other_currency(reading.currency, currency)
    ]
    currency = currency or reading.currency
    if not reading.value:
        return AmountDraft(kind, None, currency, "not_reported")
    return AmountDraft(kind, reading.value, currency)
