"""What stands in a cell whose formula gave nothing that can be taken."""

import re
from dataclasses import replace
from typing import Any

from data_access.validation.readings import RawValue, Reading, shown, wrong
from data_access.vocabulary.issues import Issue
from data_access.vocabulary.messages import N_

UNSAVED = "#SIN VALOR: "
"""What the readers put before a formula whose value the file does not keep."""

FORMULA_ISSUES = frozenset({"text.broken_formula", "text.unsaved_formula"})
"""The issues of texts that stand for what a formula did not give."""

_FAILED = N_(
    "La celda contiene una fórmula con error ({value}). Corrija la fórmula o escriba el dato."
)
_UNNAMED = "#?"
_BEGINNINGS = ("#", "Err:", "ERR:", "err:")
_ERROR = re.compile(
    r"#(?:REF|VALUE|DIV/0|NUM|NULL|SPILL|CALC|FIELD|BLOCKED|CONNECT|UNKNOWN|BUSY|EXTERNAL|PYTHON"
    r"|TIMEOUT|¡REF|¡?VALOR|¡DIV/0|¡NUM|¡?NULO|¡?DESBORDAMIENTO|¡?CALC|¡?CAMPO|¡?BLOQUEADO"
    r"|¡?CONECTAR|¡?DESCONOCIDO|¡?OCUPADO)!|#(?:NAME|¿?NOMBRE)\?|#N/[AD]|#GETTING_DATA"
    r"|#OBTENIENDO_DATOS|ERR:[0-9]{3}|#\?(?: .*)?"
)


def is_cell_error(text: str) -> bool:
    """Whether ``text`` is what a spreadsheet shows for a formula that failed.

    >>> is_cell_error("#¡DIV/0!"), is_cell_error("Err:502"), is_cell_error("#1")
    (True, True, False)
    """
    return _ERROR.fullmatch(text.strip().upper()) is not None


def error_text(value: str) -> str:
    """The text that stands for an error value: its own, or one that says so of an unknown one.

    >>> error_text("#SPILL!"), error_text("#NEWEST!"), error_text("")
    ('#SPILL!', '#? #NEWEST!', '#?')
    """
    return value if is_cell_error(value) else f"{_UNNAMED} {value}".strip()


def no_value(raw: RawValue, failed: str = _FAILED) -> Reading[Any] | None:
    """The error of a formula that failed or whose value the file does not keep, None otherwise.

    ``failed`` is the sentence of a formula that failed, with its ``{value}``.
    """
    if not isinstance(raw, str) or not raw.lstrip()[:4].startswith(_BEGINNINGS):
        return None
    if raw.startswith(UNSAVED):
        return _unsaved(raw)
    if not is_cell_error(raw):
        return None
    return wrong("text.broken_formula", failed, value=raw.strip())


def of_formula(raw: RawValue, issue: Issue) -> Issue:
    """What is told of a cell: of one whose formula gave no value that, and ``issue`` of others."""
    reading = no_value(raw)
    return issue if reading is None else replace(reading.issues[0], severity=issue.severity)


def _unsaved(raw: str) -> Reading[Any]:
    return wrong(
        "text.unsaved_formula",
        N_(
            "La celda tiene la fórmula {value} y el archivo no guarda su resultado. Abra el libro "
            "con Excel o LibreOffice, guárdelo y envíelo de nuevo, o escriba el dato."
        ),
        value=shown(raw.removeprefix(UNSAVED)),
    )
