"""Reading of the official file of the dollar's market rate (TRM), one range of days per row."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from data_access.importers.findings import Findings
from data_access.importers.reader import read_table
from data_access.importers.received import Received
from data_access.importers.records import Record, records
from data_access.validation.numerals import ENGLISH, read_numeral
from data_access.validation.values import read_date
from data_access.vocabulary.catalogue import Catalogue
from data_access.vocabulary.drafts import ParsedFile, RateDraft, RowDraft
from data_access.vocabulary.messages import N_

RATE_SOURCE = "TRM — Superintendencia Financiera / datos.gov.co"
COLUMNS = ("VALOR", "UNIDAD", "VIGENCIADESDE", "VIGENCIAHASTA")


def read(received: Received, _catalogue: Catalogue) -> ParsedFile:
    """Read a received rate file; see :func:`parse`. Raises ``Refused``."""
    sheets = read_table(received.path)
    parsed = parse(records(sheets, COLUMNS))
    parsed.issues += [issue for sheet in sheets for issue in sheet.issues]
    return parsed


def parse(rows: Sequence[Record]) -> ParsedFile:
    """Rates in pesos per dollar by range of days; rows that cannot be used come back rejected.

    A range that shares a day with an earlier one is rejected, so that a day never has two rates.
    """
    parsed = ParsedFile(rows_read=len(rows))
    findings = {row.number: Findings(row.number) for row in rows}
    rates = [(_rate(row, findings[row.number]), row.number) for row in rows]
    taken = [(rate, number) for rate, number in rates if rate is not None]
    overlaps = _overlaps(taken)
    for rate, number in taken:
        if number not in overlaps:
            parsed.rates.append(rate)
            continue
        findings[number].error(
            "rate.overlaps",
            N_(
                "El período {value} se cruza con el de la fila {other}: un día no puede tener dos "
                "tasas. Corrija una de las dos filas."
            ),
            "VIGENCIADESDE",
            f"{rate.valid_from.isoformat()}/{rate.valid_to.isoformat()}",
            other=str(overlaps[number]),
        )
    parsed.rows = [
        RowDraft(row.number, dict(row.cells), issues=findings[row.number].issues)
        for row in rows
        if findings[row.number].issues
    ]
    return parsed


def _rate(row: Record, findings: Findings) -> RateDraft | None:
    # The file writes numbers the English way: 4,008 are four thousand and eight pesos.
    numeral = read_numeral(row["VALOR"].removeprefix("$"), ENGLISH)
    rate = numeral.value if numeral else Decimal(0)
    if rate <= 0:
        findings.error(
            "rate.not_a_number",
            N_("«{value}» no es una tasa: se espera un número como $4,008.70."),
            "VALOR",
            row["VALOR"],
        )
    if row["UNIDAD"].upper() != "COP":
        findings.error(
            "rate.unknown_unit",
            N_("La unidad «{value}» no es COP: esta importación solo recibe la TRM."),
            "UNIDAD",
            row["UNIDAD"],
        )
    since = _day(row, "VIGENCIADESDE", findings)
    until = _day(row, "VIGENCIAHASTA", findings)
    if since and until and since > until:
        findings.error(
            "rate.period_reversed",
            N_("El período termina ({value}) antes de empezar ({since}): revise las fechas."),
            "VIGENCIAHASTA",
            row["VIGENCIAHASTA"],
            since=row["VIGENCIADESDE"],
        )
    if findings.issues or since is None or until is None:
        return None
    return RateDraft("USD", "COP", since, until, rate, RATE_SOURCE)


def _day(row: Record, column: str, findings: Findings) -> date | None:
    reading = read_date(row[column])
    if reading.value is None:
        findings.error(
            "rate.not_a_date",
            N_("«{value}» no es una fecha: se espera día/mes/año, como 23/08/2025."),
            column,
            row[column],
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
