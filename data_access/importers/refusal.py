"""The exception with which a file is turned away before any of it is read."""

from collections.abc import Iterable

from data_access.vocabulary.issues import Issue


class Refused(Exception):
    """A file that is not taken in; ``issue`` says why and what to do (code ``file.*``).

    ``told`` is how the file had been understood by then.
    """

    def __init__(self, issue: Issue, told: Iterable[Issue] = ()) -> None:
        super().__init__(issue.sentence)
        self.issue = issue
        self.told = tuple(told)


def refuse(code: str, message: str, told: Iterable[Issue] = (), /, **values: str) -> Refused:
    """Build the refusal ``code`` whose Spanish ``message`` is filled with ``values``."""
    return Refused(Issue(code, message, values=values), told)
