"""Which figure stands for each measure of goals, and how high it is."""

from typing import Any

from layouts.figures.index_bars import index_figure
from layouts.figures.plan_bars import advance_figure
from layouts.figures.plan_budget import budget_figure
from layouts.figures.plan_tree import tree_figure

GOAL_FIGURES: dict[str, dict[str, Any]] = {
    "goals.tree": {"figure": tree_figure, "height": 560, "compact_height": 520},
    "goals.by_line": {"figure": advance_figure},
    "goals.by_component": {"figure": advance_figure},
    "goals.by_entity": {"figure": advance_figure},
    "goals.budget": {"figure": budget_figure, "height": 320, "compact_height": 320},
    "indicators.index": {"figure": index_figure},
}
"""Figure and heights of a measure by its name; the others are drawn without plotly."""
