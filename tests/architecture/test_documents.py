"""The documents keep up with the code: glossary, settings, decisions, recipes."""

import csv
import re
from dataclasses import fields
from pathlib import Path

from dashboard.config import SETTINGS
from data_access.measures.catalogue import MEASURES
from data_access.vocabulary.actors import Permission
from data_access.vocabulary.filters import Filters
from tests.architecture.sources import ROOT, kept_files

CODE = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#]+)")


def defined(name: str) -> set[str]:
    """The terms that a document of ``docs`` sets in code type."""
    return set(CODE.findall((ROOT / "docs" / name).read_text(encoding="utf-8")))


def codelists() -> set[str]:
    """The names of the codelists, those of every city and those of the entity package."""
    files = (ROOT / "data_access").rglob("codelists/*.csv")
    found = {path.stem for path in files if not path.stem.endswith("_aliases")}
    for path in (ROOT / "data_access").rglob("codelists.csv"):
        with path.open(encoding="utf-8", newline="") as stream:
            found |= {row["codelist"] for row in csv.DictReader(stream)}
    return found


def test_the_glossary_is_complete():
    wanted = {
        *MEASURES,
        *(spec.name for spec in fields(Filters)),
        *codelists(),
        *(permission.value for permission in Permission),
    }
    assert sorted(wanted - defined("glossary.md")) == []


def test_every_setting_is_documented_and_no_other():
    documented = {
        term.partition("=")[0] for term in defined("configuration.md") if term.startswith("GLOBO_")
    }
    named = {setting.name for setting in SETTINGS}
    for path in kept_files():
        if path.suffix == ".py" and path != Path(__file__):
            named |= set(re.findall(r"\bGLOBO_[A-Z_]+[A-Z]\b", path.read_text(encoding="utf-8")))
    assert sorted(documented ^ named) == []


def test_links_between_documents_lead_somewhere():
    found = [
        f"{path.name} → {target}"
        for path in kept_files()
        if path.suffix == ".md"
        for target in LINK.findall(path.read_text(encoding="utf-8"))
        if not (path.parent / target).exists()
    ]
    assert found == []


def test_decisions_are_dated():
    names = [path.name for path in (ROOT / "docs" / "decisions").glob("*.md")]
    assert names
    assert [
        name for name in names if not re.fullmatch(r"\d{4}-\d{2}-\d{2}-[a-z-]+\.md", name)
    ] == []
