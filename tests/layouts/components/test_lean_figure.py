"""What travels of a figure: everything but the template, with short signs for marks."""

from layouts.components.lean_figure import lean_figure

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


def test_marks_are_short_and_the_template_stays_at_home():
    lean = lean_figure(FIGURE)
    assert lean["data"][0] == {"type": "bar", "x": [1], "hovertext": ["\tUno\r\n1"]}
    assert lean["data"][1:] == FIGURE["data"][1:]
    assert lean["layout"] == {"yaxis": {"ticktext": ["\ta\r", "b"], "range": [0, 1]}}


def test_the_figure_itself_is_not_touched():
    lean_figure(FIGURE)
    assert FIGURE["data"][0]["hovertext"] == ["<b>Uno</b><br>1"]


def test_a_figure_without_labels_travels_too():
    assert lean_figure({"data": [], "layout": {}}) == {"data": [], "layout": {}}
    assert lean_figure({"data": [{"hovertext": []}], "layout": {}})["data"] == [{"hovertext": []}]
