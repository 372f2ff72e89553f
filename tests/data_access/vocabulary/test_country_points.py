"""A country's point lies on its largest piece of land, as the committed topology draws it."""

import csv
import json
import re
from collections.abc import Iterator
from importlib.resources import files
from itertools import pairwise
from math import cos, hypot, radians, sin
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[3]
COUNTRIES = ROOT / "data_access" / "vocabulary" / "codelists" / "countries.csv"
TOPOLOGY = ROOT / "assets" / "topojson" / "world_110m.json"
Place = tuple[float, float]
"""Longitude and latitude, in degrees."""
Ring = list[Place]
Polygon = list[Ring]
"""Its border and, after it, its holes."""
ELSEWHERE = {"BVT", "HMD", "XKX"}
"""Without a piece at that scale and without a time zone of their own."""


def lines() -> list[dict[str, str]]:
    with COUNTRIES.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def point(line: dict[str, str]) -> Place:
    return float(line["longitude"]), float(line["latitude"])


def drawn(topology: dict[str, Any]) -> dict[str, list[Polygon]]:
    """The polygons of each country; islands may be a shape of their own with the same code."""
    arcs = [list(_arc(arc, topology["transform"])) for arc in topology["arcs"]]
    found: dict[str, list[Polygon]] = {}
    for shape in topology["objects"]["countries"]["geometries"]:
        polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        found.setdefault(shape["id"], []).extend(
            [[_ring(arcs, numbers) for numbers in polygon] for polygon in polygons]
        )
    return found


def _arc(steps: list[list[int]], transform: dict[str, list[float]]) -> Iterator[Place]:
    """The places of an arc, which is written as steps of whole numbers."""
    (width, height), (west, south) = transform["scale"], transform["translate"]
    x = y = 0
    for right, up in steps:
        x, y = x + right, y + up
        yield x * width + west, y * height + south


def _ring(arcs: list[list[Place]], numbers: list[int]) -> Ring:
    """Arcs one after the other, backwards where the number is negative; 180° is no border."""
    ring: Ring = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        for longitude, latitude in arc[1:] if ring else arc:
            turns = round((ring[-1][0] - longitude) / 360) if ring else 0
            ring.append((longitude + 360 * turns, latitude))
    return ring


def area(ring: Ring) -> float:
    """What a ring encloses on a globe of radius 1."""
    return abs(
        sum(
            radians(east - west) * (2 + sin(radians(first)) + sin(radians(last))) / 2
            for (west, first), (east, last) in pairwise(ring)
        )
    )


def holds(polygon: Polygon, place: Place) -> bool:
    """Whether an odd number of borders lies east of the place."""
    longitude, latitude = place
    crossed = sum(
        (first > latitude) != (last > latitude)
        and longitude < west + (east - west) * (latitude - first) / (last - first)
        for ring in polygon
        for (west, first), (east, last) in pairwise(ring)
    )
    return crossed % 2 == 1


@pytest.fixture(scope="module")
def pieces() -> dict[str, list[Polygon]]:
    return drawn(json.loads(TOPOLOGY.read_text("utf-8")))


def test_the_arithmetic_of_pieces():
    ring = [(0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 4.0), (0.0, 0.0)]
    hole = [(1.0, 1.0), (2.0, 1.0), (2.0, 2.0), (1.0, 2.0), (1.0, 1.0)]
    assert holds([ring, hole], (3, 3))
    assert not holds([ring, hole], (1.5, 1.5))
    assert not holds([ring, hole], (5, 3))
    # A quarter of the northern half of the globe, whose whole surface is 4π.
    quarter = [(0.0, 0.0), (90.0, 0.0), (90.0, 90.0), (0.0, 90.0), (0.0, 0.0)]
    assert area(quarter) == pytest.approx(3.1416 / 2, abs=1e-4)


def test_a_shape_that_crosses_the_line_of_dates_is_one_piece():
    shape = {"type": "Polygon", "id": "X", "arcs": [[0, -2]]}
    topology = {
        "transform": {"scale": [2, 1], "translate": [0, 0]},
        # From 170° east over 180° to 170° west, and the rest written from its other end.
        "arcs": [[[85, 0], [-170, 0]], [[85, 0], [0, 9], [-170, 0], [0, -9]]],
        "objects": {"countries": {"geometries": [shape]}},
    }
    (((border,),),) = drawn(topology).values()
    assert border == [(170, 0), (190, 0), (190, 9), (170, 9), (170, 0)]


def test_the_point_of_every_country_lies_on_its_largest_piece(pieces: dict[str, list[Polygon]]):
    walked, outside = 0, []
    for line in lines():
        if line["alpha3"] in pieces:
            largest = max(pieces[line["alpha3"]], key=lambda polygon: area(polygon[0]))
            east, north = point(line)
            walked += 1
            if not any(holds(largest, (east + turn, north)) for turn in (-360, 0, 360)):
                outside.append(line["alpha3"])
    assert walked == 189
    assert outside == []


def test_kosovo_lies_where_the_borders_of_the_un_draw_it_and_the_two_islands_on_no_land(
    pieces: dict[str, list[Polygon]],
):
    """No source of the house knows where the islands are; this one only says where they are not."""
    points = {line["alpha3"]: point(line) for line in lines() if line["alpha3"] in ELSEWHERE}
    lands = {
        code: [country for country, polygons in pieces.items() if any(
            holds(polygon, place) for polygon in polygons)]
        for code, place in points.items()
    }  # fmt: skip
    assert lands == {"XKX": ["SRB"], "BVT": [], "HMD": []}


def test_the_point_of_a_small_place_is_near_the_town_that_gives_it_its_time(
    pieces: dict[str, list[Polygon]],
):
    towns: dict[str, list[Place]] = {}
    table = (files("tzdata") / "zoneinfo" / "zone.tab").read_text("utf-8")
    for code, north, east in re.findall(r"^(\w\w)\t([+-]\d+)([+-]\d+)", table, re.MULTILINE):
        towns.setdefault(code, []).append((_degrees(east, 3), _degrees(north, 2)))
    small = [line for line in lines() if line["alpha3"] not in pieces]
    assert len(small) == 61
    assert {line["alpha3"] for line in small if line["alpha2"] not in towns} == ELSEWHERE
    far = [
        line["alpha3"]
        for line in small
        if line["alpha3"] not in ELSEWHERE
        and min(_apart(point(line), town) for town in towns[line["alpha2"]]) > 0.1
    ]
    assert far == []


def _degrees(text: str, width: int) -> float:
    """``-7502`` → −75.0333: degrees, minutes and perhaps seconds without anything between."""
    degrees, minutes, seconds = text[1 : width + 1], text[width + 1 : width + 3], text[width + 3 :]
    found = int(degrees) + int(minutes) / 60 + int(seconds or 0) / 3600
    return -found if text[0] == "-" else found


def _apart(place: Place, other: Place) -> float:
    """Degrees of a great circle between two places close to each other."""
    (east, north), (longitude, latitude) = place, other
    return hypot((east - longitude) * cos(radians(north)), north - latitude)
