"""Rows of a text table with more cells than its header: a datum was cut by the separator."""

from data_access.importers.reader import RawRow
from data_access.vocabulary.issues import Issue
from data_access.vocabulary.messages import N_


def too_wide(row: RawRow, width: int) -> list[Issue]:
    """The error of a row that has something beyond ``width`` cells; none where that is 0.

    Which of its cells moved cannot be known, so none is taken.
    """
    if not width or len(row.cells) <= width or not any(map(_says_something, row.cells[width:])):
        return []
    message = N_(
        "La fila tiene {cells} celdas y el encabezado {width}: el separador está dentro de un dato "
        "(como la coma de 4325,05) y corre los demás. Escriba ese dato entre comillas, o separe "
        "las celdas con punto y coma."
    )
    values = {"cells": str(len(row.cells)), "width": str(width)}
    return [Issue("row.too_wide", message, row=row.number, values=values)]


def _says_something(cell: object) -> bool:
    return cell is not None and bool(str(cell).strip())
