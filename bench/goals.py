"""``python -m bench.goals``: what goals cost: figures of /plan, closing a cut, importing a plan.

Imports 5,000 goals of 80 entities with 16 quarters of reports, asks every figure of ``/plan`` with
120 mixed questions, closes a cut, and prints times for each engine.
"""

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from bench import goal_files
from bench.machine import describe
from data_access.importers.run import import_file
from data_access.measures.cut_content import cut_content
from data_access.measures.run import data_version, run_measure
from data_access.services.cuts import close_cut
from data_access.store import schema
from data_access.store.store import Store, open_store
from data_access.vocabulary.actors import OPERATOR, PUBLIC
from data_access.vocabulary.filters import Filters
from data_access.vocabulary.goals import Quarter
from tests.postgresql_cluster import PostgresqlCluster

QUESTIONS = 120
FIGURES = (
    "goals.summary", "goals.progress", "goals.tree", "goals.by_line", "goals.by_component",
    "goals.by_entity", "goals.budget", "goals.alerts",
)  # fmt: skip
CUT = Quarter(2027, 3)
TODAY = date(2027, 12, 1)


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--goals", type=int, default=5_000)
    arguments.add_argument("--url", help="an empty database instead of new ones of each engine")
    options = arguments.parse_args()
    print(describe())
    with tempfile.TemporaryDirectory(prefix="globo-bench-") as name:
        folder = Path(name)
        files = goal_files.write(folder, options.goals)
        for url in [options.url] if options.url else ["sqlite", "postgresql"]:
            with _store(url, folder) as store:
                _report(store, files, folder)


@contextmanager
def _store(url: str, folder: Path) -> Iterator[Store]:
    """A migrated store at ``url``, or a passing one of an engine."""
    if url == "postgresql":
        with PostgresqlCluster() as cluster:
            cluster.create("bench")
            with _store(cluster.url("bench"), folder) as store:
                yield store
        return
    store = open_store(f"sqlite:///{folder}/globo.db" if url == "sqlite" else url)
    schema.upgrade(store)
    try:
        yield store
    finally:
        store.close()


def questions(seed: int = 5) -> list[Filters]:
    """The questions: filters of the page, alone or two together; a third asks an earlier cut."""
    chance = random.Random(seed)
    pick: dict[str, Callable[[], str]] = {
        "entidad": lambda: goal_files.entity(chance.randrange(goal_files.ENTITIES)),
        "sector": lambda: goal_files.sector(chance.randrange(goal_files.SECTORS)),
        "programa": lambda: goal_files.programme(chance.randrange(goal_files.PROGRAMMES)),
        "linea": lambda: goal_files.line(chance.randrange(goal_files.LINES)),
        "componente": lambda: goal_files.component(chance.randrange(goal_files.COMPONENTS)),
        "estado": lambda: chance.choice(("rojo", "verde", "vencido", "sin_reporte")),
        "tipo_meta": lambda: chance.choice(goal_files.KINDS),
    }
    found = []
    for number in range(QUESTIONS):
        names = chance.sample(sorted(pick), 1 + number % 2)
        values = {name: pick[name]() for name in names}
        if number % 3 == 0:
            values["corte"] = chance.choice(("2025-T4", "2026-T2", "2026-T4"))
        found.append(Filters.parse({"corte": CUT.code, **values})[0])
    return found


def _report(store: Store, files: dict[str, Path], folder: Path) -> None:
    print(f"\n{store.engine_version()}")
    goal_files.add_catalogues(store)
    for importer, file in files.items():
        _line(
            f"import {importer}", _seconds(lambda i=importer, f=file: _import(store, i, f, folder))
        )
    first = Filters(corte=CUT.code)
    _line("first figure after a change", _seconds(lambda: _ask(store, "goals.summary", first)))
    asked = questions()
    for filters in asked:
        _ask(store, "goals.summary", Filters(corte=filters.corte))
    everything: list[float] = []
    for name in FIGURES:
        times = [_seconds(lambda n=name, f=filters: _ask(store, n, f)) for filters in asked]
        everything += times
        _percentiles(name, times)
    _percentiles("every figure", everything)
    version = data_version(store)
    content = b""

    def close() -> None:
        nonlocal content
        content = cut_content(store, OPERATOR, CUT, today=TODAY)
        close_cut(store, OPERATOR, CUT.code, content, version, today=TODAY)

    _line(f"close {CUT.code}", _seconds(close), f" ({len(content):,} bytes)".rstrip())
    _line("its first figure", _seconds(lambda: _ask(store, "goals.summary", first)))


def _import(store: Store, importer: str, file: Path, folder: Path) -> None:
    outcome = import_file(store, OPERATOR, importer, file, raw_folder=folder / "raw")
    if outcome.rejected or not outcome.created:
        raise RuntimeError([issue.sentence for issue in outcome.issues[:3]])


def _ask(store: Store, name: str, filters: Filters) -> None:
    result = run_measure(store, PUBLIC, name, filters, today=TODAY)
    if result.issues:
        raise RuntimeError(result.issues[0].sentence)


def _seconds(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def _percentiles(name: str, times: list[float]) -> None:
    told = sorted(1000 * seconds for seconds in times)
    p50, p95 = statistics.median(told), told[int(len(told) * 0.95)]
    print(f"{name:32} p50 {p50:7.1f} ms   p95 {p95:7.1f} ms   slowest {told[-1]:7.1f} ms")


def _line(name: str, seconds: float, more: str = "") -> None:
    print(f"{name:32} {seconds:7.2f} s{more}")


if __name__ == "__main__":
    main()
