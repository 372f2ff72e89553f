"""Codes that an eye may take for one another, though they are not the same."""

from collections.abc import Collection, Hashable

from data_access.validation.codes import look_of
from data_access.vocabulary.issues import Issue, Severity
from data_access.vocabulary.messages import N_


class CodesAlike:
    """Remembers codes by what they look like, beginning with ``known`` ones, each in its scope: a
    source, or a kind of thing.
    """

    def __init__(self, known: Collection[tuple[Hashable, str]]) -> None:
        self._known = known
        self._by_look = {(scope, look_of(code)): code for scope, code in known}

    def told(self, scope: Hashable, code: str) -> Issue | None:
        """What is to be told of a code that may be new: an error when only its case is other."""
        if (scope, code) in self._known:
            return None
        return _issue(code, self._by_look.setdefault((scope, look_of(code)), code))

    def like(self, scope: Hashable, code: str) -> Issue | None:
        """The same of a code that has to be a known one, and is not remembered."""
        return _issue(code, self._by_look.get((scope, look_of(code)), code))


def _issue(code: str, known: str) -> Issue | None:
    if known == code:
        return None
    values = {"code": code, "known": known}
    if known.casefold() == code.casefold():
        message = N_(
            "El código «{code}» ya está escrito «{known}», con otras mayúsculas. Si es lo mismo, "
            "escríbalo así; si no, dele otro código."
        )
        return Issue("code.other_case", message, Severity.ERROR, value=code, values=values)
    message = N_(
        "El código «{code}» se parece a «{known}» y se tomó por otro: tiene letras de otro "
        "alfabeto u otro guion. Si son lo mismo, deje un solo código."
    )
    return Issue("code.looks_like", message, Severity.WARNING, value=code, values=values)
