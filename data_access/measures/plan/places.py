"""Where each goal stands in the tree of its framework."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from data_access.vocabulary.names import fold

BY_DEPTH = ("objetivo", "programa", "linea")
"""The filters that stand for the levels of a tree whose words say nothing, from the root down."""
COMPONENT = "componente"
GOAL = "meta"


@dataclass(frozen=True)
class Place:
    """Codes of what a goal belongs to, empty where nothing; ``path`` are ids from the root."""

    objective: str
    programme: str
    line: str
    component: str
    path: tuple[int, ...]


class Tree:
    """The nodes of all frameworks, which filter each answers to, and the place of each."""

    def __init__(self, nodes: Mapping[int, Any]) -> None:
        self._nodes = nodes
        self._components = {node.component_id for node in nodes.values() if node.component_id}
        self._paths: dict[int, tuple[int, ...]] = {}
        self.filters = {number: self._filter_of(number) for number in nodes}

    def path(self, number: int) -> tuple[int, ...]:
        """Ids from the root to the node itself. A node that is its own ancestor ends the path."""
        known = self._paths.get(number)
        if known is None:
            found = [number]
            parent = self._nodes[number].parent_id
            while parent is not None and parent not in found:
                found.append(parent)
                parent = self._nodes[parent].parent_id
            known = self._paths[number] = tuple(reversed(found))
        return known

    def place(self, number: int) -> Place:
        """Where the goal ``number`` stands."""
        path = self.path(number)
        found = {self.filters[step]: self._nodes[step].node_code for step in path}
        component = self._nodes[number].component_id
        return Place(
            objective=found.get("objetivo", ""),
            programme=found.get("programa", ""),
            line=found.get("linea", ""),
            component=(self._nodes[component].node_code if component else found.get(COMPONENT, "")),
            path=path,
        )

    def _filter_of(self, number: int) -> str:
        """By its own word if that is one of the filters, else by its depth."""
        node = self._nodes[number]
        if node.is_goal:
            return GOAL
        if number in self._components:
            return COMPONENT
        word = fold(node.level)
        for name in (*BY_DEPTH, COMPONENT):
            if word.startswith(name):
                return name
        return BY_DEPTH[min(len(self.path(number)), len(BY_DEPTH)) - 1]
