"""Columns that an importer does not read, in tables that may have more of them than it knows."""

from data_access.vocabulary.issues import Issue, Severity
from data_access.vocabulary.messages import N_


def unused(sheet: str, header_row: int, header: str, meant: str | None = None) -> Issue:
    """What is told of a column that stays in the source row and goes nowhere else.

    ``meant`` is the header of a column that is missing and is called so but for a sign such as %.
    """
    if meant:
        return Issue(
            "column.other_unit",
            N_(
                "La columna «{column}» no se leyó: por su signo no es «{header}». Si trae ese "
                "dato, páselo a la unidad de «{header}» y póngale ese encabezado."
            ),
            Severity.WARNING,
            sheet=sheet or None,
            row=header_row,
            column=header,
            values={"column": header, "header": meant},
        )
    return Issue(
        "column.unknown",
        N_("GLOBO no usa la columna «{column}»: se guarda en la fila de origen y nada más."),
        Severity.INFO,
        sheet=sheet or None,
        row=header_row,
        column=header,
        values={"column": header},
    )
