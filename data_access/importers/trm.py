"""Reading of the official file of the dollar's market rate (TRM), one range of days per row."""

from collections.abc import Sequence

from data_access.importers.day_order import day_orders
from data_access.importers.findings import Findings
from data_access.importers.rate_rows import (
    read_range,
    read_rate,
    rejected_rows,
    without_crossings,
)
from data_access.importers.reader import read_table
from data_access.importers.received import Received
from data_access.importers.records import Record, records, told_of
from data_access.validation.goal_values import convention_of
from data_access.validation.numerals import ENGLISH, Convention
from data_access.vocabulary.catalogue import Catalogue
from data_access.vocabulary.drafts import ParsedFile, RateDraft
from data_access.vocabulary.messages import N_

RATE_SOURCE = "TRM — Superintendencia Financiera / datos.gov.co"
COLUMNS = ("VALOR", "UNIDAD", "VIGENCIADESDE", "VIGENCIAHASTA")
DAYS = COLUMNS[2:]


def read(received: Received, _catalogue: Catalogue) -> ParsedFile:
    """Read a received rate file; see :func:`parse`. Raises ``Refused``."""
    sheets = read_table(received.path, skips_hidden=received.skips_hidden)
    parsed = parse(records(sheets, COLUMNS, days=DAYS))
    parsed.issues += told_of(sheets, COLUMNS)
    return parsed


def parse(rows: Sequence[Record]) -> ParsedFile:
    """Rates in pesos per dollar by range of days; rows that cannot be used come back rejected.

    A range that shares a day with an earlier one is rejected, so that a day never has two rates.
    A rate such as 4.325 or 4,325 is doubtful where the others do not show what its sign means.
    """
    parsed = ParsedFile(rows_read=len(rows))
    findings = {row.number: row.findings() for row in rows}
    shown = convention_of(row.cell("VALOR") for row in rows)
    rates = [
        rate for row in rows if not row.issues and (rate := _rate(row, shown, findings[row.number]))
    ]
    parsed.rates += without_crossings(rates, "VIGENCIADESDE", findings)
    parsed.rows = rejected_rows(rows, findings)
    parsed.issues += day_orders(rows, "VIGENCIADESDE", "VIGENCIAHASTA")
    return parsed


def _rate(row: Record, shown: Convention, findings: Findings) -> RateDraft | None:
    # The file writes numbers the English way: 4,008 are four thousand and eight pesos.
    numeral = read_rate(row, "VALOR", ENGLISH)
    if numeral is None:
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
    days = read_range(row, ("VIGENCIADESDE", "VIGENCIAHASTA"), findings)
    if findings.issues or days is None or numeral is None:
        return None
    doubtful = row["VALOR"] if read_rate(row, "VALOR", shown) != numeral else ""
    return RateDraft(
        "USD", "COP", *days, numeral.value, RATE_SOURCE, row.number, row.cells, doubtful
    )
