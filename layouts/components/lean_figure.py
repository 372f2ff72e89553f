"""Figures on their way to the browser, without what the browser already knows or can rebuild."""

import re
from collections.abc import Sequence
from typing import Any

from layouts.figures import _bars

MARKS = {"<br>": "\n", "<b>": "\t", "</b>": "\r"}
"""Dash writes each ``<`` and ``>`` as six bytes, which would be a sixth of an answer."""

FRAMES = {"bars": {**_bars.FRAME, "pitch": _bars.PITCH}}
"""What many figures have in common, by name; the shell brings it once."""
_GAP = "|"
_HOVER_PARTS = re.compile(r"(?<=\t)[^\t\r]+(?=\r)|\d[\d.,]*")
"""What differs from one hover text to the next: the name in bold, and numbers."""
_TICK_PARTS = re.compile(r"^.+?(?=(?:  |\n)\t)|\d[\d.,]*")
"""The same of the label over a bar: the name before its amount, and numbers."""
_NAME_END = re.compile(r"(?:  |<br>)<b>")
_MOST_KINDS = 10


def lean_figure(figure: dict[str, Any]) -> dict[str, Any]:
    """``figure`` without its template, and with its repetitions told once.

    - texts: short signs for their marks; or ``{"forms": […], "parts": "0|España|12|…"}``, where
      each text is the number of its form and what fills the gaps of it; an empty name is that of
      the label of the bar;
    - ``customdata`` of one filter: ``{"filter": "pais", "keys": "ESP|FRA"}``, without keys where
      they are the ``locations`` of a map, which travel as one text too;
    - few values repeated: ``{"of": [values], "at": "00012"}``;
    - the ``customdata`` of a Sankey's links, which is that of its nodes joined by ``&``: nothing;
    - the ``x`` and ``customdata`` of further bars at the places of the first ones: nothing;
    - what all figures of bars have in common (:data:`FRAMES`): its name, ``frame``.

    The function ``draw`` of ``assets/globo.js`` undoes all of it.
    """
    layout = {key: part for key, part in figure["layout"].items() if key != "template"}
    labels = layout.get("yaxis", {}).get("ticktext", [])
    names = [_NAME_END.split(label, maxsplit=1)[0] for label in labels]
    lean = {"data": [_lean_trace(trace, names) for trace in figure["data"]], "layout": layout}
    if labels:
        layout["yaxis"] = {**layout["yaxis"], "ticktext": _texts(labels, _TICK_PARTS)}
    first, others = lean["data"][:1], lean["data"][1:]
    lean["data"] = [*first, *(_without_places(trace, first[0]) for trace in others)]
    if [trace.get("orientation") for trace in lean["data"]] != ["h"]:
        return lean
    return _in_frame(lean, "bars", len(labels))


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


def _lean_trace(trace: dict[str, Any], names: list[str]) -> dict[str, Any]:
    lean = dict(trace)
    texts = trace.get("hovertext")
    # One text for the whole trace, or none, is not worth the trouble.
    if texts and isinstance(texts, list):
        lean["hovertext"] = _texts(texts, _HOVER_PARTS, names)
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


def _texts(texts: list[str], parts: re.Pattern[str], names: Sequence[str] = ()) -> Any:
    joined = "\0".join(texts)
    for mark, sign in MARKS.items():
        joined = joined.replace(mark, sign)
    short = joined.split("\0")
    if _GAP in joined:
        return short
    forms: dict[str, str] = {}
    told: list[str] = []
    for index, text in enumerate(short):
        form, (name, *others) = parts.sub(_GAP, text), parts.findall(text) or [""]
        if form == text:
            return short
        is_known = len(names) == len(short) and name == names[index]
        told += [forms.setdefault(form, str(len(forms))), "" if is_known else name, *others]
    packed = {"forms": list(forms), "parts": _GAP.join(told)}
    size = len(packed["parts"]) + sum(map(len, forms)) + 4 * len(forms)
    return packed if size < len(joined) else short
