"""Reading of the official file of the dollar's market rate (TRM), one range of days per row."""

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from data_access.importers.reader import read_table
from data_access.importers.received import Received
from data_access.importers.records import Record, records
from data_access.validation.values import read_date
from data_access.vocabulary.catalogue import Catalogue
from data_access.vocabulary.drafts import ParsedFile, RateDraft, RowDraft
from data_access.vocabulary.issues import Issue
from data_access.vocabulary.messages import N_

RATE_SOURCE = "TRM — Superintendencia Financiera / datos.gov.co"
COLUMNS = ("VALOR", "UNIDAD", "VIGENCIADESDE", "VIGENCIAHASTA")
# The file writes numbers the English way; the general reader of amounts would take a lone
# "4,008" for four units and eight thousandths.
_RATE = re.compile(r"\$?(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?")


def read(received: Received, _catalogue: Catalogue) -> ParsedFile:
    """Read a received rate file; see :func:`parse`. Raises ``Refused``."""
    return parse(records(read_table(received.path), COLUMNS))


def parse(rows: Sequence[Record]) -> ParsedFile:
    """Rates in pesos per dollar by range of days; rows that cannot be used come back rejected.

    A range that shares a day with an earlier row of the file is rejected, so that a day never
    has two rates.
    """
    parsed = ParsedFile(rows_read=len(rows))
    taken: list[tuple[RateDraft, int]] = []
    for row in rows:
        rate, issues = _rate(row)
        if rate is None:
            parsed.rows.append(RowDraft(row.number, dict(row.cells), issues=issues))
        else:
            taken.append((rate, row.number))
    overlaps = _overlaps(taken)
    cells = {row.number: row.cells for row in rows}
    for rate, number in taken:
        if number in overlaps:
            issue = _issue(
                "rate.overlaps",
                N_(
                    "El período {period} se cruza con el de la fila {other}: un día no puede tener "
                    "dos tasas. Corrija una de las dos filas."
                ),
                number,
                "VIGENCIADESDE",
                _period(rate),
                period=_period(rate),
                other=str(overlaps[number]),
            )
            parsed.rows.append(RowDraft(number, dict(cells[number]), issues=[issue]))
        else:
            parsed.rates.append(rate)
    return parsed


def _rate(row: Record) -> tuple[RateDraft | None, list[Issue]]:
    issues: list[Issue] = []
    match = _RATE.fullmatch(row["VALOR"].replace(" ", ""))
    value = Decimal(match[1].replace(",", "") + (match[2] or "")) if match else Decimal(0)
    if not value:
        issues.append(
            _issue(
                "rate.not_a_number",
                N_("«{value}» no es una tasa: se espera un número como $4,008.70."),
                row.number,
                "VALOR",
                row["VALOR"],
                value=row["VALOR"],
            )
        )
    if row["UNIDAD"].upper() != "COP":
        issues.append(
            _issue(
                "rate.unknown_unit",
                N_("La unidad «{value}» no es COP: esta importación solo recibe la TRM."),
                row.number,
                "UNIDAD",
                row["UNIDAD"],
                value=row["UNIDAD"],
            )
        )
    since = _day(row, "VIGENCIADESDE", issues)
    until = _day(row, "VIGENCIAHASTA", issues)
    if since and until and since > until:
        issues.append(
            _issue(
                "rate.period_reversed",
                N_("El período termina ({until}) antes de empezar ({since}): revise las fechas."),
                row.number,
                "VIGENCIAHASTA",
                row["VIGENCIAHASTA"],
                since=since.isoformat(),
                until=until.isoformat(),
            )
        )
    if issues or since is None or until is None:
        return None, issues
    return RateDraft("USD", "COP", since, until, value, RATE_SOURCE), []


def _day(row: Record, column: str, issues: list[Issue]) -> date | None:
    reading = read_date(row[column])
    if reading.value is None:
        issues.append(
            _issue(
                "rate.not_a_date",
                N_("«{value}» no es una fecha: se espera día/mes/año, como 23/08/2025."),
                row.number,
                column,
                row[column],
                value=row[column],
            )
        )
    return reading.value


def _overlaps(taken: Sequence[tuple[RateDraft, int]]) -> dict[int, int]:
    """Row number of a range that meets another → row number of the one that stays."""
    result: dict[int, int] = {}
    kept: tuple[RateDraft, int] | None = None
    for rate, number in sorted(taken, key=lambda item: (item[0].valid_from, item[1])):
        if kept is not None and rate.valid_from <= kept[0].valid_to:
            result[number] = kept[1]
        else:
            kept = (rate, number)
    return result


def _period(rate: RateDraft) -> str:
    return f"{rate.valid_from.isoformat()}/{rate.valid_to.isoformat()}"


def _issue(
    code: str, message: str, row: int, column: str, value: str, **values: str
) -> Issue:
    return Issue(code, message, row=row, column=column, value=value, values=values)
