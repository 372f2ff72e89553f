"""Parts of a page that answer the filters without a chart: headline figures, records, quality."""

from collections.abc import Callable
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
    draw: Callable[[MeasureResult], Any]
    page: Page | None = None


PANELS = {
    "headline": Panel("cooperation.totals", headline_figures),
    "latest": Panel(
        "cooperation.records", records_table, Page(limit=8, sort="year", descending=True)
    ),
    "largest": Panel(
        "cooperation.records", records_table, Page(limit=10, sort="value", descending=True)
    ),
    "quality": Panel("data_quality.by_source", quality_strip),
}


def panel_id(name: str) -> dict[str, str]:
    """The id of a panel."""
    return {"type": "panel", "name": name}


def panel(name: str, result: MeasureResult) -> html.Div:
    """The panel ``name`` drawn from ``result``."""
    return html.Div(PANELS[name].draw(result), id=panel_id(name))
