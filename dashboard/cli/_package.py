"""Telling what was found in the files of the entity package, and why it cannot be used."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from dashboard.cli._findings import tell_findings
from data_access.sample.package import read_place
from data_access.sample.package_files import WrongFile
from data_access.services.package_register import check_store
from data_access.store.store import Store
from data_access.vocabulary.drafts import ImportOutcome
from data_access.vocabulary.issues import Severity
from data_access.vocabulary.messages import N_
from data_access.vocabulary.packages import PackageFault
from layouts.texts.catalogue import _, translate

EXIT_FAULTY = 1


@contextmanager
def right_package(folder: Path) -> Iterator[None]:
    """End with 1 and a sentence on a package that cannot be right."""
    try:
        yield
    except (ValueError, OSError) as fault:
        tell_fault(folder, fault)
        sys.exit(EXIT_FAULTY)


def refuse_other_register(store: Store, folder: Path) -> None:
    """End with 1 and a sentence when the store keeps another register than that of the package."""
    with right_package(folder):
        check_store(store, read_place(folder))


def tell_fault(folder: Path, fault: ValueError | OSError) -> None:
    """Print on the error output what is wrong with a package, with all that a file of it tells."""
    if isinstance(fault, WrongFile):
        tell_files([fault.outcome])
    message = N_("El paquete de la entidad no sirve ({folder}): {reason}")
    click.echo(translate(message, folder=str(folder), reason=_reason(fault)), err=True)


def tell_files(outcomes: Iterable[ImportOutcome]) -> None:
    """Print on the error output what a person should look at, file by file."""
    for outcome in outcomes:
        issues = [issue for issue in outcome.issues if issue.severity is not Severity.INFO]
        tell_findings(issues, file=outcome.file_name)


def _reason(fault: ValueError | OSError) -> str:
    """What is wrong, with its file and line, in the reader's language."""
    if isinstance(fault, WrongFile):
        return _("corrija {file}", file=fault.outcome.file_name)
    if not isinstance(fault, PackageFault):
        return str(fault)
    reason = translate(fault.message, **fault.values)
    if not fault.line:
        return f"{fault.file}: {reason}"
    return _("{file}, línea {line}: {reason}", file=fault.file, line=str(fault.line), reason=reason)
