"""One file of an entity package, taken in by the importer of its kind with all that it tells."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from data_access.importers.received import Received
from data_access.importers.refusal import Refused
from data_access.store.store import Store
from data_access.vocabulary.actors import Actor
from data_access.vocabulary.catalogue import Catalogue
from data_access.vocabulary.drafts import ImportOutcome, ParsedFile
from data_access.vocabulary.issues import Issue, Severity

Read = Callable[[Received, Catalogue], ParsedFile[Any]]
Save = Callable[..., ImportOutcome]


class WrongFile(ValueError):
    """A file of the package with errors; ``outcome`` has all that was found in it."""

    def __init__(self, outcome: ImportOutcome) -> None:
        wrong = (issue for issue in outcome.issues if issue.severity is Severity.ERROR)
        super().__init__(
            "\n".join(f"{_place(outcome, issue)}: {issue.sentence}" for issue in wrong)
        )
        self.outcome = outcome


def read_file(importer: str, path: Path, read: Read, catalogue: Catalogue) -> ParsedFile[Any]:
    """What ``read`` makes of a file. Raises WrongFile when it turns the file away."""
    try:
        return read(Received(path, path.name), catalogue)
    except Refused as refusal:
        told = (refusal.issue, *refusal.told)
        outcome = ImportOutcome(importer, path.name, _digest(path), 0, 0, 0, 0, 0, told)
        raise WrongFile(outcome) from refusal


def save_file(
    store: Store,
    actor: Actor,
    importer: str,
    path: Path,
    parsed: ParsedFile[Any],
    save: Save,
    *,
    dry_run: bool = False,
) -> ImportOutcome:
    """Let ``save`` write what was read of a file. Raises WrongFile when any row was left out."""
    outcome = save(
        store, actor, importer, parsed,
        file_name=path.name, sha256=_digest(path), dry_run=dry_run,
    )  # fmt: skip
    if any(issue.severity is Severity.ERROR for issue in outcome.issues):
        raise WrongFile(outcome)
    return outcome


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _place(outcome: ImportOutcome, issue: Issue) -> str:
    return outcome.file_name + (f", line {issue.row}" if issue.row else "")
