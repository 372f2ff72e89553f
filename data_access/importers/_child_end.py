"""The end of a text table, where a download that broke off shows."""

import csv
from collections.abc import Iterable

from data_access.vocabulary.issues import Issue, Severity
from data_access.vocabulary.messages import N_

_LEAST_ROWS = 2
"""The header and a row."""


def about_short_end(lines: Iterable[str], delimiter: str, width: int) -> list[Issue]:
    """A warning where the last row alone has fewer cells than its header, which has ``width``."""
    full = number = cells = 0
    try:
        for place, row in enumerate(csv.reader(lines, delimiter=delimiter), start=1):
            if not any(row) or not (full or len(row) == width):
                continue
            if full and cells < width:
                return []
            number, cells = place, len(row)
            full += cells == width
    except csv.Error:
        return []
    if full < _LEAST_ROWS or cells >= width:
        return []
    message = N_(
        "La última fila tiene {cells} celdas y el encabezado y las demás, {width}: puede que el "
        "archivo esté cortado. Compruebe que esté completo y, si falta algo, descárguelo de nuevo."
    )
    values = {"cells": str(cells), "width": str(width)}
    return [Issue("file.short_end", message, Severity.WARNING, row=number, values=values)]
