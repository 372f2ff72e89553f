"""What every file of exchange rates has: days, positive numbers, and ranges that do not cross."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from data_access.importers.findings import Findings
from data_access.importers.records import Record
from data_access.validation.numerals import Convention, Numeral, kept, read_numeral
from data_access.validation.values import read_date
from data_access.vocabulary.drafts import RateDraft, RowDraft
from data_access.vocabulary.messages import N_


def read_rate(row: Record, column: str, convention: Convention) -> Numeral | None:
    """The positive number in ``column``, None when there is none."""
    cell = row.cell(column)
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        numeral: Numeral | None = Numeral(kept(Decimal(str(cell))))
    else:
        numeral = read_numeral(row[column].removeprefix("$"), convention)
    return numeral if numeral is not None and numeral.value > 0 else None


def read_range(
    row: Record, columns: tuple[str, str], findings: Findings
) -> tuple[date, date] | None:
    """The first and the last day of a row; None when (it is told) there is no such range."""
    days = [_day(row, column, findings) for column in columns]
    since, until = days
    if since is None or until is None:
        return None
    if since > until:
        findings.error(
            "rate.period_reversed",
            N_("El período termina ({value}) antes de empezar ({since}): revise las fechas."),
            columns[1],
            row[columns[1]],
            since=row[columns[0]],
        )
        return None
    return since, until


def without_crossings(
    rates: Sequence[RateDraft], column: str, findings: dict[int, Findings]
) -> list[RateDraft]:
    """The rates that leave each day one by each source, in the order of the file.

    A range that shares a day with an earlier one of its source is told in ``findings``.
    """
    crossed = _crossed(rates)
    for rate in rates:
        if rate.row in crossed:
            findings[rate.row].error(
                "rate.overlaps",
                N_(
                    "El período {value} se cruza con el de la fila {other}: un día no puede tener "
                    "dos tasas. Corrija una de las dos filas."
                ),
                column,
                f"{rate.valid_from.isoformat()}/{rate.valid_to.isoformat()}",
                other=str(crossed[rate.row]),
            )
    return [rate for rate in rates if rate.row not in crossed]


def rejected_rows(rows: Sequence[Record], findings: dict[int, Findings]) -> list[RowDraft]:
    """The rows with something wrong, to be returned."""
    return [
        RowDraft(row.number, dict(row.cells), issues=findings[row.number].issues)
        for row in rows
        if findings[row.number].issues
    ]


def _day(row: Record, column: str, findings: Findings) -> date | None:
    reading = read_date(row.cell(column))
    # A month or a year alone is no day: its first one would cut the range short.
    if reading.value is None or reading.issues:
        findings.error(
            "rate.not_a_date",
            N_("«{value}» no es una fecha: se espera día/mes/año, como 23/08/2025."),
            column,
            row[column],
        )
        return None
    return reading.value


def _crossed(rates: Sequence[RateDraft]) -> dict[int, int]:
    """Row number of a range that meets another of its source → of the one that stays."""
    result: dict[int, int] = {}
    staying: dict[tuple[str, str, str], RateDraft] = {}
    for rate in sorted(rates, key=lambda each: (each.valid_from, each.row)):
        before = staying.get(rate.series)
        if before is not None and rate.valid_from <= before.valid_to:
            result[rate.row] = before.row
        else:
            staying[rate.series] = rate
    return result
