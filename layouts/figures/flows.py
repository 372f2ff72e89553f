"""The flows of cooperation as a Sankey diagram: country, entity, sector."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from data_access.measures.result import MeasureResult
from data_access.vocabulary.categories import UNASSIGNED_KEY
from layouts.figures._amounts import actions_text, amount_text, plain, quantity, short
from layouts.figures._frame import empty_figure, figure
from layouts.figures._theme import NEUTRAL, PALETTE, faded
from layouts.texts.catalogue import _

Node = tuple[str, str]
"""Filter name and key."""

OTHERS = "otros"
_COLOURS = {"pais": PALETTE[0], "entidad": PALETTE[5], "sector_cad": PALETTE[3], "ods": PALETTE[3]}


def flows_figure(result: MeasureResult, theme: str, *, compact: bool = False) -> dict[str, Any]:
    """The flows between the largest nodes of each column, the smaller ones joined in "Otros".

    A click answers text, for plotly's events drop lists here: ``pais=ESP`` from a node,
    ``pais=ESP&entidad=SDM`` from a link, nothing from "Otros".
    """
    column = quantity(result)
    rows = [row for row in result.rows if (row[column] or 0) > 0]
    if not rows:
        return empty_figure(theme)
    links = _folded(rows, column, room=5 if compact else 10)
    nodes = list(dict.fromkeys(node for pair in links for node in pair))
    labels = _labels(rows)
    names = [_name(node, labels, compact=compact) for node in nodes]
    sums = [_through(node, links) for node in nodes]
    trace = {
        "type": "sankey",
        "arrangement": "fixed",
        "node": {
            "label": names,
            "color": [_colour(node) for node in nodes],
            "customdata": [_target(node) for node in nodes],
            "hovertemplate": [
                _hover(labels.get(node, _("Otros")), amount_text(result, amount, column))
                for node, amount in zip(nodes, sums, strict=True)
            ],
            "pad": 10 if compact else 14,
            "thickness": 10 if compact else 14,
            "line": {"width": 0},
        },
        "link": {
            "source": [nodes.index(source) for source, _target_node in links],
            "target": [nodes.index(target) for _source, target in links],
            "value": [plain(amount) for amount, _actions in links.values()],
            "color": [faded(_colour(source), 0.28) for source, _target_node in links],
            "customdata": [
                "&".join(filter(None, (_target(source), _target(target))))
                for source, target in links
            ],
            "hovertemplate": [
                _hover(
                    f"{labels.get(source, _('Otros'))} → {labels.get(target, _('Otros'))}",
                    amount_text(result, amount, column),
                    # Links of "Otros" join many, and one action may be in several of them.
                    "" if OTHERS in (source[1], target[1]) else actions_text(actions),
                )
                for (source, target), (amount, actions) in links.items()
            ],
        },
    }
    return figure(
        [trace],
        theme,
        margin={"l": 2, "r": 2, "t": 26, "b": 8},
        font={"size": 11 if compact else 12},
        annotations=_headings(rows),
    )


def _folded(
    rows: Sequence[Mapping[str, Any]], column: str, room: int
) -> dict[tuple[Node, Node], tuple[Decimal | int, int]]:
    """Amount and actions of each link once every column keeps its ``room`` largest nodes."""
    sizes: dict[str, dict[str, Any]] = {}
    for row in rows:
        for filter_name, key in _ends(row):
            column_sizes = sizes.setdefault(filter_name, {})
            column_sizes[key] = column_sizes.get(key, 0) + row[column]
    kept = {
        name: {UNASSIGNED_KEY, *sorted(column_sizes, key=lambda key: -column_sizes[key])[:room]}
        for name, column_sizes in sizes.items()
    }
    links: dict[tuple[Node, Node], tuple[Decimal | int, int]] = {}
    for row in rows:
        source, target = ((name, key if key in kept[name] else OTHERS) for name, key in _ends(row))
        amount, actions = links.get((source, target), (0, 0))
        links[source, target] = (amount + row[column], actions + row["actions"])
    return links


def _ends(row: Mapping[str, Any]) -> tuple[Node, Node]:
    return (row["source_filter"], row["source"]), (row["target_filter"], row["target"])


def _through(node: Node, links: Mapping[tuple[Node, Node], tuple[Any, int]]) -> Any:
    inward = sum(amount for ends, (amount, _n) in links.items() if ends[1] == node)
    outward = sum(amount for ends, (amount, _n) in links.items() if ends[0] == node)
    return max(inward, outward)


def _labels(rows: Sequence[Mapping[str, Any]]) -> dict[Node, str]:
    labels: dict[Node, str] = {}
    for row in rows:
        source, target = _ends(row)
        labels[source], labels[target] = row["source_label"], row["target_label"]
    return labels


def _name(node: Node, labels: Mapping[Node, str], *, compact: bool) -> str:
    filter_name, key = node
    if key == OTHERS:
        return _("Otros")
    if filter_name == "entidad" and key != UNASSIGNED_KEY:
        # The acronym: three columns of long names would cover the flows.
        return short(key, 12)
    return short(labels[node], 13 if compact else 34)


def _colour(node: Node) -> str:
    filter_name, key = node
    return NEUTRAL if key in (OTHERS, UNASSIGNED_KEY) else _COLOURS[filter_name]


def _target(node: Node) -> str:
    filter_name, key = node
    return "" if key == OTHERS else f"{filter_name}={key}"


def _hover(*lines: str) -> str:
    first, *others = lines
    texts = [f"<b>{short(first, 90)}</b>", *filter(None, others)]
    return "<br>".join(texts).replace("%{", "% {") + "<extra></extra>"


def _headings(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    names = {
        "pais": _("País"),
        "entidad": _("Entidad"),
        "sector_cad": _("Sector CAD"),
        "ods": _("ODS"),
    }
    columns = list(dict.fromkeys(name for row in rows for name, _key in _ends(row)))
    columns.sort(key=list(names).index)
    places = {1: [0.0], 2: [0.0, 1.0], 3: [0.0, 0.5, 1.0]}[len(columns)]
    anchors = {0.0: "left", 0.5: "center", 1.0: "right"}
    return [
        {
            "text": names[name],
            "x": place,
            "y": 1,
            "xref": "paper",
            "yref": "paper",
            "xanchor": anchors[place],
            "yanchor": "bottom",
            "font": {"size": 12},
        }
        for name, place in zip(columns, places, strict=True)
    ]
