"""A first proposal of what each column of a plan is, for a person to review."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

from rapidfuzz import fuzz

from data_access.importers import gate
from data_access.importers.plan_columns import COLUMNS, REQUIRED
from data_access.importers.plan_tables import PlanTable, as_table
from data_access.importers.reader import RawSheet, read_table
from data_access.importers.refusal import refuse
from data_access.vocabulary.messages import N_
from data_access.vocabulary.names import fold

_SEARCHED_ROWS = 30
_LONGEST_HEADER = 120
_ALIKE = 0.7
_OF_A_YEAR = re.compile(r"(?:meta|esperado|esperada|programad[oa]|planeado|proyectad[oa])\b")
_NOT_A_TARGET = re.compile(r"\b(?:t ?[1-4]|trimestre|ejecutado|avance|total)\b")
_YEAR = re.compile(r"\b20\d\d\b")
_HEADING = N_(
    "Propuesta hecha por parecido de los encabezados: revísela, corríjala y bórrele lo que no "
    "sea. Nada se importa hasta que repita la importación con --map. El número es el parecido, "
    "de 0 a 1. docs/plan-files.md explica cada tabla."
)

Match = tuple[float, str, str]
"""Likeness from 0 to 1, canonical name, header."""


def propose_map(path: Path) -> str:
    """The text of a file of correspondences for the file at ``path``, by likeness of its headers.

    Raises ``Refused`` when the file cannot be read, or when no row of it looks like a header.
    """
    gate.inspect(path)
    best = max(_tables(read_table(path)), key=_likeness, default=None)
    if best is None or not _likeness(best):
        raise refuse(
            "file.no_header",
            N_("No se encontró una fila de encabezados parecida a la de un plan ({columns})."),
            columns=", ".join(REQUIRED),
        )
    return _written(best)


def _tables(sheets: list[RawSheet]) -> Iterator[PlanTable]:
    for sheet in sheets:
        for row in [] if sheet.is_hidden else list(sheet.rows)[:_SEARCHED_ROWS]:
            table = as_table(sheet, row.number)
            if table is not None:
                yield table


def _likeness(table: PlanTable) -> float:
    return sum(likeness for likeness, _, _ in _matches(table))


def _matches(table: PlanTable) -> list[Match]:
    """The best header for each canonical column, none of them twice; years apart."""
    yearly = {header for header in table.headers if _year(header)}
    found = sorted(
        (
            (_alike(header, name), column.key, header)
            for header in table.headers
            if header and header not in yearly
            for column in COLUMNS
            for name in (column.key, *column.synonyms, *column.hints)
        ),
        reverse=True,
    )
    keys: set[str] = set()
    headers: set[str] = set()
    chosen = []
    for match in found:
        likeness, key, header = match
        if likeness >= _ALIKE and key not in keys and header not in headers:
            keys.add(key)
            headers.add(header)
            chosen.append(match)
    return chosen


def _alike(header: str, name: str) -> float:
    return fuzz.ratio(fold(header), fold(name)) / 100 if len(header) <= _LONGEST_HEADER else 0


def _year(header: str) -> str:
    """The year whose target a header may hold, "" for none."""
    folded = fold(header)
    year = _YEAR.search(folded)
    is_target = year and _OF_A_YEAR.search(folded) and not _NOT_A_TARGET.search(folded)
    return year[0] if year and is_target and "%" not in header else ""


def _written(table: PlanTable) -> str:
    years: dict[str, str] = {}
    for header in table.headers:
        if year := _year(header):
            years.setdefault(year, header)
    matches = {key: (likeness, header) for likeness, key, header in _matches(table)}
    lines = [f"# {_HEADING}", "", "[table]"]
    if table.sheet:
        lines.append(f"sheet = {_quoted(table.sheet)}")
    lines += [f"header_row = {table.header_row}", "", "[columns]"]
    for column in COLUMNS:
        if column.key in matches:
            likeness, header = matches[column.key]
            lines.append(f"{column.key} = {_quoted(header)}  # {likeness:.2f}")
        elif column.key in REQUIRED:
            lines.append(f'# {column.key} = ""')
    if years:
        lines += ["", "[targets]"]
        lines += [f"{year} = {_quoted(header)}" for year, header in sorted(years.items())]
    taken = {header for _, header in matches.values()} | set(years.values())
    left = [header for header in table.headers if header and header not in taken]
    lines += ["", *(f"# {_quoted(header)}" for header in left)]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """A text as TOML writes it; the strings of JSON are such."""
    return json.dumps(text, ensure_ascii=False)
