"""A server that has just started answers its first visits, all at once, without an error."""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from pathlib import Path

import pytest

from data_access.store import schema
from data_access.store.store import open_store
from tests.waiting import PATIENCE, until

VISITS = 24


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def get(port: int, path: str) -> tuple[int, bytes]:
    """Status and body of a GET to this machine."""
    connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


@pytest.fixture
def started(tmp_path: Path) -> Iterator[int]:
    """The port of a gunicorn that listens since this instant, with an empty, migrated store."""
    port = free_port()
    url = f"sqlite:///{tmp_path / 'globo.db'}"
    store = open_store(url)
    schema.upgrade(store)
    store.close()
    environment = {
        **os.environ,
        "GLOBO_DATA_DIR": str(tmp_path),
        "GLOBO_DATABASE_URL": url,
        "GLOBO_PORT": str(port),
    }
    command = "from dashboard.cli.serve import serve; serve()"
    log = tmp_path / "log.txt"
    with log.open("wb") as output:
        server = subprocess.Popen(
            [sys.executable, "-c", command], env=environment, stdout=output, stderr=output
        )
        try:
            wait_until_it_listens(port, server, log)
            yield port
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(PATIENCE)


def wait_until_it_listens(port: int, server: subprocess.Popen, log: Path) -> None:
    """Return as soon as the port takes connections; fail if the server ends before."""

    def listens() -> bool:
        if server.poll() is not None:
            pytest.fail(log.read_text("utf-8"))
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", port)) == 0

    until(listens, lambda: f"listening: {log.read_text('utf-8')}")


def test_the_first_visits_all_succeed(started: int):
    with ThreadPoolExecutor(VISITS) as pool:
        pages = list(pool.map(lambda _: get(started, "/"), range(VISITS)))
        assert [status for status, _ in pages] == [200] * VISITS
        scripts = re.findall(r'(?:src|href)="(/[^"]+)"', pages[0][1].decode("utf-8"))
        paths = [*scripts, "/_dash-layout", "/_dash-dependencies", "/salud", "/listo"] * 3
        statuses = list(pool.map(lambda path: get(started, path)[0], paths))
    assert dict(zip(paths, statuses, strict=True)) == dict.fromkeys(paths, 200)


def test_a_bad_setting_stops_the_start_with_a_sentence(tmp_path: Path):
    ended = subprocess.run(
        [sys.executable, "-c", "from dashboard.cli.serve import serve; serve()"],
        env={**os.environ, "GLOBO_DATA_DIR": str(tmp_path), "GLOBO_PORT": "many"},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert ended.returncode == 78
    assert "GLOBO_PORT" in ended.stderr
    assert "Traceback" not in ended.stderr
