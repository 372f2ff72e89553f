"""What a goal can be at a cut: its state and its traffic light."""

from decimal import Decimal
from enum import StrEnum

from data_access.measures.goals.rules import Thresholds
from data_access.vocabulary.messages import N_


class State(StrEnum):
    """Where the reports of an indicator stand at a cut.

    ``NO_REPORT``: the report of this very cut is missing; ``OVERDUE``: one of an earlier cut is.
    ``NO_RULE``: nobody said how years add up, or targets are words.
    """

    REPORTED = "reported"
    NO_REPORT = "no_report"
    OVERDUE = "overdue"
    NOT_STARTED = "not_started"
    NOT_PROGRAMMED = "not_programmed"
    NOT_APPLICABLE = "not_applicable"
    NO_RULE = "no_rule"


class Light(StrEnum):
    """The colours of the traffic light, and the two ways of having none."""

    ROJO = "rojo"
    AMARILLO = "amarillo"
    VERDE = "verde"
    NARANJA = "naranja"
    SIN_DATO = "sin_dato"
    SIN_INICIAR = "sin_iniciar"


STATE_TITLES = {
    State.REPORTED: N_("Reportado"),
    State.NO_REPORT: N_("Sin reporte"),
    State.OVERDUE: N_("Vencido"),
    State.NOT_STARTED: N_("Sin iniciar"),
    State.NOT_PROGRAMMED: N_("No programado"),
    State.NOT_APPLICABLE: N_("No aplica"),
    State.NO_RULE: N_("Sin regla de cálculo"),
}

LIGHT_TITLES = {
    Light.ROJO: N_("Rojo"),
    Light.AMARILLO: N_("Amarillo"),
    Light.VERDE: N_("Verde"),
    Light.NARANJA: N_("Naranja"),
    Light.SIN_DATO: N_("Sin dato"),
    Light.SIN_INICIAR: N_("Sin iniciar"),
}


def light_of(fraction: Decimal | None, thresholds: Thresholds) -> Light:
    """The colour of an advance (PHV, a fraction); a threshold belongs to the colour below it.

    Source: the district's tracking format, red ≤ 50 %, yellow ≤ 75 %, green ≤ 125 %.
    """
    if fraction is None:
        return Light.SIN_DATO
    if fraction <= thresholds.red:
        return Light.ROJO
    if fraction <= thresholds.yellow:
        return Light.AMARILLO
    return Light.VERDE if fraction <= thresholds.green else Light.NARANJA
