"""What is wrong with a datum, told so that a person knows what to do."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Severity(StrEnum):
    """How much an issue weighs: an error leaves its row out, the others do not."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True)
class Issue:
    """One finding about one cell, row or file.

    ``code`` is stable and dotted (``amount.not_a_number``); ``message`` is a Spanish sentence,
    marked for translation, with ``{name}`` placeholders filled from ``values``; ``row`` is the
    row number that the person sees in the file (1 is the first line), ``column`` its header.
    """

    code: str
    message: str
    severity: Severity = Severity.ERROR
    sheet: str | None = None
    row: int | None = None
    column: str | None = None
    value: str | None = None
    values: dict[str, str] = field(default_factory=dict)

    @property
    def sentence(self) -> str:
        """The Spanish message with its placeholders filled."""
        return self.message.format(**self.values) if self.values else self.message


def issue_of(plain: Mapping[str, Any]) -> Issue:
    """The issue that ``dataclasses.asdict`` made plain, as it comes back from JSON."""
    return Issue(**{**plain, "severity": Severity(plain["severity"])})
