"""What is told of an amount that its sheet shows otherwise than as it was read."""

from data_access.vocabulary.issues import Issue, Severity
from data_access.vocabulary.messages import N_


def other_format(written: str, currency: str) -> Issue:
    """Tell that the format of a cell is of another currency than the row, or of percentages.

    No more than that: a format is put on whole columns, and stays when their content changes.
    """
    return Issue(
        "currency.other_format",
        N_(
            "La celda muestra el monto en {written} y la moneda de la fila es {currency}: se "
            "tomó {currency}. Corrija la que no sea."
        ),
        Severity.WARNING,
        values={"written": written, "currency": currency},
    )


def worded_format(written: str, taken: str) -> Issue:
    """Tell that the sheet shows words or fewer digits than the cell holds: millions, thousands."""
    return Issue(
        "amount.other_format",
        N_(
            "La hoja muestra «{written}» y la celda guarda {taken}, que es lo que se leyó: no se "
            "multiplica por lo que dice el formato. Escriba la cifra completa y quite ese formato."
        ),
        Severity.WARNING,
        values={"written": written, "taken": taken},
    )
