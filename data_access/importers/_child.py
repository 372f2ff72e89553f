"""The child process: runs one reading task under limits, writing lines of JSON."""

import resource
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict
from itertools import islice
from pathlib import Path
from typing import Any

from data_access.importers.child_process import OUT_OF_MEMORY, TASK_REFUSED
from data_access.importers.limits import CHILD_CPU_SECONDS, CHILD_MEMORY_BYTES
from data_access.importers.refusal import Refused

Task = Callable[[Path], Iterator[Any]]


def _table(path: Path) -> Iterator[Any]:
    from data_access.importers._child_table import read

    return read(path)


def _iati(path: Path) -> Iterator[Any]:
    from data_access.importers._iati_child import read_activities

    return read_activities(path)


_ITEMS_PER_LINE = 100
# Each task imports its parser only when it runs, inside the limits.
TASKS: dict[str, Task] = {"table": _table, "iati": _iati}


def main(task: str, path: str) -> int:
    """Run ``task`` on ``path``; the exit code tells the parent how it ended."""
    import orjson

    resource.setrlimit(resource.RLIMIT_AS, (CHILD_MEMORY_BYTES, CHILD_MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CHILD_CPU_SECONDS, CHILD_CPU_SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    write = sys.stdout.buffer.write
    try:
        items = TASKS[task](Path(path))
        while some := list(islice(items, _ITEMS_PER_LINE)):
            write(orjson.dumps(some) + b"\n")
        sys.stdout.buffer.flush()
    except Refused as refusal:
        write(orjson.dumps({"refused": asdict(refusal.issue)}) + b"\n")
        sys.stdout.buffer.flush()
        return TASK_REFUSED
    except MemoryError:
        return OUT_OF_MEMORY
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
