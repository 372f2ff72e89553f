"""No test depends on how fast the machine is: they wait in one way, and nobody measures time."""

import ast
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT, dotted, place, python_files, tree

WAITS_HERE = {"tests/waiting.py"}
"""The one file that knows the clock."""
PROFILE_HERE = {"tests/conftest.py"}
"""The one file that tells Hypothesis how long an example may take."""
CLOCKS = {"time", "dash.testing.wait"}
"""Modules by which a test could sleep or measure time, or wait with a bound of its own."""
WAITS = {"wait", "join", "set_page_load_timeout", "set_script_timeout", "WebDriverWait"}
BOUND = "PATIENCE"


def hurries(path: Path, *, may_wait: bool = False, may_set: bool = False) -> list[str]:
    """Where a test sleeps, measures time, waits less than the common bound or sets a deadline."""
    found = []
    for node in ast.walk(tree(path)):
        what = "" if may_wait else _clock(node)
        if isinstance(node, ast.Call):
            what = what or _bound(node) or ("" if may_set else _deadline(node))
        if what:
            found.append(f"{place(path, node)} {what}")
    return found


def _clock(node: ast.AST) -> str:
    names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
    names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
    return next((name for name in names if name in CLOCKS), "")


def _bound(node: ast.Call) -> str:
    name = getattr(node.func, "attr", getattr(node.func, "id", ""))
    given = [keyword.value for keyword in node.keywords if keyword.arg == "timeout"]
    given += [each for each in node.args if name in WAITS and _is_number(each)]
    return name if name == "pause" or any(dotted(each) != BOUND for each in given) else ""


def _is_number(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, int | float)


def _deadline(node: ast.Call) -> str:
    is_of_hypothesis = dotted(node.func).rpartition(".")[2] == "settings"
    names = [keyword.arg for keyword in node.keywords if is_of_hypothesis]
    return "deadline" if "deadline" in names else ""


def test_no_test_hurries():
    names = {path: path.relative_to(ROOT).as_posix() for path in python_files("tests")}
    found = [
        line
        for path, name in names.items()
        for line in hurries(path, may_wait=name in WAITS_HERE, may_set=name in PROFILE_HERE)
    ]
    assert found == []


@pytest.mark.parametrize(
    "line",
    [
        "import time",
        "from time import monotonic, sleep",
        "ActionChains(driver).move_to_element(it).pause(0.3)",
        "server.wait(30)",
        "thread.join(5)",
        "get(address, timeout=20)",
        "WebDriverWait(driver, 10)",
        "driver.set_script_timeout(30)",
        "from dash.testing.wait import until",
        "settings(max_examples=40, deadline=200)",
        "hypothesis.settings(deadline=None)",
    ],
)
def test_hurry_is_found(tmp_path: Path, line: str):
    path = tmp_path / "planted.py"
    path.write_text(line)
    assert len(hurries(path)) == 1


@pytest.mark.parametrize(
    "line",
    [
        "until(listens)",
        "server.wait(PATIENCE)",
        "get(address, timeout=PATIENCE)",
        "', '.join(some)",
    ],
)
def test_patience_is_not(tmp_path: Path, line: str):
    path = tmp_path / "planted.py"
    path.write_text(line)
    assert hurries(path) == []
