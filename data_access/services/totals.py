"""What cells add up to: money and counts, by year and by every dimension."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import repeat
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data_access.vocabulary.categories import ANY, ANY_ID
from data_access.vocabulary.money import MONEY_COLUMNS, checked

KEYS = ("source_id", "flow_class", "dimension", "entity_id", "country_code", "year", "value")
MONEY = MONEY_COLUMNS
COUNTS = ("actions", "actions_begun", "actions_ended", "unvalued_begun", "unvalued_ended")
_LEVELS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("total", ()),
    ("total", ("entity_id",)),
    ("total", ("country_code",)),
    ("total", ("entity_id", "country_code")),
    ("sector", ("sector_code",)),
    ("partner", ("partner_id",)),
    ("partner_type", ("partner_type_code",)),
    ("dac_sector", ("dac_sector_code",)),
    ("sdg", ("sdg_code",)),
    ("modality", ("modality_code",)),
    ("direction", ("direction_code",)),
    ("stage", ("stage_code",)),
    ("territory", ("territory_code",)),
)
"""Dimensions and columns that sums by year are kept by; most only as a whole: they are many."""
_OF = ("source_id", "flow_class")
"""What every total is kept apart by."""
_KEPT = (*_OF, *dict.fromkeys(name for _, names in _LEVELS for name in names))
_CODED = ("action_id", *_KEPT)
_PLAIN = ("year", "first_year", "last_year", "is_unvalued", *MONEY)
_YEARS = 10_000
"""More than any year, so that a key and a year fit in one number."""

Total = tuple[Any, ...]
"""``KEYS``, then ``MONEY`` in whole units and ``COUNTS``."""
_Numbers = NDArray[np.int64]


class Tally:
    """Cells that come in portions, held as numbers until their totals are asked for."""

    def __init__(self) -> None:
        self._codes = {name: _new_codes() for name in _CODED}
        self._portions: list[dict[str, _Numbers]] = []

    def __len__(self) -> int:
        return sum(len(portion["year"]) for portion in self._portions)

    def sources(self) -> Iterable[int]:
        """The sources of the cells taken in."""
        return self._codes["source_id"].keys()

    def has(self, money: str) -> bool:
        """Whether any cell taken in has something in that column of money."""
        return any(portion[money].any() for portion in self._portions)

    def add(self, columns: Mapping[str, Sequence[Any]]) -> None:
        """Take in cells, by column."""
        coded = {name: map(codes.__getitem__, columns[name]) for name, codes in self._codes.items()}
        length = len(columns["year"])
        portion = {name: np.fromiter(values, np.int64, length) for name, values in coded.items()}
        self._portions.append(portion | {name: _numbers(columns[name]) for name in _PLAIN})

    def totals(self) -> Iterator[Total]:
        """The sums of the cells taken in, one for every key and year.

        Of each dimension they come in the order of their keys: an engine adds them faster so.
        """
        cells = self._cells()
        values = {}
        for name in _KEPT:
            values[name], places = _in_order(self._codes[name])
            cells[name] = places[cells[name]]
        for dimension, names in _LEVELS:
            columns = (*_OF, *names)
            sizes = [len(values[name]) for name in columns]
            key = np.ravel_multi_index([cells[name] for name in columns], sizes)
            groups, sums = _sums(cells, key)
            *codes, years = np.unravel_index(groups, (*sizes, _YEARS))
            told = {
                name: values[name][code].tolist() for name, code in zip(columns, codes, strict=True)
            }
            yield from zip(
                *(told[name] for name in _OF),
                repeat(dimension),
                told.get("entity_id", repeat(ANY_ID)),
                told.get("country_code", repeat(ANY)),
                years.tolist(),
                repeat("") if dimension == "total" else map(str, told[names[0]]),
                *(column.tolist() for column in sums),
                strict=False,
            )

    def _cells(self) -> dict[str, _Numbers]:
        names = (*_CODED, *_PLAIN)
        cells = {name: np.concatenate([each[name] for each in self._portions]) for name in names}
        # An action is counted at the first year of its dated cells, so they go before the undated.
        order = np.argsort(-cells["first_year"], kind="stable")
        cells = {name: numbers[order] for name, numbers in cells.items()}
        cells["span"] = _spans(cells)
        return cells


def _in_order(codes: Mapping[Any, int]) -> tuple[NDArray[np.object_], _Numbers]:
    """The values of a column in their order, and the place of each in it by its code."""
    ordered = sorted(codes)
    places = np.empty(len(ordered), np.int64)
    places[[codes[value] for value in ordered]] = np.arange(len(ordered))
    return np.array(ordered, dtype=object), places


def _numbers(values: Sequence[int]) -> _Numbers:
    """The values as numbers; most kinds of amount are of few records."""
    zeros = np.zeros(len(values), np.int64)
    return np.fromiter(values, np.int64, len(values)) if any(values) else zeros


def _sums(cells: Mapping[str, _Numbers], key: _Numbers) -> tuple[_Numbers, list[_Numbers]]:
    """Every key with its year, as one number, and the money and the counts of each."""
    spans = _first_of_each(key, cells["span"])
    once = spans[_first_of_each(key[spans], cells["action_id"][spans])]
    unvalued = spans[cells["is_unvalued"][spans] == 1]
    every = np.arange(len(key))
    dated = [
        key[where] * _YEARS + cells[year][where]
        for where, year in (
            (every, "year"),
            (once, "first_year"),
            (spans, "first_year"),
            (spans, "last_year"),
            (unvalued, "first_year"),
            (unvalued, "last_year"),
        )
    ]
    places, groups = pd.factorize(np.concatenate(dated), sort=True)
    ends = np.cumsum([len(part) for part in dated[:-1]])
    money, *counted = np.split(places, ends)
    sums = [_added(cells[name], money, len(groups)) for name in MONEY]
    return groups, sums + [np.bincount(part, minlength=len(groups)) for part in counted]


def _added(units: _Numbers, places: _Numbers, length: int) -> _Numbers:
    """The sum of the units at each place, exact as whole numbers are."""
    sums = np.zeros(length, np.int64)
    # Most kinds of amount are of few sources.
    if units.any():
        checked(float(np.abs(units.astype(np.float64)).sum()))
        np.add.at(sums, places, units)
    return sums


def _first_of_each(key: _Numbers, number: _Numbers) -> _Numbers:
    """Where each pair comes for the first time."""
    pairs = key * (1 + number.max(initial=0)) + number
    return np.flatnonzero(~pd.Series(pairs).duplicated().to_numpy())


def _spans(cells: Mapping[str, _Numbers]) -> _Numbers:
    """A number for each action and first and last year of its cells."""
    years = cells["first_year"] * _YEARS + cells["last_year"]
    spans = cells["action_id"] * _YEARS**2 + years
    return np.asarray(pd.factorize(spans)[0], np.int64)


def _new_codes() -> dict[Any, int]:
    """A number for each value in the order of their coming."""
    codes: defaultdict[Any, int] = defaultdict()
    codes.default_factory = codes.__len__
    return codes
