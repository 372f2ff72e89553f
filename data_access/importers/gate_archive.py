"""The gate's look into a zip archive: its directory, then the true size and XML of each part."""

import struct
import zipfile
from collections.abc import Callable, Generator
from contextlib import closing
from pathlib import Path

from data_access.importers.gate_plain import without_plain_rows
from data_access.importers.gate_sheets import ods_checker, xlsx_checker
from data_access.importers.gate_xml import OnElement, scan_xml
from data_access.importers.limits import (
    CHUNK_BYTES,
    MAX_DIRECTORY_BYTES,
    MAX_EXPANDED_BYTES,
    MAX_PART_BYTES,
    MAX_PARTS,
    MAX_RATIO,
    RATIO_COUNTS_FROM_BYTES,
)
from data_access.importers.refusal import Refused, refuse
from data_access.vocabulary.messages import N_

_END_SIZE = 22
_MANIFEST = "META-INF/manifest.xml"
_NOT_XML = (
    ".png",
    ".jpg",
    ".jpeg",
    ".gif",
    ".bmp",
    ".tif",
    ".tiff",
    ".emf",
    ".wmf",
    ".svm",
    ".bin",
    ".pdf",
    ".ttf",
    ".odttf",
    ".rdf",
    "mimetype",
    ".xba",
    ".xlb",
    ".data",
)
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


def inspect_archive(path: Path) -> None:
    """Return when ``path`` is a clean .xlsx or .ods book; otherwise raise ``Refused``."""
    _check_directory(path)
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            checker = _check_names(parts)
            budget = _Budget()
            for part in sorted(parts, key=lambda each: each.filename != _MANIFEST):
                is_manifest = part.filename == _MANIFEST
                _inspect_part(archive, part, _manifest_checker if is_manifest else checker, budget)
    except Refused:
        raise
    except Exception as error:  # a hostile archive can break zipfile and zlib in any way
        raise damaged_workbook() from error


def damaged_workbook() -> Refused:
    """The refusal of a book that no program could read whole."""
    return refuse(
        "file.damaged",
        N_(
            "El libro está dañado o incompleto. Ábralo con Excel o LibreOffice, guárdelo de nuevo "
            "e inténtelo otra vez."
        ),
    )


def _check_directory(path: Path) -> None:
    """Refuse a huge or 64-bit directory before ``zipfile`` makes an object of each entry."""
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - 65_536 - _END_SIZE))
        tail = file.read()
    start = tail.rfind(b"PK\x05\x06")
    if start < 0 or len(tail) - start < _END_SIZE:
        raise damaged_workbook()
    directory_bytes = struct.unpack_from("<I", tail, start + 12)[0]
    if (
        directory_bytes > MAX_DIRECTORY_BYTES
        or tail[max(0, start - 20) : start][:4] == b"PK\x06\x07"
    ):
        raise _too_many_parts()


def _check_names(parts: list[zipfile.ZipInfo]) -> Callable[[], OnElement]:
    """Check the list of parts and tell which checker their XML needs."""
    names = [part.filename for part in parts]
    folded = {name.casefold() for name in names}
    if len(parts) > MAX_PARTS:
        raise _too_many_parts()
    if len(folded) != len(names):
        raise refuse(
            "file.repeated_parts",
            N_(
                "El libro trae dos veces la misma parte interna. Ábralo con Excel o LibreOffice y "
                "guárdelo de nuevo."
            ),
        )
    if any(_is_unsafe(part) for part in parts):
        raise refuse(
            "file.unsafe_path",
            N_(
                "El archivo trae rutas internas no permitidas. Ábralo con Excel o LibreOffice y "
                "guárdelo de nuevo."
            ),
        )
    if any("vbaproject" in name or name.startswith(("basic/", "scripts/")) for name in folded):
        raise macros()
    if any(part.flag_bits & 1 for part in parts):
        raise encrypted()
    if any(part.compress_type not in _METHODS for part in parts):
        raise damaged_workbook()
    if "[Content_Types].xml" in names and "xl/workbook.xml" in names:
        return xlsx_checker
    if "content.xml" in names and _MANIFEST in names:
        return ods_checker
    raise not_supported()


def _is_unsafe(part: zipfile.ZipInfo) -> bool:
    # `filename` was cut at a NUL and had its separators changed; `orig_filename` is as written.
    name = part.orig_filename
    return (
        name.startswith("/")
        or "\\" in name
        or "\0" in name
        or ".." in name.split("/")
        or name[1:2] == ":"
    )


class _Budget:
    """The bytes that all the parts together have expanded to."""

    expanded = 0


def _inspect_part(
    archive: zipfile.ZipFile,
    part: zipfile.ZipInfo,
    checker: Callable[[], OnElement],
    budget: _Budget,
) -> None:
    if part.is_dir() or part.filename.lower().endswith(_NOT_XML):
        with closing(_measured(archive, part, budget)) as chunks:
            for _ in chunks:
                pass
        return
    expanded_before = budget.expanded
    try:
        with closing(_measured(archive, part, budget)) as chunks:
            scan_xml(without_plain_rows(chunks), checker())
    except Refused:
        # Read whole, the part is refused for what is wrong in it and where it is.
        budget.expanded = expanded_before
        with closing(_measured(archive, part, budget)) as chunks:
            scan_xml(chunks, checker())


def _manifest_checker() -> OnElement:
    return _refuse_encryption


def _refuse_encryption(name: str, _attributes: dict[str, str]) -> None:
    if name.endswith("encryption-data"):
        raise encrypted()


def _measured(
    archive: zipfile.ZipFile, part: zipfile.ZipInfo, budget: _Budget
) -> Generator[bytes, None, None]:
    """The bytes of ``part``, counted as they come out: declared sizes may lie."""
    expanded = 0
    with archive.open(part) as file:
        while chunk := file.read(CHUNK_BYTES):
            expanded += len(chunk)
            budget.expanded += len(chunk)
            is_bomb = expanded > RATIO_COUNTS_FROM_BYTES and expanded > MAX_RATIO * max(
                1, part.compress_size
            )
            if is_bomb or expanded > MAX_PART_BYTES or budget.expanded > MAX_EXPANDED_BYTES:
                raise refuse(
                    "file.expands_too_much",
                    N_(
                        "El libro ocupa demasiado al abrirse. Deje sólo la hoja con los datos, sin "
                        "imágenes ni filas vacías con formato, y guárdelo de nuevo."
                    ),
                )
            yield chunk


def _too_many_parts() -> Refused:
    return refuse(
        "file.too_many_parts",
        N_(
            "El archivo tiene demasiadas partes internas para ser un libro de datos. Copie los "
            "datos a un libro nuevo y guárdelo."
        ),
    )


def macros() -> Refused:
    """The refusal of a book with programs inside."""
    return refuse(
        "file.macros",
        N_(
            "El libro trae macros, que no se aceptan por seguridad. Guárdelo como libro de Excel "
            "sin macros (.xlsx)."
        ),
    )


def encrypted() -> Refused:
    """The refusal of a book with a password."""
    return refuse(
        "file.encrypted",
        N_(
            "El libro está protegido con contraseña. Quite la contraseña (en Excel: Archivo, "
            "Información, Proteger libro) y guárdelo de nuevo."
        ),
    )


def not_supported() -> Refused:
    """The refusal of a kind of file that GLOBO does not read."""
    return refuse(
        "file.not_supported",
        N_(
            "No se reconoce el tipo de archivo. Envíe un libro .xlsx, .xls u .ods, una tabla .csv "
            "o un archivo .xml."
        ),
    )
