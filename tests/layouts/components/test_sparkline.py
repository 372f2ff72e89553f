"""A series in miniature stands where its quarters and values say."""

from decimal import Decimal

from layouts.components.sparkline import HEIGHT, WIDTH, sparkline


def test_quarters_stand_where_they_fall_in_time():
    # A year and a half: the middle value is a third of the way, at the top; the last is in the
    # middle of the height.
    series = [("2024-T4", Decimal(1)), ("2025-T2", Decimal(5)), ("2026-T2", Decimal(3))]
    line, end = sparkline(series).children
    corners = [
        tuple(float(part.removesuffix("px")) for part in corner.split())
        for corner in line.style["clipPath"].removeprefix("polygon(").rstrip(")").split(", ")
    ]
    assert len(corners) == 6
    there, back = corners[1], corners[4]
    assert abs((there[0] + back[0]) / 2 - (4 + (WIDTH - 8) / 3)) < 0.1
    assert abs((there[1] + back[1]) / 2 - 4) < 0.1
    assert end.style == {"left": f"{WIDTH - 4}.0px", "top": f"{HEIGHT / 2:.1f}px"}


def test_one_value_is_a_point_and_none_is_nothing():
    assert [part.className for part in sparkline([("2025-T1", Decimal(2))]).children] == [
        "sparkline-end"
    ]
    assert sparkline([]).children == []


def test_a_level_that_stays_is_a_line_in_the_middle():
    series = [("2025-T1", Decimal(2)), ("2025-T2", Decimal(2))]
    assert sparkline(series).children[1].style["top"] == f"{HEIGHT / 2:.1f}px"
