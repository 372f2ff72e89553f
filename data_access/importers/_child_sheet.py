"""What is told of a sheet of a workbook before its rows; it runs in the child process."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

import python_calamine

from data_access.importers._child_marks import Marks
from data_access.importers.places import column_letters
from data_access.vocabulary.issues import Issue, Severity
from data_access.vocabulary.messages import N_

_SHOWN_PLACES = 20


def about_formulas(sheet: str, marks: Marks, *, is_known: bool) -> Iterator[Issue]:
    """The issues of formulas whose results are in doubt, as all are in a book of no known kind."""
    if not is_known:
        yield Issue(
            "file.old_workbook",
            N_(
                "El libro está en el formato antiguo .xls, en el que una fórmula con error se lee "
                "como celda vacía. Guárdelo como .xlsx para que se revise todo."
            ),
            Severity.WARNING,
        )
    for code, message, places in (
        (
            "cell.empty_formula",
            N_(
                "Fórmulas cuyo resultado está vacío: {places}. En el formato antiguo .xls no se "
                "sabe si es así o si el libro se guardó sin calcular. Ábralo con Excel o "
                "LibreOffice y guárdelo como .xlsx."
            ),
            marks.empty_formulas,
        ),
        (
            "cell.zero_formula",
            N_(
                "Fórmulas con resultado 0 en un libro que un programa escribió sin calcularlas: "
                "{places}. Se leyeron como 0. Abra el libro con Excel o LibreOffice, guárdelo y "
                "envíelo de nuevo."
            ),
            marks.zero_formulas,
        ),
    ):
        if places:
            yield _about_places(code, message, sheet, places)


def _about_places(
    code: str, message: str, sheet: str, places: Sequence[tuple[int, int]]
) -> Issue:  # fmt: skip
    names = [f"{column_letters(column)}{row}" for row, column in places[: _SHOWN_PLACES + 1]]
    shown = ", ".join(names[:_SHOWN_PLACES]) + ("…" if len(names) > _SHOWN_PLACES else "")
    return Issue(
        code, message, Severity.WARNING, sheet=sheet, row=places[0][0], values={"places": shown}
    )


def about_covered(name: str, sheet: python_calamine.CalamineSheet, marks: Marks) -> Iterator[Issue]:
    """The issue of cells that hold something and lie below a merged one, where nobody sees it."""
    if places := [*marks.covered, *islice(_covered(sheet), _SHOWN_PLACES + 1)]:
        message = N_(
            "Una celda combinada tapa otras que tienen datos: {places}. Se leyeron aunque no se "
            "vean. Separe las celdas y borre lo que sobre."
        )
        yield _about_places("cell.covered", message, name, places)


def _covered(sheet: python_calamine.CalamineSheet) -> Iterator[tuple[int, int]]:
    """The places of the cells that hold something and are not the first of a merged cell."""
    waiting = sorted(sheet.merged_cell_ranges or (), reverse=True)
    merged: list[Any] = []
    for number, values in _numbered(sheet) if waiting else ():
        while waiting and waiting[-1][0][0] < number:
            merged.append(waiting.pop())
        merged = [each for each in merged if each[1][0] >= number - 1]
        if not merged and not waiting:
            return
        for place, value in values if merged else ():
            here = (number - 1, place)
            if value != "" and any(
                first[1] <= place <= last[1] and here != first for first, last in merged
            ):
                yield number, place


def about_shape(sheet: python_calamine.CalamineSheet, marks: Marks) -> dict[str, Any]:
    """What the sheet hides and merges, as :func:`_child_table.read` tells it."""
    rows: set[int] = set()
    columns: set[int] = set()
    if marks.hidden_rows or marks.hidden_columns:
        for number, values in _numbered(sheet):
            filled = {place for place, value in values if value != ""}
            filled.update(marks.failed.get(number, ()))
            columns |= filled & marks.hidden_columns
            if filled and number in marks.hidden_rows:
                rows.add(number)
    merged = [
        [first[0] + 1, last[0] + 1, first[1], last[1]]
        for first, last in sheet.merged_cell_ranges or ()
    ]
    return {
        "is_empty": sheet.start is None,
        "hidden_rows": sorted(rows),
        "hidden_columns": sorted(columns),
        "merged": merged,
        "days_ahead": marks.days_ahead,
    }


def _numbered(
    sheet: python_calamine.CalamineSheet,
) -> Iterator[tuple[int, Iterable[tuple[int, Any]]]]:
    """The rows with their numbers, their cells with their places."""
    if sheet.start is None:
        return
    # The iterator begins at the first row of the sheet, but at its first filled column.
    for number, values in enumerate(sheet.iter_rows(), start=1):
        yield number, enumerate(values, start=sheet.start[1])
