"""Repair of project titles whose accented letters became question marks."""

import re

from data_access.importers.findings import Findings
from data_access.vocabulary.messages import N_

DAMAGE = "?"
_COLUMN = "PROYECTO"


def repaired_title(written: str, intact: str, findings: Findings) -> str:
    """The title to keep; what was done to it goes to ``findings``.

    ``intact`` is the title of the same project in the companion file, found by its id and by
    nothing else, or "" when there is none. Only a title with a question mark is ever replaced.
    """
    if DAMAGE not in written or intact == written:
        return written
    if not intact:
        findings.warning(
            "title.damaged",
            N_(
                "El título tiene «?» donde puede faltar una letra y no hay otro con que "
                "recuperarlo: importe también el archivo de proyectos."
            ),
            _COLUMN,
            written,
        )
        return written
    if _matches(written, intact):
        findings.info(
            "title.repaired",
            N_(
                "El título llegó dañado («{before}») y se recuperó por el código del proyecto: "
                "«{after}»."
            ),
            _COLUMN,
            written,
            before=written,
            after=intact,
        )
    else:
        findings.warning(
            "title.replaced",
            N_(
                "El título dañado («{before}») y el del archivo de proyectos («{after}») no son "
                "el mismo texto; se dejó el segundo. Compruebe que es el mismo proyecto."
            ),
            _COLUMN,
            written,
            before=written,
            after=intact,
        )
    return intact


def _matches(written: str, intact: str) -> bool:
    """Whether ``intact`` is ``written`` with one sign in place of each question mark."""
    pattern = "".join(
        "." if sign == DAMAGE else re.escape(sign) for sign in " ".join(written.split())
    )
    return re.fullmatch(pattern, " ".join(intact.split())) is not None
