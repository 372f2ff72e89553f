"""Figures on their way to the browser, without what the browser already knows or can rebuild."""

import re
from typing import Any

MARKS = {"<br>": "\n", "<b>": "\t", "</b>": "\r"}
"""Dash writes each ``<`` and ``>`` as six bytes, which would be a sixth of an answer."""

_GAP = "|"
_HOVER_PARTS = re.compile(r"(?<=\t)[^\t\r]+(?=\r)|\d[\d.,]*")
"""What differs from one hover text to the next: the name in bold, and numbers."""
_TICK_PARTS = re.compile(r"^.+?(?=  \t)|\d[\d.,]*")
"""The same of the label over a bar: the name before its amount, and numbers."""
_MOST_KINDS = 10


def lean_figure(figure: dict[str, Any]) -> dict[str, Any]:
    """``figure`` without its template, and with its repetitions told once.

    - texts: short signs for their marks; or ``{"forms": […], "parts": "0|España|12|…"}``, where
      each text is the number of its form and what fills the gaps of it;
    - ``customdata`` of one filter: ``{"filter": "pais", "keys": […]}``, without keys where they
      are the ``locations`` of a map;
    - few values repeated: ``{"of": [values], "at": "00012"}``;
    - the ``customdata`` of a Sankey's links, which is that of its nodes joined by ``&``: nothing.

    The function ``draw`` of ``assets/globo.js`` undoes all of it.
    """
    layout = {key: part for key, part in figure["layout"].items() if key != "template"}
    axis = layout.get("yaxis", {})
    if "ticktext" in axis:
        layout["yaxis"] = {**axis, "ticktext": _texts(axis["ticktext"], _TICK_PARTS)}
    return {"data": [_lean_trace(trace) for trace in figure["data"]], "layout": layout}


def _lean_trace(trace: dict[str, Any]) -> dict[str, Any]:
    lean = dict(trace)
    texts = trace.get("hovertext")
    # One text for the whole trace, or none, is not worth the trouble.
    if texts and isinstance(texts, list):
        lean["hovertext"] = _texts(texts, _HOVER_PARTS)
    if "customdata" in trace:
        lean["customdata"] = _targets(trace["customdata"], trace.get("locations"))
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
    if len(names) != 1:
        return pairs
    keys = [key for _name, key in pairs]
    return {"filter": names.pop()} if keys == locations else {"filter": names.pop(), "keys": keys}


def _texts(texts: list[str], parts: re.Pattern[str]) -> Any:
    joined = "\0".join(texts)
    for mark, sign in MARKS.items():
        joined = joined.replace(mark, sign)
    short = joined.split("\0")
    if _GAP in joined:
        return short
    forms: dict[str, str] = {}
    told: list[str] = []
    for text in short:
        form = parts.sub(_GAP, text)
        told += [forms.setdefault(form, str(len(forms))), *parts.findall(text)]
    packed = {"forms": list(forms), "parts": _GAP.join(told)}
    size = len(packed["parts"]) + sum(map(len, forms)) + 4 * len(forms)
    return packed if size < len(joined) else short
