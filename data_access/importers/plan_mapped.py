"""The rows of a table as the rows of a plan, by a map of its columns."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from data_access.importers.plan_codes import Code, read_codes
from data_access.importers.plan_columns import key_but_for_signs
from data_access.importers.plan_left_out import (
    repeats_header,
    skipped,
    unused_constants,
)
from data_access.importers.plan_maps import PlanMap
from data_access.importers.plan_tables import PlanTable, total_issue
from data_access.importers.reader import Cell, RawRow
from data_access.importers.refusal import refuse
from data_access.importers.repeated import header_again
from data_access.importers.too_wide import too_wide
from data_access.importers.unnamed import UnnamedColumns
from data_access.importers.unused import unused
from data_access.validation.goal_values import printed
from data_access.validation.totals import is_bare_total, is_total_of_its_row, total_label
from data_access.validation.values import read_text, shown
from data_access.vocabulary.issues import Issue
from data_access.vocabulary.messages import N_
from data_access.vocabulary.names import fold

DAYS = ("fecha_inicio", "fecha_fin")
CODES = ("codigo", "padre", "componente", "indicador")
_FIELD = re.compile(r"\{([^{}|]+)(\|number)?\}")


@dataclass
class PlanRow:
    """A row by canonical name, with the levels above it as level, code and name.

    ``are_numbers`` tells that some of its codes are cells with decimals, which a spreadsheet keeps
    without their last zeros.
    """

    number: int
    cells: Mapping[str, Cell]
    levels: Sequence[tuple[str, str, str]]
    received: Mapping[str, Any]
    are_numbers: bool = False
    issues: list[Issue] = field(default_factory=list)


class Columns:
    """The cells of a table by header, some of them filled down, some of them read as codes."""

    def __init__(self, table: PlanTable, rows: Sequence[RawRow], fill_down: Iterable[str]) -> None:
        self._table = table
        self._rows = rows
        self._filled = {self._place(header) for header in fill_down}
        self._cells: dict[int, list[Cell]] = {}
        self._codes: dict[int, list[Code]] = {}

    def cells(self, header: str) -> list[Cell]:
        """The cells of a column. Raises ``Refused`` when the table has no such header."""
        place = self._place(header)
        if place not in self._cells:
            found = [self._table.cell(row, place) for row in self._rows]
            if place in self._filled:
                found = _filled_down(found)
            self._cells[place] = found
        return self._cells[place]

    def codes(self, header: str) -> list[Code]:
        """The cells of a column read as codes."""
        place = self._place(header)
        if place not in self._codes:
            self._codes[place] = read_codes(self.cells(header))
        return self._codes[place]

    def header(self, header: str) -> str:
        """A header as the file writes it."""
        return self._table.headers[self._place(header)]

    def _place(self, header: str) -> int:
        place = self._table.place(header)
        if place is None:
            raise refuse(
                "map.unknown_column",
                N_(
                    "El archivo no tiene la columna «{header}» que dice el archivo de "
                    "correspondencias. Sus columnas son: {headers}."
                ),
                header=header,
                headers=", ".join(f"«{name}»" for name in self._table.headers if name),
            )
        return place


def map_rows(table: PlanTable, plan_map: PlanMap) -> tuple[list[PlanRow], list[Issue]]:
    """The rows of a plan, and what is to be told about the whole: rows and columns not read.

    Raises ``Refused`` when the map names a column that the table does not have.
    """
    table = table.with_codes(table.place(header) for header in _code_headers(plan_map))
    days = [plan_map.columns[key] for key in DAYS if key in plan_map.columns]
    table = table.with_days(table.place(name) for text in days for name in fields_of(text))
    kept, issues = _kept_rows(table, plan_map)
    columns = Columns(table, kept, plan_map.fill_down)
    readers = {key: _reader(columns, key, text) for key, text in plan_map.columns.items()}
    levels = [
        (each.level, _template(columns, each.code, as_code=True), _template(columns, each.name))
        for each in plan_map.levels
    ]
    words = {
        key: {fold(word): meaning for word, meaning in meanings.items()}
        for key, meanings in plan_map.words.items()
    }
    code_headers = _code_headers(plan_map)
    code_issues = _code_issues(columns, code_headers)
    _add_level_issues(code_issues, columns, plan_map)
    rows = []
    for index, row in enumerate(kept):
        cells = dict(plan_map.constants) | {key: read(index) for key, read in readers.items()}
        for key, meanings in words.items():
            cells[key] = meanings.get(fold(printed(cells.get(key))), cells.get(key))
        above = [(level, code(index), name(index)) for level, code, name in levels]
        are_numbers = any(_has_decimals(columns.cells(name)[index]) for name in code_headers)
        rows.append(PlanRow(row.number, cells, above, table.as_received(row), are_numbers))
        rows[-1].issues += [
            *(too_wide(row, table.width) or table.repeated.differing(row)),
            *(
                replace(issue, sheet=table.sheet or None, row=row.number)
                for issue in code_issues.get(index, [])
            ),
        ]
    unnamed = UnnamedColumns(table.sheet, table.headers)
    for row in kept:
        if not too_wide(row, table.width):
            unnamed.see(row)
    return rows, [
        *issues,
        *unused_constants(plan_map),
        *_unread(table, plan_map),
        *_merged(table, plan_map),
        *table.repeated.issues(),
        *unnamed.issues(),
    ]


def _kept_rows(table: PlanTable, plan_map: PlanMap) -> tuple[list[RawRow], list[Issue]]:
    """The rows that are to be loaded; of the others, but for empty ones, it is told why not."""
    every = Columns(table, table.rows, ())
    needed = [every.cells(header) for header in plan_map.skip_without]
    codes = [every.cells(header) for header in fields_of(plan_map.columns.get("codigo", ""))]
    kept: list[RawRow] = []
    issues: list[Issue] = []
    for index, row in enumerate(table.rows):
        if not any(cell is not None and str(cell).strip() for cell in row.cells):
            continue
        if repeats_header(table, row):
            issues.append(header_again(table.sheet, row.number))
            continue
        coded = [each[index] for each in codes]
        label = total_label(row.cells) or next(
            (printed(cell) for cell in coded if is_total_of_its_row(cell, row.cells)), ""
        )
        if not label and not any(map(printed, coded)):
            # Beside the name of its group, which comes down from a merged cell.
            label = next((printed(cell) for cell in row.cells if is_bare_total(cell)), "")
        if label:
            issues.append(total_issue(table.sheet, row.number, label))
        elif row.number in plan_map.skip_rows or any(not printed(each[index]) for each in needed):
            issues.append(skipped(table, row))
        else:
            kept.append(row)
    return kept, issues


def fields_of(text: str) -> list[str]:
    """The headers that a value of a map names."""
    if "{" in text:
        return [match[1] for match in _FIELD.finditer(text)]
    return [text] if text else []


def _reader(columns: Columns, key: str, text: str) -> Callable[[int], Cell]:
    if "{" in text:
        return _template(columns, text, as_code=key in CODES)
    if key in CODES:
        codes = columns.codes(text)
        return lambda index: codes[index].text or None
    return columns.cells(text).__getitem__


def _template(columns: Columns, text: str, *, as_code: bool = False) -> Callable[[int], str]:
    """What fills ``text`` for a row; "" when none of its columns says anything."""
    parts: list[tuple[str, list[str], bool]] = []
    end = 0
    for match in _FIELD.finditer(text):
        texts = (
            [code.text for code in columns.codes(match[1])]
            if as_code
            else [" ".join(printed(cell).split()) for cell in columns.cells(match[1])]
        )
        parts.append((text[end : match.start()], texts, bool(match[2])))
        end = match.end()

    def fill(index: int) -> str:
        filled = [
            (before, number_in(texts[index]) if is_number else texts[index])
            for before, texts, is_number in parts
        ]
        if not any(value for _, value in filled):
            return ""
        return "".join(before + value for before, value in filled) + text[end:]

    return fill


def number_in(text: str) -> str:
    """The first number in a text with all its parts, which make a code: ``1.10``."""
    found = re.search(r"\d+(?:[.,-]\d+)*", text)
    return found[0].replace(",", ".") if found else ""


def _code_headers(plan_map: PlanMap) -> list[str]:
    """The headers of the columns that give codes, each once."""
    used = [plan_map.columns[key] for key in CODES if key in plan_map.columns]
    used += [level.code for level in plan_map.levels]
    return list(dict.fromkeys(name for text in used for name in fields_of(text)))


def _has_decimals(cell: Cell) -> bool:
    return isinstance(cell, float) and not cell.is_integer()


def _code_issues(columns: Columns, headers: Iterable[str]) -> dict[int, list[Issue]]:
    """What is to be told about the codes of every row, by its index."""
    found: dict[int, list[Issue]] = {}
    for header in headers:
        for index, code in enumerate(columns.codes(header)):
            if code.issue is not None:
                told = found.setdefault(index, [])
                told.append(replace(code.issue, column=columns.header(header)))
    return found


def _add_level_issues(found: dict[int, list[Issue]], columns: Columns, plan_map: PlanMap) -> None:
    """Add what is wrong with the texts of which the codes and names of the levels are made."""
    texts = [text for level in plan_map.levels for text in (level.code, level.name)]
    for header in dict.fromkeys(name for text in texts for name in fields_of(text)):
        for index, cell in enumerate(columns.cells(header)):
            for issue in read_text(printed(cell) or None).issues:
                told = found.setdefault(index, [])
                told.append(replace(issue, column=columns.header(header), value=shown(cell)))


def _filled_down(cells: Sequence[Cell]) -> list[Cell]:
    result: list[Cell] = []
    for cell in cells:
        result.append(result[-1] if result and not printed(cell) else cell)
    return result


def _merged(table: PlanTable, plan_map: PlanMap) -> list[Issue]:
    filled = {table.place(header) for header in plan_map.fill_down}
    return table.about_merged(_used(table, plan_map) - filled)


def _used(table: PlanTable, plan_map: PlanMap) -> set[int | None]:
    texts = [*plan_map.columns.values(), *plan_map.skip_without]
    texts += [text for level in plan_map.levels for text in (level.code, level.name)]
    return {table.place(name) for text in texts for name in fields_of(text)}


def _unread(table: PlanTable, plan_map: PlanMap) -> list[Issue]:
    used = _used(table, plan_map)

    def meant(header: str) -> str | None:
        key = key_but_for_signs(header)
        return None if key in plan_map.columns else key

    return [
        unused(table.sheet, table.header_row, header, meant(header))
        for place, header in enumerate(table.headers)
        if header and place not in used and header in table.as_received(table.rows[0])
    ] if table.rows else []  # fmt: skip
