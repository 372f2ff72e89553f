"""How files are named, how long they grow and what their docstrings say."""

import ast
from pathlib import Path

from tests.architecture.sources import PACKAGES, place, python_files, tree

FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "shared"}
LINES = 300


def undocumented(path: Path) -> list[str]:
    """The module and the public functions, classes and methods of a file without a docstring."""
    module = tree(path)
    found = [] if ast.get_docstring(module) or not module.body else [f"{place(path)} module"]
    for node in module.body:
        found += _without_docstring(path, node)
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            for method in node.body:
                found += _without_docstring(path, method)
    return found


def _without_docstring(path: Path, node: ast.stmt) -> list[str]:
    if not isinstance(node, ast.FunctionDef | ast.ClassDef) or node.name.startswith("_"):
        return []
    # An override says nothing that its base class does not; SQLAlchemy's hooks are such.
    is_hook = node.name.startswith(("process_", "load_dialect_"))
    return [] if ast.get_docstring(node) or is_hook else [f"{place(path, node)} {node.name}"]


def test_no_drawer_for_everything():
    names = {path: {*path.parts, path.stem.lstrip("_")} for path in python_files()}
    assert [place(path) for path, parts in names.items() if parts & FORBIDDEN_NAMES] == []


def test_files_stay_short():
    files = [path for path in python_files() if "migrations" not in path.parts]
    long = [path for path in files if len(path.read_text("utf-8").splitlines()) > LINES]
    assert [place(path) for path in long] == []


def test_public_things_are_documented():
    files = [path for path in python_files(*PACKAGES) if "migrations" not in path.parts]
    assert [line for path in files for line in undocumented(path)] == []


def test_a_missing_docstring_is_found(tmp_path: Path):
    path = tmp_path / "planted.py"
    path.write_text('"""Mine."""\ndef seen():\n    pass\ndef _own():\n    pass\n')
    assert undocumented(path) == ["planted.py:2 seen"]
