"""Registers the pages: each with its address, its permission and the question in its link."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import ModuleType
from typing import Any
from urllib.parse import urlencode

import dash
import flask

from callbacks._edge import current_actor, current_theme, permitted
from callbacks.answer_filters import read_results
from data_access.measures.goal_options import goal_options
from data_access.measures.goal_record import has_goal, read_goal
from data_access.measures.indicator_record import read_indicator
from data_access.measures.options import filter_options
from data_access.measures.record import has_record, read_record
from data_access.measures.result import MeasureResult, SourceNote
from data_access.measures.run import data_version
from data_access.measures.sources import Batch, batches, data_dictionary, list_sources, place
from data_access.measures.subjects import read_subject
from data_access.store.store import Store
from data_access.vocabulary.actors import Actor
from data_access.vocabulary.filters import Filters
from layouts import shell
from layouts.components.view import OF_ACTIONS, TOTALS, Controls, View, with_fixed, within
from layouts.pages import (
    about_data,
    action,
    actions,
    alerts,
    cooperation,
    country,
    entity,
    goal,
    home,
    index,
    indicator,
    indicators,
    not_found_404,
    partner,
    plan,
)
from layouts.texts.catalogue import language, translate
from layouts.texts.formats import use_time_zone

PAGES: tuple[ModuleType, ...] = (
    home, plan, goal, cooperation, actions, action, country, entity, partner, indicators,
    indicator, index, alerts, about_data, not_found_404,
)  # fmt: skip
_PAGE_ENDPOINTS = ("/", "/<path:path>")
SCREEN_COOKIE = "pantalla"
ROOM = "sala"
"""The value of ``vista`` that asks for a page at the size of a presentation."""
_OF_SHEETS = ("corte",)
"""What sheets of goals keep: they are about one, whatever the page before was narrowed to."""


@dataclass(frozen=True)
class DataNotes:
    """What the page about the data tells besides its measures."""

    sources: list[SourceNote]
    batches: list[Batch]
    dictionary: list[tuple[str, str, str]]


def register_pages(app: dash.Dash, store: Store) -> None:
    """Register every page of :data:`PAGES` on the app that was just made."""
    # Once: the place of an installation does not move, and every request needs its time zone.
    time_zone = place(store).get("timezone", "UTC")

    @app.server.before_request
    def tell_time_zone() -> None:
        use_time_zone(time_zone)

    @app.server.before_request
    def look_for_the_data() -> None:
        # Without them a page would come as an empty shell that the browser cannot fill.
        if flask.request.endpoint in _PAGE_ENDPOINTS:
            data_version(store)

    for order, module in enumerate(PAGES):
        dash.register_page(
            module.__name__,
            path=getattr(module, "PATH", None),
            path_template=getattr(module, "PATH_TEMPLATE", None),
            name=module.NAME,
            title=_title(module),
            layout=_page(module, store),
            order=order,
            is_known=_knowledge(module, store),
        )


def shell_layout(store: Store) -> Callable[[], Any]:
    """The shell of this store's office, drawn for each request."""
    return lambda: shell.layout(place(store))


def _title(module: ModuleType) -> Callable[..., str]:
    return lambda **_key: f"{translate(module.TITLE)} · GLOBO"


def _knowledge(module: ModuleType, store: Store) -> Callable[[str], bool] | None:
    """Whether the country, entity, partner or record that a page would be about exists."""
    if hasattr(module, "SUBJECT"):
        kind = module.SUBJECT
        return lambda key: bool(
            read_subject(store, current_actor(), kind, key, language=language())
        )
    if hasattr(module, "RECORD"):
        return lambda key: has_record(store, current_actor(), _number(key))
    if hasattr(module, "GOAL"):
        return lambda key: has_goal(store, current_actor(), key)
    if hasattr(module, "INDICATOR"):
        return lambda key: bool(read_indicator(store, current_actor(), key, language=language()))
    return None


def _page(module: ModuleType, store: Store) -> Callable[..., Any]:
    @permitted(module.PERMISSION)
    def page(**query: Any) -> Any:
        key = str(query.pop("clave", ""))
        return draw(module, store, current_actor(), key, query)

    return page


def draw(module: ModuleType, store: Store, actor: Actor, key: str, query: dict[str, Any]) -> Any:
    """The page ``module`` for ``query``; ``key`` is what its address names, if anything."""
    if hasattr(module, "SUBJECT"):
        return _draw_sheet(module, store, actor, key, query)
    if hasattr(module, "RECORD"):
        record = read_record(store, actor, _number(key), language=language())
        view = _view(store, actor, f"{module.PATH_TEMPLATE[:-7]}{key}", query)
        return module.layout(view, {}, record)
    if hasattr(module, "GOAL"):
        return _draw_goal(module, store, actor, key, query)
    if hasattr(module, "INDICATOR"):
        return _draw_indicator(module, store, actor, key, query)
    usual = OF_ACTIONS if TOTALS in module.INDICATOR_NAMES else None
    view = _view(
        store, actor, getattr(module, "PATH", ""), query,
        controls=getattr(module, "CONTROLS", usual),
        only_plans=getattr(module, "ONLY_PLANS", False),
    )  # fmt: skip
    results = _results(module, store, actor, view)
    if hasattr(module, "DATA_NOTES"):
        return module.layout(view, results, _notes(store, actor))
    return module.layout(view, results)


def _number(key: str) -> int:
    return int(key) if key.isascii() and key.isdigit() and len(key) < 19 else 0


def _draw_sheet(
    module: ModuleType, store: Store, actor: Actor, key: str, query: dict[str, Any]
) -> Any:
    subject = read_subject(store, actor, module.SUBJECT, key, language=language())
    fixed = subject.filters if subject else Filters()
    path = module.PATH_TEMPLATE.replace("<clave>", key)
    controls = OF_ACTIONS if subject else None
    view = _view(store, actor, path, query, fixed=fixed, controls=controls)
    results = _results(module, store, actor, view) if subject else {}
    return module.layout(view, results, subject)


def _draw_goal(
    module: ModuleType, store: Store, actor: Actor, key: str, query: dict[str, Any]
) -> Any:
    asked, _issues = Filters.parse(query)
    goal = read_goal(store, actor, key, language=language(), frameworks=asked.marco)
    fixed = Filters().with_values(marco=[goal.framework], meta=[goal.code]) if goal else None
    path = module.PATH_TEMPLATE.replace("<clave>", key)
    view = _view(store, actor, path, query, fixed=fixed, kept=_OF_SHEETS)
    results = _results(module, store, actor, view) if goal else {}
    return module.layout(view, results, goal)


def _draw_indicator(
    module: ModuleType, store: Store, actor: Actor, key: str, query: dict[str, Any]
) -> Any:
    record = read_indicator(store, actor, key, language=language())
    path = module.PATH_TEMPLATE.replace("<clave>", key)
    fixed = record.filters if record else None
    view = _view(store, actor, path, query, fixed=fixed, kept=_OF_SHEETS)
    results = _results(module, store, actor, view) if record else {}
    return module.layout(view, results, record)


def _results(
    module: ModuleType, store: Store, actor: Actor, view: View
) -> dict[str, MeasureResult]:
    panels = getattr(module, "PANEL_NAMES", ())
    if not module.INDICATOR_NAMES:
        return {}
    return read_results(store, actor, view, module.INDICATOR_NAMES, panels)


def _view(
    store: Store,
    actor: Actor,
    path: str,
    query: dict[str, Any],
    *,
    fixed: Filters | None = None,
    controls: Controls | None = None,
    only_plans: bool = False,
    kept: Sequence[str] | None = None,
) -> View:
    asked, issues = Filters.parse(query)
    if kept is not None:
        asked = asked.only(kept)
    filters, scope, years = with_fixed(asked, fixed or Filters()), Filters(), None
    spoken = language()
    options: Mapping[str, Sequence[Any]] = {}
    # Counts beside the choices do not move with the other filters: they are those of the sources.
    if controls and "corte" in controls.names:
        goals = goal_options(store, actor, language=spoken, only_plans=only_plans)
        options, scope = goals.by_filter, goals.plans if only_plans else scope
    elif controls:
        found = filter_options(store, actor, Filters(fuente=filters.fuente), language=spoken)
        options, years = found.by_filter, found.years
    return View(
        language=spoken,
        theme=current_theme() or "claro",
        is_compact=flask.request.cookies.get(SCREEN_COOKIE) == "compacta",
        path=path,
        filters=within(filters, scope),
        fixed=fixed or Filters(),
        scope=scope,
        issues=tuple(issues),
        said=urlencode(query, doseq=True) if issues else "",
        controls=controls or OF_ACTIONS,
        options=options,
        years=years,
        place=place(store),
        is_room=query.get("vista") == ROOM,
    )


def _notes(store: Store, actor: Actor) -> DataNotes:
    return DataNotes(
        sources=list_sources(store, actor, language=language()),
        batches=batches(store, actor, 30),
        dictionary=data_dictionary(),
    )
