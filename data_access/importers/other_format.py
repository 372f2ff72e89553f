"""What is told of an amount that its sheet shows in another currency than that of its row."""

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
