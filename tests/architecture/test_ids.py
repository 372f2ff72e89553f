"""Ids are constants beside the layout that draws them; callbacks write none."""

import ast
from pathlib import Path

from tests.architecture.sources import dotted, place, python_files, tree

DEPENDENCIES = {"Input", "Output", "State"}


def literal_ids(path: Path) -> list[str]:
    """Where an Input, Output or State of ``path`` names a component by a literal."""
    return [
        place(path, node)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
        and dotted(node.func).rpartition(".")[2] in DEPENDENCIES
        and any(_is_literal(part) for part in _ids(node))
    ]


def _ids(node: ast.Call) -> list[ast.expr]:
    return [*node.args[:1], *(k.value for k in node.keywords if k.arg == "component_id")]


def _is_literal(node: ast.expr) -> bool:
    if isinstance(node, ast.Dict):
        kinds = [v for k, v in zip(node.keys, node.values, strict=True) if _says_type(k)]
        return any(isinstance(kind, ast.Constant) for kind in kinds)
    return isinstance(node, ast.Constant | ast.JoinedStr)


def _says_type(key: ast.expr | None) -> bool:
    return isinstance(key, ast.Constant) and key.value == "type"


def test_no_string_id_in_callbacks():
    assert [line for path in python_files("callbacks") for line in literal_ids(path)] == []


def test_a_string_id_is_found(tmp_path: Path):
    path = tmp_path / "planted.py"
    path.write_text(
        "Output(page.CARD, 'children')\nInput('boton', 'n_clicks')\n"
        "State({'type': 'filtro', 'name': ALL}, 'value')\n"
    )
    assert literal_ids(path) == ["planted.py:2", "planted.py:3"]
