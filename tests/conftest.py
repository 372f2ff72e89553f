"""Fixtures that every test may ask for: empty stores on both engines, and the demonstration."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from data_access.store import schema
from data_access.store.store import Store, open_store
from data_access.vocabulary.actors import OPERATOR
from layouts.texts.formats import use_time_zone
from tests.postgresql_cluster import PostgresqlCluster

# Whether an example is right does not depend on how fast the machine is today.
settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")

ENGINES = ("sqlite", "postgresql")
_numbers = count(1)


@pytest.fixture(autouse=True)
def _universal_time() -> Iterator[None]:
    """No test hears of the time zone that a command took from its store."""
    yield
    use_time_zone("UTC")


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgresqlCluster]:
    """A throw-away PostgreSQL cluster of this test process; a failure, never a skip, without it."""
    with PostgresqlCluster() as cluster:
        yield cluster


@pytest.fixture(scope="session")
def new_store(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str], AbstractContextManager[Store]]:
    """``with new_store("sqlite") as store:`` an empty, migrated store, removed afterwards.

    Each engine is migrated once per session; a store is then a copy of that.
    """
    folder = tmp_path_factory.mktemp("stores")
    templates: dict[str, str] = {}

    @contextmanager
    def sqlite() -> Iterator[Store]:
        template = folder / "template.db"
        if "sqlite" not in templates:
            _migrate(f"sqlite:///{template}")
            templates["sqlite"] = str(template)
        path = folder / f"store{next(_numbers)}.db"
        shutil.copyfile(template, path)
        store = open_store(f"sqlite:///{path}")
        try:
            yield store
        finally:
            store.close()
            for leftover in folder.glob(f"{path.name}*"):
                leftover.unlink()

    @contextmanager
    def postgresql() -> Iterator[Store]:
        cluster: PostgresqlCluster = request.getfixturevalue("postgresql")
        if "postgresql" not in templates:
            cluster.create("template_globo")
            _migrate(cluster.url("template_globo"))
            templates["postgresql"] = "template_globo"
        name = f"store{next(_numbers)}"
        cluster.create(name, template="template_globo")
        store = open_store(cluster.url(name))
        try:
            yield store
        finally:
            store.close()
            cluster.drop(name)

    makers = {"sqlite": sqlite, "postgresql": postgresql}
    return lambda engine: makers[engine]()


@pytest.fixture(params=ENGINES)
def store(request: pytest.FixtureRequest, new_store: Callable) -> Iterator[Store]:
    """An open, migrated, empty store; the test runs once on each engine."""
    with new_store(request.param) as opened:
        yield opened


@pytest.fixture
def sqlite_store(new_store: Callable) -> Iterator[Store]:
    """An open, migrated, empty store on SQLite alone, where the engine is beside the point."""
    with new_store("sqlite") as opened:
        yield opened


@pytest.fixture(scope="session", params=ENGINES)
def demo_store(request: pytest.FixtureRequest, new_store: Callable) -> Iterator[Store]:
    """A store with the entity package and the demonstration: read it, never write to it."""
    from data_access.sample.load import load_sample

    with new_store(request.param) as opened:
        load_sample(opened, OPERATOR)
        yield opened


@pytest.fixture(scope="session")
def sqlite_demo_store(new_store: Callable) -> Iterator[Store]:
    """The demonstration on SQLite alone, for screens and files: read it, never write to it."""
    from data_access.sample.load import load_sample

    with new_store("sqlite") as opened:
        load_sample(opened, OPERATOR)
        yield opened


def _migrate(url: str) -> None:
    opened = open_store(url)
    try:
        schema.upgrade(opened)
    finally:
        opened.close()


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder of real files; tests that ask for it are skipped, saying why, where it is not."""
    root = Path(__file__).resolve().parents[1]
    folder = (root / os.environ.get("GLOBO_REAL_DATA", "../shared/data")).resolve()
    if not folder.is_dir():
        pytest.skip(f"no real files at {folder}: set GLOBO_REAL_DATA")
    return folder
