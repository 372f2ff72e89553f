"""``python -m bench.import_file``: how fast, in how much memory, the template is imported.

Fills the template with 50,000 rows, as .xlsx and as .csv, and imports each into a new store of
each engine, from the file to the register, in a process of its own.
"""

import argparse
import gc
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from bench import cooperation_workbook
from bench.machine import describe
from data_access.importers import run
from data_access.importers.registry import IMPORTERS
from data_access.sample.load import load_sample
from data_access.services.catalogues import read_catalogue
from data_access.store import schema
from data_access.store.store import open_store
from data_access.vocabulary.actors import OPERATOR
from tests.postgresql_cluster import PostgresqlCluster

ROWS = 50_000
GATE = "gate"
REST = "read, parse and save, in step"
_LOOK_SECONDS = 0.02
_PAGE_MB = os.sysconf("SC_PAGE_SIZE") / 1e6


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--rows", type=int, default=ROWS)
    arguments.add_argument("--url", help="an empty PostgreSQL database instead of a passing one")
    arguments.add_argument("--only", choices=("sqlite", "postgresql"))
    arguments.add_argument("--format", choices=("xlsx", "csv"), action="append")
    arguments.add_argument("--worker", nargs=2, metavar=("URL", "FILE"), help=argparse.SUPPRESS)
    options = arguments.parse_args()
    if options.worker:
        print(json.dumps(_import(*options.worker)))
        return
    print(describe())
    formats = options.format or ["xlsx", "csv"]
    with tempfile.TemporaryDirectory(prefix="globo-bench-") as name:
        folder = Path(name)
        files = _write_files(folder, options.rows, formats)
        for engine in [options.only] if options.only else ["sqlite", "postgresql"]:
            for file in files:
                with _database(engine, options.url, folder / f"{file.suffix[1:]}.db") as url:
                    _report(engine, file, options.rows, *_watched(url, file))


def _write_files(folder: Path, rows: int, formats: list[str]) -> list[Path]:
    store = open_store(f"sqlite:///{folder}/catalogue.db")
    schema.upgrade(store)
    load_sample(store, OPERATOR)
    with store.reading() as session:
        catalogue = read_catalogue(session)
    store.close()
    files = [folder / f"cooperacion.{suffix}" for suffix in formats]
    for file in files:
        cooperation_workbook.write(file, catalogue, rows)
    return files


@contextmanager
def _database(engine: str, url: str | None, file: Path) -> Iterator[str]:
    if engine == "sqlite":
        yield f"sqlite:///{file}"
    elif url:
        yield url
    else:
        with PostgresqlCluster() as cluster:
            cluster.create("bench")
            yield cluster.url("bench")


def _watched(url: str, file: Path) -> tuple[dict[str, Any], float]:
    """What the import told of itself, and the most memory that its processes held together."""
    command = [sys.executable, "-m", "bench.import_file", "--worker", url, str(file)]
    peak = 0.0
    with subprocess.Popen(command, stdout=subprocess.PIPE) as worker:
        while worker.poll() is None:
            peak = max(peak, _resident_mb(worker.pid))
            time.sleep(_LOOK_SECONDS)
        told = worker.stdout.read() if worker.stdout else b""
    if worker.returncode:
        raise RuntimeError(f"the import ended with {worker.returncode}")
    return json.loads(told), peak


def _resident_mb(pid: int) -> float:
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except (FileNotFoundError, ProcessLookupError, IndexError):
        return 0
    return pages * _PAGE_MB + sum(_resident_mb(int(child)) for child in children)


def _import(url: str, file: str) -> dict[str, Any]:
    """Prepare the store at ``url``, import ``file``, and tell the seconds of each stage."""
    store = open_store(url)
    schema.upgrade(store)
    load_sample(store, OPERATOR)
    gc.collect()
    stages: dict[str, float] = {}
    run.gate.inspect = _timed(run.gate.inspect, GATE, stages)
    reader = IMPORTERS["cooperation"]
    IMPORTERS["cooperation"] = replace(reader, save=_timed(reader.save, REST, stages))
    began, cpu = time.perf_counter(), _cpu_seconds()
    with tempfile.TemporaryDirectory() as raw:
        outcome = run.import_file(store, OPERATOR, "cooperation", Path(file), raw_folder=Path(raw))
    told = {
        "engine": store.engine_version(),
        "seconds": time.perf_counter() - began,
        "cpu": _cpu_seconds() - cpu,
        "stages": stages,
        "created": outcome.created,
        "rejected": outcome.rejected,
        "issues": len(outcome.issues),
    }
    store.close()
    return told


def _timed(act: Callable[..., Any], stage: str, stages: dict[str, float]) -> Callable[..., Any]:
    def timed(*arguments: Any, **options: Any) -> Any:
        began = time.perf_counter()
        try:
            return act(*arguments, **options)
        finally:
            stages[stage] = stages.get(stage, 0) + time.perf_counter() - began

    return timed


def _cpu_seconds() -> float:
    """Processor time of this process and of the reader that it started and ended."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def _report(engine: str, file: Path, rows: int, told: dict[str, Any], peak_mb: float) -> None:
    stages = ", ".join(f"{name} {seconds:.1f}" for name, seconds in told["stages"].items())
    print(
        f"{file.suffix[1:]:5}{told['engine']:24} {rows / told['seconds']:7,.0f} rows/s "
        f"{told['seconds']:6.1f} s ({stages}; processor {told['cpu']:.1f}), "
        f"peak {peak_mb:.0f} MB  created {told['created']:,}, rejected {told['rejected']:,}, "
        f"issues {told['issues']:,}",
        flush=True,
    )


if __name__ == "__main__":
    main()
