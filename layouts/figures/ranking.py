"""Breakdowns as ranked bars: the largest, the others and the unassigned add to the total."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from data_access.measures.result import MeasureResult
from data_access.vocabulary.flows import CANCELLED
from layouts.figures._amounts import (
    amount_text,
    hover,
    is_told,
    is_unassigned,
    plain,
    quantity,
    row_text,
    share_of,
    share_text,
    short,
)
from layouts.figures._bars import Bar, horizontal_bars
from layouts.figures._frame import empty_figure
from layouts.texts.catalogue import _

_COMPACT_LIMIT = 8
_WIDE, _NARROW = 52, 44
"""Signs of a name that fit over a bar."""


def ranking_figure(
    result: MeasureResult, theme: str, *, compact: bool = False, limit: int = 12
) -> dict[str, Any]:
    """The ``limit`` largest rows (eight at most when compact), "Otros" and "Sin asignar".

    The bars add to the total of the rows. Without any amount the bars count actions, and then
    there is no "Otros", since one action may count in several rows.
    """
    if not result.rows:
        return empty_figure(theme)
    limit = _COMPACT_LIMIT if compact and limit > _COMPACT_LIMIT else limit
    column = quantity(result)
    named, unassigned = ranked(result)
    bars = [_row_bar(result, row, column, compact=compact) for row in named[:limit]]
    rest = named[limit:]
    if rest and column == "value":
        bars.append(_others_bar(result, rest))
    bars += [_row_bar(result, row, column, compact=compact) for row in unassigned]
    return horizontal_bars(bars, theme, compact=compact)


def by_class_figure(result: MeasureResult, theme: str, *, compact: bool = False) -> dict[str, Any]:
    """A bar for each class of flow that has actions; the cancelled have no money to draw."""
    rows = [row for row in result.rows if row["actions"] and row["key"] != CANCELLED]
    return ranking_figure(replace(result, rows=rows), theme, compact=compact)


def ranked(
    result: MeasureResult,
) -> tuple[Sequence[Mapping[str, Any]], Sequence[Mapping[str, Any]]]:
    """The rows with a name, largest first as the measure gives them, and the unassigned ones."""
    unassigned = [row for row in result.rows[-1:] if is_unassigned(row)]
    return result.rows[: len(result.rows) - len(unassigned)], unassigned


def _row_bar(result: MeasureResult, row: Mapping[str, Any], column: str, *, compact: bool) -> Bar:
    dimension = result.measure.dimension
    text = row_text(result, row, column)
    share = share_text(share_of(row, result, column))
    label = row["label"]
    if dimension == "ods" and not is_unassigned(row):
        label = f"{row['key']}. {label.removeprefix(row['key'] + '. ')}"
    if dimension == "entidad" and row["key"] != label and not is_unassigned(row):
        # Names of entities begin alike; people know them by their acronyms.
        label = f"{row['key']} · {label}"
    return Bar(
        label=short(label, _NARROW if compact else _WIDE),
        amount=f"{text} · {share}" if share else text,
        length=plain(row[column]),
        hover=hover(result, {**row, "label": label}),
        target=[dimension, row["key"]],
        kind="unassigned" if is_unassigned(row) else "named",
    )


def _others_bar(result: MeasureResult, rest: Sequence[Mapping[str, Any]]) -> Bar:
    value = sum((row["value"] or Decimal(0) for row in rest), Decimal(0))
    share = sum((Decimal(row["share"] or 0) for row in rest), Decimal(0))
    text = amount_text(result, value)
    label = _("Otros ({n})", n=len(rest))
    largest = "<br>".join(f"{short(row['label'], 40)}: {row_text(result, row)}" for row in rest[:3])
    more = _("y {n} más", n=len(rest) - 3) if len(rest) > 3 else ""
    return Bar(
        label=label,
        amount=f"{text} · {share_text(share)}" if is_told(share) else text,
        length=plain(value),
        hover="<br>".join(part for part in (f"<b>{label}</b>: {text}", largest, more) if part),
        kind="others",
    )


def concentration_figure(
    result: MeasureResult, theme: str, *, compact: bool = False
) -> dict[str, Any]:
    """The share of each of the five largest partners and of all the others; they add to 100 %."""
    if not result.rows:
        return empty_figure(theme, result)
    bars = [
        Bar(
            label=short(row["label"], _NARROW if compact else _WIDE),
            amount=share_text(row["share"]),
            length=plain(Decimal(row["share"] or 0) * 100),
            hover=hover(result, row),
            target=[result.measure.dimension or "aliado", row["key"]],
        )
        for row in result.rows
    ]
    others = result.total["partners"] - len(result.rows)
    rest = 1 - Decimal(result.total["top5_share"] or 0)
    if others > 0:
        label = _("Los demás aliados ({n})", n=others)
        bars.append(
            Bar(
                label=label,
                amount=share_text(rest),
                length=plain(rest * 100),
                hover=f"<b>{label}</b>: {share_text(rest)}",
                kind="others",
            )
        )
    return horizontal_bars(bars, theme, compact=compact)
