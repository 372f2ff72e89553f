"""The parts of an .xlsx book, found as the standard means it: by relations, not by their names."""

import io
import posixpath
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from defusedxml import ElementTree

_FOLDER = "xl"
_WORKBOOK = "xl/workbook.xml"
_TRUE = ("1", "true")
_DAYS_TO_1904 = 1462
_KNOWN_NAMES = {"sharedStrings": "xl/sharedStrings.xml", "styles": "xl/styles.xml"}


class Relation(NamedTuple):
    """What a part is to another: its ``kind`` is the last word of the relation's type."""

    id: str
    kind: str
    part: str


class Book:
    """The parts of an open .xlsx archive by what they are."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive = archive
        # The names of parts are the same in any case.
        self._names = {name.lower(): name for name in archive.namelist()}
        targets = [each.part for each in self._relations("") if each.kind == "officeDocument"]
        self.workbook = next(filter(None, targets), self._name(_WORKBOOK))
        self._of_workbook = list(self._relations(self.workbook)) if self.workbook else []

    def sheets(self) -> dict[str, str]:
        """The part of each sheet by its name."""
        parts = {each.id: each.part for each in self._of_workbook}
        found = {
            sheet.get("name", ""): parts.get(_relation_id(sheet), "")
            for sheet in (self.elements(self.workbook, "sheet") if self.workbook else ())
        }
        return {name: part for name, part in found.items() if part}

    def styles(self) -> str:
        """The part with the styles, "" when the book has none."""
        return next((each.part for each in self._of_workbook if each.kind == "styles"), "")

    def is_computed(self) -> bool:
        """Whether a spreadsheet computed the book; what a program wrote asks for it at opening."""
        found = self.elements(self.workbook, "calcPr") if self.workbook else ()
        return all(each.get("fullCalcOnLoad") not in _TRUE for each in found)

    def days_ahead(self) -> int:
        """How many days later than other books this one begins to count days."""
        found = self.elements(self.workbook, "workbookPr") if self.workbook else ()
        return _DAYS_TO_1904 if any(each.get("date1904") in _TRUE for each in found) else 0

    def elements(self, part: str, *local_names: str) -> Iterator[Any]:
        """The elements of a part with one of these names, in their order."""
        root = ElementTree.fromstring(self.archive.read(part))
        return (each for each in root.iter() if each.tag.rpartition("}")[2] in local_names)

    def renamed(self) -> dict[str, str]:
        """The names that the table parser expects, by the names that it would not find."""
        if not self.workbook:
            return {}
        wanted = {self.workbook: _WORKBOOK, _relations_of(self.workbook): _relations_of(_WORKBOOK)}
        wanted |= {
            each.part: _KNOWN_NAMES[each.kind]
            for each in self._of_workbook
            if each.kind in _KNOWN_NAMES and each.part
        }
        return {part: name for part, name in wanted.items() if part.lower() != name.lower()}

    def _relations(self, part: str) -> Iterator[Relation]:
        source = self._name(_relations_of(part))
        for each in self.elements(source, "Relationship") if source else ():
            folder = posixpath.dirname(part)
            target = posixpath.normpath(posixpath.join("/", folder, each.get("Target", "")))
            kind = each.get("Type", "").rpartition("/")[2]
            yield Relation(each.get("Id", ""), kind, self._name(target.lstrip("/")))

    def _name(self, part: str) -> str:
        """The name of a part as the archive writes it, "" when it is not there."""
        return self._names.get(part.lower(), "")


def readable(path: Path) -> Path | io.BytesIO:
    """The book as the table parser finds its parts: at ``path``, or a copy with other names."""
    with zipfile.ZipFile(path) as archive:
        book = Book(archive)
        names = book.renamed()
        if not names or posixpath.dirname(book.workbook).lower() != _FOLDER:
            return path
        copy = io.BytesIO()
        with zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as renamed:
            for name in archive.namelist():
                if name in names or name.lower() not in map(str.lower, names.values()):
                    renamed.writestr(names.get(name, name), archive.read(name))
    copy.seek(0)
    return copy


def _relations_of(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _relation_id(element: Any) -> str:
    """The relation that an element names, whichever edition of the standard it is written in."""
    return next((value for name, value in element.attrib.items() if name.endswith("}id")), "")
