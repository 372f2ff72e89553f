"""Loading the entity package and its demonstration, through the same services as everything."""

import hashlib
from pathlib import Path

from data_access.sample.demonstration import demonstration
from data_access.sample.package import DEFAULT_PACKAGE, read_package
from data_access.sample.plan import load_demonstration_plan, load_structure
from data_access.services.catalogues import load_package
from data_access.services.imports import run_import
from data_access.store.store import Store
from data_access.vocabulary.actors import Actor
from data_access.vocabulary.drafts import ImportOutcome, ParsedFile

IMPORTER = "demonstration"
RATES_IMPORTER = "illustrative-rates"


def load_catalogues(
    store: Store, actor: Actor, package_folder: Path = DEFAULT_PACKAGE
) -> dict[str, int]:
    """Load the catalogues alone and count rows created, updated and unchanged.

    Raises ValueError on a package that cannot be right, NotPermitted when ``actor`` may not write.
    """
    return load_package(store, actor, read_package(package_folder))


def load_public(store: Store, actor: Actor, package_folder: Path = DEFAULT_PACKAGE) -> None:
    """Load the catalogues and what is public of the plan; twice is the same as once.

    Raises as :func:`load_sample`.
    """
    load_catalogues(store, actor, package_folder)
    load_structure(store, actor, package_folder)


def load_sample(
    store: Store, actor: Actor, package_folder: Path = DEFAULT_PACKAGE
) -> ImportOutcome:
    """Load catalogues, illustrative rates, demonstration and plan; twice is the same as once.

    A rate of a whole year never takes the place of one that knows the day better, whichever came
    first. The outcome is that of the actions.
    Raises ValueError on a package that cannot be right, NotPermitted when ``actor`` may not write.
    """
    package = read_package(package_folder)
    load_package(store, actor, package)
    digest = _digest(package_folder)
    rates = list(package.rates)
    run_import(
        store,
        actor,
        RATES_IMPORTER,
        ParsedFile(rows_read=len(rates), rates=rates),
        file_name="exchange_rates.csv",
        sha256=digest,
    )
    outcome = run_import(
        store,
        actor,
        IMPORTER,
        demonstration(package),
        file_name=package_folder.name,
        sha256=digest,
    )
    load_demonstration_plan(store, actor, package_folder)
    return outcome


def _digest(folder: Path) -> str:
    """One digest for all the files of a package, whatever the order of the folder."""
    whole = hashlib.sha256()
    for path in sorted(item for item in folder.rglob("*") if item.is_file()):
        whole.update(path.relative_to(folder).as_posix().encode())
        whole.update(path.read_bytes())
    return whole.hexdigest()
