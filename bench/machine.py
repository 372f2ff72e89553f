"""What a figure was measured on: versions, cores, load, and how fast the machine was just then."""

import os
import platform
import time
from collections.abc import Callable
from importlib.metadata import version

ADDITIONS = 5_000_000
QUIET_SECONDS = 0.27
"""What the loop of :data:`ADDITIONS` takes on an idle core of the kind that the aims are for."""


def describe() -> str:
    """Python, libraries, cores, load average and the time of a plain loop, in one line.

    A core of the kind that the aims are meant for takes 0.25 to 0.3 s for the loop; one that does
    other people's work too takes several times as long, and so does everything else on it.
    """
    libraries = ", ".join(f"{name} {version(name)}" for name in ("dash", "plotly", "sqlalchemy"))
    load = os.getloadavg()[0]
    return (
        f"Python {platform.python_version()}, {libraries}, {os.cpu_count()} cores, "
        f"load {load:.1f}, {ADDITIONS:,} additions in {_loop_seconds(ADDITIONS):.2f} s"
    )


def slowness() -> float:
    """How many times as long as an idle core a core takes just now, by a loop of some 10 ms.

    In processor time: waiting for a core that the measured work itself uses is no slowness.
    """
    few = ADDITIONS // 25
    return _loop_seconds(few, time.process_time) * ADDITIONS / few / QUIET_SECONDS


def _loop_seconds(additions: int, clock: Callable[[], float] = time.perf_counter) -> float:
    began, total = clock(), 0
    for number in range(additions):
        total += number
    return clock() - began
