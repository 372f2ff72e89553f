"""Parts of a page that answer the filters without a chart: headline figures, records, quality."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from dash import html

from data_access.measures.result import MeasureResult, Page
from data_access.vocabulary.filters import Filters
from data_access.vocabulary.flows import EVERY_CLASS
from layouts.components.alert_page import alert_overview
from layouts.components.class_tabs import class_tabs, class_totals
from layouts.components.comparison import comparison, uncompared
from layouts.components.filter_words import unapplied_words
from layouts.components.headline import headline_figures
from layouts.components.index_sheet import index_details, index_headline
from layouts.components.indicator_list import indicator_list
from layouts.components.plan_cut import cut_panel
from layouts.components.plan_goals import goal_list
from layouts.components.plan_headline import plan_headline
from layouts.components.plan_strip import index_strip, plan_strip
from layouts.components.quality import quality_strip
from layouts.components.tables import largest_records, records_table
from layouts.components.view import TOTALS, View, totals_of
from layouts.texts.flow_words import BY_CLASS


@dataclass(frozen=True)
class Panel:
    """A measure, what of it to ask for, and how it is drawn.

    ``draw`` takes the result, and the view too where ``with_view`` says that it links to others.
    ``asks`` makes its question of that of the page; ``counts`` says that the page is about its
    rows. ``is_beside`` stands on pages about other things, and tells which filters it is without.
    """

    measure: str
    draw: Callable[..., Any]
    page: Page | None = None
    with_view: bool = False
    asks: Callable[[Filters], Filters] | None = None
    counts: bool = False
    is_beside: bool = False

    @property
    def is_apart(self) -> bool:
        """Whether its answer is not that of the measure to the question of the page."""
        return self.page is not None or self.asks is not None

    def question(self, filters: Filters) -> Filters:
        """What it asks on a page that asks ``filters``."""
        return self.asks(filters) if self.asks else filters


HEADLINE = "headline"
CLASSES = "classes"
RECENT = "recent"
"""The totals of the last whole year, which the headline figures compare."""
PANELS = {
    HEADLINE: Panel(TOTALS, headline_figures),
    CLASSES: Panel(BY_CLASS, class_tabs, with_view=True),
    "latest": Panel(
        "cooperation.records", records_table, Page(limit=5, sort="year", descending=True)
    ),
    "largest": Panel(
        "cooperation.records", largest_records, Page(limit=5, sort="value", descending=True)
    ),
    "quality": Panel("data_quality.by_source", quality_strip, is_beside=True),
    "plan": Panel("goals.summary", plan_headline, with_view=True),
    "cut": Panel("goals.differences", cut_panel, with_view=True),
    "goals": Panel("goals.progress", goal_list, with_view=True),
    "catalogue": Panel(
        "indicators.catalogue", indicator_list, with_view=True, asks=uncompared, counts=True
    ),
    "comparison": Panel("indicators.catalogue", comparison, with_view=True),
    "index": Panel("indicators.index", index_headline, counts=True),
    "plan-strip": Panel("goals.tree", plan_strip, is_beside=True),
    "index-strip": Panel("indicators.index", index_strip, is_beside=True),
    "index-details": Panel("indicators.index", index_details),
    "alerts": Panel("goals.alerts", alert_overview, with_view=True, counts=True),
}


def panel_id(name: str) -> dict[str, str]:
    """The id of a panel."""
    return {"type": "panel", "name": name}


def draw_panel(name: str, results: Mapping[str, MeasureResult], view: View) -> Any:
    """The content of the panel ``name``; an answer that is apart is under the panel's own name."""
    spec = PANELS[name]
    if name == HEADLINE:
        return _headline(results)
    result = results[name if spec.is_apart else spec.measure]
    drawn = spec.draw(result, view) if spec.with_view else spec.draw(result)
    if not (spec.is_beside and result.unapplied):
        return drawn
    note = html.P(unapplied_words(result.unapplied), className="note")
    return [*drawn, note] if isinstance(drawn, list) else [drawn, note]


def _headline(results: Mapping[str, MeasureResult]) -> list[Any]:
    """The headline figures; of several classes of flow, which have no sum, one total each."""
    totals = results[TOTALS]
    figures = headline_figures(totals, results.get(RECENT))
    is_apart = totals.filters.clase == EVERY_CLASS and not totals.has_sum
    return [class_totals(results[BY_CLASS]), figures] if is_apart else [figures]


def panel(name: str, results: Mapping[str, MeasureResult], view: View) -> html.Div:
    """The panel ``name`` in the place where later answers replace it."""
    return html.Div(draw_panel(name, results, view), id=panel_id(name))


def counted(measures: Iterable[str], panels: Iterable[str]) -> str:
    """Under which name the answer is that counts what a page is about."""
    names = list(panels)
    own = next((name for name in names if PANELS[name].counts), "")
    if own:
        return own if PANELS[own].is_apart else PANELS[own].measure
    return totals_of([*measures, *(PANELS[name].measure for name in names)])
