"""Importer of quarterly progress: what the entities report of their indicators."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal

from data_access.importers.cooperation_columns import is_added
from data_access.importers.limits import SEARCHED_ROWS
from data_access.importers.plan import FRAMEWORK
from data_access.importers.plan_tables import PlanTable, as_table, total_issue
from data_access.importers.reader import Cell, RawRow, RawSheet, read_table
from data_access.importers.received import Received
from data_access.importers.refusal import refuse
from data_access.importers.repeated import places_by_key, repeated
from data_access.importers.too_wide import too_wide
from data_access.importers.unit_lines import unit_lines
from data_access.importers.unnamed import UnnamedColumns
from data_access.importers.unread_sheets import beside
from data_access.validation.formulas import of_formula
from data_access.validation.goal_values import Habits, convention_of, printed, read_goal_number
from data_access.validation.totals import total_label
from data_access.validation.values import (
    Reading,
    at,
    is_not_reported,
    read_code,
    read_text,
    read_year,
    shown,
)
from data_access.vocabulary.catalogue import Catalogue
from data_access.vocabulary.drafts import ParsedFile, RowDraft
from data_access.vocabulary.goals import ReportState
from data_access.vocabulary.issues import Issue, Severity
from data_access.vocabulary.messages import N_
from data_access.vocabulary.names import fold
from data_access.vocabulary.plan_drafts import ReportDraft

REQUIRED = ("indicador", "anio", "trimestre", "valor")
TEXTS = ("cualitativo", "justificacion", "evidencia", "razon")
STATED = "avance"
CODES = ("indicador", "marco")
COLUMNS = (*REQUIRED, STATED, *TEXTS, "marco")
NOT_REPORTED = N_("no reportado")
NOT_APPLICABLE = N_("no aplica")

_SYNONYMS = {
    "ano": "anio", "codigo": "indicador", "vigencia": "anio", "motivo del cambio": "razon",
    "porcentaje de avance": STATED, "avance de la vigencia": STATED,
}  # fmt: skip
_NOT_APPLICABLE = frozenset({"no aplica", "na", "n a", "not applicable"})


def read(received: Received, _catalogue: Catalogue) -> ParsedFile[ReportDraft]:
    """Read received reports; the option ``framework``, or the column ``marco``, names theirs.

    Raises ``Refused`` when no visible sheet has the columns ``REQUIRED``.
    """
    sheets = read_table(received.path, skips_hidden=received.skips_hidden)
    table, places = _find(sheets)
    table = table.with_codes(places.get(key) for key in CODES)
    habits = Habits(convention_of(table.cell(row, places["valor"]) for row in table.rows))
    chosen = received.options.get(FRAMEWORK, "")
    rows, totals = [], []
    for row in table.rows:
        if label := total_label(row.cells):
            totals.append(total_issue(table.sheet, row.number, label))
        elif any(printed(cell) for cell in row.cells):
            rows.append(_Row(table, places, row).draft(habits, chosen))
    parsed: ParsedFile[ReportDraft] = ParsedFile(len(rows), rows=rows)
    parsed.issues += [issue for sheet in sheets for issue in sheet.issues] + totals
    parsed.issues += beside(sheets, table.sheet)
    unnamed = UnnamedColumns(table.sheet, table.headers)
    for row in table.rows:
        if not too_wide(row, table.width):
            unnamed.see(row)
    parsed.issues += [
        *table.about_merged(places.values()),
        *table.repeated.issues(),
        *unit_lines(table.sheet, table.above),
        *unnamed.issues(),
    ]
    return parsed


def _find(sheets: Sequence[RawSheet]) -> tuple[PlanTable, dict[str, int]]:
    """The first visible table with every required column, and the places of the known ones."""
    for sheet in sheets:
        for row in [] if sheet.is_hidden else list(sheet.rows)[:SEARCHED_ROWS]:
            table = as_table(sheet, row.number)
            found = places_by_key(table.names, _key) if table else {}
            if table is not None and found.keys() >= set(REQUIRED):
                twice = repeated(sheet.name, row.number, table.names, found)
                places = {key: first for key, (first, *_) in found.items()}
                return replace(table, repeated=twice), places
    raise refuse(
        "file.missing_column",
        N_(
            "Faltan las columnas {columns}: compruebe que es el archivo correcto y que su "
            "primera línea es el encabezado."
        ),
        [issue for sheet in sheets for issue in sheet.issues],
        columns=", ".join(f"«{column}»" for column in REQUIRED),
    )


def _key(header: str) -> str | None:
    name = _SYNONYMS.get(fold(header), fold(header))
    return name if name in COLUMNS and not is_added(header) else None


class _Row:
    """One row of reports, with what is found wrong in it."""

    def __init__(self, table: PlanTable, places: dict[str, int], row: RawRow) -> None:
        self._table = table
        self._places = places
        self._row = row
        self._issues = too_wide(row, table.width) or table.repeated.differing(row)

    def draft(self, habits: Habits, framework: str) -> RowDraft[ReportDraft]:
        """The report of the row, None in it when an error leaves the row out."""
        indicator = self._code("indicador")
        if not indicator:
            self._tell("indicador", "indicator.missing", N_("Falta el código del indicador."))
        year = self._year()
        quarter = self._quarter()
        cell = self._cell("valor")
        text = self._text("valor")
        state = _state(text)
        value = None
        if state is ReportState.REPORTED and text:
            reading = read_goal_number(cell, habits, is_fraction=False)
            value = reading.value
            told = [self._placed(issue, "valor") for issue in reading.issues]
            self._issues += told
            if value is None:
                self._issues = [issue for issue in self._issues if issue not in told]
                self._tell("valor", "report.not_a_number", _NOT_A_NUMBER, value=shown(text))
        report = ReportDraft(
            indicator, year, quarter, state, value, text,
            not text,
            *(self._text(key) for key in TEXTS), self._code("marco") or framework,
            self._stated(habits),
        )  # fmt: skip
        is_wrong = any(issue.severity is Severity.ERROR for issue in self._issues)
        received = self._table.as_received(self._row)
        return RowDraft(
            self._row.number, received, self._table.sheet, None if is_wrong else report,
            self._issues,
        )  # fmt: skip

    def _stated(self, habits: Habits) -> Decimal | None:
        """The percentage of ``avance`` as a fraction: 75 %, 75 or, as spreadsheets keep it, 0,75.

        What cannot be read is told and left out; the report stays.
        """
        text = self._text(STATED)
        reading = read_goal_number(self._cell(STATED), habits, is_fraction=False)
        told = [replace(issue, severity=Severity.WARNING) for issue in reading.issues]
        self._issues += [self._placed(issue, STATED) for issue in told]
        if not text or reading.value is None:
            return None
        is_fraction = abs(reading.value) <= 1 and not text.endswith("%")
        return reading.value if is_fraction else reading.value / 100

    def _cell(self, key: str) -> Cell:
        return self._table.cell(self._row, self._places.get(key))

    def _code(self, key: str) -> str:
        return self._read(key, read_code)

    def _text(self, key: str) -> str:
        return self._read(key, read_text)

    def _read(self, key: str, read: Callable[[str | None], Reading[str]]) -> str:
        reading = read(printed(self._cell(key)) or None)
        self._issues += [self._placed(issue, key) for issue in reading.issues]
        return reading.value or ""

    def _year(self) -> int:
        reading = read_year(self._cell("anio"))
        self._issues += [self._placed(issue, "anio") for issue in reading.issues]
        if reading.is_not_reported:
            self._tell("anio", "year.missing", N_("Falta el año. Escríbalo con cuatro cifras."))
        return reading.value or 0

    def _quarter(self) -> int:
        text = fold(printed(self._cell("trimestre"))).removeprefix("t").strip()
        if text in ("1", "2", "3", "4"):
            return int(text)
        unknown = N_("«{value}» no es un trimestre. Escriba 1, 2, 3 o 4.")
        message = unknown if text else N_("Falta el trimestre. Escriba 1, 2, 3 o 4.")
        self._tell(
            "trimestre",
            "quarter.unknown",
            message,
            value=shown(printed(self._cell("trimestre"))),
        )
        return 0

    def _tell(self, key: str, code: str, message: str, **values: str) -> None:
        issue = of_formula(printed(self._cell(key)), Issue(code, message, values=values))
        if (placed := self._placed(issue, key)) not in self._issues:
            self._issues.append(placed)

    def _placed(self, issue: Issue, key: str) -> Issue:
        return at(
            issue, sheet=self._table.sheet or None, row=self._row.number, column=key,
            value=printed(self._cell(key)),
        )  # fmt: skip


_NOT_A_NUMBER = N_(
    "«{value}» no es un número. Escriba la cifra del trimestre, «no reportado» o «no aplica»; lo "
    "demás va en cualitativo."
)


def _state(text: str) -> ReportState:
    if fold(text) in _NOT_APPLICABLE:
        return ReportState.NOT_APPLICABLE
    return ReportState.NOT_REPORTED if is_not_reported(text) else ReportState.REPORTED
