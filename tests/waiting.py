"""The one way in which tests wait: for a condition, never for a time."""

import time
from collections.abc import Callable
from typing import TypeVar

PATIENCE = 240
"""Seconds after which a condition will never hold, on however slow and busy a machine."""
_PAUSE = 0.1
_Found = TypeVar("_Found")


def until(condition: Callable[[], _Found], wanted: Callable[[], object] | str = "") -> _Found:
    """What ``condition`` gives as soon as that is true; fails when ``PATIENCE`` is over.

    ``wanted`` tells what was waited for, or is asked then.
    """
    limit = time.monotonic() + PATIENCE
    while not (found := condition()):
        if time.monotonic() > limit:
            told = wanted() if callable(wanted) else wanted
            raise TimeoutError(f"not within {PATIENCE} s: {told or condition}")
        time.sleep(_PAUSE)
    return found
