"""The words that plans use for their levels and for the kinds of their indicators."""

from data_access.vocabulary.messages import N_
from layouts.texts.catalogue import translate

_WORDS = {
    "objetivo": N_("Objetivo"),
    "programa": N_("Programa"),
    "linea": N_("Línea"),
    "componente": N_("Componente"),
    "meta estratégica": N_("Meta estratégica"),
    "meta producto": N_("Meta producto"),
    "producto": N_("Producto"),
    "resultado": N_("Resultado"),
    "gestión": N_("Gestión"),
    "impacto": N_("Impacto"),
    "numero": N_("Número"),
    "monto": N_("Monto"),
    "porcentaje": N_("Porcentaje"),
    "indice": N_("Índice"),
    "trimestral": N_("Trimestral"),
    "semestral": N_("Semestral"),
    "anual": N_("Anual"),
    "territorial": N_("Territorial"),
    "ambiental": N_("Ambiental"),
    "poblacional-diferencial": N_("Poblacional-diferencial"),
    "cultura ciudadana": N_("Cultura ciudadana"),
    "derechos humanos": N_("Derechos humanos"),
}
_PRINTED = {
    "no aplica": N_("No aplica"),
    "pendiente": N_("Pendiente"),
    "por confirmar": N_("Por confirmar"),
}
_WAITING = N_("(por confirmar)")


def printed_word(text: str) -> str:
    """``No Aplica`` in the reader's language; what else is printed stays as it is, but for the note
    that a fact waits for the office: ``CC BY 4.0 (por confirmar)``.
    """
    word = _PRINTED.get(text.strip().lower())
    return translate(word) if word else text.replace(_WAITING, translate(_WAITING))


def plan_word(word: str) -> str:
    """``linea`` → ``Línea``; a word that only one plan uses stays as it is, with a capital."""
    return translate(_WORDS[word]) if word in _WORDS else word.capitalize()
