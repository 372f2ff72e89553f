"""Rows of the workbook that are no actions: the examples of the template, and totals."""

import re

from data_access.importers.cooperation_cells import RowCells
from data_access.importers.cooperation_columns import EXAMPLE_MARK, REQUIRED
from data_access.validation.totals import is_total_of_its_row, total_label
from data_access.validation.values import shown
from data_access.vocabulary.issues import Issue, Severity
from data_access.vocabulary.messages import N_

_MAY_BE_NONE = re.compile(f"{EXAMPLE_MARK}|total", re.IGNORECASE)
"""What the code or the title of a row has that is no action; few have it."""


def why_skipped(cells: RowCells) -> Issue | None:
    """What is told of a row that is no action, None for an action."""
    code = cells.values.get("code")
    is_whole = None not in map(cells.values.get, REQUIRED)
    words = [cell for cell in (code, cells.values.get("title")) if isinstance(cell, str)]
    if is_whole and not any(map(_MAY_BE_NONE.search, words)):
        return None
    if isinstance(code, str) and code.strip().upper().startswith(EXAMPLE_MARK):
        return _skipped(
            cells,
            "row.example",
            N_("La fila {row} es un ejemplo de la plantilla y no se cargó. Puede borrarla."),
            Severity.INFO,
        )
    label = next((word for word in words if is_total_of_its_row(word, cells.row.cells)), "")
    if label or (not is_whole and (label := total_label(cells.row.cells))):
        return _skipped(
            cells,
            "row.total",
            N_(
                "La fila {row} es un total («{label}»): no se cargó. Si es una acción, escriba su "
                "código, su entidad y un título que no sea el de un total."
            ),
            Severity.WARNING,
            label=shown(label),
        )
    return None


def _skipped(
    cells: RowCells, code: str, message: str, severity: Severity, **values: str
) -> Issue:  # fmt: skip
    number = cells.row.number
    sheet = cells.table.sheet or None
    return Issue(
        code, message, severity, sheet=sheet, row=number, values={"row": str(number), **values}
    )
