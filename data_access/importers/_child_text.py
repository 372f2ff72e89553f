"""Reading of tables kept as text: their encoding, their delimiter, their rows."""

import codecs
import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from data_access.importers.gate_sheets import too_many_columns, too_many_rows
from data_access.importers.limits import CHUNK_BYTES, MAX_CELL_SIGNS, MAX_COLUMNS, MAX_ROWS
from data_access.importers.refusal import refuse
from data_access.vocabulary.issues import Issue, Severity
from data_access.vocabulary.messages import N_

_DELIMITERS = {",": "coma", ";": "punto y coma", "\t": "tabulador", "|": "barra"}
_SAMPLE_SIGNS = 65_536


def read_text_table(path: Path) -> Iterator[Any]:
    """Yield the one nameless sheet of ``path`` as :func:`_child_table.read` does.

    Rows are numbered as a spreadsheet would: one with line breaks inside quotes is one row.
    """
    encoding = _encoding(path)
    csv.field_size_limit(MAX_CELL_SIGNS)
    with path.open(encoding=encoding, newline="") as file:
        delimiter = _delimiter(file.read(_SAMPLE_SIGNS))
        file.seek(0)
        told = asdict(_told(encoding, delimiter))
        yield {"sheet": "", "is_hidden": False, "issues": [told]}
        try:
            yield from _rows(file, delimiter)
        except csv.Error as error:
            raise refuse(
                "file.bad_table",
                N_(
                    "La tabla no se puede leer: hay una celda de más de {limit} caracteres o unas "
                    "comillas sin cerrar. Revise las comillas o guárdela como libro .xlsx."
                ),
                limit=str(MAX_CELL_SIGNS),
            ) from error


def _rows(file: Any, delimiter: str) -> Iterator[list[Any]]:
    for number, row in enumerate(csv.reader(file, delimiter=delimiter), start=1):
        cells = [cell if cell else None for cell in row]
        while cells and cells[-1] is None:
            cells.pop()
        if len(cells) > MAX_COLUMNS:
            raise too_many_columns()
        if number > MAX_ROWS:
            raise too_many_rows()
        if cells:
            yield [number, cells]


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


def _delimiter(sample: str) -> str:
    """The delimiter that cuts the sample in the most columns, the most evenly."""

    def score(delimiter: str) -> float:
        widths = [len(row) for row in _sample_rows(sample, delimiter) if row]
        if not widths:
            return 0
        width, count = Counter(widths).most_common(1)[0]
        return min(width, widths[0]) * count / len(widths) if width > 1 else 0

    return max(_DELIMITERS, key=score)


def _sample_rows(sample: str, delimiter: str) -> list[list[str]]:
    rows = []
    try:
        for row in csv.reader(sample.splitlines(keepends=True), delimiter=delimiter):
            rows.append(row)
    except csv.Error:
        return rows
    # The sample may end in the middle of its last row.
    return rows[:-1] if len(rows) > 1 and len(sample) == _SAMPLE_SIGNS else rows


def _told(encoding: str, delimiter: str) -> Issue:
    name = _DELIMITERS[delimiter]
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
