"""The tree of a plan as an icicle: from the objective to the goal, each as large as its weight."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal
from textwrap import wrap
from typing import Any

from data_access.measures.goals.states import LIGHT_TITLES, Light
from data_access.measures.result import MeasureResult
from layouts.figures._amounts import NO_FILTER, plain, short
from layouts.figures._frame import empty_figure, figure
from layouts.figures._lights import LEVEL_COLOURS, LIGHT_COLOURS, SIGNS
from layouts.texts.catalogue import _, translate
from layouts.texts.formats import money, percent

Row = Mapping[str, Any]
_SIGNS_OF_A_LINE = {"wide": 36, "compact": 14}
_ROOT = "plan"


def tree_figure(result: MeasureResult, theme: str, *, compact: bool = False) -> dict[str, Any]:
    """An icicle of ``goals.tree``: a goal is as large as its weight, a level as what is below it.

    Goals without weight are not drawn. Where none has one, all are of the same size. A narrow
    screen leaves out the levels above the first that divides.
    """
    rows = [row for row in result.rows if row["indicators"]]
    sizes = _sizes(rows)
    drawn = [row for row in rows if sizes.get(_id(row))]
    if not drawn:
        return empty_figure(theme)
    drawn = _dividing(drawn) if compact else drawn
    known = {_id(row) for row in drawn}
    roots = [row for row in drawn if _parent(row) not in known]
    entries = [_entry(row, sizes, _parent(row) if _parent(row) in known else "", compact=compact)
               for row in drawn]  # fmt: skip
    if len(roots) > 1:
        entries = [_whole(), *({**entry, "parent": entry["parent"] or _ROOT} for entry in entries)]
    return figure([_trace(entries)], theme, margin={"l": 0, "r": 0, "t": 4, "b": 4},
                  uniformtext={"mode": "hide", "minsize": 10})  # fmt: skip


def _id(row: Row) -> str:
    return row["key"] if not row["depth"] else f"{row['framework']}/{row['key']}"


def _parent(row: Row) -> str:
    if not row["depth"]:
        return ""
    is_first = row["parent"] == row["framework"] and row["depth"] == 1
    return row["framework"] if is_first else f"{row['framework']}/{row['parent']}"


def _sizes(rows: Sequence[Row]) -> dict[str, Decimal]:
    """The weight of every node, that of what is counted below it."""
    goals = [row for row in rows if row["is_goal"]]
    own = {_id(row): weight for row in goals if (weight := row["node_weight"] or row["weight"])}
    own = own or {_id(row): Decimal(1) for row in goals}
    parents = {_id(row): _parent(row) for row in rows}
    found: dict[str, Decimal] = defaultdict(Decimal)
    for name, weight in own.items():
        place = name
        while place:
            found[place] += weight
            place = parents.get(place, "")
    return found


def _dividing(rows: Sequence[Row]) -> list[Row]:
    """The rows without the levels at the top that have only one below."""
    rest = list(rows)
    while len(rest) > 1:
        first, *others = rest
        if sum(_parent(row) == _id(first) for row in others) != 1:
            break
        rest = others
    return rest


def _entry(row: Row, sizes: Mapping[str, Decimal], parent: str, *, compact: bool) -> dict[str, Any]:
    light = _light(row)
    ground, ink = LIGHT_COLOURS[light] if light else LEVEL_COLOURS
    return {
        "id": _id(row),
        "parent": parent,
        "value": plain(sizes[_id(row)]) if row["is_goal"] else 0,
        "colour": ground,
        "ink": ink,
        "text": _text(row, light, "compact" if compact else "wide"),
        "hover": _hover(row, light, sizes[_id(row)]),
        "target": [row["filter"], row["key"]],
    }


def _light(row: Row) -> Light | None:
    """The light of a goal with one indicator; levels and goals with several have none."""
    if not row["is_goal"] or row["indicators"] != 1:
        return None
    return next(light for light in Light if row[light.value])


def _text(row: Row, light: Light | None, screen: str) -> str:
    size = _SIGNS_OF_A_LINE[screen]
    share = "" if row["advance"] is None else percent(row["advance"], 0)
    if light:
        # Only sums cut what is beyond the goal or below its start; a goal by itself says it.
        share = f"{'>' if row['capped'] else '<' if row['floored'] else ''}{share}"
    if light:
        words = (row["key"],) if screen == "compact" else (row["key"], share, row["label"])
        return short(" ".join(filter(None, (SIGNS[light], *words))), size)
    lines = wrap(row["label"], size)
    lines = [*lines[:2], lines[2][: size - 1] + "…"] if len(lines) > 3 else lines
    return "<br>".join(short(line, size) for line in [*lines, share] if line)


def _hover(row: Row, light: Light | None, weight: Decimal) -> str:
    advance, ideal = (
        _("sin dato") if row[name] is None else percent(row[name]) for name in ("advance", "ideal")
    )
    if light and row["capped"]:
        advance = _("más de {share}", share=advance)
    if light and row["floored"]:
        advance = _("menos de {share}", share=advance)
    parts = [f"<b>{'<br>'.join(short(line, 60) for line in wrap(row['label'], 60))}</b>"]
    if light:
        parts.append(_("Semáforo: {light}", light=translate(LIGHT_TITLES[light])))
    parts.append(_("Avance: {advance}; programado: {ideal}", advance=advance, ideal=ideal))
    parts.append(_("Ponderación: {weight}", weight=plain(weight)))
    if row["appropriation"] is not None:
        amount = money(row["appropriation"], "COP", compact=True)
        parts.append(_("Apropiación del año: {amount}", amount=amount))
    return "<br>".join(parts)


def _whole() -> dict[str, Any]:
    label = _("Todos los marcos")
    return {
        "id": _ROOT, "parent": "", "value": 0, "colour": LEVEL_COLOURS[0], "ink": LEVEL_COLOURS[1],
        "text": label, "hover": label, "target": list(NO_FILTER),
    }  # fmt: skip


def _trace(entries: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    def column(name: str) -> list[Any]:
        return [entry[name] for entry in entries]

    return {
        "type": "icicle",
        "ids": column("id"),
        "parents": column("parent"),
        "labels": column("id"),
        "values": column("value"),
        "text": column("text"),
        "hovertext": column("hover"),
        "customdata": column("target"),
        "textinfo": "text",
        "hoverinfo": "text",
        "textposition": "middle left",
        "branchvalues": "remainder",
        "sort": False,
        "tiling": {"orientation": "h", "pad": 1},
        "pathbar": {"visible": False},
        "marker": {"colors": column("colour"), "line": {"width": 0}},
        "insidetextfont": {"size": 12, "color": column("ink")},
        "outsidetextfont": {"size": 12, "color": LEVEL_COLOURS[1]},
        "leaf": {"opacity": 1},
    }
