"""The colours read: 4.5 to 1 for texts and 3 to 1 for marks, in both themes."""

from pathlib import Path

import pytest

from layouts.figures import _theme
from layouts.figures._theme import PALETTE, TEMPLATES, TOKENS, faded, template_for

THEMES = sorted(TOKENS)


def luminance(colour: str) -> float:
    """The relative luminance of WCAG 2."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_that_of_the_standard():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", ["ink", "muted", "accent", "good", "warning", "bad"])
def test_texts_read_on_both_grounds(theme, name):
    tokens = TOKENS[theme]
    colour = getattr(tokens, name)
    assert contrast(colour, tokens.surface) >= 4.5
    assert contrast(colour, tokens.background) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
def test_texts_read_on_the_accent(theme):
    assert contrast(TOKENS[theme].on_accent, TOKENS[theme].accent) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("colour", [*PALETTE, _theme.NEUTRAL])
def test_marks_stand_out_of_the_surface(theme, colour):
    assert contrast(colour, TOKENS[theme].surface) >= 3


@pytest.mark.parametrize("theme", THEMES)
def test_the_map_steps_away_from_the_surface(theme):
    tokens = TOKENS[theme]
    steps = [contrast(colour, tokens.surface) for colour in tokens.scale]
    assert steps == sorted(steps)
    assert steps[0] > contrast(tokens.quiet_land, tokens.surface)
    assert steps[-1] >= 7


def test_faded_keeps_the_colour():
    assert faded("#1F86A3", 0.5) == "rgba(31,134,163,0.5)"


def test_templates_are_alike_but_for_colours():
    light, dark = TEMPLATES["claro"], TEMPLATES["oscuro"]
    assert light.keys() == dark.keys()
    assert light["layout"].keys() == dark["layout"].keys()


def test_the_style_sheet_repeats_the_tokens():
    sheet = (Path(__file__).parents[3] / "assets" / "00_tokens.css").read_text(encoding="utf-8")
    light, dark = (
        sheet.split(f'[data-bs-theme="{name}"] {{')[1].split("}")[0] for name in ("light", "dark")
    )
    for theme, rules in (("claro", light), ("oscuro", dark)):
        for name in ("background", "surface", "ink", "muted", "line", "accent", "on_accent"):
            assert f"--globo-{name.replace('_', '-')}: {getattr(TOKENS[theme], name)};" in rules


def test_a_figure_takes_the_part_it_uses():
    part = template_for("claro", {"geo", "coloraxis", "margin"}, {"choropleth"})
    assert "geo" in part["layout"]
    assert "yaxis" not in part["layout"]
    assert list(part["data"]) == ["choropleth"]
