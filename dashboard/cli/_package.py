"""Saying what is wrong with an entity package, and what was found in its files."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from dashboard.cli._findings import tell_findings
from dashboard.cli._store import EXIT_CONFIGURATION, fail
from data_access.sample.package_files import WrongFile
from data_access.vocabulary.drafts import ImportOutcome
from data_access.vocabulary.issues import Severity
from data_access.vocabulary.messages import N_
from data_access.vocabulary.packages import PackageFault
from layouts.texts.catalogue import _, translate

UNFIT = N_("El paquete de la entidad no sirve ({folder}): {reason}")


def tell_files(outcomes: Iterable[ImportOutcome]) -> None:
    """Print on the error output what a person should look at, file by file."""
    for outcome in outcomes:
        issues = [issue for issue in outcome.issues if issue.severity is not Severity.INFO]
        tell_findings(issues, file=outcome.file_name)


@contextmanager
def package_told(folder: Path) -> Iterator[None]:
    """End the command with a sentence when the package in ``folder`` turns out to be faulty, or
    with all that was found in a file of it that cannot be right.
    """
    try:
        yield
    except WrongFile as problem:
        tell_files([problem.outcome])
        sys.exit(1)
    except (ValueError, OSError) as fault:
        fail(UNFIT, EXIT_CONFIGURATION, folder=str(folder), reason=reason_of(fault))


def reason_of(fault: ValueError | OSError) -> str:
    """What is wrong, with its file and line, in the reader's language."""
    if not isinstance(fault, PackageFault):
        return str(fault)
    reason = translate(fault.message, **fault.values)
    if not fault.line:
        return f"{fault.file}: {reason}"
    return _("{file}, línea {line}: {reason}", file=fault.file, line=str(fault.line), reason=reason)
