"""The sheet of one country, entity or partner: facts, figures and records that print on paper."""

from collections.abc import Mapping, Sequence
from typing import Any

from dash import dcc, html

from data_access.measures.result import MeasureResult
from layouts.components.card import indicator_card
from layouts.components.filter_bar import query_link_id
from layouts.components.headline import headline_tools
from layouts.components.notices import missing_subject
from layouts.components.page_frame import page_frame
from layouts.components.panels import panel
from layouts.components.record_list import record_list
from layouts.components.view import View, address
from layouts.texts.catalogue import _, translate

PANEL_NAMES = ("classes", "headline", "largest")


def subject_sheet(
    view: View,
    results: Mapping[str, MeasureResult],
    subject: Any,
    kind: str,
    cards: tuple[str, ...],
    sections: Sequence[Any] = (),
) -> html.Div:
    """The sheet of ``subject``, or a page that says that there is none.

    ``kind`` is the word above the name ("País"); ``cards`` the measures to draw; ``sections``
    what else the sheet says, below them.
    """
    if subject is None:
        sentence = _("Esa dirección no corresponde a nadie en el registro.")
        parts = missing_subject(_("No se encontró la ficha"), sentence)
        return page_frame(view, {}, parts, has_filters=False)
    children: list[Any] = [
        html.Nav(
            dcc.Link(
                _("Cooperación"),
                href=address("/cooperacion", view.query),
                id=query_link_id("trail", "/cooperacion"),
            ),
            className="trail",
            **{"aria-label": _("Ruta")},
        ),
        html.Div(
            [
                html.Div(
                    [
                        html.P(kind, className="over-title"),
                        html.H1(subject.name, tabIndex="-1"),
                        html.P(subject.subtitle, className="lead-text")
                        if subject.subtitle
                        else None,
                    ]
                ),
                html.Div(
                    [
                        headline_tools(view),
                        html.Button(
                            _("Imprimir"),
                            type="button",
                            className="button",
                            **{"data-action": "print"},
                        ),
                    ],
                    className="page-actions",
                ),
            ],
            className="page-title",
        ),
        _facts(subject),
        panel("classes", results, view),
        panel("headline", results, view),
        html.Div(
            [indicator_card(name, view, results[name]) for name in cards], className="card-grid"
        ),
        *sections,
        record_list(view, results),
    ]
    return page_frame(view, results, children)


def _facts(subject: Any) -> Any:
    if not subject.facts:
        return None
    pairs = [
        html.Div([html.Dt(translate(label)), html.Dd(translate(value))])
        for label, value in subject.facts
    ]
    return html.Dl(pairs, className="facts facts-inline")
