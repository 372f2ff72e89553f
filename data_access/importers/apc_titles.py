"""Repair of project titles whose accented letters became question marks."""

import re

from data_access.vocabulary.issues import Issue, Severity
from data_access.vocabulary.messages import N_

DAMAGE = "?"


def repaired_title(written: str, intact: str, row: int) -> tuple[str, list[Issue]]:
    """The title to keep, with what was done to it.

    ``intact`` is the title of the same project in the companion file, found by its id and by
    nothing else, or "" when there is none. Only a title with a question mark is ever replaced.
    """
    if DAMAGE not in written:
        return written, []
    if not intact:
        return written, [_damaged(written, row)]
    if intact == written:
        return written, []
    if _matches(written, intact):
        return intact, [_repaired(written, intact, row)]
    return intact, [_replaced(written, intact, row)]


def _matches(written: str, intact: str) -> bool:
    """Whether ``intact`` is ``written`` with one sign in place of each question mark."""
    pattern = "".join(
        "." if sign == DAMAGE else re.escape(sign) for sign in " ".join(written.split())
    )
    return re.fullmatch(pattern, " ".join(intact.split())) is not None


def _repaired(before: str, after: str, row: int) -> Issue:
    return Issue(
        "title.repaired",
        N_(
            "El título llegó dañado («{before}») y se recuperó por el código del proyecto: "
            "«{after}»."
        ),
        Severity.INFO,
        row=row,
        column="PROYECTO",
        value=before,
        values={"before": before, "after": after},
    )


def _replaced(before: str, after: str, row: int) -> Issue:
    return Issue(
        "title.replaced",
        N_(
            "El título dañado («{before}») y el del archivo de proyectos («{after}») no son el "
            "mismo texto; se dejó el segundo. Compruebe que es el mismo proyecto."
        ),
        Severity.WARNING,
        row=row,
        column="PROYECTO",
        value=before,
        values={"before": before, "after": after},
    )


def _damaged(title: str, row: int) -> Issue:
    return Issue(
        "title.damaged",
        N_(
            "El título tiene «?» donde puede faltar una letra y no hay otro con que recuperarlo: "
            "importe también el archivo de proyectos."
        ),
        Severity.WARNING,
        row=row,
        column="PROYECTO",
        value=title,
    )
