"""A file handed over for import, with those that go with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from data_access.importers.hidden import HIDDEN, SKIP


@dataclass(frozen=True)
class Received:
    """``path`` is where the bytes are now, ``name`` how its sender called the file.

    ``companions`` are further files by the name that the importer gives to their part, and
    ``options`` what the sender says beside them.
    """

    path: Path
    name: str
    companions: Mapping[str, Path] = field(default_factory=dict)
    options: Mapping[str, str] = field(default_factory=dict)

    @property
    def skips_hidden(self) -> bool:
        """Whether hidden rows are to be left out."""
        return self.options.get(HIDDEN) == SKIP
