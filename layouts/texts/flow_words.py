"""The words of the money that an answer is about: its kind, its class, the rule of what counts."""

from collections.abc import Iterable

from data_access.measures.catalogue import MEASURES
from data_access.measures.result import MeasureResult
from data_access.vocabulary.filters import Filters
from data_access.vocabulary.flows import (
    CANCELLED,
    EVERY_CLASS,
    LOANS,
    OFFERED,
    RECEIVED,
    UNCLASSED,
)
from data_access.vocabulary.messages import N_
from layouts.texts.catalogue import _, translate
from layouts.texts.formats import number

BY_CLASS = "cooperation.by_class"
"""The measure that tells every class apart, whatever class is asked for."""
AMOUNT_KIND_LABELS = {
    "comprometido": N_("Comprometido"),
    "desembolsado": N_("Desembolsado"),
    "gastado": N_("Gastado"),
    "programado": N_("Programado"),
    "entrante": N_("Entrante"),
}
_AMOUNTS_IN_SENTENCES = {
    "comprometido": N_("lo comprometido"),
    "desembolsado": N_("lo desembolsado"),
    "gastado": N_("lo gastado"),
    "programado": N_("lo programado"),
    "entrante": N_("lo entrante"),
}
_IN_COLUMNS = ("comprometido", "desembolsado")
"""The kinds of amount that every table has a column of."""
CLASS_LABELS = {
    RECEIVED: N_("Recibida no reembolsable"),
    LOANS: N_("Créditos"),
    OFFERED: N_("Ofrecida"),
    UNCLASSED: N_("Sin clase"),
    CANCELLED: N_("Canceladas"),
    EVERY_CLASS: N_("Todas"),
}
_TOGETHER = {
    **CLASS_LABELS,
    UNCLASSED: N_("Sin clase (residuo: lo que no cabe en otra)"),
    EVERY_CLASS: N_("Todas las clases de flujo"),
}


def amount_words(filters: Filters) -> str:
    """The chosen kind of amount inside a sentence: ``lo gastado``."""
    return translate(_AMOUNTS_IN_SENTENCES[filters.monto])


def has_own_column(filters: Filters) -> bool:
    """Whether the chosen kind of amount needs a column beside those of every table."""
    return filters.monto not in _IN_COLUMNS


def is_about_actions(result: MeasureResult) -> bool:
    """Whether the answer counts actions, which have a class of flow."""
    return "clase" in MEASURES[result.measure.name].dimensions


def class_words(result: MeasureResult) -> str:
    """Of which class of flow the figure is; empty where actions have none."""
    if not is_about_actions(result) or not result.sources:
        return ""
    if not result.is_own:
        return _("Fuente externa: su propia regla")
    if result.measure.name == BY_CLASS:
        return _("Cada clase aparte")
    words = translate(_TOGETHER[result.filters.clase])
    return _("{flow} y fuentes externas", flow=words) if result.has_outside else words


def counting_words(result: MeasureResult) -> list[str]:
    """What counts, by the rule of the register and by that of outside sources."""
    told = list(result.rules)
    if is_about_actions(result) and result.is_own and result.filters.clase == UNCLASSED:
        told.append(
            _(
                "«Sin clase» reúne las acciones que no dicen su dirección y los créditos "
                "ofrecidos: su dinero es un residuo de cosas distintas, no una cifra de "
                "cooperación."
            )
        )
    if is_about_actions(result) and result.has_outside:
        told.append(
            _(
                "Las fuentes externas tienen su propia regla: sus totales quedan como se publican, "
                "sin clases de flujo."
            )
        )
    return told


def total_words(result: MeasureResult) -> str:
    """What the total of an answer is called: that of the classes counts no cancelled action."""
    return _("Total, sin canceladas") if result.measure.name == BY_CLASS else _("Total")


def elsewhere_words(elsewhere: Iterable[tuple[str, int]]) -> str:
    """In which other classes there are actions where the one asked for has none."""
    told = [f"«{translate(CLASS_LABELS[code])}» ({number(count)})" for code, count in elsewhere]
    if not told:
        return ""
    return _(
        "No hay acciones de esta clase de flujo; sí las hay en otras: {classes}.",
        classes=", ".join(told),
    )


def where_words(result: MeasureResult) -> str:
    """Where there are actions that the answer has none of: in other classes, or sources."""
    told = [f"«{family}» ({number(count)})" for family, count in result.other_sources]
    if not told:
        return elsewhere_words(result.elsewhere)
    return _(
        "El registro de la ciudad no tiene acciones; sí las hay en fuentes externas: {sources}. "
        "Pida «fuente={first}» en la dirección de la página, o con -f en la línea de órdenes.",
        sources=", ".join(told),
        first=result.other_sources[0][0],
    )
