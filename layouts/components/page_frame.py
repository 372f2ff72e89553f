"""What every page stands in: bar, main landmark with its heading, receipt dialog, footer."""

from collections.abc import Mapping
from typing import Any

from dash import html

from data_access.measures.catalogue_goals import GOAL_MEASURES
from data_access.measures.result import MeasureResult, SourceNote
from layouts.components.filter_bar import NOTICES, empty_bar, filter_bar, filter_state
from layouts.components.notices import demonstration_notice, filter_notices, illustrative_notice
from layouts.components.receipt import receipt_dialog, source_words
from layouts.components.view import GOAL_TOTALS, TOTALS, View, as_of, sources_of
from layouts.texts.catalogue import _, ngettext
from layouts.texts.formats import instant

MAIN = "content"


def page_frame(
    view: View,
    results: Mapping[str, MeasureResult],
    children: list[Any],
    *,
    has_filters: bool = True,
    has_search_outside: bool = False,
    counted: str = "",
) -> html.Div:
    """A whole page. ``has_filters`` draws the bar; its stores exist in any case.

    ``counted`` names the answer that says how much the page is about, where it is not a total.
    """
    totals = results.get(counted) or results.get(TOTALS) or results.get(GOAL_TOTALS)
    # The strip on quality tells of every source, whatever the question is about.
    told = {totals.measure.name: totals} if totals else results
    is_demonstration = any(result.is_demonstration for result in told.values())
    bar = (
        [filter_bar(view, totals, has_search_outside=has_search_outside)]
        if has_filters
        else [empty_bar()]
    )
    return html.Div(
        [
            *filter_state(view),
            *bar,
            html.Main(
                [
                    *([_notice(told)] if is_demonstration else []),
                    html.Div(filter_notices(view, results.values()), id=NOTICES),
                    *children,
                ],
                id=MAIN,
                className="frame",
                tabIndex="-1",
            ),
            _footer(view, told),
            receipt_dialog(),
        ],
        className="page page-room" if view.is_room else "page",
        **{"data-page": view.path, "data-filters": "true" if has_filters else "false"},
    )


def _notice(told: Mapping[str, MeasureResult]) -> html.P:
    """Invented records, or invented goals beside those of the law, which are marked one by one."""
    return illustrative_notice() if told.keys() <= GOAL_MEASURES.keys() else demonstration_notice()


def _footer(view: View, results: Mapping[str, MeasureResult]) -> html.Footer:
    moment = as_of(results)
    cut = [html.P(_("Datos al {moment}.", moment=instant(moment)))] if moment else []
    office = view.place.get(f"office_{view.language}", "")
    return html.Footer(
        html.Div(
            [
                html.Div(
                    [
                        html.P(["GLOBO · ", office] if office else "GLOBO", className="signature"),
                        html.P(_("Fronteras de Naciones Unidas; no implican posición oficial.")),
                    ]
                ),
                html.Div([*_sources(sources_of(results)), *cut]),
            ],
            className="frame footer",
        ),
        className="page-footer",
    )


def _sources(notes: tuple[SourceNote, ...]) -> list[Any]:
    words = [source_words(note) for note in notes[:4]]
    if len(notes) > 4:
        words.append(ngettext("y {n} fuente más", "y {n} fuentes más", len(notes) - 4))
    text = "; ".join(words)
    return (
        [html.P(_("Fuente: {sources}.", sources=text), **{"data-source": "true"})] if text else []
    )
