"""The real files of the field, where they are, and a store that holds them all."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from data_access.importers.run import import_file
from data_access.sample.package import read_package
from data_access.services.catalogues import load_package, read_catalogue
from data_access.store.store import Store
from data_access.vocabulary.actors import OPERATOR
from data_access.vocabulary.catalogue import Catalogue
from data_access.vocabulary.drafts import ImportOutcome

ROOT = Path(__file__).parents[2]
PACKAGES = ROOT / "data_access" / "sample"
IATI_FILES = {
    "caf": "CAF-ActivityFile-2025-10-10.xml",
    "acf": "acfspain-co.xml",
    "wri": "wri-521257057-strategic-plan-2023-2027.xml",
    "usaid": "usaid-798.xml",
    "aims": "iati_1.04_ColombiaAIMS_GeocodedResearchRelease.xml",
}


@dataclass(frozen=True)
class RealStore:
    """A store with the entity package and every real file, and what each import said."""

    store: Store
    raw_folder: Path
    outcomes: dict[str, ImportOutcome]
    """By ``trm``, ``apc`` and the names of ``IATI_FILES``."""


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder of the real files; tests are skipped, saying so, where it is absent."""
    folder = ROOT / os.environ.get("GLOBO_REAL_DATA", "../shared/data")
    if not (folder / "apc_colombia").is_dir():
        pytest.skip(f"real data absent: set GLOBO_REAL_DATA to its folder ({folder} has none)")
    return folder


def import_apc(store: Store, real_data: Path, raw_folder: Path) -> ImportOutcome:
    """Import the pair of files of the national register."""
    folder = real_data / "apc_colombia"
    return import_file(
        store, OPERATOR, "apc", folder / "project_ancillary.csv",
        companions={"projects": folder / "projects.csv"}, raw_folder=raw_folder,
    )  # fmt: skip


@pytest.fixture(scope="session", params=("sqlite", "postgresql"))
def real_store(
    request: pytest.FixtureRequest,
    real_data: Path,
    new_store: Callable,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[RealStore]:
    """Everything real in one store, on each engine: read it, or import the same again."""
    raw = tmp_path_factory.mktemp("raw")
    package = next(path.parent for path in PACKAGES.glob("*/package.toml"))
    with new_store(request.param) as store:
        load_package(store, OPERATOR, read_package(package))
        trm = real_data / "fx" / "trm_datos_gov_co.csv"
        outcomes = {"trm": import_file(store, OPERATOR, "trm", trm, raw_folder=raw)}
        outcomes["apc"] = import_apc(store, real_data, raw)
        for name, file in IATI_FILES.items():
            path = real_data / "iati" / file
            outcomes[name] = import_file(store, OPERATOR, "iati", path, raw_folder=raw)
        yield RealStore(store, raw, outcomes)


@pytest.fixture
def catalogue(real_store: RealStore) -> Catalogue:
    """The catalogues of the real store."""
    with real_store.store.reading() as session:
        return read_catalogue(session)
