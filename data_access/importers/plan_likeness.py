"""Which header of a table is which column of a plan, by its likeness and by what stands below."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import islice

from rapidfuzz import fuzz

from data_access.importers.plan_columns import COLUMNS, NUMBERS
from data_access.importers.plan_mapped import CODES
from data_access.importers.plan_tables import LEVELS_JOINED_BY, PlanTable
from data_access.importers.reader import RawRow
from data_access.validation.goal_values import printed
from data_access.validation.totals import total_label
from data_access.vocabulary.names import fold

_LONGEST_HEADER = 120
_ALIKE = 0.7
_OF_A_PART = 0.95
_LOOKED_AT = 200
_OF_A_YEAR = re.compile(
    r"(?:metas?|esperad[oa]|programad[oa]|programacion|planead[oa]|proyectad[oa])\b"
)
_NOT_A_TARGET = re.compile(
    r"\b(?:t ?[1-4]|trimestre|ejecutad[oa]|ejecucion|avance|total|presupuesto|recursos?|costos?|"
    r"inversion|apropiacion|compromisos?|giros?|pesos|valor en millones)\b"
)
_YEAR = re.compile(r"\b20\d\d\b")
_BARE_YEAR = re.compile(r"(?:(?:ano|vigencia|para) )?20\d\d(?: \d)?")
_CODE = re.compile(r"(?=\S*\d)\S{1,30}|\S{1,12} \S*\d\S{0,12}|[A-Z]{1,6}")
_TEXTS = (
    "nombre", "entidad", "corresponsables", "nombre_indicador", "unidad", "anualizacion", "nivel",
    "dependencia", "descripcion",
)  # fmt: skip

_SAID_OF_MANY = frozenset(
    {"nombre", "de", "del", "la", "el", "en", "tipo", "codigo", "cod", "numero", "no", "valor"}
)
"""Words of headers that alone tell nothing: the name of a sector is none of an indicator."""

Match = tuple[float, str]
"""Likeness from 0 to 1, and header."""


@dataclass(frozen=True)
class Likeness:
    """What the columns of ``table`` may be, whose header has ``header_rows`` rows."""

    table: PlanTable
    header_rows: int = 1

    @cached_property
    def columns(self) -> dict[str, Match]:
        """The best header for each canonical column, none of them twice; years apart."""
        years = set(self.years.values())
        found = sorted(
            (
                (likeness, key, header)
                for header in self.table.headers
                if header and header not in years
                for key, likeness in _keys_of(header)
            ),
            reverse=True,
        )
        chosen: dict[str, Match] = {}
        taken: set[str] = set()
        for likeness, key, header in found:
            if key not in chosen and header not in taken and self._fits(key, header):
                chosen[key] = likeness, header
                taken.add(header)
        return chosen

    @cached_property
    def years(self) -> dict[str, str]:
        """The header of the target of each year; one that says so before a bare year."""
        found: dict[str, tuple[int, str]] = {}
        for header in self.table.headers:
            strength = _strength(header)
            year = _YEAR.search(fold(header))
            is_number = strength and self._share(header, _has_digit) >= 0.5
            if year and is_number and strength > found.get(year[0], (0, ""))[0]:
                found[year[0]] = strength, header
        return {year: header for year, (_, header) in sorted(found.items())}

    @property
    def doubtful_years(self) -> list[str]:
        """The headers of bare years that might be the targets as well as those that were taken."""
        taken = {*self.years.values()}
        weakest = min((_strength(header) for header in taken), default=0)
        return [
            header
            for header in self.table.headers
            if header and header not in taken and 0 < _strength(header) <= weakest
        ]

    @property
    def score(self) -> float:
        """How much the table looks like a plan."""
        return sum(likeness for likeness, _ in self.columns.values()) + len(self.years)

    @cached_property
    def rows(self) -> list[RawRow]:
        """The first rows that may be goals: neither totals nor notes of one cell."""
        rows = (row for row in self.table.rows if sum(map(bool, map(printed, row.cells))) > 1)
        return list(islice((row for row in rows if not total_label(row.cells)), _LOOKED_AT))

    def texts(self, header: str) -> list[str]:
        """What the first rows say in a column, as a person sees it."""
        place = self.table.place(header)
        return [" ".join(printed(self.table.cell(row, place)).split()) for row in self.rows]

    def _fits(self, key: str, header: str) -> bool:
        """Whether what stands below a header can be what the column holds."""
        if key in CODES:
            texts = list(filter(None, self.texts(header)))
            are_apart = key != "codigo" or len(set(texts)) * 2 >= len(texts)
            return are_apart and self._share(header, _is_code) >= 0.7
        if key in NUMBERS:
            return self._share(header, _has_digit) >= 0.5
        return key not in _TEXTS or self._share(header, _has_letters) >= 0.5

    def _share(self, header: str, has_it: Callable[[str], bool]) -> float:
        texts = list(filter(None, self.texts(header)))
        return sum(map(has_it, texts)) / len(texts) if texts else 1


def is_second_header(first: Sequence[str], second: Sequence[str]) -> bool:
    """Whether a line names the columns of groups named above it, of which some are merged.

    It has names, and years, below cells that are empty in the line above, and no other numbers.
    """
    texts = list(filter(None, second))
    are_names = all(_BARE_YEAR.fullmatch(fold(text)) or _has_letters(text) for text in texts)
    are_short = all(len(text) <= _LONGEST_HEADER for text in texts)
    below = any(name and not group for group, name in zip(first, second, strict=False))
    return bool(texts) and are_names and are_short and below


@lru_cache(maxsize=4096)
def _keys_of(header: str) -> tuple[tuple[str, float], ...]:
    """The canonical columns that a header is like, with the likeness of the best of their names."""
    parts = {fold(header): 1.0}
    for part in header.split(LEVELS_JOINED_BY):
        parts.setdefault(fold(part), _OF_A_PART)
    if len(header) > _LONGEST_HEADER:
        return ()
    best: dict[str, float] = {}
    for key, name, words in _names():
        for part, weight in parts.items():
            likeness = fuzz.ratio(part, name) / 100 * weight
            is_better = likeness >= _ALIKE and likeness > best.get(key, 0)
            if is_better and all(_says(part, word) for word in words):
                best[key] = likeness
    return tuple(best.items())


@lru_cache(maxsize=1)
def _names() -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """The names of every column, folded, with those of their words that tell it from others."""
    return tuple(
        (column.key, folded, tuple(word for word in folded.split() if word not in _SAID_OF_MANY))
        for column in COLUMNS
        for name in (column.key, *column.synonyms, *column.hints)
        if (folded := fold(name))
    )


def _says(part: str, word: str) -> bool:
    return any(fuzz.ratio(each, word) >= _ALIKE * 100 for each in part.split())


def _strength(header: str) -> int:
    """How surely a header is that of a year's target: 2 when it says so, 1 for a bare year."""
    folded = fold(header)
    if not _YEAR.search(folded) or _NOT_A_TARGET.search(folded) or "%" in header:
        return 0
    if _OF_A_YEAR.search(folded):
        return 2
    return int(bool(_BARE_YEAR.fullmatch(fold(header.split(LEVELS_JOINED_BY)[-1]))))


def _has_digit(text: str) -> bool:
    return any(map(str.isdigit, text))


def _has_letters(text: str) -> bool:
    return any(map(str.isalpha, text))


def _is_code(text: str) -> bool:
    return _CODE.fullmatch(text) is not None
