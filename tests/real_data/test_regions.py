"""Which country lies in which region, against the lists of the UN and the codes of the OECD."""

import csv
from collections import defaultdict
from importlib.resources import files
from pathlib import Path

import pytest

from data_access.vocabulary.names import fold
from data_access.vocabulary.regions import DAC, M49, countries_of

CODELISTS = "data_access.vocabulary"
WORLD = "001"
NO_M49 = {"TWN", "XKX"}
"""Not in the list of the UN, which counts them with others."""
BLOCKS = (
    ("89", 50, 93), ("189", 130, 142), ("289", 218, 288), ("389", 336, 389), ("489", 425, 463),
    ("589", 540, 580), ("619", 610, 617), ("679", 625, 666), ("789", 728, 769), ("889", 831, 880),
)  # fmt: skip
"""The OECD numbers recipients by region: that of each block, its first and its last code."""


def lines(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


def own(name: str) -> list[dict[str, str]]:
    with files(CODELISTS).joinpath(f"codelists/{name}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def listed(real_data: Path) -> dict[str, set[str]]:
    """The countries of each region of M49, as the UN publishes them, by code."""
    found: dict[str, set[str]] = defaultdict(set)
    for line in lines(real_data / "codelists" / "csv_en" / "RegionM49.csv"):
        country = line["codeforiati:iso-alpha-3-code"]
        for level in ("global", "region", "sub-region", "intermediate-region"):
            if country and (code := line[f"codeforiati:{level}-code"]):
                found[code].add(country)
    return found


def test_the_regions_of_the_un_hold_the_countries_of_its_list(listed: dict[str, set[str]]):
    codes = {line["code"] for line in own("iati_region") if line["vocabulary"] == M49}
    known = {line["alpha3"] for line in own("countries")}
    different = {
        code: (sorted(listed[code] & known), sorted(countries_of(M49, code)))
        for code in codes
        if listed[code] & known != countries_of(M49, code)
    }
    assert different == {}
    assert codes == set(listed)
    assert known - listed[WORLD] == NO_M49


def test_every_recipient_of_aid_lies_in_the_region_by_which_the_oecd_numbers_it(real_data: Path):
    names = {fold(line[key]): line["alpha3"] for line in own("countries") for key in
             ("name_es", "name_en")}  # fmt: skip
    names |= {fold(line["alias"]): line["country_code"] for line in own("country_aliases")}
    with (real_data / "crs" / "crs_2019.csv").open(encoding="utf-8-sig") as file:
        rows = [(row[0], int(row[1])) for row in csv.reader(file) if row[1:2] and row[1].isdigit()]
    wrong, unknown = [], []
    for name, number in rows:
        block = next((region for region, first, last in BLOCKS if first <= number <= last), None)
        country = names.get(fold(name))
        if country is None or block is None:
            unknown.append(name)
            continue
        found = [region for region, _, _ in BLOCKS if country in countries_of(DAC, region)]
        if found != [block]:
            wrong.append((name, block, found))
    assert wrong == []
    assert [name for name in unknown if "regional" not in name] == [
        "Bilateral, unspecified", "States Ex-Yugoslavia unspecified",
    ]  # fmt: skip
