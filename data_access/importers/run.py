"""One import from the file to the register: keep, check, read, save, return what was rejected."""

import hashlib
import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from data_access.importers import gate
from data_access.importers.received import Received
from data_access.importers.refusal import Refused
from data_access.importers.registry import IMPORTERS
from data_access.importers.rejected import write_rejected
from data_access.services.catalogues import read_catalogue
from data_access.services.imports import run_import
from data_access.store.store import Store
from data_access.vocabulary.actors import Actor, Permission, require
from data_access.vocabulary.drafts import ImportOutcome

PERMISSION = Permission.IMPORT


def import_file(
    store: Store,
    actor: Actor,
    importer: str,
    path: Path,
    *,
    companions: Mapping[str, Path] | None = None,
    raw_folder: Path,
    dry_run: bool = False,
    rejected: Path | None = None,
) -> ImportOutcome:
    """Import the file at ``path`` with the importer of that name, in one transaction.

    The bytes of every file are kept first in ``raw_folder`` under their SHA-256. A file that the
    gate or the reader turns away writes nothing and comes back as an outcome with one error. A
    dry run writes nothing but the workbook ``rejected``, which gets the rows that were left out,
    if any. Raises ``NotPermitted``, ``KeyError`` for an unknown importer, ``OSError``.
    """
    require(actor, PERMISSION)
    reader = IMPORTERS[importer]
    files = {"": path, **(companions or {})}
    digests = {part: digest(file) for part, file in files.items()}
    kept: list[Path] = []
    places = files if dry_run else {
        part: keep(file, digests[part], raw_folder, kept) for part, file in files.items()
    }
    try:
        for place in places.values():
            gate.inspect(place)
        others = {part: place for part, place in places.items() if part}
        with store.reading() as session:
            catalogue = read_catalogue(session)
        parsed = reader.read(Received(places[""], path.name, others), catalogue)
    except Refused as refusal:
        for place in kept:
            place.unlink()
        return ImportOutcome(
            importer, path.name, digests[""], 0, 0, 0, 0, 0, (refusal.issue,), is_dry_run=dry_run
        )
    outcome = run_import(
        store, actor, importer, parsed,
        file_name=path.name, sha256=digests[""], dry_run=dry_run,
    )  # fmt: skip
    if rejected is not None and outcome.rejected_rows:
        write_rejected(rejected, outcome.rejected_rows)
    return replace(outcome, is_dry_run=dry_run)


def digest(path: Path) -> str:
    """The SHA-256 of the bytes of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def keep(path: Path, sha256: str, raw_folder: Path, kept: list[Path]) -> Path:
    """Copy a file to ``raw_folder`` under its digest, once; new copies are added to ``kept``."""
    place = raw_folder / f"{sha256}{path.suffix.lower()}"
    if not place.exists():
        raw_folder.mkdir(parents=True, exist_ok=True)
        half = place.with_suffix(".part")
        shutil.copyfile(path, half)
        half.replace(place)
        kept.append(place)
    return place


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
