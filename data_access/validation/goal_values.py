"""Reading of the numbers of a plan, in which much that stands in a number's place is none."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from math import isfinite

from data_access.validation.amounts import read_amount
from data_access.validation.formulas import no_value
from data_access.validation.numerals import UNKNOWN, Convention, kept, shown_convention
from data_access.validation.readings import (
    RawValue,
    Reading,
    is_not_reported,
    not_reported,
    shown,
    warning,
)
from data_access.vocabulary.issues import Issue, Severity
from data_access.vocabulary.messages import N_
from data_access.vocabulary.names import fold
from data_access.vocabulary.scales import Scale

PERCENT = "%"
_HUNDRED = Decimal(100)
_PENDING = frozenset({"pend", "pendiente", "por definir", "por establecer", "por determinar"})
# Units as often as they are scales: five m are metres.
_UNSURE_SCALES = re.compile(r"(?<![a-z])(?:m|mm|k|mill)\b")
_LONGEST_NUMBER = 60
_PLAIN = re.compile(r"-?[0-9]{1,15}")
_DOUBT = "amount.ambiguous_separator"


class Percentage(float):
    """A number that its sheet shows as a percentage: 0.4 as 40 %."""

    @property
    def shown(self) -> Decimal:
        """The number before the sign %."""
        return kept(Decimal(format(self, ".15g")) * _HUNDRED)


@dataclass(frozen=True)
class Habits:
    """How the numbers of a file are written.

    ``convention`` is what its own numbers show; ``has_fractions`` tells that its percentages are
    fractions of 1.
    """

    convention: Convention = UNKNOWN
    has_fractions: bool = False


def convention_of(cells: Iterable[RawValue]) -> Convention:
    """What the texts among ``cells`` show of the points and commas of all of them.

    >>> convention_of(["13,6", 0.5, "1.234.567"])
    Convention(decimal=',', grouping='.')
    """
    return shown_convention(cell for cell in cells if isinstance(cell, str))


def is_percent(unit: str) -> bool:
    """Whether a unit is a percentage."""
    return "%" in unit or fold(unit).split(" ")[0] in ("porcentaje", "porcentual", "percentage")


def unit_as_told(unit: str, scale: Scale | None) -> str:
    """The unit with its scale, where the numbers of a percentage are fractions of 1.

    >>> unit_as_told("Porcentaje", Scale.FRACTION), unit_as_told("Porcentaje", Scale.PERCENTAGE)
    ('Porcentaje (0–1)', 'Porcentaje')
    """
    return f"{unit} (0–1)" if is_percent(unit) and scale is Scale.FRACTION else unit


def printed(raw: RawValue) -> str:
    """A cell as a person sees it: numbers with the fifteen digits that a spreadsheet shows."""
    if raw is None:
        return ""
    if isinstance(raw, bool):
        return "VERDADERO" if raw else "FALSO"
    if isinstance(raw, Percentage) and isfinite(raw):
        return f"{raw.shown.normalize() + 0:f}{PERCENT}"
    if isinstance(raw, float):
        return format(Decimal(format(raw, ".15g")), "f")
    return raw.isoformat() if isinstance(raw, date) else str(raw).strip()


def read_goal_number(
    raw: RawValue, habits: Habits, *, unit: str = "", is_fraction: bool | None = None
) -> Reading[Decimal]:
    """Read a baseline, a target or a value; what is no number has none, and an issue says so.

    ``habits`` decide what ``1.527`` is; ``100%`` is 1 where the other numbers are fractions
    (``is_fraction``, or the habit of the file when that is None). The unit may be written behind
    the number. Never an error: the text stays beside the number.
    """
    if raw is None or (isinstance(raw, str) and not raw.strip()):
        return not_reported()
    if isinstance(raw, bool | date) or (isinstance(raw, float) and not isfinite(raw)):
        return _no_number(raw)
    fraction = habits.has_fractions if is_fraction is None else is_fraction
    if isinstance(raw, Percentage) and not fraction:
        return Reading(raw.shown)
    if isinstance(raw, int | float):
        return Reading(kept(Decimal(format(raw, ".15g") if isinstance(raw, float) else raw)))
    text = " ".join(raw.split())
    if _PLAIN.fullmatch(text):
        return Reading(Decimal(text))
    if is_not_reported(text) or fold(text) in _PENDING:
        return Reading(is_not_reported=True, issues=(_not_given(raw),))
    if len(text) > _LONGEST_NUMBER:
        return _no_number(raw)
    if text.endswith(PERCENT):
        return _percentage(raw, text[:-1], habits, fraction)
    bare = _without_unit(text, unit)
    return _number(raw, bare, habits, is_told=bare != text)


def _percentage(raw: str, text: str, habits: Habits, is_fraction: bool) -> Reading[Decimal]:
    reading = _number(raw, text.strip(), habits, is_told=False)
    if reading.value is None or not is_fraction:
        return reading
    value = kept(reading.value / _HUNDRED)
    told = _told(
        "number.percentage",
        N_("«{value}» se leyó como {taken}, en la escala de 0 a 1 de las demás cifras."),
        value=shown(raw),
        taken=f"{value.normalize() + 0:f}",
    )
    return Reading(value, issues=(*reading.issues, told))


def _number(raw: str, text: str, habits: Habits, *, is_told: bool) -> Reading[Decimal]:
    reading = read_amount(text, habits.convention)
    unsure = _UNSURE_SCALES.search(fold(text)) and not reading.currency
    if reading.value is None or unsure:
        return _no_number(raw)
    value = kept(reading.value)
    issues = [
        replace(issue, code="number.ambiguous_separator") if issue.code == _DOUBT else issue
        for issue in reading.issues
    ]
    if is_told or re.search(r"[^\W\d_]", text):
        taken = f"{value.normalize() + 0:f} {reading.currency}".strip()
        message = N_("«{value}» se leyó como {taken}; el texto se conservó.")
        issues.append(_told("number.with_words", message, value=shown(raw), taken=taken))
    return Reading(value, issues=tuple(issues))


def _without_unit(text: str, unit: str) -> str:
    """The text without the unit behind its number, when it is just that."""
    found = re.fullmatch(r"(.*\d)\s*([^\W\d_].*)", text)
    return found[1] if found and unit and fold(found[2]) == fold(unit) else text


def _no_number(raw: RawValue) -> Reading[Decimal]:
    failed = no_value(raw)
    if failed is not None:
        told = (replace(issue, severity=Severity.WARNING) for issue in failed.issues)
        return Reading(issues=tuple(told))
    no_number = warning(
        "number.not_a_number",
        N_("«{value}» no es un número: se conservó el texto y la cifra quedó vacía."),
        value=shown(raw),
    )
    return Reading(issues=(no_number,))


def _not_given(raw: object) -> Issue:
    return _told(
        "number.not_given",
        N_("«{value}» dice que no hay dato: se conservó el texto y la cifra quedó vacía."),
        value=shown(raw),
    )


def _told(code: str, message: str, **values: str) -> Issue:
    return Issue(code, message, Severity.INFO, values=values)
