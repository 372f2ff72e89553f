"""Importers of what is said of goals beside reports: budgets, contributions, new targets."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from data_access.importers.findings import Findings
from data_access.importers.plan import FRAMEWORK
from data_access.importers.reader import read_table
from data_access.importers.received import Received
from data_access.importers.records import Record, records, told_of
from data_access.validation.formulas import unsaved_formula
from data_access.validation.goal_values import Habits, decimal_sign, read_goal_number
from data_access.validation.values import read_amount, read_date, read_text, read_year
from data_access.vocabulary.catalogue import Catalogue
from data_access.vocabulary.drafts import ParsedFile, RowDraft
from data_access.vocabulary.messages import N_
from data_access.vocabulary.money import COP_SCALE, quantize
from data_access.vocabulary.names import fold
from data_access.vocabulary.plan_drafts import (
    BudgetDraft,
    ContributionDraft,
    FrameworkDraft,
    Target,
    TargetDraft,
)

BUDGETS = (
    "codigo", "anio", "trimestre", "recurso", "apropiacion", "comprometido", "girado",
)  # fmt: skip
CONTRIBUTIONS = ("accion", "indicador", "anio", "trimestre", "entidad", "cantidad")
REPROGRAMMED = ("indicador", "anio", "valor", "texto", "acto", "fecha")
RESOURCES = ("vigencia", "reserva")
_CODES = ("codigo", "accion", "indicador")


def read_budgets(received: Received, _catalogue: Catalogue) -> ParsedFile[BudgetDraft]:
    """Read received budgets, in pesos. Raises ``Refused``."""

    def draft(row: "_Row") -> BudgetDraft:
        resource = fold(row.text("recurso"))
        if resource not in RESOURCES:
            message = N_("«{value}» no es un recurso. Escriba vigencia o reserva.")
            row.findings.error("resource.unknown", message, "recurso", resource)
        return BudgetDraft(
            row.required("codigo"), row.year(), row.quarter(), resource,
            row.pesos("apropiacion"), row.pesos("comprometido"), row.pesos("girado"),
        )  # fmt: skip

    return _parsed(received, BUDGETS, draft)


def read_contributions(received: Received, catalogue: Catalogue) -> ParsedFile[ContributionDraft]:
    """Read what actions give to indicators. Raises ``Refused``."""

    def draft(row: "_Row") -> ContributionDraft:
        named = row.required("entidad")
        entity = catalogue.entity(named) or ""
        if named and not entity:
            message = N_("«{value}» no es una entidad de la lista. Escriba su sigla.")
            row.findings.error("entity.unknown", message, "entidad", named)
        quantity = row.number("cantidad")
        if quantity is None:
            message = N_("«{value}» no es una cantidad. Escriba un número.")
            row.findings.error("quantity.not_a_number", message, "cantidad", row.text("cantidad"))
        return ContributionDraft(
            row.required("accion"), row.required("indicador"), row.year(), row.quarter(), entity,
            quantity or Decimal(0),
        )  # fmt: skip

    return _parsed(received, CONTRIBUTIONS, draft)


def read_reprogrammed(received: Received, _catalogue: Catalogue) -> ParsedFile[TargetDraft]:
    """Read targets that an act changed. Raises ``Refused``."""

    def draft(row: "_Row") -> TargetDraft:
        value = row.number("valor")
        target = Target(value, row.text("texto") or row.text("valor"))
        return TargetDraft(
            row.required("indicador"), row.year(), target, row.required("acto"), row.day("fecha")
        )  # fmt: skip

    return _parsed(received, REPROGRAMMED, draft)


class _Row:
    """The cells of a row as values; what is found wrong gathers in ``findings``."""

    def __init__(self, record: Record, habits: Habits) -> None:
        self.findings = Findings(record.number)
        self._record = record
        self._habits = habits

    def text(self, column: str) -> str:
        """The text of a cell, "" when empty or (then it is told) wrong."""
        reading = read_text(self._record[column] or None)
        for issue in reading.issues:
            self.findings.error(issue.code, issue.message, column, **issue.values)
        return reading.value or ""

    def required(self, column: str) -> str:
        """The text of a cell that must have one."""
        text = self.text(column)
        if not text:
            message = N_("Falta «{column}» en esta fila. Escríbalo para que la fila se cargue.")
            self.findings.error(f"{column}.missing", message, column, "", column=column)
        return text

    def year(self) -> int:
        """The year of the row; 0 when (it is told) wrong."""
        reading = read_year(self._record["anio"] or None)
        if reading.value is None:
            message = N_("«{value}» no es un año. Escríbalo con cuatro cifras, por ejemplo 2024.")
            self.findings.error("year.not_a_year", message, "anio", self._record["anio"])
        return reading.value or 0

    def quarter(self) -> int:
        """The quarter of the row; 0 when (it is told) wrong."""
        text = fold(self._record["trimestre"]).removeprefix("t").strip()
        if text not in ("1", "2", "3", "4"):
            message = N_("«{value}» no es un trimestre. Escriba 1, 2, 3 o 4.")
            self.findings.error("quarter.unknown", message, "trimestre", self._record["trimestre"])
            return 0
        return int(text)

    def pesos(self, column: str) -> Decimal | None:
        """An amount in pesos, to the hundredth; None when nobody reported it."""
        raw = self._record[column] or None
        reading = unsaved_formula(raw) or read_amount(raw)
        if reading.currency not in ("", "COP"):
            message = N_("«{value}» no está en pesos. Escriba el monto en pesos colombianos.")
            self.findings.error("amount.not_in_pesos", message, column, self._record[column])
        for issue in reading.issues:
            tell = self.findings.error if reading.value is None else self.findings.warning
            tell(issue.code, issue.message, column, **issue.values)
        return None if reading.value is None else quantize(reading.value, COP_SCALE)

    def number(self, column: str) -> Decimal | None:
        """A number of the unit of an indicator, None when it is none."""
        return read_goal_number(self._record[column] or None, self._habits).value

    def day(self, column: str) -> date | None:
        """A day, None when empty; told when wrong."""
        reading = read_date(self._record[column] or None)
        for issue in reading.issues:
            self.findings.error(issue.code, issue.message, column, **issue.values)
        return reading.value


def _parsed(
    received: Received, columns: tuple[str, ...], read_draft: Callable[[_Row], Any]
) -> ParsedFile[Any]:
    sheets = read_table(received.path, skips_hidden=received.skips_hidden)
    found = records(sheets, columns, codes=[column for column in columns if column in _CODES])
    habits = Habits(decimal_sign(cell for record in found for cell in record.cells.values()))
    rows = []
    for record in found:
        row = _Row(record, habits)
        draft = read_draft(row)
        issues = row.findings.issues
        rows.append(RowDraft(record.number, dict(record.cells), "", draft, issues))
    parsed: ParsedFile[Any] = ParsedFile(len(found), rows=rows)
    parsed.issues += told_of(sheets)
    chosen = received.options.get(FRAMEWORK)
    parsed.framework = FrameworkDraft(chosen) if chosen else None
    return parsed
