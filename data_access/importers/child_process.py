"""A child process with limits, so that no file can take the program down with it."""

import logging
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any

import orjson

from data_access.importers.limits import CHILD_CLOCK_SECONDS
from data_access.importers.refusal import Refused, refuse
from data_access.vocabulary.issues import issue_of
from data_access.vocabulary.messages import N_

_LOG = logging.getLogger(__name__)
_ROOT = Path(__file__).resolve().parents[2]
TASK_REFUSED = 3
OUT_OF_MEMORY = 4


def stream_child(
    task: str, path: Path, *, clock_seconds: float = CHILD_CLOCK_SECONDS
) -> Generator[Any, None, None]:
    """Yield what ``TASKS[task](path)`` of ``_child`` yields, from a process with limits.

    A number of items cross as one line of JSON. Raises ``Refused`` when the child refuses the file,
    dies, or exceeds its memory, its processor time or the clock, which stands still while the
    caller works on what it got. The child is dead when this ends.
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
        clock = Clock(clock_seconds, child.kill)
        refused = None
        try:
            for line in child.stdout or ():
                items = orjson.loads(line)
                if isinstance(items, dict):
                    refused = items["refused"]
                    break
                given_at = time.monotonic()
                yield from items
                clock.seconds += time.monotonic() - given_at
            child.wait()
        finally:
            clock.stop()
            child.kill()
        if refused is not None:
            raise Refused(issue_of(refused))
        if child.returncode != 0:
            _log_end(errors, task, child.returncode)
            raise _verdict(child.returncode, clock.is_over)


class Clock:
    """Calls ``ring`` when ``seconds`` are over; more may be granted while it runs."""

    def __init__(self, seconds: float, ring: Callable[[], None]) -> None:
        self.seconds = seconds
        self.is_over = False
        self._ring = ring
        self._began = time.monotonic()
        self._is_stopped = threading.Event()
        threading.Thread(target=self._watch, daemon=True).start()

    def stop(self) -> None:
        """Let it never ring."""
        self._is_stopped.set()

    def _watch(self) -> None:
        while (left := self._began + self.seconds - time.monotonic()) > 0:
            if self._is_stopped.wait(left):
                return
        self.is_over = True
        self._ring()


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
