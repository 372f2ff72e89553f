"""Importer of exchange rates of any currency, with the headers of an entity package's own file."""

import re
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
from data_access.validation.numerals import STANDARD, UNKNOWN, Convention, Numeral
from data_access.validation.values import read_text
from data_access.vocabulary.catalogue import Catalogue
from data_access.vocabulary.drafts import ParsedFile, RateDraft
from data_access.vocabulary.issues import Issue, Severity
from data_access.vocabulary.messages import N_

COLUMNS = ("currency_code", "quote_code", "valid_from", "valid_to", "rate", "rate_source")
DAYS = ("valid_from", "valid_to")
_CODE = re.compile("[A-Z]{3}")
_MOST_SIGNS = 120
_DOLLAR = "USD"


def read(received: Received, catalogue: Catalogue) -> ParsedFile:
    """Read a received rate file; see :func:`parse`. Raises ``Refused``."""
    sheets = read_table(received.path, skips_hidden=received.skips_hidden)
    parsed = parse(records(sheets, COLUMNS, days=DAYS), catalogue)
    parsed.issues += told_of(sheets, COLUMNS)
    return parsed


def parse(rows: Sequence[Record], catalogue: Catalogue) -> ParsedFile:
    """What one unit of a currency is worth in another, by range of days and source.

    Rows that cannot be used come back rejected; so does a range that shares a day with an earlier
    one of its source. Decimals follow what the rates of the file show; where they show
    nothing a point starts them, and a rate such as 4.325 is doubtful.
    """
    parsed = ParsedFile(rows_read=len(rows))
    findings = {row.number: row.findings() for row in rows}
    shown = convention_of(row.cell("rate") for row in rows)
    rates = [
        rate
        for row in rows
        if not row.issues and (rate := _Row(row, catalogue, findings[row.number]).rate(shown))
    ]
    parsed.rates += without_crossings(rates, "valid_from", findings)
    parsed.rows = rejected_rows(rows, findings)
    parsed.issues += [*day_orders(rows, "valid_from", "valid_to"), *_unused(parsed.rates)]
    return parsed


class _Row:
    """The cells of a row; what is found wrong gathers in ``findings``."""

    def __init__(self, row: Record, catalogue: Catalogue, findings: Findings) -> None:
        self._row = row
        self._catalogue = catalogue
        self._findings = findings

    def rate(self, shown: Convention) -> RateDraft | None:
        """The rate of the row, None when (it is told) anything of it is wrong."""
        currency, quote = self._currency("currency_code"), self._currency("quote_code")
        if currency and currency == quote:
            message = N_("La moneda «{value}» no tiene tasa en sí misma: revise las dos columnas.")
            self._findings.error("rate.of_itself", message, "quote_code", quote)
        days = read_range(self._row, ("valid_from", "valid_to"), self._findings)
        value, source = self._value(shown), self._source()
        if self._findings.issues or days is None or value is None:
            return None
        return RateDraft(
            currency, quote, *days, value.value, source, self._row.number, self._row.cells,
            self._row["rate"] if value.is_doubtful else "",
        )  # fmt: skip

    def _currency(self, column: str) -> str:
        text = self._row[column]
        known = self._catalogue.codelists.get("currency")
        code = self._catalogue.code("currency", text) if known else text.upper()
        if code is None or not _CODE.fullmatch(code):
            message = N_(
                "«{value}» no es una moneda conocida. Escriba su código de tres letras, por "
                "ejemplo EUR."
            )
            self._findings.error("rate.unknown_currency", message, column, text)
            return ""
        return code

    def _value(self, shown: Convention) -> Numeral | None:
        text = self._row["rate"]
        numeral = read_rate(self._row, "rate", STANDARD if shown == UNKNOWN else shown)
        if numeral is None:
            message = N_("«{value}» no es una tasa. Escriba un número mayor que cero, como 1.0832.")
            self._findings.error("rate.not_positive", message, "rate", text)
            return None
        if numeral.is_doubtful:
            message = N_(
                "«{value}» puede tener miles o decimales, y una tasa no se adivina. Escriba los "
                "miles sin separador y más decimales, aunque sean ceros (1,0850 y no 1,085), con "
                "el mismo signo en todo el archivo."
            )
            self._findings.error("rate.ambiguous_separator", message, "rate", text)
        # What no rate of the file shows is for the other rates of the two currencies to say.
        return numeral._replace(is_doubtful=read_rate(self._row, "rate", shown) != numeral)

    def _source(self) -> str:
        reading = read_text(self._row["rate_source"] or None, max_signs=_MOST_SIGNS)
        for issue in reading.issues:
            self._findings.error(issue.code, issue.message, "rate_source", **issue.values)
        if reading.is_not_reported:
            message = N_("Falta quién da la tasa. Escriba su nombre en rate_source.")
            self._findings.error("rate.no_source", message, "rate_source")
        return reading.value or ""


def _unused(rates: Sequence[RateDraft]) -> list[Issue]:
    """What is told of rates by which nothing is converted: amounts go through the dollar."""
    pairs = {(each.currency, each.quote) for each in rates}
    return [
        Issue(
            "rate.not_used",
            N_(
                "Las tasas de {currency} en {quote} se guardan y no se usan: los montos se "
                "convierten por el dólar. Cargue también {currency} en USD."
            ),
            Severity.WARNING,
            values={"currency": currency, "quote": quote},
        )
        for currency, quote in sorted(pairs)
        if _DOLLAR not in (currency, quote)
    ]
