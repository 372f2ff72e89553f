"""Figures below zero: expected of a change or a rate, to be looked at in anything else."""

from decimal import Decimal

from data_access.vocabulary.issues import Issue, Severity
from data_access.vocabulary.messages import N_
from data_access.vocabulary.names import fold

_CHANGES = (
    "tasa", "variaci", "cambio", "crecimiento", "saldo", "balance", "diferencia", "brecha",
    "desviaci", "superavit", "deficit",
)  # fmt: skip
_CLIMATE = "cambio climatico"


def may_be_negative(words: str) -> bool:
    """Whether the unit or the name of an indicator says that it measures a change or a rate.

    >>> may_be_negative("Tasa de variación"), may_be_negative("Acciones de cambio climático")
    (True, False)
    """
    return any(
        word.startswith(_CHANGES) for word in fold(words).replace(_CLIMATE, "").split(" ")
    )  # fmt: skip


def below_zero(text: str, value: Decimal) -> Issue:
    """What is told of a figure below zero of an indicator that measures no change."""
    return Issue(
        "number.negative",
        N_(
            "«{value}» es {taken}, menos que cero, y el indicador no mide un cambio ni una tasa: "
            "se conservó. Si no es una corrección, corrija el signo."
        ),
        Severity.WARNING,
        values={"value": text, "taken": f"{value.normalize() + 0:f}"},
    )
