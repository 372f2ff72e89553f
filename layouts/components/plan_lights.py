"""The traffic light of a goal: sign, word and colour, with its rule at hand."""

from collections.abc import Mapping
from typing import Any

from dash import html

from data_access.measures.goals.states import LIGHT_TITLES, STATE_TITLES, Light
from data_access.measures.plan.goal_rows import STATES
from data_access.vocabulary.messages import N_
from layouts.figures._lights import SIGNS
from layouts.texts.catalogue import _, translate
from layouts.texts.formats import percent

STATE_WORDS = {word: STATE_TITLES[state] for state, word in STATES.items()}
_RULES = {
    Light.ROJO: N_("Rojo: hasta el {red} de lo programado a la fecha."),
    Light.AMARILLO: N_("Amarillo: más del {red} y hasta el {yellow} de lo programado a la fecha."),
    Light.VERDE: N_("Verde: más del {yellow} y hasta el {green} de lo programado a la fecha."),
    Light.NARANJA: N_(
        "Naranja, sobre-ejecución: más del {green} de lo programado a la fecha; hay que explicarlo."
    ),
    Light.SIN_DATO: N_("Sin dato: no hay con qué comparar lo programado a la fecha."),
    Light.SIN_INICIAR: N_("Sin iniciar: todavía no vence su primer reporte."),
}


def light_rule(light: str, limits: Mapping[str, Any]) -> str:
    """The rule of a light; ``limits`` has the ``red_to``, ``yellow_to``, ``green_to`` of totals."""
    words = {name: percent(limits[f"{name}_to"], 0) for name in ("red", "yellow", "green")}
    return translate(_RULES[Light(light)], **words)


def light_chip(light: str, rule: str) -> html.Button:
    """A light with its rule, shown by pointing at it or by moving the focus to it.

    Readers of the screen hear the rule after the word.
    """
    kind = Light(light)
    return html.Button(
        [
            lamp(light),
            translate(LIGHT_TITLES[kind]),
            html.Span(rule, className="rule"),
        ],
        type="button",
        className="light",
    )


def lamp(light: str) -> html.Span:
    """The sign of a light in its colour; a word always stands beside it."""
    return html.Span(SIGNS[Light(light)], className=f"lamp lamp-{light}", **{"aria-hidden": "true"})


def row_light(row: Mapping[str, Any], limits: Mapping[str, Any]) -> html.Button:
    """The light of an indicator with its rule and the numbers that made it."""
    if row["light"] == Light.SIN_DATO:
        return light_chip(row["light"], translate(_why_no_colour(row)))
    rule = light_rule(row["light"], limits)
    if row["phv"] is not None and row["light"] != Light.SIN_INICIAR:
        rule = _("Va en el {share} de lo programado a la fecha. {rule}",
                 share=percent(row["phv"]), rule=rule)  # fmt: skip
    return light_chip(row["light"], rule)


def _why_no_colour(row: Mapping[str, Any]) -> str:
    """What an indicator without data lacks: a report, or something to hold it against."""
    if not row["last_report"]:
        return N_("Sin dato: no hay un reporte con el cual comparar lo programado.")
    if row["phv_denominator"] is None:
        return N_("Sin dato: no hay una meta programada con la cual comparar lo reportado.")
    if row["phv_denominator"] == 0:
        return N_("Sin dato: lo programado a la fecha es igual al punto de partida, y no hay "
                  "un avance que medir.")  # fmt: skip
    return N_("Sin dato: este año no hay un reporte con el cual comparar lo programado.")


def state_words(row: Mapping[str, Any]) -> str:
    """The state of an indicator where it says more than its light; empty when it has reported."""
    state = row["state"]
    if state == "vencido":
        return _("Vencido: debe el reporte de {quarter}", quarter=row["owed_since"])
    if state == "sin_reporte":
        return _("Sin reporte de {quarter}", quarter=row["owed_since"])
    return "" if state in ("reportado", "sin_iniciar") else translate(STATE_WORDS[state])
