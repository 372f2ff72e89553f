"""The receipt of a figure (ficha de la cifra): everything needed to check or repeat it."""

from collections.abc import Callable
from typing import Any

from dash import dcc, html

from data_access.measures.result import MeasureResult, SourceNote
from layouts.components.filter_words import UNITS, question_in_words
from layouts.components.notices import issue_sentence
from layouts.indicators import INDICATORS
from layouts.texts.catalogue import _, translate
from layouts.texts.flow_words import counting_words, remarks
from layouts.texts.formats import day, instant, number
from layouts.texts.plan_words import printed_word

DIALOG = "receipt-dialog"
OPENED = "receipt-opened"
CONTENT = "receipt-content"


def receipt_dialog() -> html.Dialog:
    """The empty dialog that every page carries."""
    return html.Dialog(
        [
            html.Div(id=CONTENT),
            dcc.Store(id=OPENED),
            html.Button(
                _("Cerrar"), type="button", className="button", **{"data-action": "close-dialog"}
            ),
        ],
        id=DIALOG,
        className="receipt",
        **{"aria-labelledby": "receipt-title"},
    )


def receipt(result: MeasureResult, link: str, label_of: Callable[[str, str], str]) -> html.Div:
    """The receipt of ``result``; ``link`` restores the figure on screen."""
    measure = result.measure
    indicator = INDICATORS.get(measure.name)
    facts: list[tuple[str, Any]] = [
        (_("Definición"), translate(measure.definition)),
        (_("Fórmula"), translate(measure.formula)),
        (_("Regla de conteo"), translate(measure.counting_rule)),
        (_("Unidad"), translate(UNITS.get(measure.unit, measure.unit))),
        (_("Filtros"), _pairs(question_in_words(result, label_of))),
        (_("Corte"), instant(result.as_of)),
        (_("Versión de los datos"), number(result.data_version)),
        (_("Fuentes"), html.Ul([html.Li(source_words(note)) for note in result.sources])),
    ]
    counting = counting_words(result)
    if counting:
        facts.append((_("Qué cuenta"), html.Ul([html.Li(rule) for rule in counting])))
    if result.rates:
        facts.append((_("Tasas de cambio"), _rates(result)))
    told = [*remarks(result), *(issue_sentence(issue) for issue in result.issues)]
    if told:
        facts.append((_("Notas"), html.Ul([html.Li(remark) for remark in told])))
    facts.append((_("Medida"), html.Code(measure.name)))
    facts.append(
        (
            _("Enlace que la restaura"),
            html.A(link, href=link, className="breakable", **{"data-absolute": "true"}),
        )
    )
    return html.Div(
        [
            html.P(_("Ficha de la cifra"), className="over-title"),
            html.H2(translate(measure.title), id="receipt-title", tabIndex="-1"),
            html.P(indicator.sentence(result), className="finding") if indicator else None,
            _pairs(facts),
        ]
    )


def _pairs(facts: list[tuple[str, Any]]) -> html.Dl:
    return html.Dl(
        [html.Div([html.Dt(name), html.Dd(value)]) for name, value in facts], className="facts"
    )


def source_words(note: SourceNote) -> str:
    """A source with its cut-off and licence, on one line."""
    parts = [note.name]
    if note.cut_off_on:
        parts.append(_("corte {day}", day=day(note.cut_off_on)))
    if note.norm:
        parts.append(note.norm)
    if note.licence:
        parts.append(_("licencia {licence}", licence=printed_word(note.licence)))
    return " · ".join(parts)


def _rates(result: MeasureResult) -> html.Ul:
    return html.Ul([html.Li(_rate_words(rate)) for rate in result.rates])


def _rate_words(rate: dict[str, Any]) -> str:
    return _(
        "{currency} a {quote}: {source}, del {start} al {end}",
        currency=rate["currency"],
        quote=rate["quote"],
        source=rate["source"],
        start=day(rate["from"]),
        end=day(rate["to"]),
    )
