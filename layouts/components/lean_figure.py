"""Figures on their way to the browser, without what the browser already knows or can rebuild."""

import re
from functools import cache
from typing import Any

import orjson

from layouts.figures import _bars
from layouts.figures._amounts import actions_text
from layouts.texts.catalogue import _, language
from layouts.texts.formats import NO_BREAK, symbol, with_percent_sign

FRAMES = {"bars": {**_bars.FRAME, "pitch": _bars.PITCH}}
"""What many figures have in common, by name; the shell brings it once."""
_GAP = "|"
_MOST_KINDS = 10
_FIRST_SIGN = 0x80
_CONTROLS = re.compile("[\x80-\x9f]")
"""Signs without a shape, which no text needs: each stands for a phrase."""
_NAME = "|"
"""Stands in the hover text of a bar for the name that its label says."""
_NAME_END = re.compile(r"(?:  |<br>)<b>")


def signs() -> dict[str, str]:
    """Signs that stand for what the texts of figures repeat, in the reader's language."""
    return _signs(language())


@cache
def _signs(_language: str) -> dict[str, str]:
    given, paid = (
        "<br>" + text
        for text in (_("Comprometido: {amount}", amount=""), _("Desembolsado: {amount}", amount=""))
    )
    millions, actions = _("{amount} millones", amount=""), actions_text(2).removeprefix("2")
    money = [symbol(currency) + NO_BREAK for currency in ("USD", "COP")]
    per_cent = with_percent_sign("")
    phrases = (
        # The longest first: what they begin with is a phrase too.
        actions + '","<b>', *(f"{millions}{paid}{sign}" for sign in money),
        *(f"</b>{text}{sign}" for text in (given, "<br>") for sign in money),
        *(f"{per_cent}{given}{sign}" for sign in money), per_cent + '</b>","', millions + "<br>",
        given, paid, millions, actions, *money, '","<b>', '","', "</b>", "<br>", "<b>", " · ",
        '":"', '":[', '":{', '":', '],"', '},"', ',"',
    )  # fmt: skip
    return {chr(_FIRST_SIGN + place): phrase for place, phrase in enumerate(phrases)}


def lean_text(figure: dict[str, Any]) -> str:
    """``figure`` as JSON, lean, with a sign for each phrase of :func:`signs`.

    One text passes through Dash much faster than thousands of parts.
    """
    text = _CONTROLS.sub("", orjson.dumps(lean_figure(figure)).decode())
    for sign, phrase in signs().items():
        text = text.replace(phrase, sign)
    return text


def lean_figure(figure: dict[str, Any]) -> dict[str, Any]:
    """``figure`` without its template, and with its repetitions told once.

    - ``customdata`` of one filter: ``{"filter": "pais", "keys": "ESP|FRA"}``, without keys where
      they are the ``locations`` of a map, which travel as one text too;
    - the name in the hover text of a bar, where it is that of its label: ``|``;
    - few values repeated: ``{"of": [values], "at": "00012"}``;
    - the ``customdata`` of a Sankey's links, which is that of its nodes joined by ``&``: nothing;
    - the ``x`` and ``customdata`` of further bars at the places of the first ones: nothing;
    - what all figures of bars have in common (:data:`FRAMES`): its name, ``frame``.

    The function ``draw`` of ``assets/globo.js`` undoes all of it.
    """
    layout = {key: part for key, part in figure["layout"].items() if key != "template"}
    lean = {"data": [_lean_trace(trace) for trace in figure["data"]], "layout": layout}
    first, others = lean["data"][:1], lean["data"][1:]
    lean["data"] = [*first, *(_without_places(trace, first[0]) for trace in others)]
    if [trace.get("orientation") for trace in lean["data"]] != ["h"]:
        return lean
    lean["data"][0]["hovertext"] = _without_names(lean)
    return _in_frame(lean, "bars", len(lean["data"][0]["x"]))


def _without_names(lean: dict[str, Any]) -> list[str]:
    texts, labels = lean["data"][0]["hovertext"], lean["layout"]["yaxis"]["ticktext"]
    names = (f"<b>{_NAME_END.split(label, maxsplit=1)[0]}</b>" for label in labels)
    return [
        f"<b>{_NAME}</b>{text.removeprefix(name)}" if text.startswith(name) else text
        for text, name in zip(texts, names, strict=True)
    ]


def _without_places(trace: dict[str, Any], first: dict[str, Any]) -> dict[str, Any]:
    names = ("x", "customdata")
    if trace["type"] != "bar" or any(trace[name] != first[name] for name in names):
        return trace
    return {name: part for name, part in trace.items() if name not in names}


def _in_frame(lean: dict[str, Any], name: str, count: int) -> dict[str, Any]:
    frame, (trace,) = FRAMES[name], lean["data"]
    layout = _without(lean["layout"], frame["layout"])
    if trace["y"] == layout["yaxis"]["tickvals"] == list(range(count)):
        del trace["y"], layout["yaxis"]["tickvals"]
    return {"frame": name, "data": [_without(trace, frame["trace"])], "layout": layout}


def _without(parts: dict[str, Any], known: dict[str, Any]) -> dict[str, Any]:
    """``parts`` without what ``known`` says of them, at any depth."""
    return {
        key: _without(part, known[key]) if isinstance(known.get(key), dict) else part
        for key, part in parts.items()
        if key not in known or known[key] != part
    }


def _lean_trace(trace: dict[str, Any]) -> dict[str, Any]:
    lean = dict(trace)
    if "customdata" in trace:
        lean["customdata"] = _targets(trace["customdata"], trace.get("locations"))
    if "locations" in trace and not any(_GAP in place for place in trace["locations"]):
        lean["locations"] = _GAP.join(trace["locations"])
    if "marker" in trace:
        lean["marker"] = _marker(trace["marker"])
    if trace.get("type") == "sankey" and "link" in trace:
        link = {key: part for key, part in trace["link"].items() if key != "customdata"}
        lean["link"] = {**link, "color": _few(link.get("color"))}
        lean["node"] = {**trace["node"], "color": _few(trace["node"].get("color"))}
    return lean


def _marker(marker: dict[str, Any]) -> dict[str, Any]:
    lean = {key: _few(part) for key, part in marker.items()}
    if "pattern" in marker:
        lean["pattern"] = _marker(marker["pattern"])
    return lean


def _few(values: Any) -> Any:
    if not isinstance(values, list) or not values:
        return values
    kinds = list(dict.fromkeys(values))
    if len(kinds) > _MOST_KINDS or len(kinds) * 2 > len(values):
        return values
    place = {value: str(number) for number, value in enumerate(kinds)}
    return {"of": kinds, "at": "".join(place[value] for value in values)}


def _targets(pairs: Any, locations: Any) -> Any:
    if not isinstance(pairs, list) or not all(isinstance(pair, list) for pair in pairs):
        return pairs
    names = {name for name, _key in pairs if name}
    keys = [key for _name, key in pairs]
    if len(names) != 1 or any(_GAP in key for key in keys):
        return pairs
    target = {"filter": names.pop()}
    return target if keys == locations else {**target, "keys": _GAP.join(keys)}
