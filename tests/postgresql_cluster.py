"""A throw-away PostgreSQL cluster on a unix socket, for root and for ordinary users."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Self

import psycopg
from psycopg import sql

from tests.waiting import PATIENCE

_OPTIONS = (
    "-c listen_addresses='' -c fsync=off -c synchronous_commit=off -c full_page_writes=off "
    "-c max_connections=60"
)


class PostgresqlMissing(RuntimeError):
    """The server programs of PostgreSQL are not on this machine."""

    def __init__(self) -> None:
        super().__init__(
            "PostgreSQL's server programs are missing and the tests need them: "
            "run `python3 tasks.py test`, or install the Debian package postgresql."
        )


class PostgresqlCluster:
    """A cluster that lives as long as the ``with`` block."""

    def __enter__(self) -> Self:
        self._programs = _programs()
        # A unix socket's path may not pass 107 bytes, so the folder is not pytest's.
        self._folder = Path(tempfile.mkdtemp(prefix="globo-pg-", dir="/tmp"))
        if os.geteuid() == 0:
            shutil.chown(self._folder, "postgres", "postgres")
        try:
            self._run(
                "initdb", "-D", f"{self._folder}/data", "-U", "globo", "-A", "trust",
                "--no-sync", "-E", "UTF8", "--locale=C.UTF-8",
            )  # fmt: skip
            self._run(
                "pg_ctl", "-D", f"{self._folder}/data", "-w", "-t", str(PATIENCE),
                "-l", f"{self._folder}/log",
                "-o", f"{_OPTIONS} -c unix_socket_directories={self._folder}", "start",
            )  # fmt: skip
        except BaseException as error:
            log = self._folder / "log"
            error.add_note(log.read_text() if log.exists() else "The server wrote no log.")
            shutil.rmtree(self._folder, ignore_errors=True)
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        patience = ("-t", str(PATIENCE))
        self._run("pg_ctl", "-D", f"{self._folder}/data", *patience, "-m", "immediate", "stop")
        shutil.rmtree(self._folder, ignore_errors=True)

    def url(self, name: str) -> str:
        """The SQLAlchemy URL of the database ``name``."""
        return f"postgresql+psycopg://globo@/{name}?host={self._folder}"

    def create(self, name: str, template: str = "template1") -> None:
        """Create the database ``name`` as a copy of ``template``."""
        self._execute("CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy", name, template)

    def drop(self, name: str) -> None:
        """Remove the database ``name``, whoever is connected."""
        self._execute("DROP DATABASE {} WITH (FORCE)", name)

    def _execute(self, statement: str, *names: str) -> None:
        with psycopg.connect(
            host=str(self._folder), user="globo", dbname="postgres", autocommit=True
        ) as connection:
            connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))

    def _run(self, program: str, *arguments: str) -> None:
        # The server refuses to run as root; Debian's package brings the account postgres.
        user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        done = subprocess.run(
            [*user, str(self._programs / program), *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd="/",
            check=False,
        )
        if done.returncode != 0:
            raise RuntimeError(f"{program} failed with {done.returncode}")


def _programs() -> Path:
    installed = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    for initdb in sorted(installed, key=lambda path: int(path.parts[-3]), reverse=True):
        return initdb.parent
    if found := shutil.which("initdb"):
        return Path(found).parent
    raise PostgresqlMissing
