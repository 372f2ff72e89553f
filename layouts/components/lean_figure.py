"""Figures on their way to the browser, without what the browser already knows."""

from typing import Any

MARKS = {"<br>": "\n", "<b>": "\t", "</b>": "\r"}
"""Dash writes each ``<`` and ``>`` as six bytes, which would be a sixth of an answer."""


def lean_figure(figure: dict[str, Any]) -> dict[str, Any]:
    """``figure`` without its template and with short signs for the marks of its labels.

    The function ``draw`` of ``assets/globo.js`` undoes both.
    """
    layout = {key: part for key, part in figure["layout"].items() if key != "template"}
    axis = layout.get("yaxis", {})
    if "ticktext" in axis:
        layout["yaxis"] = {**axis, "ticktext": _short(axis["ticktext"])}
    return {"data": [_lean_trace(trace) for trace in figure["data"]], "layout": layout}


def _lean_trace(trace: dict[str, Any]) -> dict[str, Any]:
    texts = trace.get("hovertext")
    # One text for the whole trace, or none, is not worth the trouble.
    return {**trace, "hovertext": _short(texts)} if texts and isinstance(texts, list) else trace


def _short(texts: list[str]) -> list[str]:
    joined = "\0".join(texts)
    for mark, sign in MARKS.items():
        joined = joined.replace(mark, sign)
    return joined.split("\0")
