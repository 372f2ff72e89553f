"""Telling what was found in the files of the entity package while it was loaded."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from dashboard.cli._findings import tell_findings
from data_access.sample.package_files import WrongFile
from data_access.vocabulary.drafts import ImportOutcome
from data_access.vocabulary.issues import Severity


def tell_files(outcomes: Iterable[ImportOutcome]) -> None:
    """Print on the error output what a person should look at, file by file."""
    for outcome in outcomes:
        issues = [issue for issue in outcome.issues if issue.severity is not Severity.INFO]
        tell_findings(issues, file=outcome.file_name)


@contextmanager
def right_files() -> Iterator[None]:
    """End with 1, telling all that was found in it, on a file that cannot be right."""
    try:
        yield
    except WrongFile as problem:
        tell_files([problem.outcome])
        sys.exit(1)
