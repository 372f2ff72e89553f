"""The workbook in which an entity reports its own indicators of a quarter."""

import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from xlsxwriter.worksheet import Worksheet

from data_access.importers.progress import NOT_APPLICABLE, NOT_REPORTED
from data_access.importers.sheet_styles import (
    ACCENT,
    ACCENT_DARK,
    PAPER,
    header_style,
    new_workbook,
    style,
)
from data_access.importers.unread_sheets import INSTRUCTIONS_SHEET
from data_access.services.plan_reportable import Reportable, Sheets
from data_access.vocabulary.goals import Quarter, ReportState
from data_access.vocabulary.messages import N_

TITLE = N_("GLOBO · Reporte trimestral de indicadores")
DATA_SHEET = N_("Avance")
NOBODY = N_("sin-entidad")
INSTRUCTIONS = (
    N_("Escriba en la hoja «Avance» una fila por indicador. Lo que está en gris es de consulta."),
    N_(
        "En «valor» va sólo el número del trimestre, en la unidad del indicador. Cero es un cero "
        "medido. Si no hay dato elija «no reportado»; si no tiene sentido medirlo, «no aplica»."
    ),
    N_(
        "Una celda de «valor» vacía quiere decir «no reportado», pero no borra lo que ya se había "
        "reportado."
    ),
    N_(
        "En «avance», si quiere, va el porcentaje de la vigencia que usted calcula, como 75 %: se "
        "compara con el que calcula GLOBO."
    ),
    N_("En «cualitativo» cuente qué pasó. Es obligatorio mientras el indicador esté vigente."),
    N_("En «justificacion» explique el rezago o el sobrecumplimiento."),
    N_("En «evidencia» ponga enlaces, separados con punto y coma."),
    N_(
        "Para corregir un trimestre anterior cambie «anio» y «trimestre» y escriba el motivo en "
        "«razon». Lo anterior se conserva como versión."
    ),
    N_("No cambie las columnas «marco» e «indicador»: con ellas se reconoce cada fila."),
)

_STATES = {ReportState.NOT_REPORTED: NOT_REPORTED, ReportState.NOT_APPLICABLE: NOT_APPLICABLE}


@dataclass(frozen=True)
class _Column:
    """A column of the sheet; ``is_shown`` tells that it is only to be looked at."""

    header: str
    width: int
    is_shown: bool = False


_COLUMNS = (
    _Column("marco", 18, is_shown=True),
    _Column("indicador", 12, is_shown=True),
    _Column(N_("meta"), 44, is_shown=True),
    _Column(N_("nombre del indicador"), 44, is_shown=True),
    _Column(N_("unidad de medida"), 18, is_shown=True),
    _Column(N_("último trimestre reportado"), 14, is_shown=True),
    _Column(N_("último valor"), 14, is_shown=True),
    _Column("anio", 8),
    _Column("trimestre", 10),
    _Column("valor", 16),
    _Column("avance", 10),
    _Column("cualitativo", 60),
    _Column("justificacion", 40),
    _Column("evidencia", 30),
    _Column("razon", 30),
)


def write_progress_template(path: Path, items: Sequence[Reportable], quarter: Quarter) -> None:
    """Write to ``path`` (.xlsx) the workbook that reports ``items`` at ``quarter``."""
    with new_workbook(path, TITLE) as book:
        instructions = book.add_worksheet(INSTRUCTIONS_SHEET)
        data = book.add_worksheet(DATA_SHEET)
        instructions.set_tab_color(ACCENT_DARK)
        data.set_tab_color(ACCENT)
        _write_instructions(book, instructions)
        _write_data(book, data, items, quarter)
        data.activate()


def write_progress_templates(target: Path, sheets: Sheets) -> list[str]:
    """Write one workbook per entity into the folder ``target``, or into it when it is a ``.zip``.

    Returns the names of the files.
    """
    if target.suffix.lower() != ".zip":
        target.mkdir(parents=True, exist_ok=True)
        return _write_all(target, sheets)
    with TemporaryDirectory() as folder:
        names = _write_all(Path(folder), sheets)
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            for name in names:
                archive.write(Path(folder) / name, name)
    return names


def file_name(acronym: str, quarter: Quarter) -> str:
    """``globo_progress_SDA_2025-T3.xlsx``."""
    plain = re.sub(r"[^\w-]+", "-", acronym or NOBODY)
    return f"globo_progress_{plain}_{quarter.code}.xlsx"


def _write_all(folder: Path, sheets: Sheets) -> list[str]:
    names = []
    for acronym, items in sorted(sheets.by_entity.items()):
        names.append(file_name(acronym, sheets.quarter))
        write_progress_template(folder / names[-1], items, sheets.quarter)
    return names


def _write_instructions(book: Any, sheet: Worksheet) -> None:
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 3)
    sheet.set_column(1, 1, 110)
    sheet.write_string(0, 1, TITLE, style(book, bold=True, font_size=20, font_color=ACCENT_DARK))
    for place, line in enumerate(INSTRUCTIONS, start=1):
        sheet.write_number(place + 1, 0, place, style(book, bold=True, font_color=ACCENT))
        sheet.write_string(place + 1, 1, line, style(book, text_wrap=True))


def _write_data(
    book: Any, sheet: Worksheet, items: Sequence[Reportable], quarter: Quarter
) -> None:  # fmt: skip
    asked, shown = style(book, text_wrap=True), style(book, text_wrap=True, bg_color=PAPER)
    headers = {True: header_style(book), False: header_style(book, ACCENT_DARK)}
    places = {column.header: place for place, column in enumerate(_COLUMNS)}
    sheet.freeze_panes(1, places["indicador"] + 1)
    for place, column in enumerate(_COLUMNS):
        sheet.set_column(place, place, column.width, shown if column.is_shown else asked)
        sheet.write_string(0, place, column.header, headers[column.is_shown])
    last = max(len(items), 1)
    years = [str(year) for year in sorted({year for item in items for year in item.years})]
    for header, values, is_strict in (
        ("anio", years, True),
        ("trimestre", ["1", "2", "3", "4"], True),
        ("valor", [NOT_REPORTED, NOT_APPLICABLE], False),
    ):
        rule = {"validate": "list", "source": values, "show_error": is_strict}
        sheet.data_validation(1, places[header], last, places[header], rule)
    for line, item in enumerate(items, start=1):
        for place, value in enumerate(_cells(item, quarter)):
            kind = shown if _COLUMNS[place].is_shown else asked
            if isinstance(value, str):
                sheet.write_string(line, place, value, kind)
            elif value is not None:
                sheet.write_number(line, place, value, kind)


def _cells(item: Reportable, quarter: Quarter) -> list[Any]:
    """The cells of an indicator up to its quarter; the others are to be filled in."""
    words = _STATES.get(item.state) if item.state else None
    value = words or (None if item.value is None else float(item.value))
    last = item.last.code if item.last else None
    return [
        item.framework, item.code, item.goal, item.name, item.unit, last, value,
        quarter.year, quarter.number,
    ]  # fmt: skip
