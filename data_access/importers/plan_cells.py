"""The cells of a row of a plan as facts, each with what is to be told about it."""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from data_access.importers.plan_columns import BY_KEY, COLUMNS, target_year
from data_access.importers.plan_mapped import PlanRow
from data_access.importers.plan_measures import FILTERS, MEASURE, measure_issues
from data_access.importers.plan_scales import row_scale, scale_issues
from data_access.measures.goal_options import FAMILY_TITLES
from data_access.validation.formulas import FORMULA_ISSUES
from data_access.validation.goal_values import Habits, printed, read_goal_number
from data_access.validation.values import at, is_not_reported, read_date, read_text, shown
from data_access.vocabulary.catalogue import Catalogue
from data_access.vocabulary.goals import Accumulation, Periodicity
from data_access.vocabulary.issues import Issue, Severity
from data_access.vocabulary.messages import N_
from data_access.vocabulary.names import fold
from data_access.vocabulary.plan_drafts import Target
from data_access.vocabulary.scales import Scale
from data_access.vocabulary.signs import below_zero

_YES = frozenset({"si", "s", "true", "verdadero", "1", "x", "yes"})
_NO = frozenset({"no", "n", "false", "falso", "0"})
_YEAR = re.compile(r"\d{4}", re.ASCII)
_LARGEST_LAG = 3_650


class PlanCells:
    """Reads the cells of one row; what is to be told gathers in the issues of the row."""

    def __init__(self, row: PlanRow, habits: Habits, catalogue: Catalogue, sheet: str) -> None:
        self.row = row
        self._habits = habits
        self._catalogue = catalogue
        self._sheet = sheet
        self._unit = printed(row.cells.get("unidad"))

    def has(self, key: str) -> bool:
        """Whether the file has the column at all."""
        return key in self.row.cells

    def is_filled(self, key: str) -> bool:
        """Whether the cell says anything."""
        return printed(self.row.cells.get(key)) != ""

    def tell(self, issue: Issue, key: str) -> None:
        """Keep ``issue`` with its place and value."""
        self.row.issues.append(
            at(
                issue,
                sheet=self._sheet or None,
                row=self.row.number,
                column=key,
                value=printed(self.row.cells.get(key)),
            )
        )

    def text(self, key: str) -> str:
        """The text of a cell as it is, "" when empty or (then it is told) wrong."""
        cell = self.row.cells.get(key)
        if cell is None:
            return ""
        reading = read_text(printed(cell) or None, max_signs=BY_KEY[key].limit)
        for issue in reading.issues:
            self.tell(issue, key)
        return reading.value or ""

    def is_level(self, code: str, name: str) -> bool:
        """Whether a level above the row has a code and a name that can be kept; told otherwise."""
        issues = [
            *read_text(code, max_signs=BY_KEY["codigo"].limit).issues,
            *read_text(name or None).issues,
        ]
        for issue in issues:
            self.tell(issue, "levels")
        return not issues

    def facts(self, of: str) -> dict[str, Any]:
        """The facts that are plain texts, of the ``node`` or of the ``indicator``."""
        return {
            fact: self.text(column.key)
            for column in COLUMNS
            if (fact := getattr(column, of)) and self.has(column.key)
        }

    def number(self, key: str, *, is_fraction: bool | None = None) -> Target:
        """The number of a cell with its printed text.

        ``is_fraction`` says the scale of ``100%``; without it the row says it.
        """
        cell = self.row.cells.get(key)
        text = read_text(printed(cell) or None)
        has_formula = any(issue.code in FORMULA_ISSUES for issue in text.issues)
        for issue in text.issues:
            self.tell(replace(issue, severity=Severity.WARNING) if has_formula else issue, key)
        if text.value is None:
            # What stands for a value that a formula did not give is no text of the plan.
            return Target(None, printed(cell) if text.issues and not has_formula else "")
        if is_fraction is None and self.scale is not None:
            is_fraction = self.scale is Scale.FRACTION
        reading = read_goal_number(cell, self._habits, unit=self._unit, is_fraction=is_fraction)
        for issue in reading.issues:
            self.tell(issue, key)
        return Target(reading.value, text.value)

    @cached_property
    def scale(self) -> Scale | None:
        """The scale of the percentages of the row, None when it has none."""
        return row_scale(self.row, self._habits)

    def check_scale(self, values: Collection[Decimal]) -> None:
        """Tell what is doubtful about the scale of the figures that were read in the row."""
        for key, issue in scale_issues(self.row, self.scale, values):
            self.tell(issue, key)

    def check_signs(self, figures: Mapping[str, Decimal | None]) -> None:
        """Tell the figures below zero of an indicator that has none."""
        for key, value in figures.items():
            if value is not None and value < 0:
                self.tell(below_zero(printed(self.row.cells.get(key)), value), key)

    def weight(self) -> Decimal | None:
        """The weight of the row, None when it has none or (told) one below zero."""
        if not self.has("ponderacion"):
            return None
        weight = self.number("ponderacion", is_fraction=False).value
        if weight is None or weight >= 0:
            return weight
        message = N_("«{value}» no es una ponderación: quedó vacía. Escriba cero o más.")
        self.tell(
            _warning("weight.negative", message, value=self.text("ponderacion")), "ponderacion"
        )
        return None

    def targets(self) -> dict[int, Target]:
        """The targets of the years whose column the file has."""
        years = {key: year for key in self.row.cells if (year := target_year(key))}
        return {year: self.number(key) for key, year in years.items()}

    def day(self, key: str) -> date | None:
        """The day of a cell; of a bare year the first, or the last for ``fecha_fin``."""
        cell = self.row.cells.get(key)
        reading = read_date(cell)
        is_year = any(issue.code == "date.year_only" for issue in reading.issues)
        if is_year and reading.value is not None:
            is_end = key == "fecha_fin"
            day = reading.value.replace(month=12, day=31) if is_end else reading.value
            message = N_("«{value}» sólo dice el año: se tomó el {day}.")
            told = _info("date.year_taken", message, value=printed(cell), day=day.isoformat())
            self.tell(told, key)
            return day
        for issue in reading.issues:
            self.tell(replace(issue, severity=Severity.WARNING), key)
        return reading.value

    def entity(self, key: str = "entidad") -> str | None:
        """The acronym of an entity; None without the column, "" when empty or (told) unknown."""
        return next(iter(self.entities(key)), "") if self.has(key) else None

    def entities(self, key: str) -> tuple[str, ...]:
        """The acronyms of a cell with several entities, unknown ones told."""
        found: dict[str, None] = {}
        for name in filter(None, (part.strip() for part in self.text(key).split(";"))):
            acronym = self._catalogue.entity(name)
            if acronym is not None:
                found[acronym] = None
            elif not is_not_reported(name):
                message = N_(
                    "«{value}» no es una entidad de la lista: quedó sin asignar. Escriba su sigla."
                )
                self.tell(_warning("entity.unknown", message, value=shown(name)), key)
        return tuple(found)

    def flag(self, key: str, *, otherwise: bool) -> bool:
        """A yes or no; ``otherwise`` when the cell is empty or (told) neither."""
        text = fold(self.text(key))
        if text in _YES or text in _NO:
            return text in _YES
        if text:
            message = (
                N_("«{value}» no es sí ni no: se tomó «sí».")
                if otherwise
                else N_("«{value}» no es sí ni no: se tomó «no».")
            )
            self.tell(_warning("flag.unknown", message, value=text), key)
        return otherwise

    def accumulation(self) -> str:
        """One of the four types, "" when empty or (told) another word."""
        return self._listed("anualizacion", Accumulation, str.upper)

    def periodicity(self) -> str:
        """A periodicity, "" when empty or (told) another word."""
        return self._listed("periodicidad", Periodicity, str.lower)

    def sdg(self) -> str:
        """The main SDG, from 1 to 17; others in the cell are told and stay in the source row."""
        text = self.text("ods")
        numbers = [number for number in re.findall(r"\d+", text) if 1 <= int(number[:4]) <= 17]
        if text and not numbers and not is_not_reported(text):
            message = N_("«{value}» no es un ODS: quedó vacío. Escriba su número, de 1 a 17.")
            self.tell(_warning("sdg.unknown", message, value=shown(text)), "ods")
        if len(numbers) > 1:
            message = N_("De «{value}» se tomó el primer ODS, que es el principal.")
            self.tell(_info("sdg.several", message, value=shown(text)), "ods")
        return str(int(numbers[0])) if numbers else ""

    def lag_days(self) -> int | None:
        """Whole days, None when empty or (told) anything else."""
        number = self.number("dias_rezago").value
        if number is None or (number == int(number) and 0 <= number <= _LARGEST_LAG):
            return None if number is None else int(number)
        message = N_("«{value}» no es un número de días: quedó vacío.")
        self.tell(_warning("lag.unknown", message, value=str(number)), "dias_rezago")
        return None

    def check_baseline_year(self) -> None:
        """Tell a year of the baseline that is not one year."""
        text = self.text("anio_linea_base")
        if text and not _YEAR.fullmatch(text):
            message = N_("«{value}» no es un año: se conservó el texto.")
            self.tell(_info("baseline_year.text", message, value=shown(text)), "anio_linea_base")

    def check_measure(self) -> None:
        """Tell a measure that GLOBO does not have, and filters that it does not take."""
        for key, issue in measure_issues(self.text(MEASURE), self.text(FILTERS)):
            self.tell(issue, key)

    def family(self) -> str:
        """The code of a family, or (told) its words when it is no known one."""
        text = self.text("familia")
        code = fold(text)
        if not text or code in FAMILY_TITLES:
            return code
        message = N_("La familia «{value}» no está entre {known}: se mostrará como está escrita.")
        known = ", ".join(FAMILY_TITLES)
        self.tell(_warning("family.unknown", message, value=shown(text), known=known), "familia")
        return text

    def _listed(self, key: str, words: Any, written: Callable[[str], str]) -> str:
        text = self.text(key)
        word = written(fold(text))
        if word in set(words):
            return word
        if text and not is_not_reported(text):
            message = N_("«{value}» no está entre {words}: quedó sin decir.")
            listed = ", ".join(words)
            self.tell(_warning(f"{key}.unknown", message, value=shown(text), words=listed), key)
        return ""


def _warning(code: str, message: str, **values: str) -> Issue:
    return Issue(code, message, Severity.WARNING, values=values)


def _info(code: str, message: str, **values: str) -> Issue:
    return Issue(code, message, Severity.INFO, values=values)
