"""The code belongs to no city, no machine and no registry."""

import re
from pathlib import Path

import pytest

from tests.architecture.sources import CITY_PACKAGES, ROOT, kept_files, place, python_files

CITY = re.compile(r"\bbogot[aá]", re.IGNORECASE)
DEFAULT = f"{CITY_PACKAGES}package.py"
DISTRIBUTION = "globo-bogota"
ELSEWHERE = re.compile(
    r"jsdelivr|unpkg\.com|cdnjs|cdn\.plot\.ly|--(?:extra-)?index-url|--find-links"
    r"|(?<![\w.:/-])/(?:mnt|media|opt|root|work)/[a-z.]",
)
TEXTS = {
    ".py", ".md", ".toml", ".txt", ".cfg", ".po", ".css", ".js", ".csv", ".json", ".html", ".yml",
    ".yaml", ".sh", "",
}  # fmt: skip


def cities(path: Path) -> list[int]:
    """The lines of a file that name the city, the name of the distribution aside."""
    lines = path.read_text(encoding="utf-8").replace(DISTRIBUTION, "").splitlines()
    return [number for number, line in enumerate(lines, 1) if CITY.search(line)]


def line_of(path: Path, beginning: str) -> int:
    """The number of the first line of a file that begins so."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if line.startswith(beginning))


def elsewhere(path: Path) -> list[str]:
    """Other people's hosts of scripts and packages, and paths of one machine, that a file names."""
    text = path.read_text(encoding="utf-8", errors="replace")
    return [match.group() for match in ELSEWHERE.finditer(text)]


def test_only_the_entity_package_names_the_city():
    code = [
        path
        for path in python_files()
        if not re.match(rf"{CITY_PACKAGES}\w+/", path.relative_to(ROOT).as_posix())
    ]
    found = [(path, line) for path in code for line in cities(path)]
    # One line says which package comes with the code.
    assert found == [(ROOT / DEFAULT, line_of(ROOT / DEFAULT, "DEFAULT_PACKAGE = "))]


def test_no_registry_and_no_machine_is_named():
    found = [
        f"{place(path)} {what}"
        for path in kept_files()
        if path != Path(__file__) and path.suffix in TEXTS
        for what in elsewhere(path)
    ]
    assert found == []


def test_constraints_are_names_and_versions():
    lines = (ROOT / "constraints.txt").read_text().splitlines()
    assert [line for line in lines if not re.fullmatch(r"[\w.-]+==[\w.+!-]+", line)] == []


@pytest.mark.parametrize(
    "line", ["/mnt/x", "https://cdn.plot.ly/a", "pip --index-url x", "/media/a"]
)
def test_each_is_found(tmp_path: Path, line: str):
    path = tmp_path / "planted.txt"
    path.write_text(f"El distrito de Bogota\n{line}\n")
    assert elsewhere(path)
    assert cities(path) == [1]
