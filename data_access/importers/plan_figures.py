"""Importers of what is said of goals beside reports: budgets, contributions, new targets."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any

from data_access.importers.day_order import day_orders
from data_access.importers.findings import MISSING
from data_access.importers.other_format import other_format, worded_format
from data_access.importers.plan import FRAMEWORK
from data_access.importers.plan_tables import total_issue
from data_access.importers.reader import Cell, read_table
from data_access.importers.received import Received
from data_access.importers.records import Record, records, told_of
from data_access.validation.goal_values import Habits, Percentage, convention_of, read_goal_number
from data_access.validation.totals import total_label
from data_access.validation.values import (
    Reading,
    is_not_reported,
    read_amount,
    read_code,
    read_date,
    read_text,
    read_year,
    shown,
)
from data_access.vocabulary.catalogue import Catalogue
from data_access.vocabulary.drafts import ParsedFile, RowDraft
from data_access.vocabulary.issues import Severity
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
_AMOUNTS = BUDGETS[-3:]
RESOURCES = ("vigencia", "reserva")
_CODES = ("codigo", "accion", "indicador")
_DAYS = ("fecha",)


def read_budgets(received: Received, _catalogue: Catalogue) -> ParsedFile[BudgetDraft]:
    """Read received budgets, in pesos. Raises ``Refused``."""

    def draft(row: "_Row") -> BudgetDraft:
        resource = fold(row.text("recurso"))
        if resource not in RESOURCES:
            message = N_("«{value}» no es un recurso. Escriba vigencia o reserva.")
            row.findings.error("resource.unknown", message, "recurso", resource)
        read = BudgetDraft(
            row.code("codigo"), row.year(), row.quarter(), resource,
            row.pesos("apropiacion"), row.pesos("comprometido"), row.pesos("girado"),
        )  # fmt: skip
        _check_budget(row, read)
        return read

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
            row.code("accion"), row.code("indicador"), row.year(), row.quarter(), entity,
            quantity or Decimal(0), row.text("cantidad"),
        )  # fmt: skip

    return _parsed(received, CONTRIBUTIONS, draft, "cantidad")


def read_reprogrammed(received: Received, _catalogue: Catalogue) -> ParsedFile[TargetDraft]:
    """Read targets that an act changed. Raises ``Refused``."""

    def draft(row: "_Row") -> TargetDraft:
        given, words = row.text("valor"), row.text("texto")
        value = row.number("valor")
        if not given and not words:
            message = N_(
                "Falta la meta: escriba su número en valor, o en texto lo que la reemplaza."
            )
            row.findings.error("target.missing", message, "valor")
        elif value is None and given and not is_not_reported(given):
            message = N_(
                "«{value}» no es un número: la meta queda como estaba. Escriba la cifra en valor y "
                "lo demás en texto."
            )
            row.findings.error("target.not_a_number", message, "valor", shown(given))
        elif value is None:
            message = N_("El acto deja esta meta sin número: su año queda sin programar.")
            row.findings.warning("target.withdrawn", message, "valor", given or words)
        return TargetDraft(
            row.code("indicador"), row.year(), Target(value, words or given),
            row.required("acto"), row.decision_day(), given,
        )  # fmt: skip

    return _parsed(received, REPROGRAMMED, draft, "valor")


def _check_budget(row: "_Row", budget: BudgetDraft) -> None:
    """Tell amounts below zero, and those that pass the amount of which they are a part."""
    amounts = dict(
        zip(_AMOUNTS, (budget.appropriation, budget.committed, budget.paid), strict=True)
    )
    for column, amount in amounts.items():
        if amount is not None and amount < 0:
            message = N_("El monto es negativo ({value}). Compruebe el signo.")
            row.findings.warning("amount.negative", message, column, f"{amount:f}")
    known = [(column, amount) for column, amount in amounts.items() if amount is not None]
    for (whole, most), (part, amount) in pairwise(known):
        if amount > most >= 0:
            message = N_(
                "«{part}» ({amount}) es más que «{whole}» ({most}), de lo que hace parte. "
                "Compruebe los dos montos."
            )
            told = {"part": part, "amount": f"{amount:f}", "whole": whole, "most": f"{most:f}"}
            row.findings.warning("budget.part_above_whole", message, part, **told)


class _Row:
    """The cells of a row as values; what is found wrong gathers in ``findings``."""

    def __init__(self, record: Record, habits: Habits) -> None:
        self.findings = record.findings()
        self._record = record
        self._habits = habits

    def text(self, column: str) -> str:
        """The text of a cell, "" when empty or (then it is told) wrong."""
        return self._read(column, read_text)

    def _cell(self, column: str) -> Cell:
        """A cell as it was read, None when there is nothing in it."""
        return self._record.raw.get(column) if self._record[column] else None

    def required(self, column: str) -> str:
        """The text of a cell that must have one."""
        return self._given(column, self.text(column))

    def code(self, column: str) -> str:
        """The code of a cell that must have one."""
        return self._given(column, self._read(column, read_code))

    def _read(self, column: str, read: Callable[[str | None], Reading[str]]) -> str:
        reading = read(self._record[column] or None)
        for issue in reading.issues:
            tell = self.findings.info if issue.severity is Severity.INFO else self.findings.error
            tell(issue.code, issue.message, column, **issue.values)
        return reading.value or ""

    def _given(self, column: str, text: str) -> str:
        if not text:
            self.findings.error(f"{column}.missing", MISSING, column, "", column=column)
        return text

    def year(self) -> int:
        """The year of the row; 0 when (it is told) wrong."""
        reading = read_year(self._cell("anio"))
        for issue in reading.issues if reading.value is not None else ():
            self.findings.warning(issue.code, issue.message, "anio", **issue.values)
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
        raw = self._cell(column)
        written = self._record.currencies.get(column, "")
        if written not in ("", "COP"):
            told = other_format(written, "COP")
            self.findings.warning(told.code, told.message, column, **told.values)
        if worded := self._record.worded.get(column):
            told = worded_format(worded, self._record[column])
            self.findings.warning(told.code, told.message, column, **told.values)
        raw = float(raw) if isinstance(raw, Percentage) else raw
        reading = read_amount(raw)
        if reading.currency not in ("", "COP"):
            message = N_("«{value}» no está en pesos. Escriba el monto en pesos colombianos.")
            self.findings.error("amount.not_in_pesos", message, column, self._record[column])
        for issue in reading.issues:
            tell = self.findings.error if reading.value is None else self.findings.warning
            tell(issue.code, issue.message, column, **issue.values)
        return None if reading.value is None else quantize(reading.value, COP_SCALE)

    def number(self, column: str) -> Decimal | None:
        """A number of the unit of an indicator, None when it is none; doubts about it are told.

        Of a percentage it is the number before the sign %, whatever the scale of the indicator.
        """
        reading = read_goal_number(self._cell(column), self._habits, is_fraction=False)
        for issue in reading.issues if reading.value is not None else ():
            tell = self.findings.warning
            if issue.severity is Severity.INFO:
                tell = self.findings.info
            tell(issue.code, issue.message, column, **issue.values)
        return reading.value

    def decision_day(self) -> date | None:
        """The day of an act, None when (it is told) there is none."""
        reading = read_date(self._cell("fecha"))
        for issue in reading.issues:
            self.findings.error(issue.code, issue.message, "fecha", **issue.values)
        if reading.is_not_reported and not reading.issues:
            message = N_(
                "El acto no tiene fecha: se toma como anterior a los que la tienen. Escríbala para "
                "que rija desde su día."
            )
            self.findings.warning("act.no_day", message, "fecha")
        return reading.value


def _parsed(
    received: Received,
    columns: tuple[str, ...],
    read_draft: Callable[[_Row], Any],
    number: str = "",
) -> ParsedFile[Any]:
    """The rows of a file; the column ``number`` tells how its numbers are written."""
    sheets = read_table(received.path, skips_hidden=received.skips_hidden)
    found = records(
        sheets,
        columns,
        codes=[column for column in columns if column in _CODES],
        days=[column for column in columns if column in _DAYS],
    )
    habits = Habits(convention_of(record.raw.get(number) for record in found))
    rows, totals = [], []
    for record in found:
        if label := total_label(record.raw.values()):
            totals.append(total_issue("", record.number, label))
            continue
        row = _Row(record, habits)
        draft = read_draft(row)
        issues = row.findings.issues
        rows.append(RowDraft(record.number, dict(record.cells), "", draft, issues))
    parsed: ParsedFile[Any] = ParsedFile(len(rows), rows=rows)
    parsed.issues += [*told_of(sheets, columns), *totals, *day_orders(found, "fecha")]
    chosen = received.options.get(FRAMEWORK)
    parsed.framework = FrameworkDraft(chosen) if chosen else None
    return parsed
