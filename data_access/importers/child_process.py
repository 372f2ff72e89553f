"""A child process with limits, so that no file can take the program down with it."""

import logging
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Generator
from pathlib import Path
from typing import Any

import orjson

from data_access.importers.limits import CHILD_CLOCK_SECONDS
from data_access.importers.refusal import Refused, refuse
from data_access.vocabulary.issues import Issue
from data_access.vocabulary.messages import N_

_LOG = logging.getLogger(__name__)
_ROOT = Path(__file__).resolve().parents[2]
TASK_REFUSED = 3
OUT_OF_MEMORY = 4


def stream_child(
    task: str, path: Path, *, clock_seconds: float = CHILD_CLOCK_SECONDS
) -> Generator[Any, None, None]:
    """Yield what ``TASKS[task](path)`` of ``_child`` yields, from a process with limits.

    Every item crosses as one line of JSON. Raises ``Refused`` when the child refuses the file,
    dies, or exceeds its memory, its processor time or the clock. The child is dead when this ends.
    """
    # -P and a bare environment: the child sees our packages and nothing else of the parent's.
    command = [sys.executable, "-P", "-m", "data_access.importers._child", task, str(path)]
    environment = {"PYTHONPATH": str(_ROOT), "PYTHONUTF8": "1", "MALLOC_ARENA_MAX": "1"}
    with (
        tempfile.TemporaryFile() as errors,
        subprocess.Popen(  # noqa: S603 - a list, no shell
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=errors,
            env=environment,
        ) as child,
    ):
        alarm = threading.Timer(clock_seconds, child.kill)
        alarm.start()
        refused = None
        try:
            for line in child.stdout or ():
                item = orjson.loads(line)
                if isinstance(item, dict) and "refused" in item:
                    refused = item["refused"]
                else:
                    yield item
            child.wait()
        finally:
            is_late = not alarm.is_alive()
            alarm.cancel()
            child.kill()
        if refused is not None:
            raise Refused(Issue(**refused))
        if child.returncode != 0:
            _log_end(errors, task, child.returncode)
            raise _verdict(child.returncode, is_late)


def _verdict(code: int, is_late: bool) -> Refused:
    if is_late or code == -signal.SIGXCPU:
        return refuse(
            "file.too_slow",
            N_(
                "El archivo tarda demasiado en leerse. Divídalo en archivos más pequeños e "
                "inténtelo de nuevo."
            ),
        )
    if code == OUT_OF_MEMORY:
        return refuse(
            "file.too_much_memory",
            N_(
                "El archivo necesita demasiada memoria para leerse. Divídalo en archivos más "
                "pequeños, sin filas ni columnas vacías con formato."
            ),
        )
    return refuse(
        "file.damaged",
        N_(
            "El libro está dañado o incompleto. Ábralo con Excel o LibreOffice, guárdelo de nuevo "
            "e inténtelo otra vez."
        ),
    )


def _log_end(errors: Any, task: str, code: int) -> None:
    errors.seek(0)
    tail = errors.read()[-2000:].decode("utf-8", "replace")
    _LOG.warning("child task %s ended with code %s: %s", task, code, tail)
