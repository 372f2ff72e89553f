"""How the numbers of a plan are written: its decimal sign, and the scale of its percentages."""

from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal

from data_access.importers.plan_columns import target_year
from data_access.importers.plan_mapped import PlanRow
from data_access.validation.goal_values import (
    Habits,
    Percentage,
    convention_of,
    is_percent,
    printed,
    read_goal_number,
)
from data_access.validation.values import Reading
from data_access.vocabulary.issues import Issue, Severity
from data_access.vocabulary.messages import N_
from data_access.vocabulary.scales import Scale, has_lone_one, is_mixed, scale_of

_ONE = Decimal(1)
_WHOLES = {Scale.PERCENTAGE: Decimal(100), Scale.FRACTION: _ONE}


def read_habits(rows: Sequence[PlanRow]) -> Habits:
    """How the numbers of a file are written, told by all of them together."""
    cells = [row.cells[key] for row in rows for key in _numeric(row)]
    of_percentages = [
        max(_plain_sizes(row), default=_ONE)
        for row in rows
        if is_percent(printed(row.cells.get("unidad")))
        and (_plain_sizes(row) or _shown_percentages(row))
    ]
    fractions = sum(largest <= 1 for largest in of_percentages)
    return Habits(convention_of(cells), fractions * 2 > len(of_percentages))


def row_scale(row: PlanRow, habits: Habits) -> Scale | None:
    """The scale of the percentages of a row; None when it has none.

    The row says it, in words or by its figures without the sign %; then the formats of its cells,
    as a workbook keeps what it shows as 100 % as 1; then the rest of the file.
    """
    written = _written(row)
    if written is not None or not _is_of_percentages(row):
        return written
    sizes = {size for size in _plain_sizes(row) if size}
    if sizes <= {_ONE}:
        has_fractions = habits.has_fractions or bool(_shown_percentages(row))
        return Scale.FRACTION if has_fractions else Scale.PERCENTAGE
    return Scale.PERCENTAGE if max(sizes) > 1 else Scale.FRACTION


def scale_issues(
    row: PlanRow, scale: Scale | None, values: Collection[Decimal]
) -> Iterator[tuple[str, Issue]]:
    """What is to be told of the scale of the ``values`` that were read in a row, by column.

    Only figures without the sign % leave a doubt: some of another scale, and all of them so small
    that the whole and its hundredth part look alike.
    """
    plain = [size for size in _plain_sizes(row, "linea_base") if size]
    if scale is Scale.FRACTION:
        plain += [size for each in _shown_percentages(row) if (size := abs(Decimal(each)))]
    if scale is None or not plain:
        return
    largest = max(map(abs, values))
    others = [] if scale is Scale.FRACTION else [largest]
    is_lone = bool(others) and has_lone_one(_plain_sizes(row), values)
    if is_lone or is_mixed([*plain, *others], scale):
        odd = max(plain) if scale is Scale.FRACTION else min(plain)
        message = N_(
            "Esta fila tiene cifras de dos escalas: la suya va de 0 a {whole} y {odd} parece de "
            "otra. Se conservaron como están; escríbalas todas en una."
        )
        yield _place(row), _warning("scale.mixed", message, whole=_WHOLES[scale], odd=odd)
    elif scale is Scale.PERCENTAGE and largest <= 1:
        message = N_(
            "Las cifras de esta fila no pasan de 1 y se leyeron en la escala de 0 a 100: {largest} "
            "es el {largest} %. Si {largest} es {share} %, dígalo en la columna escala: 0-1."
        )
        told = _warning("scale.unsure", message, largest=largest, share=largest * 100)
        yield _place(row), told


def _written(row: PlanRow) -> Scale | None:
    return scale_of(printed(row.cells.get("escala")))


def _is_of_percentages(row: PlanRow) -> bool:
    has_sign = any(printed(row.cells[key]).endswith("%") for key in _numeric(row))
    return has_sign or is_percent(printed(row.cells.get("unidad")))


def _numeric(row: PlanRow) -> list[str]:
    return [key for key in row.cells if key in ("linea_base", "meta_final") or target_year(key)]


def _shown_percentages(row: PlanRow) -> list[Percentage]:
    """The numbers of a row that its sheet shows as percentages."""
    return [cell for key in _numeric(row) if isinstance(cell := row.cells[key], Percentage)]


def _place(row: PlanRow) -> str:
    """The first column of the figures that say the scale."""
    keys = [key for key in _numeric(row) if key != "linea_base" and printed(row.cells[key])]
    return keys[0] if keys else "linea_base"


def _plain_sizes(row: PlanRow, *more: str) -> list[Decimal]:
    """The sizes of the final goal, the targets and ``more`` of a row that carry no sign %."""
    found = []
    for key in _numeric(row):
        cell = row.cells[key]
        has_sign = isinstance(cell, Percentage) or (isinstance(cell, str) and "%" in cell)
        if (key != "linea_base" or key in more) and not has_sign:
            reading: Reading[Decimal] = read_goal_number(cell, Habits())
            if reading.value is not None:
                found.append(abs(reading.value))
    return found


def _warning(code: str, message: str, **values: Decimal) -> Issue:
    told = {name: f"{value.normalize() + 0:f}" for name, value in values.items()}
    return Issue(code, message, Severity.WARNING, values=told)
