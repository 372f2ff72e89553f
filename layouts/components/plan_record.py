"""The whole fact sheet (hoja de vida) of an indicator, block by block."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from dash import dcc, html

from data_access.measures.goal_options import ACCUMULATION_TITLES
from data_access.measures.goal_record import GoalRecord, IndicatorRecord
from data_access.vocabulary.goals import Accumulation
from layouts.texts.catalogue import _, ngettext, translate
from layouts.texts.formats import day
from layouts.texts.plan_words import plan_word, printed_word
from layouts.texts.quantities import plain_number

Pairs = list[tuple[str, Any]]


def record_blocks(goal: GoalRecord, indicator: IndicatorRecord) -> html.Div:
    """Identity, alignment, calculation, baseline and goal, measurement, who answers."""
    blocks = (
        (_("Identidad"), _identity(goal, indicator)),
        (_("Alineación"), _alignment(goal, indicator)),
        (_("Cálculo"), _calculation(indicator)),
        (_("Línea base y meta"), _bounds(indicator)),
        (_("Medición"), _measurement(indicator)),
        (_("Responsables"), _responsible(indicator)),
    )
    return html.Div(
        [html.Div([html.H3(title), _facts(pairs)]) for title, pairs in blocks],
        className="record-blocks",
    )


def _facts(pairs: Pairs) -> html.Dl:
    absent = _("No reportado")
    return html.Dl(
        [html.Div([html.Dt(name), html.Dd(value or absent)]) for name, value in pairs],
        className="facts",
    )


def _identity(goal: GoalRecord, indicator: IndicatorRecord) -> Pairs:
    return [
        (_("Código"), indicator.key),
        (_("Indicador"), indicator.name),
        (_("Meta"), f"{goal.code} · {goal.name}"),
        (_("Descripción"), indicator.description),
        (_("Tipo"), plan_word(indicator.kind)),
        (_("Vigente"), _("Sí") if indicator.is_valid else _("No, se retiró")),
        (_("Ponderación"), _number(indicator.weight)),
        (_("Observaciones"), indicator.notes),
    ]


def _alignment(goal: GoalRecord, indicator: IndicatorRecord) -> Pairs:
    levels: Pairs = [
        (plan_word(node.level) if node.filter != "marco" else _("Marco"), node.name)
        for node in goal.path
    ]
    if goal.component:
        levels.append((_("Componente"), goal.component.name))
    return [*levels, (_("ODS"), indicator.sdg), (_("Enfoque"), plan_word(indicator.focus))]


def _calculation(indicator: IndicatorRecord) -> Pairs:
    accumulation = indicator.accumulation
    kind = translate(ACCUMULATION_TITLES[Accumulation(accumulation)]) if accumulation else ""
    return [
        (_("Fórmula"), indicator.formula),
        (_("Variables"), indicator.variables),
        (_("Unidad"), indicator.unit),
        (_("Escala"), plan_word(indicator.scale)),
        (_("Tipo de anualización"), kind),
        (_("Metodología"), indicator.methodology),
        (_("Territorialización"), indicator.territory),
    ]


def _bounds(indicator: IndicatorRecord) -> Pairs:
    return [
        (_("Línea base, como se publicó"), indicator.baseline_text),
        (_("Línea base, como número"), _number(indicator.baseline, indicator.baseline_text)),
        (_("Año de la línea base"), printed_word(indicator.baseline_year)),
        (_("Fuente de la línea base"), indicator.baseline_source),
        (_("Meta final, como se publicó"), indicator.final_text),
        (_("Meta final, como número"), _number(indicator.final_goal, indicator.final_text)),
        (_("Inicio"), day(indicator.starts_on, long=True) if indicator.starts_on else ""),
        (_("Final"), day(indicator.ends_on, long=True) if indicator.ends_on else ""),
    ]


def _measurement(indicator: IndicatorRecord) -> Pairs:
    lag = indicator.lag_days
    return [
        (_("Periodicidad"), plan_word(indicator.periodicity)),
        (_("Fuente de los datos"), indicator.data_source),
        (_("Rezago"), "" if lag is None else ngettext("{n} día", "{n} días", lag)),
        (_("Regla de conteo"), indicator.counting_rule),
    ]


def _responsible(indicator: IndicatorRecord) -> Pairs:
    entity = _entities([indicator.entity]) if indicator.entity[0] else ""
    return [
        (_("Entidad responsable"), entity),
        (_("Sector administrativo"), indicator.sector),
        (_("Dependencia"), printed_word(indicator.unit_responsible)),
        (_("Corresponsables"), _entities(indicator.co_entities)),
    ]


def _entities(entities: Sequence[tuple[str, str]]) -> Any:
    items = [
        html.Li([dcc.Link(acronym, href=f"/entidades/{acronym}"), f" {name}"])
        for acronym, name in entities
    ]
    return html.Ul(items) if items else ""


def _number(value: Decimal | None, printed: str = "") -> str:
    if value is not None:
        return plain_number(value)
    return _("El plan no da una cifra") if printed else ""
