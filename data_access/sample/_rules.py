"""Reading of the dated rules of an entity package that say what counts of its register."""

from collections.abc import Mapping, Sequence
from typing import Any

from data_access.sample._known import unknown
from data_access.sample._settings import DAY, FILE, TEXT, TEXTS, check_table
from data_access.vocabulary.flows import CountingRule
from data_access.vocabulary.messages import N_
from data_access.vocabulary.packages import PackageFault

TABLE = "flow_rule"
_LISTS = {
    "uncounted_stages": "stage",
    "received_directions": "direction",
    "offered_directions": "direction",
    "loan_finances": "finance",
    "loan_modalities": "modality",
}
"""The lists of a rule, each with the codelist of its codes."""
_KINDS = {"valid_from": DAY, "note_es": TEXT, "note_en": TEXT, **dict.fromkeys(_LISTS, TEXTS)}


def read_rules(
    entries: Sequence[Mapping[str, Any]], codes: Mapping[str, set[str]]
) -> tuple[CountingRule, ...]:
    """The ``[[flow_rule]]`` tables of ``package.toml``.

    Raises PackageFault on a rule that puts nothing in a class, or one action in two: without its
    day or directions, with a code that no list has or that two lists have, of a day of another.
    """
    rules: dict[Any, CountingRule] = {}
    for number, entry in enumerate(entries, 1):
        rule = _rule(f"[[{TABLE}]] {number}", entry, codes)
        if rule.valid_from in rules:
            message = N_("[[flow_rule]]: hay más de una regla desde {day}")
            raise PackageFault(FILE, message, day=rule.valid_from.isoformat())
        rules[rule.valid_from] = rule
    return tuple(rules.values())


def _rule(where: str, entry: Mapping[str, Any], codes: Mapping[str, set[str]]) -> CountingRule:
    check_table(where, entry, _KINDS)
    for name, codelist in _LISTS.items():
        for code in entry.get(name, ()):
            if code not in codes[codelist]:
                raise unknown(FILE, code, codes[codelist], key=f"{where} {name}")
    rule = CountingRule(**{**entry, **{name: tuple(entry.get(name, ())) for name in _LISTS}})
    if not rule.received_directions and not rule.offered_directions:
        message = N_(
            "{where}: no nombra ninguna dirección en received_directions ni en "
            "offered_directions, y todo quedaría en «Sin clase»"
        )
        raise PackageFault(FILE, message, where=where)
    both = [code for code in rule.received_directions if code in rule.offered_directions]
    if both:
        message = N_("{where}: «{code}» está en received_directions y en offered_directions")
        raise PackageFault(FILE, message, where=where, code=both[0])
    return rule
