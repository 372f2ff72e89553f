"""What a figure was measured on: versions, cores and load."""

import os
import platform
from importlib.metadata import version


def describe() -> str:
    """Python, libraries, cores and load average in one line."""
    libraries = ", ".join(f"{name} {version(name)}" for name in ("dash", "plotly", "sqlalchemy"))
    load = os.getloadavg()[0]
    return (
        f"Python {platform.python_version()}, {libraries}, {os.cpu_count()} cores, load {load:.1f}"
    )
