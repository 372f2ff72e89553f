"""What a figure was measured on: versions, cores, load, and how fast the machine was just then."""

import os
import platform
import time
from importlib.metadata import version

ADDITIONS = 5_000_000


def describe() -> str:
    """Python, libraries, cores, load average and the time of a plain loop, in one line.

    A core that does other people's work too takes several times as long for the loop as an idle
    one, and so does everything else on it.
    """
    libraries = ", ".join(f"{name} {version(name)}" for name in ("dash", "plotly", "sqlalchemy"))
    load = os.getloadavg()[0]
    return (
        f"Python {platform.python_version()}, {libraries}, {os.cpu_count()} cores, "
        f"load {load:.1f}, {ADDITIONS:,} additions in {_loop_seconds(ADDITIONS):.2f} s"
    )


def _loop_seconds(additions: int) -> float:
    began, total = time.perf_counter(), 0
    for number in range(additions):
        total += number
    return time.perf_counter() - began
