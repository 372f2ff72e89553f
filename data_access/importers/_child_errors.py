"""The cells of an .xlsx book whose formula failed, which the table parser leaves empty."""

import posixpath
import zipfile
from collections import defaultdict
from pathlib import Path
from typing import Any
from xml.parsers import expat

from defusedxml import ElementTree

from data_access.importers.limits import CHUNK_BYTES

ErrorCells = dict[int, dict[int, str]]

_MARKS = (b't="e"', b"t='e'")
_RELATIONSHIP_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def error_cells(path: Path) -> dict[str, ErrorCells]:
    """Sheet name → row number → column index (0 is A) → the error shown, such as ``#REF!``.

    Empty for an .ods book, whose errors are read as texts.
    """
    found: dict[str, ErrorCells] = {}
    with zipfile.ZipFile(path) as archive:
        if "xl/workbook.xml" not in archive.namelist():
            return found
        for name, part in _sheet_parts(archive).items():
            if _has_mark(archive, part):
                found[name] = _parse(archive, part)
    return found


def _sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    targets = {
        relation.get("Id"): relation.get("Target", "")
        for relation in _elements(archive, "xl/_rels/workbook.xml.rels", "Relationship")
    }
    parts = {
        sheet.get("name", ""): posixpath.normpath(
            posixpath.join("/xl", targets.get(sheet.get(_RELATIONSHIP_ID), ""))
        ).lstrip("/")
        for sheet in _elements(archive, "xl/workbook.xml", "sheet")
    }
    names = set(archive.namelist())
    return {name: part for name, part in parts.items() if part in names}


def _elements(archive: zipfile.ZipFile, part: str, local_name: str) -> list[Any]:
    if part not in archive.namelist():
        return []
    root = ElementTree.fromstring(archive.read(part))
    return [each for each in root.iter() if each.tag.rpartition("}")[2] == local_name]


def _has_mark(archive: zipfile.ZipFile, part: str) -> bool:
    tail = b""
    with archive.open(part) as file:
        while chunk := file.read(CHUNK_BYTES):
            if any(mark in tail + chunk for mark in _MARKS):
                return True
            tail = chunk[-8:]
    return False


def _parse(archive: zipfile.ZipFile, part: str) -> ErrorCells:
    found: ErrorCells = defaultdict(dict)
    reference = ""
    text: list[str] | None = None

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal reference, text
        local = name.rpartition(":")[2]
        if local == "c":
            reference = attributes.get("r", "") if attributes.get("t") == "e" else ""
        elif local == "v" and reference:
            text = []

    def end(name: str) -> None:
        nonlocal text
        if text is not None and name.rpartition(":")[2] == "v":
            row, column = _place(reference)
            found[row][column] = "".join(text) or "#?"
            text = None

    def characters(data: str) -> None:
        if text is not None:
            text.append(data)

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = characters
    with archive.open(part) as file:
        parser.ParseFile(file)
    return found


def _place(reference: str) -> tuple[int, int]:
    letters = reference.rstrip("0123456789")
    column = 0
    for letter in letters.upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(reference[len(letters) :]), column - 1
