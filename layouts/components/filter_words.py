"""The words of the filters: their names on screen, and a question told as pairs of words."""

from collections.abc import Callable, Sequence

from data_access.measures.result import MeasureResult
from data_access.vocabulary.filters import LIST_FILTERS, Filters
from data_access.vocabulary.messages import N_
from layouts.texts.catalogue import _, ngettext, translate
from layouts.texts.flow_words import AMOUNT_KIND_LABELS, class_words, where_words
from layouts.texts.formats import year_label

FILTER_LABELS = {
    "texto": N_("Buscar"),
    "entidad": N_("Entidad"),
    "pais": N_("País"),
    "anio_desde": N_("Desde"),
    "anio_hasta": N_("Hasta"),
    "monto": N_("Monto"),
    "moneda": N_("Moneda"),
    "clase": N_("Clase de flujo"),
    "aliado": N_("Aliado"),
    "tipo_aliado": N_("Tipo de aliado"),
    "modalidad": N_("Modalidad"),
    "direccion": N_("Dirección"),
    "etapa": N_("Etapa"),
    "ods": N_("ODS"),
    "sector_cad": N_("Sector CAD"),
    "sector": N_("Sector administrativo"),
    "territorio": N_("Territorio"),
    "fuente": N_("Fuente"),
    "marco": N_("Marco"),
    "objetivo": N_("Objetivo"),
    "programa": N_("Programa"),
    "linea": N_("Línea"),
    "componente": N_("Componente"),
    "meta": N_("Meta"),
    "indicador": N_("Indicador"),
    "familia": N_("Familia"),
    "estado": N_("Estado o semáforo"),
    "tipo_meta": N_("Tipo de meta"),
    "gravedad": N_("Gravedad"),
    "corte": N_("Corte"),
}
UNITS = {
    "money": N_("Dinero, en la moneda elegida"),
    "count": N_("Número de acciones"),
    "ratio": N_("Proporción, de 0 a 1"),
}
CURRENCY_LABELS = {"USD": N_("Dólares (USD)"), "COP": N_("Pesos (COP)")}


def label_of_filter(name: str) -> str:
    """The name of a filter as the reader sees it."""
    return translate(FILTER_LABELS[name])


def question_in_words(
    result: MeasureResult, label_of: Callable[[str, str], str]
) -> list[tuple[str, str]]:
    """What an answer was asked, with the class of flow that it is of."""
    told = filters_in_words(result.filters, label_of)
    flow = class_words(result)
    return [*told, (label_of_filter("clase"), flow)] if flow else told


def remarks(result: MeasureResult) -> list[str]:
    """What there is to know of an answer besides its numbers, and what it was not narrowed by."""
    told = [translate(note) for note in result.notes]
    if where := where_words(result):
        told.append(where)
    if result.unapplied:
        told.append(unapplied_words(result.unapplied))
    return told


def unapplied_words(names: Sequence[str]) -> str:
    """The filters that were asked for where there is nothing that they could choose."""
    return ngettext(
        "Este filtro no se aplica aquí: {names}.",
        "Estos filtros no se aplican aquí: {names}.",
        len(names),
        names=", ".join(map(label_of_filter, names)),
    )


def filters_in_words(
    filters: Filters, label_of: Callable[[str, str], str]
) -> list[tuple[str, str]]:
    """What was asked, as ``(name, values)``.

    Amount kind and currency stand last, or the cut of a question about goals, which has neither.
    """
    told: list[tuple[str, str]] = []
    for name in LIST_FILTERS:
        values = getattr(filters, name)
        if values:
            words = ", ".join(label_of(name, value) for value in values)
            told.append((label_of_filter(name), words))
    if filters.year_range() is not None:
        told.append((_("Años"), _years(filters)))
    if filters.texto:
        told.append((_("Texto"), f"«{filters.texto}»"))
    if filters.corte:
        return [*told, (label_of_filter("corte"), filters.corte)]
    told.append((label_of_filter("monto"), translate(AMOUNT_KIND_LABELS[filters.monto])))
    told.append((label_of_filter("moneda"), translate(CURRENCY_LABELS[filters.moneda])))
    return told


def _years(filters: Filters) -> str:
    low, high = filters.anio_desde, filters.anio_hasta
    if low == high:
        return year_label(str(low))
    if low is None:
        return _("hasta {year}", year=str(high))
    if high is None:
        return _("desde {year}", year=str(low))
    return _("{low} a {high}", low=year_label(str(low)), high=year_label(str(high)))
