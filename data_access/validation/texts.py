"""Reading of texts and percentages."""

import re
from datetime import date
from decimal import Decimal
from math import isfinite

from data_access.validation.formulas import no_value
from data_access.validation.numerals import SMALL, read_numeral
from data_access.validation.readings import (
    RawValue,
    Reading,
    is_not_reported,
    not_reported,
    shown,
    warning,
    wrong,
)
from data_access.vocabulary.messages import N_

MAX_SIGNS = 32_767

# Control signs but tab and line breaks, signs of direction, lone surrogates, non-characters: all of
# them among the signs that cannot be printed, which few texts have.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_HUNDRED = Decimal(100)


def read_text(raw: RawValue, *, max_signs: int = MAX_SIGNS) -> Reading[str]:
    """Read a text as it is, without the white space around it.

    Refuses what breaks a database (NUL, other control signs, lone surrogates), what deceives the
    eye (signs that turn the writing direction), results of broken formulas, and texts of more
    than ``max_signs``. An empty cell is not reported; other ways of saying so are the caller's.
    """
    if raw is None:
        return not_reported()
    text = _written(raw).strip()
    if not text:
        return not_reported()
    if len(text) > max_signs:
        return wrong(
            "text.too_long",
            N_("El texto tiene {signs} caracteres y el máximo es {limit}. Acórtelo."),
            signs=str(len(text)),
            limit=str(max_signs),
        )
    if (failed := no_value(text)) is not None:
        return failed
    if not text.isprintable() and _FORBIDDEN.search(text):
        return wrong(
            "text.forbidden_sign",
            N_(
                "El texto trae caracteres invisibles que no se aceptan. Bórrelo y escríbalo de "
                "nuevo, o péguelo sin formato."
            ),
        )
    return Reading(text)


def read_percentage(raw: RawValue) -> Reading[Decimal]:
    """Read a percentage from 0 to 100: ``40 %``, ``12,5``, or a fraction of one such as 0.4.

    A number up to 1 without the sign is a fraction (that is what a spreadsheet keeps of ``40 %``)
    and is told with a warning.
    """
    if raw is None or (isinstance(raw, str) and is_not_reported(raw)):
        return not_reported()
    if (failed := no_value(raw)) is not None:
        return failed
    is_number = isinstance(raw, int | float) and not isinstance(raw, bool) and isfinite(raw)
    text = str(raw).strip() if is_number or isinstance(raw, str) else ""
    numeral = read_numeral(text.removesuffix("%"), SMALL)
    if numeral is None:
        return wrong(
            "percentage.not_a_number",
            N_("«{value}» no es un porcentaje. Escriba un número de 0 a 100, por ejemplo 40 %."),
            value=shown(raw),
        )
    value = numeral.value
    if not 0 <= value <= _HUNDRED:
        return wrong(
            "percentage.out_of_range",
            N_("«{value}» no está entre 0 y 100. Revise el porcentaje."),
            value=shown(raw),
        )
    if 0 < value <= 1 and not text.endswith("%"):
        return Reading(
            value * _HUNDRED,
            issues=(
                warning(
                    "percentage.fraction",
                    N_("«{value}» se leyó como {taken} %. Si no es así, escriba el signo %."),
                    value=shown(raw),
                    taken=f"{(value * _HUNDRED).normalize():f}",
                ),
            ),
        )
    return Reading(value)


def _written(raw: RawValue) -> str:
    """The text that the person sees for a cell."""
    if type(raw) is str:
        return raw
    if isinstance(raw, bool):
        return "VERDADERO" if raw else "FALSO"
    if isinstance(raw, float) and raw.is_integer():
        return str(int(raw))
    if isinstance(raw, date):
        return raw.isoformat()
    return str(raw)
