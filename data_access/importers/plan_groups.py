"""The columns of a table that group its goals: levels above the rows, cells merged downwards."""

import re
from collections.abc import Iterator

from data_access.importers.plan_likeness import Likeness
from data_access.importers.plan_mapped import number_in
from data_access.importers.plan_maps import Level
from data_access.importers.plan_tables import LEVELS_JOINED_BY
from data_access.vocabulary.names import fold

_GROUP = re.compile(
    r"(?:nombre (?:del? )?(?:la )?)?(pilar|eje|dimension|reto|proposito|objetivo|linea|sector|"
    r"programa|subprograma|componente|proyecto)(?: (?:estrategic[oa]|general|especifico|[a-z]{3}))?"
)
_LONGEST_CODE = 60
_MERGED = (
    "padre", "componente", "nivel", "entidad", "corresponsables", "dependencia", "objetivo",
    "nombre_objetivo",
)  # fmt: skip
"""Columns whose cells people merge downwards over several goals."""
_OF_A_GOAL = ("codigo", "nombre")
_OF_AN_INDICATOR = ("indicador", "nombre_indicador")


def levels_of(likeness: Likeness) -> list[Level]:
    """The levels above each row, from the left; those whose codes nothing can tell are left out."""
    taken = {header for _, header in likeness.columns.values()} | {*likeness.years.values()}
    return [
        level
        for header in likeness.table.headers
        if header and header not in taken and (level := _level(likeness, header))
    ]


def merged_down(likeness: Likeness, levels: list[Level]) -> list[str]:
    """The columns in which an empty cell says what the one above it says.

    The first row has something, many of the others nothing, though they have the rest.
    """
    keys = list(_MERGED)
    if any(key in likeness.columns for key in _OF_AN_INDICATOR):
        keys += _OF_A_GOAL
    headers = [likeness.columns[key][1] for key in keys if key in likeness.columns]
    headers += [level.name[1:-1] for level in levels]
    return [header for header in headers if _has_gaps(likeness, header)]


def _level(likeness: Likeness, header: str) -> Level | None:
    parts = [fold(part) for part in header.split(LEVELS_JOINED_BY)]
    found = next((match for part in parts if (match := _GROUP.fullmatch(part))), None)
    names = set(filter(None, likeness.texts(header)))
    if found is None or not names or all(name.replace(".", "").isdigit() for name in names):
        return None
    word = found[1]
    codes = {number_in(name) for name in names}
    if len(codes) == len(names) and "" not in codes:
        return Level(word, f"{word.upper()}-{{{header}|number}}", f"{{{header}}}")
    if max(map(len, names)) > _LONGEST_CODE:
        return None
    return Level(word, f"{word.upper()}-{{{header}}}", f"{{{header}}}")


def _has_gaps(likeness: Likeness, header: str) -> bool:
    texts = list(_of_goals(likeness, header))
    return bool(texts) and bool(texts[0]) and texts.count("") * 4 >= len(texts)


def _of_goals(likeness: Likeness, header: str) -> Iterator[str]:
    """The texts of a column in the rows that have a name or the number of a year."""
    others = [found for _, found in likeness.columns.values()] + list(likeness.years.values())
    columns = [likeness.texts(other) for other in others if other != header]
    for place, text in enumerate(likeness.texts(header)):
        if sum(bool(column[place]) for column in columns) > 1:
            yield text
