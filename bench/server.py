"""The real server in a process of its own, for benches that visit it."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

READY_SECONDS = 120
SETTLE_SECONDS = 120
IDLE_TICKS = 5


@dataclass(frozen=True)
class Server:
    """A running server."""

    url: str
    pid: int
    start_seconds: float

    def settle(self) -> None:
        """Wait until the work of a first start (compressing files) is over."""
        deadline = time.monotonic() + SETTLE_SECONDS
        before = self._ticks()
        while time.monotonic() < deadline:
            time.sleep(1)
            now = self._ticks()
            if now - before < IDLE_TICKS:
                return
            before = now

    def _ticks(self) -> int:
        """Processor time of the server and its workers, in clock ticks."""
        fields = [
            Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
            for pid in _family(self.pid)
        ]
        return sum(int(field[11]) + int(field[12]) for field in fields)

    def memory_mb(self) -> float:
        """Proportional memory (PSS) of the server and its workers, in MB."""
        return sum(_pss_kb(pid) for pid in _family(self.pid)) / 1000


@contextmanager
def serving(database_url: str, data_dir: Path, workers: int = 2) -> Iterator[Server]:
    """``globo serve`` on a free port of the loopback, ended afterwards."""
    port = _free_port()
    environ = dict(
        os.environ,
        GLOBO_DATABASE_URL=database_url,
        GLOBO_DATA_DIR=str(data_dir),
        GLOBO_PORT=str(port),
        GLOBO_WORKERS=str(workers),
        GLOBO_LOG_LEVEL="WARNING",
    )
    began = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-m", "dashboard", "serve"], env=environ)
    try:
        url = f"http://127.0.0.1:{port}"
        _wait(url, process)
        yield Server(url, process.pid, time.perf_counter() - began)
    finally:
        process.terminate()
        process.wait(30)


def _wait(url: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended with {process.returncode}")
        try:
            with urllib.request.urlopen(f"{url}/listo", timeout=5) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.05)
    raise RuntimeError("the server was not ready in time")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _family(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    return [pid, *(member for child in children for member in _family(int(child)))]


def _pss_kb(pid: int) -> int:
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1])
    return 0
