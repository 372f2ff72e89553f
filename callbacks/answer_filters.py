"""The question changed: one request answers every card, panel and open table of the page."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

import orjson
from dash import ALL, Dash, Input, Output, State, ctx, no_update
from dash.development.base_component import Component

from callbacks._edge import current_actor, guarded
from data_access.measures.result import MeasureResult
from data_access.measures.run import Ask, run_measures
from data_access.store.store import Store
from data_access.vocabulary.actors import Actor, Permission
from data_access.vocabulary.flows import EVERY_CLASS
from layouts.components.card import drawing_id, finding_id, table_button_id, table_id
from layouts.components.filter_bar import COUNT, FILTERS, FIXED, NOTICES, count_words
from layouts.components.headline import recent_filters
from layouts.components.lean_figure import lean_text
from layouts.components.notices import filter_notices
from layouts.components.panels import HEADLINE, PANELS, RECENT, counted, draw_panel, panel_id
from layouts.components.tables import measure_table
from layouts.components.view import TOTALS, View, asked_view
from layouts.indicators import INDICATORS
from layouts.texts.flow_words import BY_CLASS

_LIBRARIES = {"dash_html_components": "html"}
"""Every part of an answer names its library: by the short name of ``assets/globo.js``."""


def register(app: Dash, store: Store) -> None:
    """One callback for all pages: whatever cards are on the page are answered."""

    @guarded(
        app,
        Permission.READ_PUBLISHED,
        Output(drawing_id(ALL), "data"),
        Output(finding_id(ALL), "children"),
        Output(panel_id(ALL), "children"),
        Output(table_id(ALL), "children", allow_duplicate=True),
        Output(COUNT, "children"),
        Output(NOTICES, "children"),
        Input(FILTERS, "data"),
        State(FIXED, "data"),
        State(table_button_id(ALL), "id"),
        State(table_button_id(ALL), "aria-expanded"),
        prevent_initial_call=True,
    )
    def answer_filters(asked: Any, fixed: Any, buttons: Any, expanded: Any) -> tuple[Any, ...]:
        figures, findings, panels, tables = (_names(part) for part in ctx.outputs_list[:4])
        open_tables = {
            button["name"]
            for button, state in zip(buttons, expanded, strict=True)
            if state == "true"
        }
        view = asked_view(asked, fixed)
        parts = answer(store, current_actor(), view, figures, findings, panels, tables, open_tables)
        return tuple(
            [written(each) for each in part] if type(part) is list else part for part in parts
        )


def answer(
    store: Store,
    actor: Actor,
    view: View,
    figures: list[str],
    findings: list[str],
    panels: list[str],
    tables: list[str],
    open_tables: Iterable[str],
) -> tuple[Any, ...]:
    """The new content of the page's parts, in the order in which the browser names them."""
    open_names = set(open_tables)
    cards = {*figures, *findings, *tables} & set(INDICATORS)
    known = [name for name in panels if name in PANELS]
    totals = counted(cards, known)
    results = read_results(store, actor, view, [*cards, totals], known)
    return (
        [_figure(name, results, view) for name in figures],
        [_finding(name, results) for name in findings],
        [draw_panel(name, results, view) if name in PANELS else no_update for name in panels],
        [
            measure_table(name, results[name], view) if name in open_names & cards else []
            for name in tables
        ],
        count_words(results[totals]),
        filter_notices(view, results.values()),
    )


def read_results(
    store: Store, actor: Actor, view: View, names: Collection[str], panels: Iterable[str]
) -> dict[str, MeasureResult]:
    """The results that a page needs: by measure, and by panel name for panels of rows."""
    shown = {name: PANELS[name] for name in panels}
    wanted = {*names, *(panel.measure for panel in shown.values() if not panel.is_apart)}
    asked = {name: Ask(name, view.filters) for name in sorted(wanted - shown.keys())}
    for name, panel in shown.items():
        if panel.is_apart:
            asked[name] = Ask(panel.measure, panel.question(view.filters), panel.page)
    if view.filters.clase == EVERY_CLASS and HEADLINE in shown:
        # Several classes of flow have one total each, which the headline shows.
        asked[BY_CLASS] = Ask(BY_CLASS, view.filters)
    elif BY_CLASS in asked and BY_CLASS not in names:
        asked[BY_CLASS] = Ask(BY_CLASS, view.filters, is_counted=True)
    recent = recent_filters(view.filters) if HEADLINE in shown else None
    if recent:
        asked[RECENT] = Ask(TOTALS, recent)
    return run_measures(store, actor, asked, language=view.language)


def written(content: Any) -> Any:
    """Components as JSON; the way by which Dash writes them walks through each of them twice."""
    if isinstance(content, str) or content is no_update:
        return content
    return orjson.Fragment(orjson.dumps(content, default=_parts))


def _parts(component: Component) -> dict[str, Any]:
    """What ``to_plotly_json`` gives, without asking twice for each property that it might have."""
    own = vars(component)
    props = {name: own[name] for name in component._prop_names if name in own}
    wild = tuple(component._valid_wildcard_attributes)
    props |= {name: value for name, value in own.items() if name.startswith(wild)}
    library = _LIBRARIES.get(component._namespace, component._namespace)
    return {"props": props, "type": component._type, "namespace": library}


def _names(outputs: Any) -> list[str]:
    return [str(output["id"]["name"]) for output in outputs]


def _figure(name: str, results: Mapping[str, MeasureResult], view: View) -> Any:
    draw = INDICATORS[name].figure if name in INDICATORS else None
    if draw is None:
        return no_update
    return lean_text(draw(results[name], view.theme, compact=view.is_compact))


def _finding(name: str, results: Mapping[str, MeasureResult]) -> Any:
    return INDICATORS[name].sentence(results[name]) if name in INDICATORS else no_update
