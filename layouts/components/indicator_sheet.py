"""What the sheet of an indicator says: figures, series, fact sheet, place in plan and index."""

from collections.abc import Mapping
from typing import Any

from dash import dcc, html

from data_access.measures.goal_options import ACCUMULATION_TITLES
from data_access.measures.result import MeasureResult
from data_access.vocabulary.goals import INDICATOR_CATALOGUE, Accumulation
from layouts.components.alert_list import alert_list
from layouts.components.card import toolbar
from layouts.components.comparison import series_parts
from layouts.components.indicator_words import (
    feed_words,
    goal_words,
    series_words,
    trend_words,
)
from layouts.components.plan_goals import goal_address, illustrative_mark
from layouts.components.plan_lights import row_light, state_words
from layouts.components.view import View, address
from layouts.figures.index_bars import family_name, score_words
from layouts.texts.catalogue import _, ngettext, translate
from layouts.texts.formats import day, number, percent
from layouts.texts.plan_words import plan_word, printed_word
from layouts.texts.quantities import is_percentage, plain_number, quantity

_CATALOGUE = "indicators.catalogue"


def indicator_sheet(view: View, results: Mapping[str, MeasureResult], record: Any) -> list[Any]:
    """The parts of the sheet of ``record``, a ``CatalogueRecord``, below its trail."""
    (row,) = results[_CATALOGUE].rows
    (figures,) = results["goals.progress"].rows
    return [
        _title(record),
        _headline(row, results[_CATALOGUE]),
        _series(row, results[_CATALOGUE], view),
        html.Div(
            [
                _card(_("Qué mide y cómo se calcula"), _facts(_definition(record))),
                _card(_("De dónde sale y quién responde"), _facts(_origin(record, row, figures))),
                _card(_("Línea base y meta"), _facts(_bounds(record, row))),
                _card(_("Dónde cuenta"), _facts(_places(record, row, results, view))),
            ],
            className="card-grid strip",
        ),
        *_alerts(results["goals.alerts"], view),
    ]


def _title(record: Any) -> html.Div:
    indicator = record.indicator
    over = _(
        "Indicador {code} · {family}", code=indicator.key, family=family_name(indicator.family)
    )
    return html.Div(
        [
            html.Div(
                [
                    html.P(
                        [over, " ", illustrative_mark(indicator.is_illustrative)],
                        className="over-title",
                    ),
                    html.H1(indicator.name, tabIndex="-1", className="record-title"),
                    html.P(indicator.description, className="lead-text")
                    if indicator.description
                    else None,
                ]
            ),
            html.Button(
                _("Imprimir"), type="button", className="button", **{"data-action": "print"}
            ),
        ],
        className="page-title",
    )


def _headline(row: Mapping[str, Any], result: MeasureResult) -> html.Ul:
    unit = "" if is_percentage(row["unit"]) or row["value"] is None else row["unit"]
    when = " · ".join(filter(None, (unit, row["last_report"])))
    value = _("sin dato") if row["value"] is None else quantity(row["value"], row["unit"])
    advance = _("sin dato") if row["paf"] is None else percent(row["paf"])
    tiles = (
        (_("Último valor"), html.Strong(value), when),
        (_("Tendencia"), trend_words(row), series_words(row)),
        (_("Meta final"), html.Strong(goal_words(row)), _("Avance {share}", share=advance)),
        (_("Semáforo"), row_light(row, result.total), state_words(row)),
    )
    return html.Ul([_tile(*tile) for tile in tiles], className="indicator-tiles")


def _tile(name: str, content: Any, note: str) -> html.Li:
    parts = [html.Span(name, className="over-title"), content, html.Span(note, className="note")]
    return html.Li(parts, className="tile")


def _series(row: Mapping[str, Any], result: MeasureResult, view: View) -> html.Section:
    finding = series_words(row) or _("Todavía no hay dos valores que comparar.")
    body = series_parts(result, view, row["label"]) if row["series"] else []
    return html.Section(
        [
            html.H2(_("Serie")),
            html.P(finding, className="finding"),
            *body,
            toolbar(_CATALOGUE, view, has_figure=bool(row["series"]), has_table=False),
        ],
        className="tile strip",
        **{"data-card": _CATALOGUE},
    )


def _card(title: str, body: Any) -> html.Section:
    return html.Section([html.H2(title), body], className="tile")


def _facts(pairs: list[tuple[str, Any]]) -> html.Dl:
    absent = _("No reportado")
    return html.Dl(
        [html.Div([html.Dt(name), html.Dd(value or absent)]) for name, value in pairs],
        className="facts",
    )


def _definition(record: Any) -> list[tuple[str, Any]]:
    indicator = record.indicator
    accumulation = indicator.accumulation
    return [
        (_("Definición"), indicator.description),
        (_("Fórmula"), indicator.formula),
        (_("Variables"), indicator.variables),
        (_("Unidad"), indicator.unit),
        (_("Tipo de indicador"), plan_word(indicator.kind)),
        (
            _("Tipo de anualización"),
            translate(ACCUMULATION_TITLES[Accumulation(accumulation)]) if accumulation else "",
        ),
        (_("Metodología"), indicator.methodology),
    ]


def _origin(
    record: Any, row: Mapping[str, Any], figures: Mapping[str, Any]
) -> list[tuple[str, Any]]:
    indicator = record.indicator
    acronym, name = indicator.entity
    entity = [dcc.Link(acronym, href=f"/entidades/{acronym}"), f" {name}"] if acronym else ""
    shared = ", ".join(f"{code} {words}" for code, words in indicator.co_entities)
    lag = ngettext("{n} día", "{n} días", indicator.lag_days or 0)
    return [
        (_("Cómo se alimenta"), _feed(row, figures)),
        (_("Regla de conteo"), indicator.counting_rule),
        (_("Fuente de los datos"), indicator.data_source),
        (_("Periodicidad"), plan_word(indicator.periodicity)),
        (_("Rezago"), lag if indicator.lag_days is not None else ""),
        (_("Responsable"), entity),
        (_("Corresponsables"), shared or _("Ninguna otra entidad")),
        (_("Dependencia"), printed_word(indicator.unit_responsible)),
    ]


def _feed(row: Mapping[str, Any], figures: Mapping[str, Any]) -> list[Any]:
    if not row["fed_measure"]:
        return [feed_words(row)]
    measure = row["fed_measure"].partition(":")[0]
    year = row["last_report"][:4]
    query = "&".join(filter(None, (row["fed_filters"], f"anio_desde={year}&anio_hasta={year}")))
    link = dcc.Link(_("Ver la cifra y su ficha"), href=address("/cooperacion", query))
    parts: list[Any] = [feed_words(row), ": ", html.Code(measure), ". ", link, "."]
    reported, fed = figures["reported_value"], figures["fed_value"]
    if reported is not None and fed is not None:
        parts.append(html.Br())
        parts.append(
            _("La entidad reportó {reported} y el registro dice {fed}: vale el registro.",
              reported=plain_number(reported), fed=plain_number(fed))
        )  # fmt: skip
    return parts


def _bounds(record: Any, row: Mapping[str, Any]) -> list[tuple[str, Any]]:
    indicator = record.indicator
    unit = row["unit"]
    span = [day(date) for date in (indicator.starts_on, indicator.ends_on) if date]
    return [
        (_("Línea base"), _number_or_text(indicator.baseline, indicator.baseline_text, unit)),
        (_("Año de la línea base"), printed_word(indicator.baseline_year)),
        (_("Fuente de la línea base"), indicator.baseline_source),
        (_("Meta final"), _number_or_text(indicator.final_goal, indicator.final_text, unit)),
        (_("Se mide"), _("del {start} al {end}", start=span[0], end=span[1])
         if len(span) == 2 else ""),
        (_("Notas"), indicator.notes),
    ]  # fmt: skip


def _number_or_text(value: Any, text: str, unit: str) -> str:
    if value is None:
        return printed_word(text)
    words = quantity(value, unit)
    return words if is_percentage(unit) else f"{words} {unit.lower()}"


def _places(
    record: Any, row: Mapping[str, Any], results: Mapping[str, MeasureResult], view: View
) -> list[tuple[str, Any]]:
    if record.framework_kind == INDICATOR_CATALOGUE:
        goal: Any = _("No es meta de un plan: es parte del catálogo de indicadores.")
    else:
        goal = dcc.Link(
            f"{record.goal.code} · {record.goal.name}", href=goal_address(row, view.filters.corte)
        )
    return [
        (_("Marco"), record.goal.path[0].name),
        (_("Meta que mide"), goal),
        (_("En el índice"), _in_index(record, results["indicators.index"], view)),
        (_("ODS"), record.indicator.sdg),
        (_("Enfoque"), plan_word(record.indicator.focus)),
        (_("Vigente"), _("Sí") if record.indicator.is_valid else _("No, se retiró")),
    ]


def _in_index(record: Any, index: MeasureResult, view: View) -> Any:
    row = next((row for row in index.rows if row["indicator"] == record.indicator.key), None)
    if row is None:
        return _("No es componente del índice.")
    query = f"corte={view.filters.corte}" if view.filters.corte else ""
    link = dcc.Link(_("Índice de internacionalización"), href=address("/indice", query))
    words = _("pesa {weight} de 100 y su puntaje es {score}",
              weight=plain_number(row["weight"]), score=score_words(row["score"]))  # fmt: skip
    return [link, f": {words}."]


def _alerts(result: MeasureResult, view: View) -> list[Any]:
    if not result.rows:
        return []
    count = ngettext(
        "{count} alerta", "{count} alertas", len(result.rows), count=number(len(result.rows))
    )
    head = html.Div(
        [html.H2(_("Alertas")), html.Span(count, className="note")], className="strip-head"
    )
    return [
        html.Section([head, alert_list(result.rows, view.filters.corte)], className="tile strip")
    ]
