"""A first proposal of what each column of a plan is, for a person to review."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from data_access.importers import gate
from data_access.importers.plan_columns import COLUMNS, REQUIRED
from data_access.importers.plan_forecast import forecast
from data_access.importers.plan_groups import levels_of, merged_down
from data_access.importers.plan_likeness import Likeness, is_second_header
from data_access.importers.plan_tables import as_table, header_texts
from data_access.importers.reader import RawSheet, read_table
from data_access.importers.refusal import refuse
from data_access.vocabulary.messages import N_
from data_access.vocabulary.names import fold

_SEARCHED_ROWS = 30
_LONGEST_LEVEL = 60
_HEADING = N_(
    "Propuesta hecha por parecido de los encabezados: revísela, corríjala y bórrele lo que no "
    "sea. Nada se importa hasta que repita la importación con --map. El número es el parecido, "
    "de 0 a 1. docs/plan-files.md explica cada tabla."
)


class Proposal(NamedTuple):
    """The text of a file of correspondences, and what would come in wrongly with it, in Spanish.

    The text says it too, at its beginning.
    """

    text: str
    remarks: tuple[str, ...]


def propose_map(path: Path) -> Proposal:
    """A file of correspondences for the file at ``path``, by likeness of its headers.

    Raises ``Refused`` when the file cannot be read, or when no row of it looks like a header.
    """
    gate.inspect(path)
    found = list(_likenesses(read_table(path)))
    best = max(found, key=lambda each: (round(each.score, 6), -each.header_rows), default=None)
    if best is None or not best.score:
        raise refuse(
            "file.no_header",
            N_("No se encontró una fila de encabezados parecida a la de un plan ({columns})."),
            columns=", ".join(REQUIRED),
        )
    text = "\n".join(_lines(best)) + "\n"
    remarks = tuple(forecast(best, text))
    told = [f"# OJO: {remark}" for remark in remarks]
    return Proposal("\n".join([f"# {_HEADING}", *told, "", text]), remarks)


def _likenesses(sheets: list[RawSheet]) -> Iterator[Likeness]:
    """The tables that begin in the first rows of the visible sheets, with one or two headers."""
    for sheet in sheets:
        rows = [] if sheet.is_hidden else list(sheet.rows)[:_SEARCHED_ROWS]
        for place, row in enumerate(rows):
            following = rows[place + 1] if place + 1 < len(rows) else None
            levels = [1]
            if following is not None and following.number == row.number + 1:
                names = header_texts(row), header_texts(following)
                levels += [2] if is_second_header(*names) else []
            for level in levels:
                table = as_table(sheet, row.number, level)
                if table is not None:
                    yield Likeness(table, level)


def _lines(likeness: Likeness) -> Iterator[str]:
    table, levels = likeness.table, levels_of(likeness)
    yield "[table]"
    if table.sheet:
        yield f"sheet = {_quoted(table.sheet)}"
    yield f"header_row = {table.header_row}"
    if likeness.header_rows > 1:
        yield f"header_rows = {likeness.header_rows}"
    if filled := merged_down(likeness, levels):
        yield f"fill_down = [{', '.join(map(_quoted, filled))}]"
    yield from ("", "[columns]")
    constants = _constants(likeness)
    for column in COLUMNS:
        if column.key in likeness.columns:
            share, header = likeness.columns[column.key]
            yield f"{column.key} = {_quoted(header)}  # {share:.2f}"
        elif column.key in REQUIRED and column.key not in constants:
            yield f'# {column.key} = ""'
    if constants:
        yield from ("", "[constants]")
        yield from (f"{key} = {_quoted(value)}" for key, value in constants.items())
    if likeness.years:
        yield from ("", "[targets]")
        yield from (f"{year} = {_quoted(header)}" for year, header in likeness.years.items())
    for level in levels:
        yield from ("", "[[levels]]")
        yield from (f"{key} = {_quoted(value)}" for key, value in vars(level).items())
    yield ""
    used = {header for _, header in likeness.columns.values()} | {*likeness.years.values()}
    used |= {level.name[1:-1] for level in levels}
    yield from (f"# {_quoted(name)}" for name in table.headers if name and name not in used)


def _constants(likeness: Likeness) -> dict[str, str]:
    """What holds for every row where no column says it: the level of the goals."""
    if "nivel" in likeness.columns:
        return {}
    _, header = likeness.columns.get("nombre", (0, ""))
    is_level = fold(header).startswith("meta") and len(header) <= _LONGEST_LEVEL
    return {"nivel": header.lower() if is_level else "meta"}


def _quoted(text: str) -> str:
    """A text as TOML writes it; the strings of JSON are such."""
    return json.dumps(text, ensure_ascii=False)
