"""The flows of cooperation as a Sankey diagram: country, entity, sector."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from data_access.measures.result import MeasureResult
from data_access.vocabulary.categories import UNASSIGNED_KEY
from layouts.figures._amounts import (
    Scale,
    quantity,
    scale_of,
    short,
)
from layouts.figures._frame import empty_figure, figure
from layouts.figures._theme import NEUTRAL, PALETTE, faded
from layouts.texts.catalogue import _

Node = tuple[str, str]
"""Filter name and key."""

OTHERS = "otros"
_LEAST = Decimal("0.01")
"""The part of its column from which a node can be seen and its name read."""
_COLOURS = {"pais": PALETTE[0], "entidad": PALETTE[5], "sector_cad": PALETTE[3], "ods": PALETTE[3]}


def flows_figure(result: MeasureResult, theme: str, *, compact: bool = False) -> dict[str, Any]:
    """The flows between the largest nodes of each column, the smaller ones joined in "Otros".

    A click answers text, for plotly's events drop lists here: ``pais=ESP`` from a node,
    ``pais=ESP&entidad=SDM`` from a link, nothing from "Otros".
    """
    column = quantity(result)
    rows = [row for row in result.rows if (row[column] or 0) > 0]
    if not rows:
        return empty_figure(theme, result)
    links = _folded(rows, column, room=7 if compact else 10)
    nodes = list(dict.fromkeys(node for pair in links for node in pair))
    labels = _labels(rows)
    through = _through(links)
    amounts = [through[node] for node in nodes]
    scale = Scale(Decimal(1), _("acciones"))
    if column == "value":
        scale = scale_of(amounts, result.filters.moneda)
    places = {node: place for place, node in enumerate(nodes)}
    trace = {
        "type": "sankey",
        "arrangement": "fixed",
        "node": {
            "label": [
                _name(node, labels, compact=compact)
                + ("" if compact else f" ({scale.text(amount)})")
                for node, amount in zip(nodes, amounts, strict=True)
            ],
            "color": [_colour(node) for node in nodes],
            "customdata": [_target(node) for node in nodes],
            "hovertemplate": "%{label}"
            + (" %{value:,.1f} " if compact else " ")
            + f"{scale.unit}<extra></extra>",
            "pad": 10 if compact else 14,
            "thickness": 10 if compact else 14,
            "line": {"width": 0},
        },
        "link": {
            "source": [places[source] for source, _target_node in links],
            "target": [places[target] for _source, target in links],
            "value": [_drawn(amount / scale.divisor) for amount in links.values()],
            "color": [faded(_colour(source), 0.28) for source, _target_node in links],
            "customdata": [
                "&".join(filter(None, (_target(source), _target(target))))
                for source, target in links
            ],
            "hovertemplate": _("{amount} de {source} a {target}").format(
                amount=f"%{{value:,.1f}} {scale.unit}",
                source="%{source.label}",
                target="%{target.label}",
            )
            + "<extra></extra>",
        },
    }
    return figure(
        [trace],
        theme,
        margin={"l": 2, "r": 2, "t": 26, "b": 8},
        font={"size": 11 if compact else 12},
        annotations=_headings(rows, "" if compact else f" ({scale.unit})"),
    )


def _folded(
    rows: Sequence[Mapping[str, Any]], column: str, room: int
) -> dict[tuple[Node, Node], Decimal]:
    """Amount of each link once every column keeps its ``room`` largest nodes, if seen at all."""
    ends = [(_ends(row), row[column]) for row in rows]
    sizes: dict[Node, Any] = {}
    for nodes, amount in ends:
        for node in nodes:
            sizes[node] = sizes.get(node, 0) + amount
    drawn = _drawn_as(sizes, room)
    links: dict[tuple[Node, Node], Decimal] = {}
    for (source, target), amount in ends:
        link = drawn[source], drawn[target]
        links[link] = links.get(link, 0) + amount
    return links


def _drawn_as(sizes: Mapping[Node, Any], room: int) -> dict[Node, Node]:
    """The node as which each node is drawn: itself, or the "Otros" of its column."""
    columns: dict[str, list[Node]] = {}
    for node in sizes:
        columns.setdefault(node[0], []).append(node)
    kept: set[Node] = set()
    for name, nodes in columns.items():
        least = sum(sizes[node] for node in nodes) * _LEAST
        named = [node for node in nodes if node[1] != OTHERS and sizes[node] >= least]
        kept |= {
            (name, UNASSIGNED_KEY),
            *sorted(named, key=lambda node: (-sizes[node], node))[:room],
        }
    return {node: node if node in kept else (node[0], OTHERS) for node in sizes}


def _ends(row: Mapping[str, Any]) -> tuple[Node, Node]:
    return (row["source_filter"], row["source"]), (row["target_filter"], row["target"])


def _through(links: Mapping[tuple[Node, Node], Decimal]) -> dict[Node, Decimal]:
    """What comes into each node or leaves it, whichever is more."""
    inward: dict[Node, Decimal] = {}
    outward: dict[Node, Decimal] = {}
    for (source, target), amount in links.items():
        outward[source] = outward.get(source, Decimal(0)) + amount
        inward[target] = inward.get(target, Decimal(0)) + amount
    zero = Decimal(0)
    return {
        node: max(inward.get(node, zero), outward.get(node, zero)) for node in {**inward, **outward}
    }


def _labels(rows: Sequence[Mapping[str, Any]]) -> dict[Node, str]:
    labels: dict[Node, str] = {}
    for row in rows:
        source, target = _ends(row)
        labels[source], labels[target] = row["source_label"], row["target_label"]
    return labels


def _drawn(amount: Decimal) -> float | int:
    """A width to four figures: more than any screen can show."""
    rounded = float(f"{amount:.4g}")
    return int(rounded) if rounded.is_integer() else rounded


def _name(node: Node, labels: Mapping[Node, str], *, compact: bool) -> str:
    filter_name, key = node
    if key == OTHERS:
        return _("Otros")
    if filter_name == "entidad" and key != UNASSIGNED_KEY:
        # The acronym: three columns of long names would cover the flows.
        return short(key, 12)
    return short(labels[node], 13 if compact else 26)


def _colour(node: Node) -> str:
    filter_name, key = node
    return NEUTRAL if key in (OTHERS, UNASSIGNED_KEY) else _COLOURS[filter_name]


def _target(node: Node) -> str:
    filter_name, key = node
    return "" if key == OTHERS else f"{filter_name}={key}"


def _headings(rows: Sequence[Mapping[str, Any]], unit: str) -> list[dict[str, Any]]:
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
            # The unit once, over the first column: the numbers of all three are in it.
            "text": names[name] + (unit if place == 0 else ""),
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
