"""What is never written here, because it runs what a stranger sends or leaks what is ours."""

import ast
import re
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT, dotted, place, python_files, tree

NAMES = {
    "eval": "eval",
    "exec": "exec",
    "html.Iframe": "a page inside the page",
    "dcc.send_data_frame": "a download that is not a URL",
    "dash.callback": "a global callback",
    "dash.dash_table": "dash_table",
}
IMPORTS = {"pickle", "diskcache", "dash_table", "marshal", "shelve", "dill"}
KEYWORDS = {"dangerously_allow_html", "dangerously_allow_code", "srcDoc", "csvExport"}
IMPORTED_NAMES = {("dash", "callback"), ("dash", "dash_table"), ("dash.html", "Iframe")}
SQL = re.compile(r"\b(SELECT|INSERT INTO|UPDATE|DELETE FROM|CREATE|DROP|ALTER|TRUNCATE)\b\s")
# COPY and bulk upserts have no expression form: names come from our own table metadata, values
# are bound. Nowhere else.
BULK_WRITERS = {"data_access/store/bulk.py"}
SCRIPTS = re.compile(r"\beval\(|new Function\(|\.innerHTML\s*=|document\.write\(")


def violations(path: Path, *, is_data_access: bool = False) -> list[str]:
    """What of the above a Python file does, as ``file:line what``."""
    found = []
    for node in ast.walk(tree(path)):
        what = _calls(node) or _imports(node, is_data_access) or _words(node)
        if what:
            found.append(f"{place(path, node)} {what}")
    return found


def _calls(node: ast.AST) -> str:
    if isinstance(node, ast.Name | ast.Attribute):
        return NAMES.get(dotted(node), "")
    if isinstance(node, ast.keyword) and node.arg:
        if node.arg in KEYWORDS:
            return node.arg
        is_true = isinstance(node.value, ast.Constant) and node.value.value is True
        return "debug=True" if node.arg == "debug" and is_true else ""
    return ""


def _imports(node: ast.AST, is_data_access: bool) -> str:
    if isinstance(node, ast.Import):
        return next((a.name for a in node.names if a.name.split(".")[0] in IMPORTS), "")
    if isinstance(node, ast.ImportFrom):
        module = node.module or ""
        if module.split(".")[0] in IMPORTS:
            return module
        for alias in node.names:
            if (module, alias.name) in IMPORTED_NAMES:
                return f"{module}.{alias.name}"
            if module.split(".")[0] == "sqlalchemy" and alias.name == "text":
                return "" if is_data_access else "sqlalchemy.text outside data_access"
    return ""


def _words(node: ast.AST) -> str:
    if isinstance(node, ast.Constant) and node.value in KEYWORDS:
        return str(node.value)
    if isinstance(node, ast.JoinedStr):
        fixed = "{}".join(part.value for part in node.values if isinstance(part, ast.Constant))
        is_built = any(isinstance(part, ast.FormattedValue) for part in node.values)
        return "SQL built from text" if is_built and SQL.search(fixed) else ""
    is_format = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    if is_format and node.func.attr == "format" and isinstance(node.func.value, ast.Constant):
        return "SQL built from text" if SQL.search(str(node.func.value.value)) else ""
    return ""


def test_nothing_banned_is_written():
    found = [
        line
        for path in python_files("dashboard", "callbacks", "layouts", "data_access", "bench")
        for line in violations(path, is_data_access="data_access" in path.parts)
        if not (line.split(":")[0] in BULK_WRITERS and line.endswith("SQL built from text"))
    ]
    assert found == []


def test_no_script_builds_code_or_markup_from_text():
    scripts = list((ROOT / "assets").rglob("*.js"))
    found = [place(path) for path in scripts if SCRIPTS.search(path.read_text(encoding="utf-8"))]
    assert found == []


@pytest.mark.parametrize(
    "line",
    [
        "eval('1')",
        "import pickle",
        "from diskcache import Cache",
        "html.Iframe(src='/x')",
        "dict(dangerously_allow_html=True)",
        "options = {'csvExport': 1}",
        "app.run(debug=True)",
        "from dash import callback",
        "import dash\ndash.callback()",
        "query = f'SELECT * FROM {table}'",
        "query = 'DELETE FROM {}'.format(table)",
        "from sqlalchemy import text",
    ],
)
def test_each_is_found(tmp_path: Path, line: str):
    path = tmp_path / "planted.py"
    path.write_text(line)
    assert violations(path)
