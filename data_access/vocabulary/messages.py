"""A marker for texts that people read and that live below `layouts`.

The words are Spanish, the source language; the edge translates them through the gettext catalogue.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


def N_(message: str) -> str:  # noqa: N802 - the name that gettext tools look for
    """Mark ``message`` for extraction and return it unchanged."""
    return message


@dataclass(frozen=True)
class Phrase:
    """A marked message with what fills its placeholders, to be said at the edge.

    As text it is the Spanish sentence.
    """

    message: str
    values: Mapping[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        """The sentence in the source language."""
        return self.message.format(**self.values) if self.values else self.message
