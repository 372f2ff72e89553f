"""The gate's look into a zip archive: its directory, then the true size and XML of each part."""

import zipfile
from collections.abc import Callable, Generator
from contextlib import closing
from pathlib import Path

from data_access.importers.gate_directory import check_directory
from data_access.importers.gate_plain import without_plain_rows
from data_access.importers.gate_refusals import (
    binary,
    damaged_workbook,
    encrypted,
    macros,
    not_supported,
    too_many_parts,
    unusual_parts,
)
from data_access.importers.gate_sheets import ods_checker, xlsx_checker
from data_access.importers.gate_xml import OnElement, scan_xml
from data_access.importers.limits import (
    CHUNK_BYTES,
    MAX_EXPANDED_BYTES,
    MAX_PART_BYTES,
    MAX_PARTS,
    MAX_RATIO,
    RATIO_COUNTS_FROM_BYTES,
)
from data_access.importers.refusal import Refused, refuse
from data_access.vocabulary.messages import N_

_TYPES = "[content_types].xml"
_WORKBOOK_TYPES = (
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml",
    "application/vnd.ms-excel.sheet.macroenabled.main+xml",
)
_BINARY_TYPE = "application/vnd.ms-excel.sheet.binary.macroenabled.main"
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
    check_directory(path)
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            _check_names(parts)
            budget = _Budget()
            checker = _checker_of(archive, parts, budget)
            for part in sorted(parts, key=lambda each: each.filename != _MANIFEST):
                is_manifest = part.filename == _MANIFEST
                _inspect_part(archive, part, _manifest_checker if is_manifest else checker, budget)
    except Refused:
        raise
    except Exception as error:  # a hostile archive can break zipfile and zlib in any way
        raise damaged_workbook() from error


def _check_names(parts: list[zipfile.ZipInfo]) -> None:
    names = [part.filename for part in parts]
    folded = {name.casefold() for name in names}
    if len(parts) > MAX_PARTS:
        raise too_many_parts()
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


def _checker_of(
    archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo], budget: "_Budget"
) -> Callable[[], OnElement]:
    """Tell which checker the XML of the parts needs."""
    by_name = {part.filename.lower(): part for part in parts}
    if {"content.xml", _MANIFEST}.issubset(part.filename for part in parts):
        return ods_checker
    if _TYPES not in by_name:
        raise not_supported()
    # What a part is, is told here and not by its name.
    types: dict[str, str] = {}

    def note(name: str, attributes: dict[str, str]) -> None:
        if name.rpartition(":")[2] == "Override":
            kind, part = attributes.get("ContentType", ""), attributes.get("PartName", "")
            types.setdefault(kind.lower(), part)

    with closing(_measured(archive, by_name[_TYPES], budget)) as chunks:
        scan_xml(chunks, note)
    workbook = next((types[kind] for kind in _WORKBOOK_TYPES if kind in types), None)
    if _BINARY_TYPE in types:
        raise binary()
    if workbook is None:
        raise not_supported()
    if not workbook.lower().startswith("/xl/"):
        raise unusual_parts()
    return xlsx_checker


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
