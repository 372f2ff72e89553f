"""Every module can be the first one imported: no cycle hides behind a lucky order."""

import subprocess
import sys
from pathlib import Path

from tests.architecture.sources import PACKAGES, ROOT, module_name, python_files

_EACH_ALONE = """
import importlib, sys, traceback
packages, names = sys.argv[1].split(","), sys.argv[2].split(",")
for name in names:
    for loaded in [m for m in sys.modules if m.split(".")[0] in packages]:
        del sys.modules[loaded]
    try:
        importlib.import_module(name)
    except BaseException as error:
        last = traceback.extract_tb(error.__traceback__)[-1]
        print(f"{name}: {type(error).__name__}: {error} ({last.filename}:{last.lineno})")
"""


def import_each_alone(root: Path, packages: tuple[str, ...], names: list[str]) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", _EACH_ALONE, ",".join(packages), ",".join(names)],
        cwd=root, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_each_module_imports_alone():
    # Alembic runs migrations with its own context, and a WSGI module opens the store by design.
    names = [
        name
        for path in python_files()
        if ".migrations" not in (name := module_name(path))
        and name not in ("dashboard.wsgi", "dashboard.__main__")
    ]
    assert import_each_alone(ROOT, PACKAGES, names) == []


def test_a_cycle_is_found(tmp_path: Path):
    house = tmp_path / "casa"
    house.mkdir()
    (house / "__init__.py").touch()
    (house / "a.py").write_text("one = 1\nfrom casa.b import two\n")
    (house / "b.py").write_text("from casa.a import one\ntwo = 2\n")
    found = import_each_alone(tmp_path, ("casa",), ["casa.a", "casa.b"])
    assert [line.split(":")[0] for line in found] == ["casa.b"]
