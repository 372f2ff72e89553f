"""The one sentence that says what a figure shows, with its numbers, from the same result."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import takewhile
from typing import Any

from data_access.measures.result import MeasureResult
from data_access.vocabulary.categories import MULTI_COUNTRY, UNASSIGNED_KEY, UNDATED_YEAR
from data_access.vocabulary.messages import N_
from layouts.figures._amounts import amount_text, growth, is_told, quantity, share_text
from layouts.figures._sentences import left_out_tail, no_amounts, told_if_any
from layouts.figures.flows import OTHERS
from layouts.figures.ranking import ranked
from layouts.texts.catalogue import _, translate
from layouts.texts.flow_words import amount_words
from layouts.texts.formats import number

THINGS = {
    "pais": (N_("país"), N_("países")),
    "aliado": (N_("aliado"), N_("aliados")),
    "tipo_aliado": (N_("tipo de aliado"), N_("tipos de aliado")),
    "entidad": (N_("entidad"), N_("entidades")),
    "sector": (N_("sector administrativo"), N_("sectores administrativos")),
    "sector_cad": (N_("sector CAD"), N_("sectores CAD")),
    "ods": (N_("ODS"), N_("Objetivos de Desarrollo Sostenible")),
    "modalidad": (N_("modalidad"), N_("modalidades")),
    "direccion": (N_("dirección"), N_("direcciones")),
    "etapa": (N_("etapa"), N_("etapas")),
    "territorio": (N_("territorio"), N_("territorios")),
}
"""What one and several rows of a breakdown are called, by the filter that they set."""


_MOST = Decimal("0.9")


@told_if_any
def breakdown_finding(result: MeasureResult) -> str:
    """Who leads a breakdown, with how much of the whole, and how much has no category."""
    column = quantity(result)
    named, unassigned = ranked(result)
    singular, plural = (translate(word) for word in THINGS[result.measure.dimension])
    if not named:
        return _("Ninguna de las acciones de la selección registra {thing}.", thing=singular)
    if column == "actions":
        return _leader_by_actions(result, named[0])
    shown = [row for row in named if (row["value"] or 0) > 0 and row["key"] != MULTI_COUNTRY]
    if not shown and any(row["value"] for row in named if row["key"] != MULTI_COUNTRY):
        return _("Ninguna categoría tiene un monto positivo de {what}.", what=_what(result))
    if shown and unassigned and (unassigned[0]["share"] or 0) > _MOST:
        return _mostly_unassigned(result, shown[0], singular)
    of_several = named if result.measure.dimension == "pais" else ()
    several = [row for row in of_several if row["key"] == MULTI_COUNTRY and is_told(row["share"])]
    told = _leader(result, shown, plural) + _several(several) + _tail(unassigned, singular)
    return told + left_out_tail(result)


def _leader(result: MeasureResult, named: Sequence[Mapping[str, Any]], plural: str) -> str:
    what = _what(result)
    if not named:
        return _("Nada de {what} tiene categoría", what=what)
    first = named[0]
    values: dict[str, Any] = {
        "name": first["label"],
        "amount": amount_text(result, first["value"]),
        "what": what,
        "share": share_text(first["share"]),
        "count": number(len(named)),
        "things": plural,
    }
    if not is_told(first["share"]):
        return _("Donde más hay de {what} es en {name}: {amount}", **values)
    if len(named) == 1:
        return _("{name} reúne {amount}, el {share} de {what}", **values)
    tied = list(takewhile(lambda row: row["value"] == first["value"], named))
    if len(tied) > 1:
        values |= {"other": tied[1]["label"], "tied": number(len(tied))}
        if len(tied) == 2:
            return _(
                "{name} y {other} empatan con {amount}, en cada caso el {share} de {what}", **values
            )
        return _(
            "{tied} {things} empatan con {amount}, en cada caso el {share} de {what}", **values
        )
    return _("{name} reúne {amount}, el {share} de {what} entre {count} {things}", **values)


def _mostly_unassigned(result: MeasureResult, first: Mapping[str, Any], thing: str) -> str:
    told = _(
        "Casi nada de {what} registra {thing}; donde más hay es en {name}: {amount}.",
        what=_what(result),
        thing=thing,
        name=first["label"],
        amount=amount_text(result, first["value"]),
    )
    return told + left_out_tail(result)


def _leader_by_actions(result: MeasureResult, first: Mapping[str, Any]) -> str:
    return no_amounts(result) + _(
        "; donde más acciones hay es en {name}: {some} de {all}.",
        name=first["label"],
        some=number(first["actions"]),
        all=number(result.total["actions"]),
    )


def _several(rows: Sequence[Mapping[str, Any]]) -> str:
    if not rows:
        return ""
    return _("; el {share} es de varios países a la vez", share=share_text(rows[0]["share"]))


def _tail(unassigned: Sequence[Mapping[str, Any]], thing: str) -> str:
    share = unassigned[0]["share"] if unassigned else None
    if not is_told(share):
        return "."
    return _("; el {share} no registra {thing}.", share=share_text(share), thing=thing)


def _what(result: MeasureResult) -> str:
    return amount_words(result.filters)


@told_if_any
def by_year_finding(result: MeasureResult) -> str:
    """The largest year and its share, and how the last two complete years compare."""
    column = quantity(result)
    dated = [row for row in result.rows if int(row["key"]) != UNDATED_YEAR]
    if not dated:
        return _("Ninguna de las acciones de la selección tiene fecha.")
    peak = max(dated, key=lambda row: row[column] or 0)
    if column == "actions":
        return no_amounts(result) + _(
            "; {year} es el año con más acciones en curso: {count}.",
            year=peak["key"],
            count=number(peak["actions"]),
        )
    if (peak["value"] or 0) <= 0:
        return _("Ningún año tiene un monto positivo de {what}.", what=_what(result))
    return _peak(result, peak) + _change(result, dated) + _undated(result) + left_out_tail(result)


def _peak(result: MeasureResult, peak: Mapping[str, Any]) -> str:
    values: dict[str, Any] = {
        "year": peak["key"],
        "amount": amount_text(result, peak["value"]),
        "share": share_text(peak["share"]),
        "what": _what(result),
    }
    if is_told(peak["share"]):
        return _("El año más alto es {year}: {amount}, el {share} de {what}", **values)
    return _("El año más alto es {year}: {amount} de {what}", **values)


def _change(result: MeasureResult, dated: list[dict[str, Any]]) -> str:
    amounts = {int(row["key"]): row["value"] for row in dated}
    complete = [year for year, value in amounts.items() if value and year < result.as_of.year]
    last = max(complete, default=0)
    now, before = amounts.get(last), amounts.get(last - 1)
    if not now or not before or before < 0 or now < 0:
        return ""
    ratio = growth(now, before)
    values: dict[str, Any] = {
        "year": str(last),
        "before": str(last - 1),
        "change": amount_text(result, now - before) if ratio is None else share_text(abs(ratio)),
    }
    if now > before:
        return _("; {year} supera a {before} en {change}", **values)
    if now < before:
        return _("; {year} queda {change} por debajo de {before}", **values)
    return _("; {year} iguala a {before}", **values)


def _undated(result: MeasureResult) -> str:
    share = next((row["share"] for row in result.rows if int(row["key"]) == UNDATED_YEAR), None)
    return _("; el {share} no tiene fecha.", share=share_text(share)) if is_told(share) else "."


@told_if_any
def flows_finding(result: MeasureResult) -> str:
    """The largest flow with names from a country to an entity, and from an entity to a sector.

    Where most of the money has no entity, the largest country and sector instead.
    """
    column = quantity(result)
    rows = [row for row in result.rows if (row[column] or 0) > 0]
    if not rows:
        return no_amounts(result) + "."
    if _share_without_entity(rows, column) > _MOST:
        return _flows_without_entity(result, rows, column)
    texts = []
    for start in ("pais", "entidad"):
        row = _largest_named(rows, column, start)
        if row:
            values = {
                "source": row["source_label"],
                "target": row["target_label"],
                "amount": amount_text(result, row[column], column),
            }
            texts.append(
                _("El mayor flujo va de {source} a {target}: {amount}", **values)
                if start == "pais"
                else _(
                    "de las entidades a los sectores, de {source} a {target}: {amount}", **values
                )
            )
    text = "; ".join(texts) + "."
    return text[:1].upper() + text[1:] + left_out_tail(result)


def _largest_named(
    rows: Sequence[Mapping[str, Any]], column: str, start: str
) -> Mapping[str, Any] | None:
    named = [
        row
        for row in rows
        if row["source_filter"] == start
        and not {row["source"], row["target"]} & {OTHERS, UNASSIGNED_KEY}
    ]
    return max(named, key=lambda row: row[column], default=None)


def _share_without_entity(rows: Sequence[Mapping[str, Any]], column: str) -> Decimal:
    given = [row for row in rows if row["source_filter"] == "pais"]
    whole = sum((Decimal(row[column]) for row in given), Decimal(0))
    without = [row for row in given if row["target"] == UNASSIGNED_KEY]
    named = _largest_named(rows, column, "pais") or _largest_named(rows, column, "entidad")
    if whole and named is not None:
        return sum((Decimal(row[column]) for row in without), Decimal(0)) / whole
    return Decimal(1)


def _flows_without_entity(
    result: MeasureResult, rows: Sequence[Mapping[str, Any]], column: str
) -> str:
    def largest(start: str, end: str) -> str:
        found = [
            row
            for row in rows
            if row["source_filter"] == start and row[end] not in (OTHERS, UNASSIGNED_KEY)
        ]
        row = max(found, key=lambda row: row[column], default=None)
        if row is None:
            return ""
        return f"{row[f'{end}_label']} ({amount_text(result, row[column], column)})"

    country, sector = largest("pais", "source"), largest("entidad", "target")
    text = _("Casi nada registra entidad, y por eso pasa por «Sin asignar»")
    if country:
        text += _("; lo más viene de {country}", country=country)
    if sector:
        text += _("; el sector con más es {sector}", sector=sector)
    return f"{text}.{left_out_tail(result)}"
