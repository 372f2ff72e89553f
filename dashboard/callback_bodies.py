"""The shape that the body of a callback request must have before Dash sees it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

MAX_ITEMS = 200
ROUTER_ID = "_pages_location"
_PLAIN = (str, int, float, bool)


def is_callback_body(body: Any) -> bool:
    """Whether ``body`` has the shape of what Dash's own page sends."""
    return (
        isinstance(body, dict)
        and isinstance(body.get("output"), str)
        and _is_list_of(body.get("changedPropIds", []), str)
        and _is_list_of(body.get("inputs"), dict, list)
        and _is_list_of(body.get("state", []), dict, list)
        and all(_is_prop(item) for item in _flat(body["inputs"]))
        and all(_is_prop(item) for item in _flat(body.get("state", [])))
        and all(_is_address(item) for item in _flat(body["inputs"]))
        and _is_text(body)
    )


def fits_callback(body: Mapping[str, Any], declared: Mapping[str, Any]) -> bool:
    """Whether inputs, states and outputs sent are those that a callback declared, in their order.

    ``body`` satisfies :func:`is_callback_body`; ``declared`` is an entry of ``app.callback_map``.
    """
    return _fits_outputs(body.get("outputs"), declared) and all(
        len(sent) == len(specs) and all(map(_is_same, sent, specs))
        for sent, specs in (
            (body["inputs"], declared["inputs"]),
            (body.get("state", []), declared["state"]),
        )
    )


def _is_same(item: Any, spec: Mapping[str, Any]) -> bool:
    declared, is_many = _pattern(spec["id"])
    if isinstance(item, list) != is_many:
        return False
    return all(
        prop["property"] == spec["property"] and _is_id(prop["id"], declared)
        for prop in _flat([item])
    )


@cache
def _pattern(declared: str) -> tuple[Any, bool]:
    """What a declared id takes (None is any value), and whether it takes several at once."""
    if not declared.startswith("{"):
        return declared, False
    pattern = json.loads(declared)
    is_many = any(value in (["ALL"], ["ALLSMALLER"]) for value in pattern.values())
    # In the declaration, a list such as ["ALL"] stands for any value.
    return {
        key: None if isinstance(value, list) else value for key, value in pattern.items()
    }, is_many


def _is_id(sent: Any, declared: Any) -> bool:
    """Whether ``sent`` is the id ``declared``, or one that its pattern takes (None is any)."""
    if not isinstance(declared, dict):
        return bool(sent == declared)
    return (
        isinstance(sent, dict)
        and sent.keys() == declared.keys()
        and all(value is None or sent[key] == value for key, value in declared.items())
        and all(isinstance(value, _PLAIN) for value in sent.values())
    )


def _fits_outputs(sent: Any, declared: Mapping[str, Any]) -> bool:
    if declared["no_output"]:
        return True
    outputs = declared["output"]
    if not isinstance(outputs, list | tuple):
        outputs, sent = [outputs], [sent]
    return (
        isinstance(sent, list)
        and len(sent) == len(outputs)
        and all(
            _is_prop(prop) and _is_output(prop, output)
            for item, output in zip(sent, outputs, strict=True)
            for prop in _flat(item)
        )
    )


def _is_output(prop: Mapping[str, Any], output: Any) -> bool:
    # After "@" stands what tells apart several callbacks that write the same property.
    if prop["property"].split("@")[0] != output.component_property.split("@")[0]:
        return False
    declared, sent = output.component_id, prop["id"]
    if not isinstance(declared, dict):
        return bool(sent == declared)
    return (
        isinstance(sent, dict)
        and sent.keys() == declared.keys()
        and all(
            isinstance(value, _PLAIN)
            and (value == declared[key] or not isinstance(declared[key], _PLAIN))
            for key, value in sent.items()
        )
    )


def _is_list_of(value: Any, *kinds: type) -> bool:
    return (
        isinstance(value, list)
        and len(value) <= MAX_ITEMS
        and all(isinstance(item, kinds) for item in value)
    )


def _is_prop(prop: Any) -> bool:
    return (
        isinstance(prop, dict)
        and isinstance(prop.get("id"), str | dict)
        and isinstance(prop.get("property"), str)
    )


def _is_address(prop: Mapping[str, Any]) -> bool:
    # The router of Dash's pages takes whatever it gets for an address of this site.
    if prop["id"] != ROUTER_ID:
        return True
    value = prop.get("value")
    if prop["property"] == "pathname":
        return isinstance(value, str) and value.startswith("/")
    return value is None or isinstance(value, str)


def _is_text(value: Any) -> bool:
    """Whether all texts in ``value`` are of signs: half of one cannot be written anywhere."""
    try:
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return False
    return True


def _flat(items: Any) -> list[Any]:
    items = items if isinstance(items, list) else [items]
    return [one for item in items for one in (item if isinstance(item, list) else [item])]
