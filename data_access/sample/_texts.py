"""The text of a file of an entity package, which is in UTF-8."""

from data_access.vocabulary.messages import N_
from data_access.vocabulary.packages import PackageFault


def read_text(name: str, content: bytes) -> str:
    """What the file ``name`` says. Raises PackageFault, with the line, where it is not in UTF-8."""
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        before = error.object[: error.start]
        message = N_(
            "no está en UTF-8: ábralo en la hoja de cálculo o el editor y guárdelo con esa "
            "codificación (en Excel, «CSV UTF-8»)"
        )
        raise PackageFault(name, message, line=before.count(b"\n") + 1) from error
