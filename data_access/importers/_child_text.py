"""Reading of tables kept as text: their encoding, their delimiter, their rows."""

import codecs
import csv
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from data_access.importers._child_delimiter import (
    DELIMITERS,
    SAMPLE_SIGNS,
    find_delimiter,
    first_widths,
)
from data_access.importers._child_end import about_short_end
from data_access.importers.gate_sheets import too_many_columns, too_many_rows
from data_access.importers.limits import CHUNK_BYTES, MAX_CELL_SIGNS, MAX_COLUMNS, MAX_ROWS
from data_access.importers.refusal import Refused, refuse
from data_access.vocabulary.issues import Issue, Severity
from data_access.vocabulary.messages import N_

_LEAST_SWALLOWED = 4


def read_text_table(path: Path) -> Iterator[Any]:
    """Yield the one nameless sheet of ``path`` as :func:`_child_table.read` does.

    As ``widths`` it tells how many cells, empty ones and all, each of the first rows has.

    Rows are numbered as a spreadsheet would: one with line breaks inside quotes is one row.
    """
    encoding = _encoding(path)
    csv.field_size_limit(MAX_CELL_SIGNS)
    with path.open(encoding=encoding, newline="") as file:
        sample = file.read(SAMPLE_SIGNS)
        delimiter, width = find_delimiter(sample)
        file.seek(0)
        cut = about_short_end(file, delimiter, width)
        file.seek(0)
        yield {
            "sheet": "",
            "is_hidden": False,
            "issues": [asdict(each) for each in (_told(encoding, delimiter), *cut)],
            "widths": first_widths(sample, delimiter),
        }
        yield from _rows(file, delimiter, width)


def _rows(file: Any, delimiter: str, width: int) -> Iterator[list[Any]]:
    # Strict, or a quote that is not closed takes the rows below into its cell without a word.
    reader = csv.reader(file, delimiter=delimiter, strict=True)
    number = lines = 0
    try:
        for number, row in enumerate(reader, start=1):
            if reader.line_num - lines > 1 and _has_swallowed(row, delimiter, width):
                raise _swallowed(number, lines + 1)
            lines = reader.line_num
            cells = [cell if cell else None for cell in row]
            while cells and cells[-1] is None:
                cells.pop()
            if len(cells) > MAX_COLUMNS:
                raise too_many_columns()
            if number > MAX_ROWS:
                raise too_many_rows()
            if cells:
                yield [number, cells]
    except csv.Error as error:
        raise _unreadable(error, number + 1, lines + 1) from error


def _has_swallowed(row: list[str], delimiter: str, width: int) -> bool:
    """Whether a cell with line breaks ends one row of the table and begins another.

    That is what two stray quotes make, one in each row: it reads as well as a cell in quotes does.
    """
    for place, cell in enumerate(row):
        if "\n" in cell and cell.count(delimiter) >= _LEAST_SWALLOWED:
            first, last = cell.partition("\n")[0], cell.rpartition("\n")[2]
            is_end = place + first.count(delimiter) + 1 == width
            if is_end and last.count(delimiter) + len(row) - place == width:
                return True
    return False


def _unreadable(error: csv.Error, number: int, line: int) -> Refused:
    place = {"row": str(number), "line": str(line)}
    if "field larger" in str(error):
        return refuse(
            "file.bad_table",
            N_(
                "En la fila {row} (línea {line} del archivo) hay una celda de más de {limit} "
                "caracteres o unas comillas sin cerrar. Revise las comillas o guarde la tabla como "
                "libro .xlsx."
            ),
            limit=str(MAX_CELL_SIGNS),
            **place,
        )
    return refuse(
        "file.open_quote",
        N_(
            "La fila {row} (línea {line} del archivo) tiene unas comillas sin cerrar o sueltas, "
            "que se tragarían las filas siguientes. Ciérrelas, escriba dos veces las que van "
            "dentro de una celda, o guarde la tabla como libro .xlsx."
        ),
        **place,
    )


def _swallowed(number: int, line: int) -> Refused:
    return refuse(
        "file.swallowed_rows",
        N_(
            "Una celda de la fila {row} (línea {line} del archivo) contiene lo que parecen otras "
            "filas de la tabla: sus comillas se abren en una y se cierran en otra. Corríjalas o "
            "guarde la tabla como libro .xlsx."
        ),
        row=str(number),
        line=str(line),
    )


def _encoding(path: Path) -> str:
    """UTF-8 if the whole file is; otherwise the Western code page of Windows."""
    for encoding in ("utf-8-sig", "cp1252"):
        decoder = codecs.getincrementaldecoder(encoding)()
        try:
            with path.open("rb") as file:
                while chunk := file.read(CHUNK_BYTES):
                    decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            continue
        return encoding
    raise refuse(
        "file.encoding_unknown",
        N_("No se reconoce la codificación del texto. Guárdelo de nuevo como CSV UTF-8."),
    )


def _told(encoding: str, delimiter: str) -> Issue:
    name = DELIMITERS[delimiter]
    if encoding == "cp1252":
        return Issue(
            "file.read_as_windows_1252",
            N_(
                "El archivo no está en UTF-8: se leyó como Windows-1252, separado por {delimiter}. "
                "Compruebe que las tildes y eñes se vean bien."
            ),
            Severity.WARNING,
            values={"delimiter": name},
        )
    return Issue(
        "file.read_as_utf8",
        N_("El archivo se leyó como UTF-8, separado por {delimiter}."),
        Severity.INFO,
        values={"delimiter": name},
    )
