"""Sentences that come with their values: said with the numbers and words of the reader."""

import re
from datetime import date
from decimal import Decimal
from typing import Any

from data_access.vocabulary.messages import N_, Phrase
from layouts.texts.catalogue import translate
from layouts.texts.formats import day
from layouts.texts.quantities import plain_number

_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_PLAIN = frozenset({"years"})
"""Placeholders whose digits are not a quantity."""
FIELD_WORDS = {
    "name_es": N_("Nombre en español"),
    "name_en": N_("Nombre en inglés"),
    "accumulation": N_("Tipo de anualización"),
    "periodicity": N_("Periodicidad"),
    "scale": N_("Escala"),
    "entity": N_("Entidad"),
    "weight": N_("Ponderación"),
    "baseline": N_("Línea base"),
    "final_goal": N_("Meta final"),
    "is_valid": N_("Vigente"),
    "mp": N_("Meta del período (MP)"),
    "ma": N_("Meta acumulada (MA)"),
    "av": N_("Avance acumulado (AV)"),
    "pav": N_("Avance en la vigencia (PAV)"),
    "phv": N_("Avance hasta la vigencia (PHV)"),
    "paf": N_("Avance frente a la meta final (PAF)"),
    "tid": N_("Trayectoria ideal (TID)"),
    "gap": N_("Brecha"),
    "light": N_("Semáforo"),
    "state": N_("Estado"),
    "fed_value": N_("Valor del registro"),
    "indicator": N_("Indicador"),
    "appropriation": N_("Apropiación"),
    "committed": N_("Comprometido"),
    "paid": N_("Girado"),
}
"""What the columns of goals are called when one of them is said to have changed."""
_FIELD = "field"
_LIGHT = "light"
_LIGHTS = {
    "rojo": N_("rojo"),
    "amarillo": N_("amarillo"),
    "verde": N_("verde"),
    "naranja": N_("naranja"),
}


def say(phrase: Phrase) -> str:
    """``phrase`` in the reader's language; quantities, which travel as exact text, are rounded."""
    return translate(
        phrase.message, **{name: _value(name, value) for name, value in phrase.values.items()}
    )


def _value(name: str, value: Any) -> Any:
    if name == _LIGHT and value in _LIGHTS:
        return translate(_LIGHTS[value])
    if name == _FIELD:
        word = translate(FIELD_WORDS.get(value, value))
        return word[:1].lower() + word[1:]
    if isinstance(value, str) and _DAY.fullmatch(value):
        return day(date.fromisoformat(value))
    if name not in _PLAIN and isinstance(value, str) and _NUMBER.fullmatch(value):
        return plain_number(Decimal(value))
    return value
