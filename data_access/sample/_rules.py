"""Reading of the dated rules of an entity package that say what counts of its register."""

import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from data_access.vocabulary.flows import CountingRule

_LISTS = {
    "uncounted_stages": "stage",
    "received_directions": "direction",
    "offered_directions": "direction",
    "loan_finances": "finance",
    "loan_modalities": "modality",
}
"""The lists of a rule, each with the codelist of its codes."""


def read_rules(folder: Path, codes: Mapping[str, set[str]]) -> tuple[CountingRule, ...]:
    """The ``[[flow_rule]]`` tables of ``package.toml``.

    Raises ValueError on a rule without its day or its words, or with a code that no list has.
    """
    with (folder / "package.toml").open("rb") as stream:
        entries = tomllib.load(stream).get("flow_rule", [])
    return tuple(_rule(entry, codes) for entry in entries)


def _rule(entry: Mapping[str, Any], codes: Mapping[str, set[str]]) -> CountingRule:
    day, notes = entry.get("valid_from"), (entry.get("note_es"), entry.get("note_en"))
    if not isinstance(day, date) or not all(notes):
        raise ValueError("package.toml: a [[flow_rule]] needs valid_from, note_es and note_en")
    lists = {}
    for name, codelist in _LISTS.items():
        lists[name] = tuple(entry.get(name, ()))
        unknown = [code for code in lists[name] if code not in codes[codelist]]
        if unknown:
            raise ValueError(f"package.toml: {name} has unknown codes: {', '.join(unknown)}")
    return CountingRule(day, **lists, note_es=entry["note_es"], note_en=entry["note_en"])
