"""Printing what was found in a file, the gravest first."""

from collections import Counter
from collections.abc import Iterable

import click

from data_access.vocabulary.issues import Issue, Severity
from data_access.vocabulary.messages import N_
from layouts.texts.catalogue import _, translate

SHOWN_ISSUES = 50
SHOWN_ALIKE = 5
_USE_JSON = N_(
    "… y {n} hallazgos más como estos (hasta {most} de cada clase): use --json para verlos todos."
)
_CORRECT_THESE = N_(
    "… y {n} hallazgos más como estos en {file} (hasta {most} de cada clase): corrija estos y "
    "repita."
)


def tell_findings(found: Iterable[Issue], *, file: str = "") -> None:
    """Print every finding when they are few, else the first ones of each kind: what there is
    hundreds of must not hide what there is one of.

    Those of a ``file`` that nobody named at the command line go to the error output, with it.
    """
    issues = sorted(found, key=lambda issue: list(Severity).index(issue.severity))
    most = SHOWN_ISSUES if len(issues) <= SHOWN_ISSUES else SHOWN_ALIKE
    told: Counter[str] = Counter()
    for issue in issues:
        told[issue.code] += 1
        if told[issue.code] <= most:
            _tell_finding(issue, file)
    more = sum(max(count - most, 0) for count in told.values())
    if more:
        message = _CORRECT_THESE if file else _USE_JSON
        click.echo(translate(message, n=more, most=most, file=file), err=bool(file))


def _tell_finding(issue: Issue, file: str) -> None:
    row = issue.row and _("fila {row}", row=issue.row)
    place = " · ".join(part for part in (file, issue.sheet, row, issue.column) if part)
    sentence = translate(issue.message, **issue.values)
    click.echo(f"  [{issue.severity}] {place}: {sentence}", err=bool(file))
