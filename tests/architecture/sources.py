"""The source files of the house, as the tests of its rules read them."""

import ast
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("dashboard", "callbacks", "layouts", "data_access")
CITY_PACKAGES = "data_access/sample/"


def python_files(*folders: str) -> list[Path]:
    """The Python files under the folders (the four packages by default)."""
    found = [path for folder in folders or PACKAGES for path in (ROOT / folder).rglob("*.py")]
    return sorted(path for path in found if "__pycache__" not in path.parts)


def tree(path: Path) -> ast.Module:
    """The syntax tree of a file, each node knowing its ``parent``."""
    module = ast.parse(path.read_text(encoding="utf-8"), str(path))
    for node in ast.walk(module):
        for child in ast.iter_child_nodes(node):
            child.parent = node  # type: ignore[attr-defined]
    return module


def ancestors(node: ast.AST) -> Iterator[ast.AST]:
    """The nodes around ``node``, nearest first."""
    while (node := getattr(node, "parent", None)) is not None:
        yield node


def dotted(node: ast.AST) -> str:
    """``html.Div`` for the syntax of it; empty for anything that is not a dotted name."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute) and (head := dotted(node.value)):
        return f"{head}.{node.attr}"
    return ""


def module_name(path: Path) -> str:
    """``layouts.shell`` for ``layouts/shell.py``."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def place(path: Path, node: ast.AST | None = None) -> str:
    """``layouts/shell.py:12``, for a failure that a person can click."""
    name = path.relative_to(ROOT) if path.is_relative_to(ROOT) else path.name
    return f"{name}:{getattr(node, 'lineno', 1)}"


def kept_files() -> list[Path]:
    """Every file that git keeps or would keep; without git, those of the known folders."""
    if shutil.which("git") and (ROOT / ".git").exists():
        listed = subprocess.run(
            ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
            cwd=ROOT, capture_output=True, text=True, check=False,
        )  # fmt: skip
        if listed.returncode == 0:
            return [path for name in listed.stdout.splitlines() if (path := ROOT / name).is_file()]
    folders = (*PACKAGES, "assets", "tests", "docs", "bench", ".ci")
    found = [path for name in folders for path in (ROOT / name).rglob("*") if path.is_file()]
    found += [path for path in ROOT.iterdir() if path.is_file()]
    return [path for path in found if "__pycache__" not in path.parts]
