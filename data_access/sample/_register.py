"""The code of a city's register: of plain signs, and of no other source."""

import re

from data_access.sample._settings import FILE
from data_access.vocabulary.messages import N_
from data_access.vocabulary.packages import PackageFault

_SHAPE = re.compile("[a-z0-9]+(-[a-z0-9]+)*")
_MOST_SIGNS = 40
TAKEN = frozenset(
    {
        "apc", "budgets", "contributions", "cooperation", "demonstration", "demostracion", "iati",
        "plan", "progress", "rates", "reprogrammed", "trm",
    }
)  # fmt: skip
"""Codes of other sources and of importers; a publisher of IATI has its own behind ``iati-``."""


def check_register_code(code: str) -> None:
    """Raise PackageFault on a code that cannot be, or that would join the register to a source."""
    if not _SHAPE.fullmatch(code) or len(code) > _MOST_SIGNS:
        raise PackageFault(
            FILE,
            N_(
                "[place] register_code: «{code}» no sirve. Escriba hasta {most} minúsculas sin "
                "tilde y cifras, con guiones entre las palabras, por ejemplo registro-lima"
            ),
            code=code,
            most=str(_MOST_SIGNS),
        )
    if code in TAKEN or code.startswith("iati-"):
        raise PackageFault(
            FILE,
            N_(
                "[place] register_code: «{code}» es el código de otra fuente de GLOBO, y sus "
                "acciones se juntarían con las de la ciudad. Ponga otro, por ejemplo "
                "registro-{code}"
            ),
            code=code,
        )
