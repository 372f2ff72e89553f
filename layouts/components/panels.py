"""Parts of a page that answer the filters without a chart: headline figures, records, quality."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from dash import html

from data_access.measures.result import MeasureResult, Page
from layouts.components.headline import headline_figures
from layouts.components.quality import quality_strip
from layouts.components.tables import records_table


@dataclass(frozen=True)
class Panel:
    """A measure, which of its rows to ask for, and how it is drawn."""

    measure: str
    draw: Callable[..., Any]
    page: Page | None = None


HEADLINE = "headline"
RECENT = "recent"
"""The totals of the last whole year, which the headline figures compare."""
PANELS = {
    HEADLINE: Panel("cooperation.totals", headline_figures),
    "latest": Panel(
        "cooperation.records", records_table, Page(limit=5, sort="year", descending=True)
    ),
    "largest": Panel(
        "cooperation.records", records_table, Page(limit=5, sort="value", descending=True)
    ),
    "quality": Panel("data_quality.by_source", quality_strip),
}


def panel_id(name: str) -> dict[str, str]:
    """The id of a panel."""
    return {"type": "panel", "name": name}


def draw_panel(name: str, results: Mapping[str, MeasureResult]) -> Any:
    """The content of the panel ``name``; panels of rows have a result under their own name."""
    spec = PANELS[name]
    if name == HEADLINE:
        return headline_figures(results[spec.measure], results.get(RECENT))
    return spec.draw(results[name if spec.page else spec.measure])


def panel(name: str, results: Mapping[str, MeasureResult]) -> html.Div:
    """The panel ``name`` in the place where later answers replace it."""
    return html.Div(draw_panel(name, results), id=panel_id(name))
