"""Files of correspondences: which column of somebody's workbook is what in a plan."""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from data_access.importers.plan_columns import (
    BY_KEY,
    LONGEST_FRAMEWORK,
    REQUIRED,
    TARGET,
    known_key,
    target_year,
)
from data_access.importers.plan_tables import PlanTable, as_table
from data_access.importers.reader import RawSheet
from data_access.importers.refusal import Refused, refuse
from data_access.importers.repeated import places_by_key, repeated
from data_access.validation.values import read_text
from data_access.vocabulary.goals import INDICATOR_CATALOGUE
from data_access.vocabulary.messages import N_
from data_access.vocabulary.names import fold
from data_access.vocabulary.plan_drafts import FrameworkDraft

_SEARCHED_ROWS = 30
_LIMITS = {
    "code": LONGEST_FRAMEWORK,
    "kind": 30,
    "name_es": 300,
    "name_en": 300,
    "norm": 300,
    "level": 120,
}
"""The most signs that a text of a map may have where it is kept as it is."""
_LONGEST = 32_767
_CATALOGUE = ("catalogo", "indicator catalogue", "indicadores")
_SECTIONS: dict[str, dict[str, type | tuple[type, ...]]] = {
    "framework": {
        "code": str, "kind": str, "name_es": str, "name_en": str, "norm": str,
        "starts_on": date, "ends_on": date,
    },
    "table": {
        "sheet": str, "header_row": int, "header_rows": int, "skip_rows": list,
        "skip_without": list, "fill_down": list,
    },
    "levels": {"level": str, "code": str, "name": str},
}  # fmt: skip


@dataclass(frozen=True)
class Level:
    """A level above the rows: what it is called, and the templates of its codes and names."""

    level: str
    code: str
    name: str


@dataclass(frozen=True)
class PlanMap:
    """Which column is what. A value of ``columns`` is a header, or a template with headers.

    In a template ``{Header}`` is the text of that column and ``{Header|number}`` the first number
    in it with all its parts, 1.10. ``words`` translates what a column says, by canonical name and
    word.
    """

    columns: Mapping[str, str]
    constants: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    levels: tuple[Level, ...] = ()
    framework: FrameworkDraft | None = None
    sheet: str = ""
    header_row: int = 1
    header_rows: int = 1
    skip_rows: frozenset[int] = frozenset()
    skip_without: tuple[str, ...] = ()
    fill_down: tuple[str, ...] = ()


def read_map(path: Path) -> PlanMap:
    """Read a file of correspondences. Raises ``Refused`` naming what it does not understand."""
    try:
        return parse_map(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise refuse(
            "map.not_toml",
            N_("El archivo de correspondencias no es TOML: {problem}. Corríjalo y repita."),
            problem=str(error),
        ) from error


def parse_map(text: str) -> PlanMap:
    """The map that a text in TOML writes. Raises ``Refused`` and the errors of reading TOML."""
    told = tomllib.loads(text)
    for name, section in told.items():
        _check(name, section)
    table = told.get("table", {})
    framework = told.get("framework")
    if framework is not None and not framework.get("code"):
        raise _not_understood("framework.code")
    return PlanMap(
        columns=told.get("columns", {})
        | {f"{TARGET}{year}": header for year, header in told.get("targets", {}).items()},
        constants=told.get("constants", {}),
        words=told.get("words", {}),
        levels=tuple(Level(**level) for level in told.get("levels", [])),
        framework=None if framework is None else _framework(framework),
        sheet=table.get("sheet", ""),
        header_row=table.get("header_row", 1),
        header_rows=table.get("header_rows", 1),
        skip_rows=frozenset(table.get("skip_rows", [])),
        skip_without=tuple(table.get("skip_without", [])),
        fill_down=tuple(table.get("fill_down", [])),
    )


def _framework(told: Mapping[str, Any]) -> FrameworkDraft:
    """A framework; a catalogue of indicators is one in whatever words its kind is written."""
    kind = told.get("kind", "")
    is_catalogue = fold(kind).startswith(_CATALOGUE)
    return FrameworkDraft(**{**told, "kind": INDICATOR_CATALOGUE if is_catalogue else kind})


def mapped_table(sheets: list[RawSheet], plan_map: PlanMap) -> PlanTable:
    """The table that a map speaks of, in the first visible sheet unless it names another.

    Raises ``Refused`` when the file has no such sheet or row.
    """
    named = [
        sheet
        for sheet in sheets
        if (sheet.name == plan_map.sheet if plan_map.sheet else not sheet.is_hidden)
    ]
    table = as_table(named[0], plan_map.header_row, plan_map.header_rows) if named else None
    if table is None:
        raise refuse(
            "map.unknown_sheet",
            N_(
                "El archivo no tiene la hoja «{sheet}» con encabezado en la fila {row}. Corrija "
                "sheet y header_row en el archivo de correspondencias."
            ),
            sheet=plan_map.sheet,
            row=str(plan_map.header_row),
        )
    return table


def own_table(sheets: list[RawSheet]) -> tuple[PlanTable, PlanMap] | None:
    """The first table whose headers alone say what they are, with its map; None if there is none.

    The header may have instructions above it.
    """
    for sheet in sheets:
        if sheet.is_hidden:
            continue
        for row in list(sheet.rows)[:_SEARCHED_ROWS]:
            table = as_table(sheet, row.number)
            places = places_by_key(table.names, known_key) if table else {}
            found = None if table is None else _own_map(table, places)
            if table is not None and found is not None:
                twice = repeated(sheet.name, row.number, table.names, places)
                return replace(table, repeated=twice), found
    return None


def _own_map(table: PlanTable, places: Mapping[str, Sequence[int]]) -> PlanMap | None:
    columns = {key: table.headers[found[0]] for key, found in places.items()}
    constants: dict[str, str] = {}
    if "nombre" not in columns and "nombre_indicador" in columns:
        columns["nombre"] = columns["nombre_indicador"]
    if "nivel" not in columns and "meta_final" in columns:
        constants["nivel"] = "meta"
    if not {*columns, *constants}.issuperset(REQUIRED):
        return None
    levels: tuple[Level, ...] = ()
    if "objetivo" in columns and "padre" not in columns:
        number = columns["objetivo"]
        name = columns.get("nombre_objetivo", number)
        levels = (Level("objetivo", f"objetivo-{{{number}}}", f"{{{name}}}"),)
    return PlanMap(columns, constants, levels=levels, header_row=table.header_row)


def _check(name: str, section: Any) -> None:
    """Refuse a section, a name or a value that a map does not have."""
    if name in ("columns", "constants", "targets"):
        for key, value in _table(name, section).items():
            is_known = key in BY_KEY or target_year(key) or (name == "targets" and key.isdigit())
            if not is_known or not isinstance(value, str):
                raise _not_understood(f"{name}.{key}")
    elif name == "words":
        for key, words in _table(name, section).items():
            if key not in BY_KEY or not _is_text(_table(f"words.{key}", words).values()):
                raise _not_understood(f"words.{key}")
    elif name in _SECTIONS:
        if (name == "levels") != isinstance(section, list):
            raise _not_understood(name)
        for part in section if isinstance(section, list) else [section]:
            _check_part(name, _table(name, part))
    else:
        raise _not_understood(name)


def _check_part(name: str, part: Mapping[str, Any]) -> None:
    for key, value in part.items():
        is_kind = isinstance(value, _SECTIONS[name].get(key, ())) and not isinstance(value, bool)
        is_small = isinstance(value, int) and value < 1
        is_odd = isinstance(value, list) and key != "skip_rows" and not _is_text(value)
        if not is_kind or is_small or is_odd or isinstance(value, datetime):
            raise _not_understood(f"{name}.{key}")
        if isinstance(value, str) and (name, key) != ("levels", "code"):
            check_text(f"{name}.{key}", value, _LIMITS.get(key, _LONGEST))
    if name == "levels" and part.keys() != _SECTIONS["levels"].keys():
        raise _not_understood(name)


def check_text(name: str, text: str, limit: int) -> None:
    """Refuse a text that cannot be kept: too long, or with signs that nobody can read."""
    for issue in read_text(text, max_signs=limit).issues:
        raise refuse(
            "map.text",
            N_("En «{name}» del archivo de correspondencias o de la orden: {problem}"),
            name=name,
            problem=issue.sentence,
        )


def _table(name: str, section: Any) -> Mapping[str, Any]:
    if not isinstance(section, dict):
        raise _not_understood(name)
    return section


def _is_text(values: Iterable[Any]) -> bool:
    return all(isinstance(value, str) for value in values)


def _not_understood(name: str) -> Refused:
    return refuse(
        "map.not_understood",
        N_(
            "El archivo de correspondencias dice «{name}» y no se entiende. Vea docs/plan-files.md."
        ),
        name=name,
    )
