"""The gate that every file passes before any parser sees it."""

from collections.abc import Generator
from contextlib import closing
from enum import StrEnum
from pathlib import Path

from data_access.importers.gate_archive import inspect_archive
from data_access.importers.gate_refusals import encrypted, macros, not_supported
from data_access.importers.gate_xml import scan_xml
from data_access.importers.limits import (
    CHUNK_BYTES,
    MAX_TEXT_BYTES,
    MAX_WORKBOOK_BYTES,
    MEBIBYTE,
)
from data_access.importers.refusal import Refused, refuse
from data_access.importers.xml_encoding import utf8_chunks
from data_access.vocabulary.messages import N_

__all__ = ["FileKind", "Refused", "inspect", "kind_of", "refuse"]

_OTHER_MAGIC = (
    b"%PDF",
    b"\x1f\x8b",
    b"7z\xbc\xaf",
    b"Rar!",
    b"BZh",
    b"\xfd7zXZ",
    b"\x7fELF",
    b"\x89PNG",
    b"GIF8",
    b"\xff\xd8\xff",
    b"{\\rtf",
    b"SQLite format 3",
)
_UTF8_MARK = b"\xef\xbb\xbf"


class FileKind(StrEnum):
    """What a file is, told by its bytes; its name may lie."""

    ARCHIVE = "archive"
    OLD_WORKBOOK = "old_workbook"
    XML = "xml"
    TEXT = "text"


def kind_of(path: Path) -> FileKind:
    """Tell the kind of ``path`` from its first bytes."""
    with path.open("rb") as file:
        head = file.read(4096)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return FileKind.ARCHIVE
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return FileKind.OLD_WORKBOOK
    plain = head.replace(b"\0", b"").removeprefix(_UTF8_MARK).removeprefix(b"\xff\xfe")
    if plain.removeprefix(b"\xfe\xff").lstrip().startswith(b"<"):
        return FileKind.XML
    return FileKind.TEXT


def inspect(path: Path) -> None:
    """Return when ``path`` is safe to parse; otherwise raise :class:`Refused`.

    The file is judged by its content and read in pieces: it never needs to fit in memory.
    """
    if not path.is_file():
        raise refuse(
            "file.missing",
            N_("No se encuentra el archivo {name}. Revise la ruta y el nombre."),
            name=path.name,
        )
    size = path.stat().st_size
    if size == 0:
        raise refuse(
            "file.empty",
            N_("El archivo está vacío. Revise que se haya guardado o descargado completo."),
        )
    kind = kind_of(path)
    is_workbook = kind in (FileKind.ARCHIVE, FileKind.OLD_WORKBOOK)
    limit = MAX_WORKBOOK_BYTES if is_workbook else MAX_TEXT_BYTES
    if size > limit:
        raise refuse(
            "file.too_big",
            N_(
                "El archivo pesa {size} MB y el máximo es {limit} MB. Divídalo o quite las "
                "imágenes y hojas que no se cargan."
            ),
            size=str(-(-size // MEBIBYTE)),
            limit=str(limit // MEBIBYTE),
        )
    _INSPECTORS[kind](path)


def _inspect_old_workbook(path: Path) -> None:
    content = path.read_bytes()
    if _utf16("EncryptedPackage") in content:
        raise encrypted()
    if _utf16("_VBA_PROJECT") in content:
        raise macros()
    if _utf16("Workbook") not in content and _utf16("Book") not in content:
        raise not_supported()


def _inspect_xml(path: Path) -> None:
    is_first = True

    def check(name: str, _attributes: dict[str, str]) -> None:
        nonlocal is_first
        if is_first and name.rpartition(" ")[2].lower() == "html":
            raise _html()
        is_first = False

    with path.open("rb") as file:
        head = file.read(1024).replace(b"\0", b"").lower()
    if b"<!doctype html" in head or head.removeprefix(_UTF8_MARK).lstrip().startswith(b"<html"):
        raise _html()
    with closing(utf8_chunks(path)) as chunks:
        scan_xml(chunks, check, has_namespaces=True)


def _inspect_text(path: Path) -> None:
    with path.open("rb") as file:
        head = file.read(16)
    if head.startswith(_OTHER_MAGIC):
        raise not_supported()
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise refuse(
            "file.encoding",
            N_("El archivo está codificado en {encoding}. Vuelva a guardarlo en UTF-8."),
            encoding="UTF-16",
        )
    with closing(_chunks(path)) as chunks:
        has_nul = any(b"\0" in chunk for chunk in chunks)
    if has_nul:
        raise refuse(
            "file.nul",
            N_(
                "El archivo trae bytes nulos: no es una tabla de texto o está dañado. Guárdelo de "
                "nuevo como CSV UTF-8."
            ),
        )


def _chunks(path: Path) -> Generator[bytes, None, None]:
    with path.open("rb") as file:
        while chunk := file.read(CHUNK_BYTES):
            yield chunk


def _utf16(text: str) -> bytes:
    return text.encode("utf-16-le")


def _html() -> Refused:
    return refuse(
        "file.html",
        N_(
            "El archivo es una página web guardada con otro nombre. Ábralo con Excel o LibreOffice "
            "y guárdelo como libro .xlsx."
        ),
    )


_INSPECTORS = {
    FileKind.ARCHIVE: inspect_archive,
    FileKind.OLD_WORKBOOK: _inspect_old_workbook,
    FileKind.XML: _inspect_xml,
    FileKind.TEXT: _inspect_text,
}
