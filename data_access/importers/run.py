"""One import from the file to the register: keep, check, read, save, return what was rejected."""

import hashlib
import shutil
from collections.abc import Mapping
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from data_access.importers import gate
from data_access.importers.received import Received
from data_access.importers.refusal import Refused, refuse
from data_access.importers.registry import IMPORTERS
from data_access.importers.rejected import write_rejected
from data_access.services.catalogues import read_catalogue
from data_access.services.held_rows import held_rows
from data_access.store.collector import without_collector
from data_access.store.store import Store
from data_access.vocabulary.actors import Actor, Permission, require
from data_access.vocabulary.drafts import ImportOutcome
from data_access.vocabulary.messages import N_
from data_access.vocabulary.money import SumTooLarge

PERMISSION = Permission.IMPORT


def import_file(
    store: Store,
    actor: Actor,
    importer: str,
    path: Path,
    *,
    companions: Mapping[str, Path] | None = None,
    options: Mapping[str, str] | None = None,
    raw_folder: Path,
    dry_run: bool = False,
    rejected: Path | None = None,
) -> ImportOutcome:
    """Import the file at ``path`` with the importer of that name, in one transaction.

    The bytes of every file are kept first in ``raw_folder`` under their SHA-256. A file that the
    gate or the reader turns away, or that comes before the catalogues it needs, writes nothing
    and comes back as an outcome with that error and how the file was understood. A dry run writes
    nothing but the workbook ``rejected``, which gets the rows that were left out, if any. Raises
    ``NotPermitted``, ``KeyError`` for an unknown importer, ``OSError``.
    """
    require(actor, PERMISSION)
    reader = IMPORTERS[importer]
    kept: list[Path] = []
    received = {
        part: (digest(file), file) if dry_run else keep(file, raw_folder, kept)
        for part, file in {"": path, **(companions or {})}.items()
    }
    sha256, place = received.pop("")
    others = {part: companion for part, (_, companion) in received.items()}
    try:
        for file in (place, *others.values()):
            gate.inspect(file)
        with store.reading() as session:
            catalogue = read_catalogue(session)
        if reader.needs_catalogues and not catalogue.codelists:
            raise refuse(
                "catalogues.missing",
                N_(
                    "Todavía no hay catálogos con que comparar los nombres del archivo: cargue "
                    "primero el paquete de la entidad (globo db upgrade) y repita la importación."
                ),
            )
        handed = Received(place, path.name, others, options or {}, partial(held_rows, store))
        with without_collector(), closing(reader.read(handed, catalogue)) as parsed:
            # Rows may be read while they are saved, so a file can still be refused here.
            outcome = reader.save(
                store, actor, importer, parsed,
                file_name=path.name, sha256=sha256, dry_run=dry_run,
            )  # fmt: skip
    except (Refused, SumTooLarge) as error:
        refusal = error if isinstance(error, Refused) else _sum_too_large(error)
        for file in kept:
            file.unlink()
        return ImportOutcome(
            importer, path.name, sha256, 0, 0, 0, 0, 0, (refusal.issue, *refusal.told),
            is_dry_run=dry_run,
        )  # fmt: skip
    if rejected is not None and outcome.rejected_rows:
        write_rejected(rejected, outcome.rejected_rows)
    return replace(outcome, is_dry_run=dry_run)


def _sum_too_large(error: SumTooLarge) -> Refused:
    return refuse("amount.sum_too_large", error.message, **error.values)


def digest(path: Path) -> str:
    """The SHA-256 of the bytes of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def keep(path: Path, raw_folder: Path, kept: list[Path]) -> tuple[str, Path]:
    """Copy a file to ``raw_folder`` under its digest, once; returns the digest and the copy.

    A copy that was not there before is added to ``kept``.
    """
    raw_folder.mkdir(parents=True, exist_ok=True)
    # The digest is that of the copy, which is what gets read: the original may change meanwhile.
    with NamedTemporaryFile(dir=raw_folder, suffix=".part", delete=False) as half:
        copy = Path(half.name)
        with path.open("rb") as original:
            shutil.copyfileobj(original, half)
    sha256 = digest(copy)
    place = raw_folder / f"{sha256}{path.suffix.lower()}"
    if place.exists():
        copy.unlink()
    else:
        copy.replace(place)
        kept.append(place)
    return sha256, place


def outcome_json(outcome: ImportOutcome) -> dict[str, Any]:
    """The outcome as plain data, with its sentences in Spanish, as ``--json`` prints it."""
    return {
        "importer": outcome.importer,
        "file": outcome.file_name,
        "sha256": outcome.sha256,
        "rows_read": outcome.rows_read,
        "created": outcome.created,
        "updated": outcome.updated,
        "unchanged": outcome.unchanged,
        "rejected": outcome.rejected,
        "issues": [
            {
                "sheet": issue.sheet,
                "row": issue.row,
                "column": issue.column,
                "code": issue.code,
                "severity": str(issue.severity),
                "value": issue.value,
                "message": issue.sentence,
            }
            for issue in outcome.issues
        ],
    }
