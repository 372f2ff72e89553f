"""GLOBO's own workbook, empty: what entities fill in to report their cooperation."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from xlsxwriter.worksheet import Worksheet

from data_access.importers.cooperation_columns import COLUMNS, EXAMPLE_MARK, REQUIRED, Column
from data_access.importers.sheet_styles import (
    ACCENT,
    ACCENT_DARK,
    LINE,
    PAPER,
    header_style,
    new_workbook,
    style,
)
from data_access.importers.template_lists import list_values
from data_access.importers.template_texts import (
    DATA_SHEET,
    DICTIONARY_HEADERS,
    INSTRUCTIONS,
    TITLE,
    dictionary_row,
)
from data_access.importers.unread_sheets import (
    DICTIONARY_SHEET,
    INSTRUCTIONS_SHEET,
    LISTS_SHEET,
)
from data_access.vocabulary.catalogue import Catalogue
from data_access.vocabulary.messages import N_

_LAST_ROW = 5000
_MANY_VALUES = "list"
_EXAMPLE_DATES = (date(2024, 3, 1), date(2026, 2, 28))


def write_cooperation_template(path: Path, catalogue: Catalogue) -> None:
    """Write the empty workbook to ``path`` (.xlsx), its drop-downs filled from ``catalogue``.

    Its example rows are marked, and skipped by the importer.
    """
    lists = list_values(catalogue)
    with new_workbook(path, TITLE) as book:
        instructions = book.add_worksheet(INSTRUCTIONS_SHEET)
        data = book.add_worksheet(DATA_SHEET)
        list_sheet = book.add_worksheet(LISTS_SHEET)
        dictionary = book.add_worksheet(DICTIONARY_SHEET)
        for sheet, colour in ((instructions, ACCENT_DARK), (data, ACCENT)):
            sheet.set_tab_color(colour)
        _write_instructions(book, instructions)
        ranges = _write_lists(book, list_sheet, lists)
        _write_data(book, data, ranges, lists)
        _write_dictionary(book, dictionary)


def _write_instructions(book: Any, sheet: Worksheet) -> None:
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 3)
    sheet.set_column(1, 1, 5)
    sheet.set_column(2, 2, 100)
    sheet.set_row(0, 34)
    sheet.write_string(0, 1, TITLE, style(book, bold=True, font_size=20, font_color=ACCENT_DARK))
    number = style(book, bold=True, font_color=ACCENT, align="right")
    text = style(book, text_wrap=True)
    for place, line in enumerate(INSTRUCTIONS, start=1):
        sheet.write_string(place + 1, 1, f"{place}.", number)
        sheet.write_string(place + 1, 2, line, text)
        sheet.set_row(place + 1, 17 * (1 + len(line) // 105) + 5)


def _write_lists(book: Any, sheet: Worksheet, lists: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """One column per list; the cell range of each, as a formula."""
    ranges = {}
    header, text = header_style(book), style(book)
    listed = [column for column in COLUMNS if lists.get(column.codelist)]
    for place, column in enumerate(listed):
        values = lists[column.codelist]
        sheet.set_column(place, place, max(16, min(44, max(map(len, values)) + 2)))
        sheet.write_string(0, place, column.header, header)
        sheet.write_column(1, place, values, text)
        letters = chr(ord("A") + place)
        ranges[column.key] = f"='{LISTS_SHEET}'!${letters}$2:${letters}${len(values) + 1}"
    sheet.freeze_panes(1, 0)
    return ranges


def _write_data(
    book: Any, sheet: Worksheet, ranges: Mapping[str, str], lists: Mapping[str, Sequence[str]]
) -> None:
    required, optional = header_style(book, ACCENT_DARK), header_style(book)
    formats = {"date": "dd/mm/yyyy", "amount": "#,##0.00"}
    sheet.set_row(0, 36)
    sheet.freeze_panes(1, 2)
    for place, column in enumerate(COLUMNS):
        number_format = formats.get(column.kind, "General")
        sheet.set_column(
            place,
            place,
            column.width,
            style(book, num_format=number_format, text_wrap=column.kind == "text"),
        )
        sheet.write_string(
            0, place, column.header, required if column.key in REQUIRED else optional
        )
        sheet.write_comment(0, place, column.note, {"x_scale": 2, "y_scale": 1.2, "author": ""})
        rule = _rule(column, ranges)
        if rule is not None:
            sheet.data_validation(1, place, _LAST_ROW, place, rule)
    for line, example in enumerate(_examples(lists), start=1):
        for place, column in enumerate(COLUMNS):
            example_style = style(
                book,
                italic=True,
                font_color="#6B7280",
                bg_color=PAPER,
                text_wrap=True,
                bottom=1,
                bottom_color=LINE,
                num_format=formats.get(column.kind, "General"),
            )
            value = example.get(column.key)
            if isinstance(value, date):
                sheet.write_datetime(line, place, value, example_style)
            else:
                sheet.write(line, place, value, example_style)


def _rule(column: Column, ranges: Mapping[str, str]) -> dict[str, Any] | None:
    """The rule that the spreadsheet checks while a person types."""
    if column.key in ranges:
        # Columns of several values show the list, and let more than one be written.
        is_strict = column.kind != _MANY_VALUES
        return {
            "validate": "list",
            "source": ranges[column.key],
            "show_error": is_strict,
            "error_title": N_("Valor fuera de la lista"),
            "error_message": N_("Elija un valor de la lista."),
        }
    if column.kind == "date":
        return {
            "validate": "date",
            "criteria": "between",
            "minimum": date(1990, 1, 1),
            "maximum": date(2100, 12, 31),
            "error_title": N_("Fecha"),
            "error_type": "stop",
            "error_message": N_("Escriba una fecha como 31/12/2024."),
        }
    if column.kind == "amount":
        return {
            "validate": "decimal",
            "criteria": ">=",
            "value": 0,
            "error_title": N_("Monto"),
            "error_type": "warning",
            "error_message": N_(
                "Escriba sólo el número, de cero o más, o «no valorado» si nadie le puso precio."
            ),
        }
    return None


def _write_dictionary(book: Any, sheet: Worksheet) -> None:
    header, text = header_style(book), style(book, text_wrap=True)
    widths = (26, 14, 70, 26, 60)
    for place, (title, width) in enumerate(zip(DICTIONARY_HEADERS, widths, strict=True)):
        sheet.set_column(place, place, width)
        sheet.write_string(0, place, title, header)
    for line, column in enumerate(COLUMNS, start=1):
        for place, value in enumerate(dictionary_row(column)):
            sheet.write_string(line, place, value, text)
    sheet.freeze_panes(1, 1)


def _examples(lists: Mapping[str, Sequence[str]]) -> list[dict[str, Any]]:
    """Three rows that show the ways of filling in: one partner, several, and nothing valued."""

    def pick(codelist: str, place: int) -> str:
        values = lists.get(codelist) or ("",)
        return values[place % len(values)]

    start, end = _EXAMPLE_DATES
    shared = {
        "starts_on": start,
        "ends_on": end,
        "currency": "USD",
        "committed_on": start,
        "programme": pick("plan_programme", 0),
        "direction": pick("direction", 0),
        "cooperation_type": pick("cooperation_type", 0),
        "territories": pick("territory", 1),
    }
    return [
        shared
        | {
            "code": f"{EXAMPLE_MARK}-1",
            "title": N_("Asistencia técnica para calles tranquilas"),
            "objective": N_("Mejorar el diseño de calles con ayuda de una ciudad par."),
            "entities": pick("entity", 0),
            "partners": pick("partner", 0),
            "modality": pick("modality", 0),
            "stage": pick("stage", 4),
            "committed": 250000,
            "disbursed": 100000,
            "disbursed_on": end,
            "counterpart": 120000000,
            "resource": pick("resource", 0),
            "reimbursable": pick("reimbursable", 1),
            "sdgs": "11; 13",
            "dac_sectors": "430",
            "beneficiaries": N_("Habitantes de dos barrios"),
        },
        shared
        | {
            "code": f"{EXAMPLE_MARK}-2",
            "title": N_("Fondo conjunto de acción climática"),
            "objective": N_("Financiar proyectos barriales de adaptación."),
            "entities": f"{pick('entity', 1)}; {pick('entity', 2)}",
            "partners": f"{pick('partner', 1)} 60 %; {pick('partner', 2)} 40 %",
            "modality": pick("modality", 1),
            "stage": pick("stage", 3),
            "committed": 1500000,
            "reimbursable": pick("reimbursable", 1),
            "sdgs": "13; 11; 15",
            "dac_sectors": "410 70 %; 430 30 %",
        },
        shared
        | {
            "code": f"{EXAMPLE_MARK}-3",
            "title": N_("Donación de libros en otros idiomas"),
            "objective": N_("Ampliar las colecciones de las bibliotecas públicas."),
            "entities": pick("entity", 3),
            "countries": pick("country", 0),
            "modality": pick("modality", 4),
            "stage": pick("stage", 6),
            "committed": N_("no valorado"),
            "currency": None,
            "resource": pick("resource", 1),
            "sdgs": "4",
        },
    ]
