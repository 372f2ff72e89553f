"""The gate that every file passes before any parser sees it."""

from pathlib import Path

from data_access.importers.refusal import Refused, refuse

__all__ = ["Refused", "inspect", "refuse"]


def inspect(path: Path) -> None:
    """Return when ``path`` is safe to parse; otherwise raise :class:`Refused`."""
    raise NotImplementedError
