"""What a figure was measured on: versions, cores, load, and how fast the machine was just then."""

import os
import platform
import time
from importlib.metadata import version

ADDITIONS = 5_000_000


def describe() -> str:
    """Python, libraries, cores, load average and the time of a plain loop, in one line.

    A core of the kind that the aims are meant for takes 0.25 to 0.3 s for the loop; one that does
    other people's work too takes several times as long, and so does everything else on it.
    """
    libraries = ", ".join(f"{name} {version(name)}" for name in ("dash", "plotly", "sqlalchemy"))
    load = os.getloadavg()[0]
    return (
        f"Python {platform.python_version()}, {libraries}, {os.cpu_count()} cores, "
        f"load {load:.1f}, {ADDITIONS:,} additions in {_loop_seconds():.2f} s"
    )


def _loop_seconds() -> float:
    began, total = time.perf_counter(), 0
    for number in range(ADDITIONS):
        total += number
    return time.perf_counter() - began
