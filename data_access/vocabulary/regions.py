"""Which countries lie in the regions of the IATI standard: those of the DAC and of UN M49."""

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

DAC = "1"
M49 = "2"


def countries_of(vocabulary: str, code: str) -> frozenset[str]:
    """The ISO 3166 alpha-3 codes of a region's countries; none for a region nobody knows.

    >>> "COL" in countries_of("1", "489"), "COL" in countries_of("1", "298")
    (True, False)
    """
    return _countries((vocabulary or DAC, code.zfill(3) if vocabulary == M49 else code))


@cache
def _countries(region: tuple[str, str]) -> frozenset[str]:
    """A member is a country, or a region of M49 with its own members."""
    found: set[str] = set()
    for member in _members().get(region, ()):
        found |= {member} if member.isalpha() else _countries((M49, member))
    return frozenset(found)


@cache
def _members() -> Mapping[tuple[str, str], list[str]]:
    lines = files("data_access.vocabulary").joinpath("codelists/iati_region.csv")
    with lines.open(encoding="utf-8") as stream:
        return {
            (line["vocabulary"], line["code"]): line["members"].split()
            for line in csv.DictReader(stream)
        }
