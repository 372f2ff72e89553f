"""The internationalisation index as bars: each side and, under it, what it is made of."""

from collections.abc import Mapping
from itertools import groupby
from typing import Any

from data_access.measures.goal_options import FAMILY_TITLES
from data_access.measures.result import MeasureResult
from layouts.figures._amounts import short
from layouts.figures._bars import Bar, horizontal_bars
from layouts.figures._frame import empty_figure
from layouts.texts.catalogue import _, translate
from layouts.texts.formats import number
from layouts.texts.quantities import plain_number

_SIGNS = 46


def index_figure(result: MeasureResult, theme: str, *, compact: bool = False) -> dict[str, Any]:
    """Scores of 100: a bar per family and one per component; a missing one is hatched."""
    if not result.rows:
        return empty_figure(theme)
    bars: list[Bar] = []
    for family, group in groupby(result.rows, key=lambda row: row["family"]):
        rows = list(group)
        bars.append(_family_bar(family, rows[0]))
        bars += [_component_bar(row) for row in rows]
    drawn = horizontal_bars(bars, theme, compact=compact)
    # Bars of a score end at 100, not at the longest of them.
    drawn["layout"]["xaxis"]["range"] = [0, 100]
    return drawn


def score_words(score: Any) -> str:
    """A score of 100 with a decimal, or that there is none."""
    return _("sin dato") if score is None else number(score * 100, 1)


def family_name(family: str) -> str:
    """The name of a family; one of another city's plan is said as it is written."""
    return translate(FAMILY_TITLES[family]) if family in FAMILY_TITLES else family.capitalize()


def _family_bar(family: str, row: Mapping[str, Any]) -> Bar:
    name, words = family_name(family), score_words(row["family_score"])
    weight = _("pesa {weight} de 100", weight=plain_number(row["family_weight"]))
    return Bar(
        label=f"<b>{short(name.upper(), _SIGNS)}</b>",
        amount=words,
        length=_length(row["family_score"]),
        hover=f"<b>{short(name, _SIGNS)}</b><br>{words}<br>{weight}",
        target=["familia", family],
    )


def _component_bar(row: Mapping[str, Any]) -> Bar:
    words = score_words(row["score"])
    weight = _("pesa {weight} de 100", weight=plain_number(row["weight"]))
    return Bar(
        label=short(row["label"], _SIGNS),
        amount=words,
        length=_length(row["score"]),
        hover=f"<b>{short(row['label'], _SIGNS)}</b><br>{words}<br>{weight}",
        kind="unassigned" if row["score"] is None else "others",
    )


def _length(score: Any) -> float:
    return 0.0 if score is None else round(float(score) * 100, 1)
