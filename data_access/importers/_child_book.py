"""The sheets of a workbook as the table parser opens them; it runs in the child process."""

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import python_calamine

from data_access.importers._book_parts import Book, readable
from data_access.importers.gate import FileKind, kind_of
from data_access.importers.limits import CHUNK_BYTES

_ERROR_KIND = re.compile(rb"""(<(?:\w+:)?c\s(?:[^>]*\s)?t\s*=\s*)(?:"e"|'e')""")


def sheets(path: Path) -> Iterator[tuple[Any, python_calamine.CalamineSheet]]:
    """What the book at ``path`` says of each worksheet, and the sheet.

    The parser gives up a sheet with an error value that is younger than itself, such as #SPILL!:
    then it reads a copy of the book in which such values are texts.
    """
    book = _opened(path)
    for index, about in enumerate(book.sheets_metadata):
        if about.typ is not python_calamine.SheetTypeEnum.WorkSheet:
            continue
        try:
            sheet = book.get_sheet_by_index(index)
        except python_calamine.CalamineError:
            if not _has_parts(path):
                raise
            book = python_calamine.CalamineWorkbook.from_filelike(_without_error_values(path))
            sheet = book.get_sheet_by_index(index)
        yield about, sheet


def _opened(path: Path) -> python_calamine.CalamineWorkbook:
    open_book = python_calamine.CalamineWorkbook
    if kind_of(path) is FileKind.OLD_WORKBOOK:
        return open_book.from_path(path)
    book = readable(path)
    return open_book.from_path(book) if isinstance(book, Path) else open_book.from_filelike(book)


def _has_parts(path: Path) -> bool:
    """Whether the book is an .xlsx."""
    if kind_of(path) is FileKind.OLD_WORKBOOK:
        return False
    with zipfile.ZipFile(path) as archive:
        return bool(Book(archive).workbook)


def _without_error_values(path: Path) -> io.BytesIO:
    """A copy of the .xlsx book at ``path`` whose error values are texts."""
    copy = io.BytesIO()
    with (
        zipfile.ZipFile(readable(path)) as archive,
        zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as changed,
    ):
        parts = set(Book(archive).sheets().values())
        for name in archive.namelist():
            with archive.open(name) as source, changed.open(name, "w") as target:
                chunks = iter(lambda source=source: source.read(CHUNK_BYTES), b"")
                for chunk in _as_texts(chunks) if name in parts else chunks:
                    target.write(chunk)
    copy.seek(0)
    return copy


def _as_texts(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """The XML of a sheet with its error values as texts; a tag may be in two chunks."""
    left = b""
    for chunk in chunks:
        left += chunk
        end = left.rfind(b"<")
        yield _ERROR_KIND.sub(rb'\1"str"', left[:end])
        left = left[end:]
    yield _ERROR_KIND.sub(rb'\1"str"', left)
