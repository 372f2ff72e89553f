"""What a package says and nothing knows, told with the nearest of what is known."""

from collections.abc import Iterable
from difflib import SequenceMatcher

from data_access.vocabulary.messages import N_
from data_access.vocabulary.names import fold
from data_access.vocabulary.packages import PackageFault

_MOST_SHOWN = 12


def unknown(
    file: str, text: str, known: Iterable[str], *, line: int = 0, key: str = ""
) -> PackageFault:
    """The fault of ``text``, which is none of ``known``, at ``key`` of a file."""
    listed = _near_first(text, known)
    more = ", …" if len(listed) > _MOST_SHOWN else ""
    values = {"text": text, "known": ", ".join(listed[:_MOST_SHOWN]) + more}
    if not key:
        message = N_("no hay «{text}». Lo que hay: {known}")
        return PackageFault(file, message, line=line, **values)
    message = N_("{key}: no hay «{text}». Lo que hay: {known}")
    return PackageFault(file, message, line=line, key=key, **values)


def _near_first(text: str, known: Iterable[str]) -> list[str]:
    key = fold(text)

    def distance(name: str) -> tuple[float, str]:
        return -SequenceMatcher(None, key, fold(name)).ratio(), name

    return sorted(known, key=distance)
