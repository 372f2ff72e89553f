"""What travels of a figure: everything but the template, with signs for repeated phrases."""

import json

from layouts.components.lean_figure import lean_figure, lean_text, signs

FIGURE = {
    "data": [
        {"type": "bar", "x": [1], "hovertext": ["<b>Uno</b><br>1"]},
        {"type": "bar", "x": [2], "hovertext": "uno para todos"},
        {"type": "sankey"},
    ],
    "layout": {
        "template": {"layout": {}},
        "yaxis": {"ticktext": ["<b>a</b>", "b"], "range": [0, 1]},
    },
}


def test_the_template_stays_at_home():
    lean = lean_figure(FIGURE)
    assert lean["data"] == FIGURE["data"]
    assert lean["layout"] == {"yaxis": {"ticktext": ["<b>a</b>", "b"], "range": [0, 1]}}
    assert "template" in FIGURE["layout"]


def test_phrases_travel_as_signs_and_come_back():
    text = lean_text(FIGURE)
    assert "<b>" not in text
    for sign, phrase in signs().items():
        text = text.replace(sign, phrase)
    assert json.loads(text) == lean_figure(FIGURE)


def test_a_label_cannot_pass_for_a_phrase():
    figure = {"data": [{"type": "bar", "hovertext": ["Uno\x80\x9f"]}], "layout": {}}
    assert 'Uno"' in lean_text(figure)


def test_a_figure_without_labels_travels_too():
    assert lean_figure({"data": [], "layout": {}}) == {"data": [], "layout": {}}
    assert lean_figure({"data": [{"hovertext": []}], "layout": {}})["data"] == [{"hovertext": []}]
